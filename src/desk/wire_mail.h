/* wire_mail.h - a mail's people as we write to them: internationalised domains in ASCII */
#ifndef DESK_WIRE_MAIL_H
#define DESK_WIRE_MAIL_H

#include <talloc.h>

#include <postigo/mail/message.h>

/* The mail, or where a domain in it is not ASCII a copy whose people have it so; the rest is shared. One person then has one
 * address, whichever way their program writes it, and what the config says is compared with what it means. Owned by ctx. */
const struct mail *wire_mail(TALLOC_CTX *ctx, const struct mail *mail);

#endif
