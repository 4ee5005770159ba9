/* attachment.h - what a part that is no text is called and is */
#ifndef POSTIGO_MAIL_ATTACHMENT_H
#define POSTIGO_MAIL_ATTACHMENT_H

#include <talloc.h>

#include <postigo/mail/message.h>
#include <postigo/mail/part.h>

/* Describes the part; strings are owned by ctx. */
struct mail_attachment attachment_of(TALLOC_CTX *ctx, const struct part *part);

#endif
