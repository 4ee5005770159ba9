/* enriched.c - see enriched.h */
#include <config.h>

#include <postigo/base/text.h>
#include <postigo/mail/span.h>

#include "enriched.h"

struct state {
	struct text *out;
	bool old;
	unsigned hidden;	/* inside <param> or <comment> */
	unsigned unfilled;	/* inside <nofill>: lines stay lines */
};

static void
open_or_close(unsigned *level, bool close)
{
	if (!close)
		++*level;
	else if (*level > 0)
		--*level;
}

static void
command(struct state *s, struct span name)
{
	bool close = name.size > 0 && name.at[0] == '/';

	if (close)
		name = (struct span){ name.at + 1, name.size - 1 };
	if (span_is(name, "param") || span_is(name, "comment"))
		open_or_close(&s->hidden, close);
	else if (span_is(name, "nofill"))
		open_or_close(&s->unfilled, close);
	else if (s->old && s->hidden == 0 && span_is(name, "lt"))
		text_add_char(s->out, '<');
	else if (s->old && s->hidden == 0 && (span_is(name, "nl") || (close && span_is(name, "paragraph"))))
		text_add_char(s->out, '\n');
}

/* How long the command at p is, "<" and ">" included; 0: it is none. */
static size_t
command_size(const char *p, size_t n)
{
	for (size_t i = 1; i < n && i < 64; i++) {
		if (p[i] == '>')
			return i + 1;
		if (span_blank(p[i]) || p[i] == '<')
			return 0;
	}
	return 0;
}

/* A single line end is a blank, several are one less. In richtext all of them are blanks. */
static void
line_ends(struct state *s, size_t n)
{
	if (s->old || (n == 1 && s->unfilled == 0)) {
		text_add_char(s->out, ' ');
		return;
	}
	for (size_t i = s->unfilled == 0; i < n; i++)
		text_add_char(s->out, '\n');
}

char *
enriched_text(TALLOC_CTX *ctx, const char *text, size_t n, bool old)
{
	struct state s = { .out = text_new(ctx, n + 1), .old = old };

	for (size_t i = 0; i < n;) {
		size_t run = 1;

		if (!old && text[i] == '<' && i + 1 < n && text[i + 1] == '<') {
			run = 2;
			if (s.hidden == 0)
				text_add_char(s.out, '<');
		} else if (text[i] == '<' && (run = command_size(text + i, n - i)) > 0) {
			command(&s, (struct span){ text + i + 1, run - 2 });
		} else if (text[i] == '\n') {
			for (run = 1; i + run < n && text[i + run] == '\n'; run++)
				;
			if (s.hidden == 0)
				line_ends(&s, i + run == n ? 2 : run);
		} else {
			run = 1;
			if (s.hidden == 0)
				text_add_char(s.out, text[i]);
		}
		i += run;
	}
	return s.out->bytes;
}
