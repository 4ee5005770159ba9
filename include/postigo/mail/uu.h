/* uu.h - files that stand between the lines of a text, between "begin 644 name" and "end" */
#ifndef POSTIGO_MAIL_UU_H
#define POSTIGO_MAIL_UU_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include <postigo/mail/span.h>

struct uu_file {
	struct span name;	/* as it stands there */
	struct span lines;	/* with the file in them */
	struct span before;	/* the text above */
};

/* Finds the first file in *rest, which moves behind it. Every line of it must be what it has to be, and its end must be
 * there: a mail that speaks of such a file loses nothing. Linear. */
bool uu_next(struct span *rest, struct uu_file *file);

/* The bytes of these lines, owned by ctx. Lines that cannot be are passed over. */
struct span uu_decode(TALLOC_CTX *ctx, struct span lines);

#endif
