/* mark.h - what the structure of HTML says about the text made of it: where a quote or a signature stands */
#ifndef POSTIGO_MAIL_MARK_H
#define POSTIGO_MAIL_MARK_H

#include <stddef.h>

#include <talloc.h>

#define MARK_COUNT_MAX 200u

enum mark_kind {
	MARK_NONE,
	MARK_QUOTE,		/* the mail that is answered, with the line that introduces it */
	MARK_INTRODUCTION,	/* only the line that introduces it */
	MARK_FORWARD,		/* a mail that is passed on */
	MARK_HEADER,		/* the header block above a quoted mail, if it looks like one: all below is quoted */
	MARK_SIGNATURE
};

struct mark {
	enum mark_kind kind;
	size_t from, to;	/* bytes of the text; blank lines may stand at either end */
};

struct marks {
	struct mark *list;	/* in the order in which they begin; they may nest */
	size_t count;
};

/* What an element is whose attributes (name, value, name, value ... NULL; NULL: none) are these. */
enum mark_kind mark_of(const char *element, const char *const *attributes);

/* Adds one, owned by ctx. Beyond MARK_COUNT_MAX there are no more: whoever nests so deep says nothing by it. */
struct mark *mark_add(TALLOC_CTX *ctx, struct marks *marks, enum mark_kind kind, size_t from);

/* Adds those of a text that was appended to another, at this offset. */
void marks_append(TALLOC_CTX *ctx, struct marks *marks, const struct marks *more, size_t offset);

#endif
