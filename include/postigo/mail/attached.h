/* attached.h - a mail that is passed on as an attachment */
#ifndef POSTIGO_MAIL_ATTACHED_H
#define POSTIGO_MAIL_ATTACHED_H

#include <postigo/mail/message.h>
#include <postigo/mail/part.h>

/* The first mail among the parts that names its sender, owned by mail: message/rfc822, or a file called "*.eml". NULL
 * when there is none, or when they are there for another reason: in a report, a digest, an automatic answer. */
struct mail_forwarded *attached_read(struct mail *mail, const struct parts *parts);

#endif
