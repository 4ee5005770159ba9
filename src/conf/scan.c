/* scan.c - see scan.h */
#include <config.h>

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
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
	if (fits || s->wrapped_count == SCAN_MOST_WRAPPED)
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

/* A name begins a setting, unless it is a value: true, or a text that lacks its quotes. */
static void
take_name(TALLOC_CTX *ctx, struct scan *s)
{
	if (s->depth == 0 && (s->last == '\0' || strchr("=:", s->last) == NULL)) {
		s->statements = talloc_realloc(ctx, s->statements, struct scan_statement,
		    (unsigned)s->statement_count + 1);
		s->statements[s->statement_count++] = (struct scan_statement){
			.begin = s->at, .line = s->line, .loose = s->last != ';',
		};
	}
	while (isalnum((unsigned char)*s->at) || (*s->at != '\0' && strchr("-_*", *s->at) != NULL))
		s->at++;
}

/* At the comma or bracket behind a text: libconfig has read on to here before it notes the text's line. */
static void
note_moved(TALLOC_CTX *ctx, struct scan *s)
{
	if (s->text_line == 0 || s->text_line == s->line)
		return;
	s->moved = talloc_realloc(ctx, s->moved, struct scan_moved, (unsigned)s->moved_count + 1);
	s->moved[s->moved_count++] = (struct scan_moved){ .from = s->line, .to = s->text_line };
}

static void
take_mark(TALLOC_CTX *ctx, struct scan *s)
{
	char c = *s->at;

	if (strchr(",)]", c) != NULL)
		note_moved(ctx, s);
	if (s->comma != NULL && (c == ')' || c == ']'))
		*s->comma = ' ';
	if (strchr("{}()[]", c) != NULL)
		take_bracket(s);
	else
		s->at++;
}

static void
take_token(TALLOC_CTX *ctx, struct scan *s, bool starts_line)
{
	char *token = s->at;
	unsigned line = s->line;

	if (*token == '"')
		skip_text(s);
	else if (*token == '@' && starts_line)
		take_include(ctx, s);
	else if (isdigit((unsigned char)*token))
		take_number(ctx, s);
	else if (isalpha((unsigned char)*token) || *token == '*')
		take_name(ctx, s);
	else
		take_mark(ctx, s);
	/* What is gone was no token: an @include. */
	if (*token == ' ')
		return;
	s->last = *token;
	s->comma = *token == ',' ? token : NULL;
	if (*token == '"')
		s->text_line = line;
	else if (*token != ',')
		s->text_line = 0;
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

	*s = (struct scan){ .begin = bytes, .at = bytes, .end = bytes + size, .line = 1, .last = ';' };
	while (s->at < s->end) {
		char c = *s->at;

		if (c == '\n') {
			s->line++;
			s->at++;
			starts_line = true;
		} else if (c == '\0') {
			defect(s, "there is a NUL byte; is this a text file?", s->line);
		} else if (strchr(" \t\r\f", c) != NULL) {
			s->at++;
		} else {
			if (!is_comment(s))
				take_token(ctx, s, starts_line);
			else if (s->at[1] == '*')
				skip_comment(s);
			else
				skip_line(s);
			starts_line = false;
		}
	}
	if (s->defect == NULL && s->depth > 0)
		defect(s, "the bracket that opens here is never closed", s->opened[s->depth - 1]);
}

static void
blank(char *from, const char *to)
{
	for (; from < to; from++)
		if (*from != '\n')
			*from = ' ';
}

/* What begins like this has its name first. When there are too many to be noted, any may be among them. */
static void
note(struct scan *s, const char *begin)
{
	size_t used = strlen(s->blanked);
	size_t size = strspn(begin, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-*");

	if (used + size + 2 > sizeof(s->blanked))
		s->blanked[0] = '*';
	else
		snprintf(s->blanked + used, sizeof(s->blanked) - used, " %.*s", (int)size, begin);
}

bool
scan_blanked(const struct scan *s, const char *name)
{
	size_t size = strlen(name);

	for (const char *at = s->blanked; (at = strchr(at, ' ')) != NULL; at++)
		if (strncmp(at + 1, name, size) == 0 && (at[1 + size] == ' ' || at[1 + size] == '\0'))
			return true;
	return s->blanked[0] == '*';
}

bool
scan_blank(struct scan *s, unsigned line)
{
	size_t next = s->statement_count;

	while (next > 0 && s->statements[next - 1].line > line)
		next--;
	if (next == 0)
		return false;
	size_t first = next - 1;

	/* "a =" without a value is noticed where the next setting begins, and a line of plain words looks like several
	 * settings: so what has no ; before it goes together with what it follows. */
	while (first > 0 && s->statements[first].line == line && s->statements[first].loose)
		first--;
	for (size_t i = first; i < next; i++)
		note(s, s->statements[i].begin);
	blank(s->statements[first].begin, next < s->statement_count ? s->statements[next].begin : s->end);
	return true;
}

unsigned
scan_line(struct scan *s, unsigned line)
{
	for (size_t i = 0; i < s->moved_count; i++) {
		if (s->moved[i].from != line || s->moved[i].used)
			continue;
		s->moved[i].used = true;
		return s->moved[i].to;
	}
	return line;
}
