/* linemark.c - see linemark.h */
#include <config.h>

#include <postigo/mail/linemark.h>

/* The first line that begins at this offset or behind it. */
static size_t
line_from(const struct lines *lines, size_t offset)
{
	size_t low = 0, high = lines->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if ((size_t)(lines->list[middle].at - lines->list[0].at) < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Where the lines of a kind are kept; NULL: this kind says nothing about lines. */
static uint32_t *
kept(const struct linemarks *out, enum mark_kind kind)
{
	switch (kind) {
	case MARK_QUOTE:
		return out->quote;
	case MARK_INTRODUCTION:
		return out->introduction;
	case MARK_HEADER:
		return out->header;
	case MARK_SIGNATURE:
		return out->signature;
	default:
		return NULL;
	}
}

struct linemarks
linemark_read(TALLOC_CTX *ctx, const struct lines *lines, const struct marks *marks)
{
	unsigned n = (unsigned)lines->count + 1;
	uint32_t *none = talloc_zero_array(ctx, uint32_t, n);
	struct linemarks out = { none, none, none, none };

	if (marks->count == 0)	/* plain text: it may have a million lines, and needs no more than one list */
		return out;
	out.introduction = talloc_zero_array(ctx, uint32_t, n);
	out.header = talloc_zero_array(ctx, uint32_t, n);
	out.signature = talloc_zero_array(ctx, uint32_t, n);
	for (size_t i = 0; i < marks->count && lines->count > 0; i++) {
		const struct mark *m = &marks->list[i];
		size_t first = line_from(lines, m->from), end = line_from(lines, m->to);
		uint32_t *list = kept(&out, m->kind);

		while (first < lines->count && line_blank(lines->list[first]))
			first++;
		/* The outermost of several that begin in a line is the first of them. */
		if (list != NULL && first < lines->count && list[first] == 0)
			list[first] = (uint32_t)(end > first ? end : first);
	}
	return out;
}
