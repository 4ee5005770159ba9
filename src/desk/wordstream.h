/* wordstream.h - the words of a text with their places, as they are compared when mail programs have wrapped, quoted and
 * decorated them */
#ifndef DESK_WORDSTREAM_H
#define DESK_WORDSTREAM_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

struct word {
	char *folded;		/* without case and accents */
	const char *at, *end;	/* where it stands */
	size_t line;
};

struct wordline {
	const char *at, *end;	/* without the marks of quotes before it, and blanks at either end */
	unsigned depth;		/* how many marks there were */
};

struct wordstream {
	struct word *list;
	size_t count;
	struct wordline *lines;
	size_t line_count;
};

/* Of at most that many words. Owned by ctx; points into text. */
struct wordstream *wordstream_of(TALLOC_CTX *ctx, const char *text, size_t most);

/* How many words are the same, from the a-th of the one and the b-th of the other on. */
size_t wordstream_common(const struct wordstream *a, size_t from_a, const struct wordstream *b, size_t from_b);

/* The first place, not before `from` and wholly before `to`, where the `count` words of the other from `other_from` on stand; `to`
 * when there is none. */
size_t wordstream_find(const struct wordstream *stream, size_t from, size_t to, const struct wordstream *other,
    size_t other_from, size_t count);

#endif
