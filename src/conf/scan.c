/* scan.c - see scan.h */
#include <config.h>

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "scan.h"

static void
defect(struct scan *s, const char *what, unsigned line)
{
	s->defect = what;
	s->defect_line = line;
	s->at = s->end;
}

static void
skip_line(struct scan *s)
{
	while (s->at < s->end && *s->at != '\n')
		s->at++;
}

static void
skip_comment(struct scan *s)
{
	unsigned began = s->line;

	for (s->at += 2; s->at < s->end; s->at++) {
		if (*s->at == '\n')
			s->line++;
		if (s->at[0] == '*' && s->at[1] == '/') {
			s->at += 2;
			return;
		}
	}
	defect(s, "the comment that begins here has no end; close it with */", began);
}

static void
skip_text(struct scan *s)
{
	unsigned began = s->line;

	for (s->at++; s->at < s->end; s->at++) {
		if (*s->at == '"') {
			s->at++;
			return;
		}
		if (*s->at == '\\' && s->at + 1 < s->end)
			s->at++;
		if (*s->at == '\n')
			s->line++;
	}
	defect(s, "the text that begins here has no end; close it with \"", began);
}

static void
take_number(TALLOC_CTX *ctx, struct scan *s)
{
	bool negative = s->at > s->begin && s->at[-1] == '-';
	bool hex = s->at[0] == '0' && tolower((unsigned char)s->at[1]) == 'x';
	char *end;

	errno = 0;
	uint64_t n = strtoull(s->at, &end, hex ? 16 : 10);
	bool fits = errno == 0;

	s->at = end;
	if (!hex && (*end == '.' || *end == 'e' || *end == 'E')) {
		s->at += strspn(end, ".eE+-0123456789");
		return;
	}
	fits = fits && n <= (*end == 'L' ? (uint64_t)INT64_MAX : (uint64_t)INT32_MAX) + negative;
	s->at += strspn(end, "L");
	if (fits)
		return;
	s->wrapped = talloc_realloc(ctx, s->wrapped, unsigned, (unsigned)s->wrapped_count + 1);
	s->wrapped[s->wrapped_count++] = s->line;
}

/* @include and blanks stand at the start of a line; anything else is left for libconfig to refuse. */
static void
take_include(TALLOC_CTX *ctx, struct scan *s)
{
	char *word = s->at, *quote = s->at + strlen("@include");

	s->at++;
	if (strncmp(word, "@include", strlen("@include")) != 0)
		return;
	quote += strspn(quote, " \t");
	size_t size = *quote == '"' ? strcspn(quote + 1, "\"\n") : 0;

	if (*quote != '"' || quote[1 + size] != '"')
		return;
	s->includes = talloc_realloc(ctx, s->includes, struct scan_include, (unsigned)s->include_count + 1);
	s->includes[s->include_count++] = (struct scan_include){
		.pattern = talloc_strndup(s->includes, quote + 1, size), .line = s->line, .nested = s->depth > 0,
	};
	s->at = quote + size + 2;
	memset(word, ' ', (size_t)(s->at - word));
}

static void
take_bracket(struct scan *s)
{
	if (strchr("{([", *s->at++) == NULL) {
		s->depth -= s->depth > 0;
		return;
	}
	if (s->depth == SCAN_DEEPEST)
		defect(s, "too many brackets inside of each other", s->line);
	else
		s->opened[s->depth++] = s->line;
}

static void
skip_name(struct scan *s)
{
	while (isalnum((unsigned char)*s->at) || (*s->at != '\0' && strchr("-_*", *s->at) != NULL))
		s->at++;
}

/* One token; comma is the last one's when that was a comma. */
static void
take_token(TALLOC_CTX *ctx, struct scan *s, bool starts_line, char *comma)
{
	char c = *s->at;

	if (c == '"')
		skip_text(s);
	else if (c == '@' && starts_line)
		take_include(ctx, s);
	else if (isdigit((unsigned char)c))
		take_number(ctx, s);
	else if (isalpha((unsigned char)c) || c == '*')
		skip_name(s);
	else if (c != '\0' && strchr("{}()[]", c) != NULL) {
		if (comma != NULL && (c == ')' || c == ']'))
			*comma = ' ';
		take_bracket(s);
	} else
		s->at++;
}

static bool
is_comment(const struct scan *s)
{
	return *s->at == '#' || (s->at[0] == '/' && (s->at[1] == '/' || s->at[1] == '*'));
}

void
scan_bytes(TALLOC_CTX *ctx, char *bytes, size_t size, struct scan *out)
{
	struct scan *s = out;
	bool starts_line = true;
	char *comma = NULL;

	*s = (struct scan){ .begin = bytes, .at = bytes, .end = bytes + size, .line = 1 };
	while (s->at < s->end) {
		char *token = s->at;

		if (*token == '\n') {
			s->line++;
			s->at++;
			starts_line = true;
			continue;
		}
		if (*token == '\0') {
			defect(s, "there is a NUL byte; is this a text file?", s->line);
			continue;
		}
		if (strchr(" \t\r\f", *token) != NULL) {
			s->at++;
			continue;
		}
		if (is_comment(s)) {
			token[1] == '*' ? skip_comment(s) : skip_line(s);
			starts_line = false;
			continue;
		}
		take_token(ctx, s, starts_line, comma);
		starts_line = false;
		comma = *token == ',' ? token : NULL;
	}
	if (s->defect == NULL && s->depth > 0)
		defect(s, "the bracket that opens here is never closed", s->opened[s->depth - 1]);
}
