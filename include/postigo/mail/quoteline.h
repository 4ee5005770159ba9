/* quoteline.h - a header block that came down to one line, as Yahoo's does: "----- Forwarded Message ----- From: Ana
 * <ana@example.org>To: ...Sent: ... GMT+1Subject: ..." */
#ifndef POSTIGO_MAIL_QUOTELINE_H
#define POSTIGO_MAIL_QUOTELINE_H

#include <stdbool.h>

#include <postigo/mail/quoteblock.h>

/* Parts a line into what stands up to its second run of dashes and what follows. False when nothing follows. */
bool quoteline_split(struct span line, struct span *marker, struct span *rest);

/* Reads the fields of such a line (first, end and quoted of *out are left 0). False when they are fewer than three, or
 * none of them is the sender. Works in one pass. */
bool quoteline_read(struct span line, struct quoteblock *out);

#endif
