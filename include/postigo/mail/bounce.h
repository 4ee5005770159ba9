/* bounce.h - which recipient could not be reached, and why (RFC 3464) */
#ifndef POSTIGO_MAIL_BOUNCE_H
#define POSTIGO_MAIL_BOUNCE_H

#include <postigo/mail/header.h>
#include <postigo/mail/message.h>
#include <postigo/mail/part.h>

#define BOUNCE_RECIPIENTS_MAX 100u

/* Fills in mail->bounce of a mail that is one: from its delivery-status part, else from X-Failed-Recipients, else from
 * the lines of its text that name an address and a reason. */
void bounce_read(struct mail *mail, const struct header *header, const struct parts *parts);

#endif
