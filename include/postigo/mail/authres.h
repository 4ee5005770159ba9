/* authres.h - what servers on the way found out about the sender (Authentication-Results, RFC 8601) */
#ifndef POSTIGO_MAIL_AUTHRES_H
#define POSTIGO_MAIL_AUTHRES_H

#include <postigo/mail/header.h>
#include <postigo/mail/message.h>

#define AUTHRES_MAX 100u	/* results a mail */

/* Fills in mail->auth with every result of every field, topmost first. Nothing here says whom to believe: anybody can
 * write such a field. How many Received fields stand above tells how far down the road it was written. A field that is not of the right form gives nothing, a malformed result ends its field. */
void authres_read(struct mail *mail, const struct header *header);

#endif
