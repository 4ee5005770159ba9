/* date.h - dates in header fields (RFC 5322 section 3.3, and as mailers write them) */
#ifndef POSTIGO_MAIL_DATE_H
#define POSTIGO_MAIL_DATE_H

#include <stdbool.h>

#include <postigo/base/instant.h>
#include <postigo/mail/span.h>

/* Reads "Tue, 13 Jan 2026 10:11:12 +0100 (CET)", two-digit years, zone names, asctime's and RFC 3339's order.
 * False when there is no date in it. */
bool date_read(struct span value, instant *out);

#endif
