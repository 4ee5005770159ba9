/* body.h - the text that a person reads, and which parts are attachments */
#ifndef POSTIGO_MAIL_BODY_H
#define POSTIGO_MAIL_BODY_H

#include <stdbool.h>

#include <talloc.h>

#include <postigo/mail/defects.h>
#include <postigo/mail/mark.h>
#include <postigo/mail/part.h>

#define BODY_TEXT_MAX (1u << 20)	/* bytes of text; the rest is cut, with a defect */

enum part_role {
	ROLE_TEXT,		/* is the text, or a piece of it */
	ROLE_ALTERNATIVE,	/* says the same as the text in another form */
	ROLE_ATTACHMENT,
	ROLE_CONTAINER
};

struct body {
	char *text;		/* UTF-8, LF */
	bool html;		/* some of it was HTML */
	struct marks marks;	/* of the text, where it was HTML */
	enum part_role *roles;	/* one a part */
};

struct body body_read(TALLOC_CTX *ctx, const struct parts *parts, struct defects *defects);

#endif
