/* span.h - a stretch of somebody else's bytes: not ended by a NUL, never freed */
#ifndef POSTIGO_MAIL_SPAN_H
#define POSTIGO_MAIL_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

struct span {
	const char *at;
	size_t size;
};

static inline struct span
span_of(const char *string)
{
	return (struct span){ string, strlen(string) };
}

/* Could the two bytes be one letter? Asked first, it spares most calls of a comparison: tables are long. */
static inline bool
span_alike(char a, char b)
{
	return ((a ^ b) & ~0x20) == 0;
}

/* Compares without regard to ASCII case. */
static inline bool
span_is(struct span s, const char *word)
{
	if (s.size > 0 && !span_alike(s.at[0], word[0]))
		return false;
	return strlen(word) == s.size && strncasecmp(s.at, word, s.size) == 0;
}

static inline bool
span_starts(struct span s, const char *word)
{
	size_t n;

	if (s.size > 0 && word[0] != '\0' && !span_alike(s.at[0], word[0]))
		return false;
	n = strlen(word);
	return s.size >= n && strncasecmp(s.at, word, n) == 0;
}

static inline bool
span_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline struct span
span_trim(struct span s)
{
	while (s.size > 0 && span_blank(s.at[0]))
		s = (struct span){ s.at + 1, s.size - 1 };
	while (s.size > 0 && span_blank(s.at[s.size - 1]))
		s.size--;
	return s;
}

/* Cuts the first line off *rest; the line comes without its end (LF or CRLF). False when *rest is empty. */
static inline bool
span_line(struct span *rest, struct span *line)
{
	const char *end;

	if (rest->size == 0)
		return false;
	end = memchr(rest->at, '\n', rest->size);
	line->at = rest->at;
	line->size = end != NULL ? (size_t)(end - rest->at) : rest->size;
	rest->size -= line->size + (end != NULL);
	rest->at += line->size + (end != NULL);
	if (line->size > 0 && line->at[line->size - 1] == '\r')
		line->size--;
	return true;
}

#endif
