/* redact.c - see redact.h
 *
 * Everything that is found is noted first, in the text as it came, and cut out afterwards: what one pattern leaves must not
 * hide from the next what that would have found.
 */
#include <config.h>

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/fold.h>
#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>

#include "redact.h"

#define LEFT_OUT "[...]"
#define CUTS_MOST 4096		/* more is no text any more */
#define NAME_LEAST 3		/* bytes of a part of a name: "de", "y" and "Al" are in any text */

struct cut {
	size_t from, to;
};

struct cuts {
	struct cut *list;
	size_t count;
	bool too_much;		/* nobody knows what else is in it */
};

void
redact_word(TALLOC_CTX *ctx, struct redact *r, const char *word)
{
	if (word == NULL || word[0] == '\0')
		return;
	r->words = talloc_realloc(ctx, r->words, char *, (unsigned)r->word_count + 1);
	r->words[r->word_count++] = talloc_strdup(ctx, word);
}

void
redact_name(TALLOC_CTX *ctx, struct redact *r, const char *name)
{
	if (name == NULL)
		return;
	redact_word(ctx, r, name);
	for (const char *at = name; *at != '\0';) {
		size_t skip = strspn(at, " ,.\"'()"), size = strcspn(at + skip, " ,.\"'()");

		if (size >= NAME_LEAST)
			redact_word(ctx, r, talloc_strndup(ctx, at + skip, size));
		at += skip + size;
	}
}

static void
add(struct cuts *cuts, size_t from, size_t to)
{
	if (cuts->count == CUTS_MOST) {
		cuts->too_much = true;
		return;
	}
	cuts->list[cuts->count++] = (struct cut){ from, to };
}

static void
find_pattern(const struct pattern *pattern, const char *text, size_t size, struct cuts *cuts)
{
	struct pattern_match m;
	struct error err;
	enum result result;
	size_t at = 0;

	while ((result = pattern_find(pattern, text, size, at, &m, &err)) == DONE && !cuts->too_much) {
		size_t from = m.group[0].from, to = m.group[0].to;

		if (to > from)
			add(cuts, from, to);
		/* \K and look-behinds may give what lies before. */
		at = to > at ? to : at + 1;
		while (at < size && ((unsigned char)text[at] & 0xC0) == 0x80)
			at++;
	}
	cuts->too_much |= result < 0;
}

/* A letter of any script, or a digit; Spanish and other signs outside ASCII are none: U+00A0 to U+00BF, U+2000 to U+207F. */
static bool
is_letter(const char *at)
{
	unsigned char c = (unsigned char)at[0], next = c != 0 ? (unsigned char)at[1] : 0;

	if (c < 0x80)
		return isalnum(c) != 0;
	return c != 0xC2 && !(c == 0xE2 && (next == 0x80 || next == 0x81));
}

/* Within a word: a letter stands before it, or behind it. */
static bool
is_in_word(const char *text, size_t begin, size_t end)
{
	size_t before = begin;

	while (before > 0 && ((unsigned char)text[--before] & 0xC0) == 0x80)
		;
	return (begin > 0 && is_letter(text + before)) || is_letter(text + end);
}

/* A text as words are looked for in it, and where its letters stand in the text as it came. */
struct folded {
	char *text;
	size_t size, *from;
};

/* A name or an address, whatever its case and accents, as people write them; not within a longer word. */
static void
find_word(const char *word, const struct folded *in, struct cuts *cuts)
{
	SCRATCH(tmp);
	const char *wanted = fold_word(tmp, word);
	size_t length = strlen(wanted);

	for (const char *at = in->text; length > 0 && !cuts->too_much && (at = strstr(at, wanted)) != NULL; at += length) {
		size_t begin = (size_t)(at - in->text), end = begin + length;

		if (!is_in_word(in->text, begin, end))
			add(cuts, in->from[begin], in->from[end]);
	}
}

static void
find_words(const struct redact *r, const char *text, size_t size, struct cuts *cuts)
{
	SCRATCH(tmp);
	struct folded in = { 0 };

	in.text = fold_where(tmp, text, size, &in.size, &in.from);
	for (size_t i = 0; i < r->word_count && !cuts->too_much; i++)
		find_word(r->words[i], &in, cuts);
}

static int
compare(const void *a, const void *b)
{
	const struct cut *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

static char *
without(TALLOC_CTX *ctx, const char *text, size_t size, struct cuts *cuts)
{
	SCRATCH(tmp);
	struct text *out = text_new(tmp, size + cuts->count * strlen(LEFT_OUT));
	size_t at = 0;

	if (cuts->count > 1)
		qsort(cuts->list, cuts->count, sizeof(*cuts->list), compare);
	for (size_t i = 0; i < cuts->count; i++) {
		/* Those that overlap are one. */
		if (i == 0 || cuts->list[i].from > at) {
			text_add(out, text + at, cuts->list[i].from - at);
			text_add_string(out, LEFT_OUT);
		}
		if (cuts->list[i].to > at)
			at = cuts->list[i].to;
	}
	text_add(out, text + at, size - at);
	return talloc_strndup(ctx, out->bytes, out->size);
}

char *
redact(TALLOC_CTX *ctx, const struct redact *r, const char *text)
{
	SCRATCH(tmp);
	struct cuts cuts = { .list = talloc_array(tmp, struct cut, CUTS_MOST) };
	size_t size = strlen(text);

	/* What no pattern looks at is not shown. */
	if (size > PATTERN_SUBJECT_MOST) {
		text = utf8_repair(tmp, text, PATTERN_SUBJECT_MOST - 8);
		size = strlen(text) < PATTERN_SUBJECT_MOST ? strlen(text) : PATTERN_SUBJECT_MOST;
	}
	for (size_t i = 0; i < r->patterns->count && !cuts.too_much; i++)
		find_pattern(r->patterns->list[i], text, size, &cuts);
	find_words(r, text, size, &cuts);
	return cuts.too_much ? talloc_strdup(ctx, LEFT_OUT) : without(ctx, text, size, &cuts);
}
