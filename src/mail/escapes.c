/* escapes.c - see escapes.h */
#include <config.h>

#include <stdint.h>

#include "escapes.h"

#define ESC '\x1B'
#define SHIFT_OUT '\x0E'
#define SHIFT_IN '\x0F'

/* The next escape at or after p, or end. */
static const char *
next_escape(const char *p, const char *end)
{
	const char *found = p < end ? memchr(p, ESC, (size_t)(end - p)) : NULL;

	return found != NULL ? found : end;
}

bool
escapes_seen(struct span bytes)
{
	const char *end = bytes.at + bytes.size;

	if (bytes.size == 0)
		return false;
	for (const char *p = next_escape(bytes.at, end); end - p > 2; p = next_escape(p + 1, end)) {
		if (p[1] == '$' && (p[2] == 'B' || p[2] == '@'))
			return true;
	}
	return false;
}

const char *
escapes_rare(struct span bytes)
{
	const char *end = bytes.at + bytes.size;

	if (bytes.size == 0)
		return NULL;
	for (const char *p = next_escape(bytes.at, end); end - p > 3; p = next_escape(p + 1, end)) {
		if (p[1] != '$')
			continue;
		if (p[2] == 'A' || (p[2] == '(' && (p[3] == 'C' || p[3] == 'D')))
			return "ISO-2022-JP-2";
		if (p[2] == '(' && p[3] >= 'O' && p[3] <= 'Q')
			return "ISO-2022-JP-3";
	}
	return NULL;
}

static bool
graphic(char c)
{
	return c > 0x20 && c < 0x7F;
}

/* How long the escape at p is, and what it switches to; 0 when it is none. */
static size_t
japanese_escape(const char *p, const char *end, char *set)
{
	if (end - p < 3 || (p[1] != '$' && p[1] != '('))
		return 0;
	if (p[1] == '$' && p[2] == '(' && end - p > 3) {	/* "ESC $ ( B", the long way to say it */
		*set = 'B';
		return 4;
	}
	*set = p[1] == '$' ? 'B' : p[2] == 'I' ? 'I' : 'A';
	return 3;
}

size_t
escapes_japanese(struct span bytes, char *out)
{
	const char *p = bytes.at, *end = bytes.at + bytes.size;
	char set = 'A';
	size_t n = 0, skip;

	while (p < end) {
		if (*p == ESC && (skip = japanese_escape(p, end, &set)) > 0) {
			p += skip;
		} else if (*p == SHIFT_OUT || *p == SHIFT_IN) {
			set = *p++ == SHIFT_OUT ? 'I' : 'A';
		} else if (set == 'B' && end - p > 1 && graphic(p[0]) && graphic(p[1])) {
			unsigned row = (unsigned)p[0], cell = (unsigned)p[1];
			unsigned lead = (row - 0x21) / 2 + 0x81;

			out[n++] = (char)(lead > 0x9F ? lead + 0x40 : lead);
			out[n++] = (char)(row % 2 == 0 ? cell + 0x7E : cell + 0x1F + (cell >= 0x60));
			p += 2;
		} else if (set == 'I' && graphic(*p)) {
			out[n++] = (char)(*p++ | 0x80);
		} else {
			/* Each line begins in ASCII (RFC 1468). */
			if (*p == '\n' || *p == '\r')
				set = 'A';
			out[n++] = *p++;
		}
	}
	return n;
}

size_t
escapes_korean(struct span bytes, char *out)
{
	const char *p = bytes.at, *end = bytes.at + bytes.size;
	bool hangul = false;
	size_t n = 0;

	while (p < end) {
		if (end - p > 3 && memcmp(p, "\x1B$)C", 4) == 0) {
			p += 4;
		} else if (*p == SHIFT_OUT || *p == SHIFT_IN) {
			hangul = *p++ == SHIFT_OUT;
		} else if (hangul && graphic(*p)) {
			out[n++] = (char)(*p++ | 0x80);
		} else {
			if (*p == '\n' || *p == '\r')
				hangul = false;
			out[n++] = *p++;
		}
	}
	return n;
}

size_t
escapes_hz(struct span bytes, char *out)
{
	const char *p = bytes.at, *end = bytes.at + bytes.size;
	bool chinese = false;
	size_t n = 0;

	while (p < end) {
		if (*p == '~' && end - p > 1 && strchr("{}~\n", p[1]) != NULL && p[1] != '\0') {
			if (p[1] == '~')
				out[n++] = '~';
			chinese = p[1] == '{' || (chinese && p[1] == '\n');
			p += 2;
		} else if (chinese && graphic(*p)) {
			out[n++] = (char)(*p++ | 0x80);
		} else {
			if (*p == '\n' || *p == '\r')
				chinese = false;
			out[n++] = *p++;
		}
	}
	return n;
}
