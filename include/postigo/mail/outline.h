/* outline.h - what stands in a mail: header, parts, text; before anything is concluded from it */
#ifndef POSTIGO_MAIL_OUTLINE_H
#define POSTIGO_MAIL_OUTLINE_H

#include <talloc.h>

#include <postigo/mail/body.h>
#include <postigo/mail/header.h>
#include <postigo/mail/message.h>
#include <postigo/mail/part.h>
#include <postigo/mail/span.h>

struct outline {
	struct header header;
	struct parts parts;
	struct body body;
};

/* Reads the mail and fills in of *mail what the header's fields and the text say. *out points into raw or into ctx, which
 * owns it; what is filled in is owned by mail. */
void outline_read(TALLOC_CTX *ctx, struct span raw, struct mail *mail, struct outline *out);

#endif
