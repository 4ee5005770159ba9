/* pattern_literal.c - see pattern_literal.h
 *
 * Only what stands outside of all groups and classes and is not repeated is looked at, and whatever is not understood ends a
 * run: what is found must be there, not everything that must be there need be found.
 */
#include <config.h>

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <postigo/base/fold.h>
#include <postigo/base/memory.h>

#include "pattern_literal.h"

#define SHORTEST 2

/* The run that grows, and the best so far: both as bytes of the expression without their backslashes. */
struct runs {
	char *run, *best;
	size_t run_size, best_size;
};

static void
end_run(struct runs *r)
{
	if (r->run_size > r->best_size) {
		memcpy(r->best, r->run, r->run_size);
		r->best_size = r->run_size;
	}
	r->run_size = 0;
}

/* Behind the closing bracket of the class that begins at p. */
static const char *
skip_class(const char *p)
{
	p++;
	if (*p == '^')
		p++;
	if (*p == ']')
		p++;
	while (*p != '\0' && *p != ']') {
		if (p[0] == '[' && (p[1] == ':' || p[1] == '.' || p[1] == '=')) {
			const char kind = p[1];

			for (p += 2; p[0] != '\0' && !(p[0] == kind && p[1] == ']'); p++)
				;
			p += p[0] != '\0' ? 2 : 0;
			continue;
		}
		p += p[0] == '\\' && p[1] != '\0' ? 2 : 1;
	}
	return *p == ']' ? p + 1 : p;
}

/* Behind the group that begins at p. */
static const char *
skip_group(const char *p)
{
	size_t depth = 0;

	while (*p != '\0') {
		if (*p == '\\' && p[1] != '\0') {
			p += 2;
		} else if (*p == '[') {
			p = skip_class(p);
		} else {
			depth += *p == '(';
			depth -= *p == ')';
			p++;
			if (depth == 0)
				break;
		}
	}
	return p;
}

/* How long a repetition is that stands at p; *none: it may be of none at all. */
static size_t
repetition(const char *p, bool *none)
{
	size_t n = 0, digits;

	*none = *p == '?' || *p == '*';
	if (*p == '?' || *p == '*' || *p == '+') {
		n = 1;
	} else if (*p == '{') {
		digits = strspn(p + 1, "0123456789");
		n = 1 + strspn(p + 1, "0123456789,");
		if (p[n] != '}' || n == 1)
			return 0;	/* a brace as it stands */
		n++;
		*none = digits == 0 || strspn(p + 1, "0") == digits;
	}
	return n > 0 && (p[n] == '?' || p[n] == '+') ? n + 1 : n;
}

/* How many bytes the character at p takes, and which byte it is when it is a plain one of ASCII; else 0. */
static size_t
character(const char *p, char *plain)
{
	unsigned char c = (unsigned char)*p;
	size_t n = 1;

	*plain = '\0';
	if (c == '\\') {
		/* Behind a letter or digit anything may stand that belongs to it: \x{41}, \p{L}, \g{1}, \cA. */
		if (p[1] == '\0')
			return 1;
		if (isdigit((unsigned char)p[1]))
			return 1 + strspn(p + 1, "0123456789");
		if (strchr("^$.[]|()?*+{}-/\"'#:;,@!%&=<>~_ \\", p[1]) != NULL)
			*plain = p[1];
		return 2;
	}
	if (c >= ' ' && c < 0x7F && strchr(".^${}", c) == NULL)
		*plain = (char)c;
	while (c >= 0xC0 && ((unsigned char)p[n] & 0xC0) == 0x80)
		n++;
	return n;
}

/* What makes other characters mean something else. */
static bool
is_beyond_us(const char *source)
{
	static const char *const letters[] = { "\\Q", "\\E", "(?x", "(*", "\\x", "\\p", "\\P", "\\g", "\\k", "\\N", "\\o", "\\c", "\\u",
		"\\0", "(?C", "(?#" };

	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (strstr(source, letters[i]) != NULL)
			return true;
	/* (?ix) and (?-x: too: any option with an x in it. */
	for (const char *p = strstr(source, "(?"); p != NULL; p = strstr(p + 1, "(?"))
		if (memchr(p + 2, 'x', strspn(p + 2, "imsxnJU-^")) != NULL)
			return true;
	return false;
}

/* False: there is an alternative to everything. */
static bool
walk(const char *p, struct runs *r)
{
	while (*p != '\0') {
		bool none, group = *p == '(' || *p == '[';
		char plain = '\0';
		size_t n = 0, repeated;

		if (*p == '|')
			return false;
		if (group)
			n = (size_t)((*p == '(' ? skip_group(p) : skip_class(p)) - p);
		else
			n = character(p, &plain);
		repeated = repetition(p + n, &none);
		if (plain != '\0' && repeated == 0)
			r->run[r->run_size++] = plain;
		else if (plain != '\0' && !none) {
			r->run[r->run_size++] = plain;
			end_run(r);
		} else
			end_run(r);
		p += n + repeated;
	}
	end_run(r);
	return true;
}

char *
pattern_literal_of(TALLOC_CTX *ctx, const char *source)
{
	SCRATCH(tmp);
	size_t n = strlen(source) + 1;
	struct runs r = { .run = talloc_size(tmp, n), .best = talloc_size(tmp, n) };
	char *literal;

	if (is_beyond_us(source) || !walk(source, &r))
		return NULL;
	r.best[r.best_size] = '\0';
	literal = fold_word(ctx, r.best);
	if (strlen(literal) < SHORTEST)
		TALLOC_FREE(literal);
	return literal;
}
