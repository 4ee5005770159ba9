/* bounce.h - which recipient could not be reached, and why (RFC 3464) */
#ifndef POSTIGO_MAIL_BOUNCE_H
#define POSTIGO_MAIL_BOUNCE_H

#include <postigo/mail/header.h>
#include <postigo/mail/message.h>
#include <postigo/mail/part.h>

#define BOUNCE_RECIPIENTS_MAX 100u

/* Fills in mail->bounce of a mail that is one: from its delivery-status part, also one that was wrapped or pasted into
 * the text; else from X-Failed-Recipients, else from the lines of its text that name an address and a reason, else the
 * only recipient of the returned mail. Recipients who were reached are left out when others were not. */
void bounce_read(struct mail *mail, const struct header *header, const struct parts *parts);

/* Whom the text alone says was not reached, owned by ctx: for asking whether a mail is a bounce at all. */
struct mail_bounce *bounce_named(TALLOC_CTX *ctx, const struct mail *mail);

#endif
