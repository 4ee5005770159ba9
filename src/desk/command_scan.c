/* command_scan.c - see command_scan.h
 *
 * Mailers do what they like with a line: they put it into a <div> of its own, make its blanks unbreakable, its quotes
 * curly and its first letter large, and its # wide where the keyboard is Japanese. None of that is seen by whoever wrote it.
 */
#include <config.h>

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>

#include "command_scan.h"
#include "command_value.h"

/* Shorter words are too near to too many. */
#define MISSPELT_LEAST 4u

/* What is longer is no link. */
#define LINK_MOST 500u

/* How long mail programs let a line become, and where they break it at the latest. */
#define WRAPPED_MOST 80u
#define WRAPPED_LEAST 72u

/* The command that the word is nearly; NULL: it is near none, or there is no word. */
static const char *
nearly(const char *folded)
{
	return folded != NULL && strlen(folded) >= MISSPELT_LEAST ? command_word_near(folded) : NULL;
}

/* What autocorrection and wide keyboards make of plain characters. */
static uint32_t
plain_character(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFF01 + '!';
	if (c == 0xFE5F)
		return '#';
	if (c >= 0x2018 && c <= 0x201B)
		return '\'';
	if ((c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB)
		return '"';
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
		return '-';
	return c;
}

char *
command_scan_plain(TALLOC_CTX *ctx, const char *line, size_t size)
{
	char *copy = talloc_strndup(ctx, line, size), *clean = utf8_clean_line(ctx, copy, size), *to = clean;
	const char *from = clean, *end = clean + strlen(clean);

	while (from < end)
		/* Never longer than what it stands for. */
		to += utf8_encode(plain_character(utf8_next(&from, end)), to);
	*to = '\0';
	return clean;
}

bool
command_scan_opens(char *line, char **rest)
{
	char *p = line + strspn(line, "*_~ ");
	bool dressed = p > line;
	size_t n;

	if (p == line && (line[0] == '-' || strncmp(line, "•", strlen("•")) == 0))
		p += strcspn(line, " ") + 1;
	if (p > line + strlen(line) || *p != '#')
		return false;
	p += strspn(p, "#");
	p += strspn(p, " ");
	for (n = strlen(p); dressed && n > 0 && strchr("*_~ ", p[n - 1]) != NULL; n--)
		p[n - 1] = '\0';
	*rest = p;
	return true;
}

char *
command_scan_word(TALLOC_CTX *ctx, const char **p, char **as_written)
{
	const char *start = *p;
	size_t n = 0;

	while (start[n] != '\0' && (isalnum((unsigned char)start[n]) || (start[n] & 0x80) != 0 ||
	    (n > 0 && strchr("-_", start[n]) != NULL)))
		n++;
	*p = start + n;
	while (n > 0 && strchr("-_", start[n - 1]) != NULL)
		n--;
	if (n == 0)
		return NULL;
	*p += strspn(*p, ":;=,.!?*_ ");
	*as_written = talloc_strndup(ctx, start, n);
	return command_fold(ctx, *as_written);
}

/* "#tier2": a word and what stands right behind it. */
static const struct command_word *
grown_together(TALLOC_CTX *ctx, const char *folded, const char **value)
{
	size_t n = strcspn(folded, "0123456789");
	const struct command_word *word = n > 0 && folded[n] != '\0' ? command_word(talloc_strndup(ctx, folded, n)) : NULL;

	if (word != NULL && word->value == NULL)
		*value = talloc_asprintf(ctx, "%s%s%s", folded + n, (*value)[0] != '\0' ? " " : "", *value);
	return word;
}

/* "#status closed", as others have it. */
static const struct command_word *
state_named(TALLOC_CTX *ctx, const char *folded, const char **value)
{
	const char *p = *value;
	char *written, *state;
	const struct command_word *word;

	if (strcmp(folded, "status") != 0 && strcmp(folded, "state") != 0 && strcmp(folded, "estado") != 0)
		return NULL;
	state = command_scan_word(ctx, &p, &written);
	word = state != NULL ? command_word(state) : NULL;
	if (word == NULL || (word->verb != COMMAND_CLOSE && word->verb != COMMAND_OPEN && word->verb != COMMAND_WAIT))
		return NULL;
	*value = p;
	return word;
}

const struct command_word *
command_scan_known(TALLOC_CTX *ctx, const char *p, char **written, char **folded, const char **value)
{
	const struct command_word *word;

	*written = NULL;
	*folded = command_scan_word(ctx, &p, written);
	*value = p;
	if (*folded == NULL)
		return NULL;
	if ((word = command_word(*folded)) == NULL && (word = grown_together(ctx, *folded, value)) == NULL)
		word = state_named(ctx, *folded, value);
	return word;
}

/* Where the next command begins; near: or what is nearly one. */
static size_t
next_command(TALLOC_CTX *ctx, const char *value, bool near)
{
	for (const char *p = value; (p = strchr(p, '#')) != NULL; p++) {
		const struct command_word *word;
		const char *behind;
		char *written, *folded;

		if (p > value && p[-1] != ' ')
			continue;
		word = command_scan_known(ctx, p + 1, &written, &folded, &behind);
		/* A ticket is made at the very beginning: "#tag #new" is a tag. */
		if (word != NULL ? word->verb != COMMAND_NEW : near && nearly(folded) != NULL)
			return (size_t)(p - value);
	}
	return strlen(value);
}

size_t
command_scan_next(TALLOC_CTX *ctx, const char *value)
{
	return next_command(ctx, value, false);
}

size_t
command_scan_value(TALLOC_CTX *ctx, enum command_verb verb, const char *value)
{
	if (command_takes_words(verb))
		return strlen(value);
	return next_command(ctx, value, verb != COMMAND_TAG && verb != COMMAND_UNTAG);
}

bool
command_scan_ticket(const char **rest)
{
	SCRATCH(tmp);
	const char *p = *rest;
	char *written, *folded = command_scan_word(tmp, &p, &written);
	const struct command_word *word = folded != NULL ? command_word(folded) : NULL;

	if (isdigit((unsigned char)**rest))
		return true;
	if (word == NULL || word->verb != COMMAND_TICKET)
		return false;
	*rest = p + strspn(p, "# ");
	return true;
}

/* How long the link at p is, "<mailto:bo@example.com>" or "[https://...]"; 0: it is none. */
static size_t
link_size(const char *p)
{
	static const char *const schemes[] = { "mailto:", "http://", "https://" };
	const char *end = NULL;

	if (*p != '<' && *p != '[')
		return 0;
	for (size_t i = 0; end == NULL && i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (strncasecmp(p + 1, schemes[i], strlen(schemes[i])) == 0)
			end = memchr(p, *p == '<' ? '>' : ']', strnlen(p, LINK_MOST));
	return end != NULL ? (size_t)(end + 1 - p) : 0;
}

char *
command_scan_unlinked(TALLOC_CTX *ctx, const char *value)
{
	char *out = talloc_strdup(ctx, value), *to = out;
	bool address = false;

	for (const char *p = value; *p != '\0';) {
		size_t n = link_size(p), skip = strlen("<mailto:");

		address |= *p == '@';
		if (n == 0) {
			*to++ = *p++;
			continue;
		}
		/* It is what was written, unless it says again what stands before it. */
		if (!address && n > skip && (to == out || to[-1] == ' ') && strncasecmp(p + 1, "mailto:", skip - 1) == 0) {
			memcpy(to, p + skip, n - skip - 1);
			to += n - skip - 1;
		}
		p += n;
	}
	*to = '\0';
	return utf8_clean_line(ctx, out, strlen(out));
}

/* What somebody does, by a word that is all of it: "# Close" alone on a line is that sooner than a heading. "# Problem" and "# Help"
 * are what people write about. */
static bool
is_deed(enum command_verb verb)
{
	switch (verb) {
	case COMMAND_TAKE:
	case COMMAND_CLOSE:
	case COMMAND_OPEN:
	case COMMAND_WAIT:
	case COMMAND_WATCH:
	case COMMAND_UNWATCH:
	case COMMAND_ACK:
	case COMMAND_UNDO:
		return true;
	default:
		return false;
	}
}

/* Behind "# " and above other words, where a heading stands as well: a note, a deed alone on its line, another word that a desk has
 * for itself, or one with a value that only a command has. */
static bool
is_no_heading(TALLOC_CTX *ctx, const char *rest)
{
	char *written, *folded;
	const char *value, *near;
	const struct command_word *word = command_scan_known(ctx, rest, &written, &folded, &value);

	if (word != NULL)
		return word->verb == COMMAND_NOTE || (value[0] == '\0' && is_deed(word->verb)) ||
		    ((value[0] != '\0' || command_word_is_ours(folded)) && command_value_is_likely(word->verb, value));
	near = value[0] != '\0' ? nearly(folded) : NULL;
	word = near != NULL ? command_word(near) : NULL;
	return word != NULL && command_value_is_likely(word->verb, value);
}

/* "/close", "!close", "[close]", "@close": as others mark them. NULL: it is none. */
static char *
otherwise_marked(TALLOC_CTX *ctx, const char *line)
{
	size_t n = strlen(line);

	if (line[0] == '[' && n > 2 && line[n - 1] == ']')
		return talloc_strndup(ctx, line + 1, n - 2);
	return n > 1 && strchr("/!@", line[0]) != NULL ? talloc_strdup(ctx, line + 1) : NULL;
}

/* A line that is one word, and that the name of what somebody does to a ticket. "Done" and "Hecho" are answers; so is whatever has a
 * mark behind it. */
static bool
is_bare_deed(const char *line, const struct command_word *word, const char *folded)
{
	if (strpbrk(line, " .,:;!?") != NULL || word->verb == COMMAND_ACK)
		return false;
	return (is_deed(word->verb) || command_word_is_ours(folded)) &&
	    (strcmp(folded, command_word_of(word->verb, "en")) == 0 || strcmp(folded, command_word_of(word->verb, "es")) == 0);
}

char *
command_scan_unmarked(TALLOC_CTX *ctx, const char *line, bool first)
{
	SCRATCH(tmp);
	char *written, *folded, *meant = otherwise_marked(tmp, line);
	const char *value;
	const struct command_word *word = command_scan_known(tmp, meant != NULL ? meant : line, &written, &folded, &value);

	if (word == NULL || !(meant != NULL ? command_value_is_likely(word->verb, value) : first && is_bare_deed(line, word, folded)))
		return NULL;
	return talloc_asprintf(ctx, "#%s%s%s", written, value[0] != '\0' ? " " : "", value);
}

bool
command_scan_misplaced(const char *line, const char *rest, bool last)
{
	SCRATCH(tmp);
	char *written, *folded;
	const char *value, *near;
	const struct command_word *word;
	size_t n, count;

	if (rest == line)
		return false;
	/* "# Notes" is how a heading is written, for what stands below it. */
	if (rest[-1] != '#' && !last)
		return is_no_heading(tmp, rest);
	if (isdigit((unsigned char)*rest)) {
		n = command_scan_next(tmp, rest);
		return rest[n] != '\0' && command_value_numbers(tmp, talloc_strndup(tmp, rest, n), &count) != NULL;
	}
	word = command_scan_known(tmp, rest, &written, &folded, &value);
	if (word != NULL)
		return command_word_is_ours(folded) || command_value_is_likely(word->verb, value);
	/* What is nearly one, with nothing behind it but what that takes. */
	near = nearly(folded);
	word = near != NULL ? command_word(near) : NULL;
	return word != NULL && command_value_is_likely(word->verb, value);
}

/* How many characters, not bytes. */
static size_t
width(const char *line, size_t size)
{
	size_t n = 0;

	for (size_t i = 0; i < size; i++)
		n += ((unsigned char)line[i] & 0xC0) != 0x80;
	return n;
}

bool
command_scan_takes_more(const char *line, size_t size)
{
	SCRATCH(tmp);
	char *written, *folded, *rest;
	const char *value;
	const struct command_word *word;

	if (width(line, size) > WRAPPED_MOST || !command_scan_opens(command_scan_plain(tmp, line, size), &rest))
		return false;
	word = command_scan_known(tmp, rest, &written, &folded, &value);
	return word != NULL && command_takes_words(word->verb);
}

bool
command_scan_broken(const char *line, size_t size, const char *next, size_t next_size)
{
	SCRATCH(tmp);
	size_t wide = width(line, size), word = 0;
	char *rest;

	while (word < next_size && !isspace((unsigned char)next[word]))
		word++;
	return word > 0 && wide <= WRAPPED_MOST && wide + 1 + width(next, word) > WRAPPED_LEAST &&
	    !command_scan_opens(command_scan_plain(tmp, next, next_size), &rest);
}
