/* guard.c - what an SMTP server answers, watched line by line; pure, no I/O */
#include <config.h>

#include <string.h>

#include "guard.h"

void
guard_start(struct guard *g)
{
	memset(g, 0, sizeof *g);
	g->due = true;
}

static int
code_of(const char head[4])
{
	int code = 0;

	for (int i = 0; i < 3; i++) {
		if (head[i] < '0' || head[i] > '9')
			return 0;
		code = code * 10 + (head[i] - '0');
	}
	return code;
}

/* A line has ended; a short one has no more than what came of it. */
static bool
more_lines_follow(struct guard *g)
{
	if (g->column < sizeof g->head)
		memset(g->head + g->column, 0, sizeof g->head - g->column);
	if (g->column == 0 && g->lines == 0)
		g->text[0] = '\0';
	g->column = 0;
	return g->head[3] == '-';
}

/* The last line of an answer has come. */
static void
answered(struct guard *g)
{
	g->code = code_of(g->head);
	memcpy(g->answer, g->text, sizeof g->answer);
	if (g->code >= 400)
		memcpy(g->refusal, g->text, sizeof g->refusal);
	g->due = false;
	g->lines = 0;

	if (g->in_login && g->code != 334) {
		g->in_login = false;
		g->logged_in = g->code == 235;
		g->login_refused = !g->logged_in;
	}
}

/* Keeps what is needed of one byte of a line: its head, and the first line's text. */
static void
keep(struct guard *g, char c)
{
	if (g->column < sizeof g->head)
		g->head[g->column] = c;
	if (g->lines == 0 && g->column < GUARD_TEXT - 1 && c != '\r') {
		g->text[g->column] = '?';
		if (c >= ' ' && c <= '~')
			g->text[g->column] = c;
		g->text[g->column + 1] = '\0';
	}
	g->column++;
}

enum guard_verdict
guard_read(struct guard *g, const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!g->due)
			g->surplus = true;
		if (bytes[i] != '\n') {
			keep(g, bytes[i]);
			if (g->column > GUARD_LINE_MAX)
				return GUARD_LONG_LINE;
			continue;
		}

		if (!more_lines_follow(g))
			answered(g);
		else if (++g->lines >= GUARD_LINES_MAX)
			return GUARD_ENDLESS;
	}
	return GUARD_FINE;
}

void
guard_write(struct guard *g, const char *bytes, size_t n)
{
	g->due = true;
	if (n >= 5 && memcmp(bytes, "AUTH ", 5) == 0)
		g->in_login = true;
}

bool
guard_awaits(const struct guard *g)
{
	return g->due;
}

bool
guard_surplus(const struct guard *g)
{
	return g->surplus;
}

const char *
guard_words(enum guard_verdict verdict)
{
	switch (verdict) {
	case GUARD_LONG_LINE:
		return "the server's answer has a line of more than 4096 bytes";
	case GUARD_ENDLESS:
		return "the server's answer has 1000 lines and no end";
	case GUARD_FINE:
		break;
	}
	return "";
}
