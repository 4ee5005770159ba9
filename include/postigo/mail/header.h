/* header.h - the fields of a header block, as they stand (RFC 5322 section 2.2) */
#ifndef POSTIGO_MAIL_HEADER_H
#define POSTIGO_MAIL_HEADER_H

#include <stddef.h>

#include <talloc.h>

#include <postigo/mail/defects.h>
#include <postigo/mail/span.h>

#define HEADER_BLOCK_MAX (256u << 10)	/* bytes of header that are read */
#define HEADER_FIELDS_MAX 2000u
#define HEADER_FIELD_MAX (64u << 10)	/* a longer field is cut */
#define HEADER_STRUCTURED_MAX (16u << 10)	/* bytes of a structured value (addresses, types) that are read */

struct field {
	struct span name;
	struct span value;	/* with its folding, without the last line end */
};

struct header {
	struct field *fields;
	size_t count;
};

/* Reads the fields at the head of raw. Everything points into raw or is owned by ctx, as is the list. *body is what
 * follows the empty line. Leading empty lines and mbox "From " lines are skipped; a line that is no field is passed over
 * when another field follows it, and begins the body when none does. Values in which there is neither ASCII nor UTF-8
 * come as UTF-8: read in what the mail declares for its text, else in what they look like. */
struct header header_read(TALLOC_CTX *ctx, struct span raw, struct span *body, struct defects *defects);

/* The first field of that name after `after` (NULL: from the start); NULL when there is none. */
const struct field *header_next(const struct header *header, const char *name, const struct field *after);

/* The trimmed value of the first such field that is not empty; an empty span at NULL when there is no such field. */
struct span header_value(const struct header *header, const char *name);

/* The value with its line ends taken out and NULs made blanks, trimmed, owned by ctx. */
char *header_unfold(TALLOC_CTX *ctx, struct span value);

#endif
