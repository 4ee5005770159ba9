/* wordstream.c - see wordstream.h */
#include <config.h>

#include <string.h>

#include <glib.h>

#include <postigo/base/utf8.h>
#include <postigo/mail/phrase.h>

#include "wordstream.h"

#define WORD_MOST 60u		/* bytes, folded; the rest of a longer one is as if it were not there */
#define LINES_MOST 5000u

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* The line that begins at `at`, without what programs put before what they quote. */
static struct wordline
line_at(const char *at)
{
	struct wordline line = { at, at + strcspn(at, "\n"), 0 };

	while (line.at < line.end && (is_blank(*line.at) || *line.at == '>' || *line.at == '|'))
		line.depth += !is_blank(*line.at++);
	while (line.end > line.at && is_blank(line.end[-1]))
		line.end--;
	return line;
}

static void
add(struct wordstream *s, const char *folded, size_t size, const char *at, const char *end, size_t line)
{
	if ((s->count & (s->count - 1)) == 0)
		s->list = talloc_realloc(s, s->list, struct word, (unsigned)s->count * 2 + 1);
	s->list[s->count++] = (struct word){ talloc_strndup(s->list, folded, size), at, end, line };
}

/* The words of one line. */
static void
read_line(struct wordstream *s, size_t line, size_t most)
{
	const char *cursor = s->lines[line].at, *end = s->lines[line].end, *start = NULL, *last = NULL;
	char folded[WORD_MOST + 4];
	size_t size = 0;

	while (s->count < most) {
		const char *at = cursor;
		uint32_t letter = phrase_letter(&cursor, end);

		if (letter != 0 && g_unichar_isalnum(letter)) {
			if (start == NULL)
				start = at;
			last = cursor;
			if (size <= WORD_MOST)
				size += utf8_encode(letter, folded + size);
			continue;
		}
		if (start != NULL)
			add(s, folded, size, start, last, line);
		start = NULL;
		size = 0;
		if (letter == 0)
			return;
	}
}

struct wordstream *
wordstream_of(TALLOC_CTX *ctx, const char *text, size_t most)
{
	struct wordstream *s = talloc_zero(ctx, struct wordstream);

	for (const char *at = text; *at != '\0' && s->line_count < LINES_MOST; at += *at == '\n') {
		if ((s->line_count & (s->line_count - 1)) == 0)
			s->lines = talloc_realloc(s, s->lines, struct wordline, (unsigned)s->line_count * 2 + 1);
		s->lines[s->line_count] = line_at(at);
		read_line(s, s->line_count++, most);
		at += strcspn(at, "\n");
	}
	return s;
}

size_t
wordstream_common(const struct wordstream *a, size_t from_a, const struct wordstream *b, size_t from_b)
{
	size_t n = 0;

	while (from_a + n < a->count && from_b + n < b->count && strcmp(a->list[from_a + n].folded, b->list[from_b + n].folded) == 0)
		n++;
	return n;
}

size_t
wordstream_find(const struct wordstream *s, size_t from, size_t to, const struct wordstream *other, size_t other_from,
    size_t count)
{
	for (size_t i = from; count > 0 && i + count <= to; i++)
		for (size_t n = 0; strcmp(s->list[i + n].folded, other->list[other_from + n].folded) == 0;)
			if (++n == count)
				return i;
	return to;
}
