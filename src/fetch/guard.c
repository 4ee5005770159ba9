/* guard.c - what a server sends, looked at before libetpan parses it; pure */
#include <config.h>

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "guard.h"

/* Untagged responses that we can do something with, or that any server may send at any time. Everything else,
 * NAMESPACE and QUOTA above all, would only wake up parsers of libetpan that read out of bounds. */
static const char *const plain[] = { "OK", "NO", "BAD", "BYE", "PREAUTH", "CAPABILITY", "FLAGS" };
static const char *const numbered[] = { "EXISTS", "RECENT", "EXPUNGE", "FETCH" };

static bool
stop(struct guard *g, const char *why)
{
	snprintf(g->trouble, sizeof(g->trouble), "%s", why);
	return false;
}

/* The word at s, up to a blank, in a family? Its index, or -1. */
static int
word_in(const char *s, const char *const *family, size_t count)
{
	size_t length = strcspn(s, " ");

	for (size_t i = 0; i < count; i++) {
		if (length == strlen(family[i]) && strncasecmp(s, family[i], length) == 0)
			return (int)i;
	}
	return -1;
}

/* Reads a number of at most ten digits and moves *s behind it. */
static bool
number_at(const char **s, uint64_t *out)
{
	unsigned digits = 0;

	*out = 0;
	for (; isdigit((unsigned char)**s); (*s)++) {
		if (++digits > 10)
			return false;
		*out = *out * 10 + (uint64_t)(**s - '0');
	}
	return digits > 0 && *out <= UINT32_MAX;
}

/* Keeps the server's words, fit to be shown. */
static void
note(char kept[160], const char *text)
{
	size_t n = 0;

	for (; *text != '\0' && n < 159; text++)
		kept[n++] = isprint((unsigned char)*text) ? *text : ' ';
	kept[n] = '\0';
}

static bool
check_numbered(struct guard *g, const char *s)
{
	uint64_t n = 0;

	if (!number_at(&s, &n) || *s++ != ' ')
		return stop(g, "the server sent a number that is none");
	switch (word_in(s, numbered, 4)) {
	case 0:
		g->exists = (uint32_t)n;
		g->exists_grew = true;
		return true;
	case 1:
		return true;
	case 2:
		g->exists -= g->exists > 0;
		g->next -= n < g->next;
		return true;
	case 3:
		g->literals_allowed = true;
		return true;
	default:
		return stop(g, "the server sent a response that was not asked for");
	}
}

/* The first line of a response is complete in head (or cut off there). */
static bool
check_head(struct guard *g)
{
	const char *s = g->head;
	int kind = 0;

	g->literals_allowed = false;
	if (strncmp(s, "* ", 2) != 0) {
		note(g->said, s + strcspn(s, " ") + (strchr(s, ' ') != NULL));
		return true;
	}
	s += 2;
	if (isdigit((unsigned char)*s))
		return check_numbered(g, s);
	kind = word_in(s, plain, sizeof(plain) / sizeof(plain[0]));
	if (kind < 0)
		return stop(g, "the server sent a response that was not asked for");
	if (kind != 3)
		return true;
	/* The end, whatever was asked. libetpan leaks a greeting that says so, and confuses types over it later. */
	note(g->trouble, s);
	return false;
}

static bool
end_line(struct guard *g)
{
	bool literal = g->brace == BRACE_CLOSED;

	if (!g->continued) {
		g->head[g->head_size] = '\0';
		if (!check_head(g))
			return false;
	}
	g->brace = BRACE_NONE;
	g->line = 0;
	/* Text behind OK may well end in "{5}"; only where literals can be is it one. */
	g->continued = literal && g->literals_allowed;
	if (g->continued) {
		if (g->digits > 10 || g->number > g->quota)
			return stop(g, "the server announced a literal larger than was asked for");
		g->literal = g->number;
		return true;
	}
	g->depth = 0;
	g->head_size = 0;
	return true;
}

static void
follow_brace(struct guard *g, char c)
{
	if (c == '{') {
		g->brace = BRACE_OPEN;
		g->number = 0;
		g->digits = 0;
	} else if (g->brace == BRACE_OPEN && isdigit((unsigned char)c)) {
		if (++g->digits <= 10)
			g->number = g->number * 10 + (uint64_t)(c - '0');
	} else if (g->brace == BRACE_OPEN && c == '}' && g->digits > 0) {
		g->brace = BRACE_CLOSED;
	} else if (c != '\r') {
		g->brace = BRACE_NONE;
	}
}

static bool
pass_byte(struct guard *g, char c)
{
	if (c == '\n')
		return end_line(g);
	if (++g->line > GUARD_LINE_MAX)
		return stop(g, "the server sent a line without end");
	if (!g->continued && g->head_size < sizeof(g->head) - 1 && c != '\r')
		g->head[g->head_size++] = c;
	if (c == '(' && ++g->depth > GUARD_DEPTH_MAX)
		return stop(g, "the server sent lists nested too deep");
	if (c == ')' && g->depth > 0)
		g->depth--;
	follow_brace(g, c);
	return true;
}

void
guard_begin(struct guard *g, uint64_t quota)
{
	g->quota = quota;
	g->said[0] = '\0';
	g->trouble[0] = '\0';
}

bool
guard_pass(struct guard *g, const char *bytes, size_t n)
{
	if (n > g->quota)
		return stop(g, "the server sent more than was asked for");
	g->quota -= n;
	while (n > 0) {
		if (g->literal > 0) {
			size_t skipped = n < g->literal ? n : (size_t)g->literal;

			g->literal -= skipped;
			bytes += skipped;
			n -= skipped;
			continue;
		}
		if (!pass_byte(g, *bytes))
			return false;
		bytes++;
		n--;
	}
	return true;
}
