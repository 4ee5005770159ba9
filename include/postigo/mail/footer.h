/* footer.h - the line that a telephone or an app writes below a mail */
#ifndef POSTIGO_MAIL_FOOTER_H
#define POSTIGO_MAIL_FOOTER_H

#include <stdbool.h>

#include <postigo/mail/span.h>

/* "Sent from my iPhone", "Get Outlook for iOS <https://...>", "Von meinem Telefon gesendet". A sentence that only begins or
 * ends like one, "Sent from my desk it works", is none: what may be the sender's stays his. */
bool footer_line(struct span line);

/* A link and nothing else: apps put theirs on a line of its own. */
bool footer_link(struct span line);

#endif
