/* fold.c - see fold.h */
#include <config.h>

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <postigo/base/fold.h>
#include <postigo/base/utf8.h>

#include "fold_table.h"

/* Where the folded text is written. */
struct folding {
	char *out;
	size_t size;
	bool blank;		/* the last that was written is one */
};

static void
put_letter(struct folding *f, char c)
{
	f->out[f->size++] = c;
	f->blank = false;
}

static void
put_blank(struct folding *f)
{
	if (!f->blank)
		f->out[f->size++] = ' ';
	f->blank = true;
}

/* What has no accent to lose, above the tables: blanks, marks that are not seen, quotes, dashes, full width. */
static uint32_t
plain(uint32_t c)
{
	if ((c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0x2028 || c == 0x2029)
		return ' ';
	if ((c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF ||
	    (c >= 0xFE00 && c <= 0xFE0F))
		return FOLD_DROP;
	if (c >= 0x2018 && c <= 0x201B)
		return '\'';
	if (c >= 0x201C && c <= 0x201F)
		return '"';
	if (c >= 0x2010 && c <= 0x2015)
		return '-';
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c >= 0xFF21 && c <= 0xFF3A ? c - 0xFF21 + 'a' : c - 0xFF01 + '!';
	return c == 0x212A ? 'k' : c;
}

static uint32_t
folded(uint32_t c)
{
	if (c >= FOLD_LOW_FIRST && c <= FOLD_LOW_LAST)
		return fold_low[c - FOLD_LOW_FIRST];
	if (c >= FOLD_HIGH_FIRST && c <= FOLD_HIGH_LAST)
		return fold_high[c - FOLD_HIGH_FIRST];
	return plain(c);
}

static void
put(struct folding *f, uint32_t c)
{
	static const char pairs[][2] = { [FOLD_SS] = "ss", [FOLD_AE] = "ae", [FOLD_OE] = "oe" };

	switch (c) {
	case FOLD_DROP:
		return;
	case FOLD_SS:
	case FOLD_AE:
	case FOLD_OE:
		put_letter(f, pairs[c][0]);
		put_letter(f, pairs[c][1]);
		return;
	case ' ':
		put_blank(f);
		return;
	default:
		f->size += utf8_encode(c, f->out + f->size);
		f->blank = false;
	}
}

static void
put_ascii(struct folding *f, unsigned char c)
{
	if (c == ' ' || (c >= '\t' && c <= '\r'))
		put_blank(f);
	else if (c >= 'A' && c <= 'Z')
		put_letter(f, (char)(c + ('a' - 'A')));
	else if (c >= ' ' && c != 0x7F)
		put_letter(f, (char)c);
}

/* The next letter of the text. */
static void
put_next(struct folding *f, const char **p, const char *end)
{
	const char *before = *p;
	uint32_t c;

	if ((unsigned char)*before < 0x80) {
		put_ascii(f, (unsigned char)*(*p)++);
		return;
	}
	c = utf8_next(p, end);
	/* A broken byte would take more room than it has. */
	if (c != 0xFFFD || *p - before > 1)
		put(f, folded(c));
}

char *
fold_where(TALLOC_CTX *ctx, const char *text, size_t n, size_t *size, size_t **from)
{
	struct folding f = { .out = talloc_size(ctx, n + 1) };
	const char *p = text, *end = text + n;
	size_t *where = talloc_zero_size(ctx, (n + 1) * sizeof(*where));

	while (p < end) {
		size_t letter = (size_t)(p - text), at = f.size;

		for (put_next(&f, &p, end); at < f.size; at++)
			where[at] = letter;
	}
	f.out[f.size] = '\0';
	where[f.size] = n;
	*size = f.size;
	*from = where;
	return f.out;
}

char *
fold_text(TALLOC_CTX *ctx, const char *text, size_t n, size_t *size)
{
	struct folding f = { .out = talloc_size(ctx, n + 1) };
	const char *p = text, *end = text + n;

	while (p < end)
		put_next(&f, &p, end);
	f.out[f.size] = '\0';
	if (size != NULL)
		*size = f.size;
	return f.out;
}

char *
fold_word(TALLOC_CTX *ctx, const char *string)
{
	size_t n;
	char *out = fold_text(ctx, string, strlen(string), &n);

	if (n > 0 && out[n - 1] == ' ')
		out[--n] = '\0';
	if (out[0] == ' ')
		memmove(out, out + 1, n);
	return out;
}
