/* divide.c - see divide.h */
#include <config.h>

#include <postigo/mail/divide.h>
#include <postigo/mail/phrase.h>

#define BLOCK_LINES_MAX 24u
#define COLUMN_LEFT 8u		/* blanks before what Notes writes */
#define COLUMN_RIGHT 20u	/* and before its names of fields */
#define COLUMN_LINES 16u
#define GAP_LINES 2u		/* blank ones above a header */
#define LINE_MAX_ASKED 1000u	/* bytes: nobody's header line is longer */

#define BIT(key) (1u << (key))

static unsigned
count(unsigned keys)
{
	unsigned n = 0;

	for (keys &= ~BIT(KEY_OTHER); keys != 0; keys &= keys - 1)
		n++;
	return n;
}

static bool
has_digit(struct span s)
{
	for (size_t i = 0; i < s.size; i++) {
		/* Digits that are not ASCII's are of two bytes, and their dates have many letters of two bytes and more. */
		if ((s.at[i] >= '0' && s.at[i] <= '9') || (unsigned char)s.at[i] == 0xD9)
			return true;
	}
	return false;
}

/* The field that a line holds, if it is short enough to be one. */
static enum quote_key
key_of(const struct lines *lines, size_t i, struct span *value)
{
	if (i >= lines->count || lines->list[i].size == 0 || lines->list[i].size > LINE_MAX_ASKED)
		return KEY_NONE;
	return quotemark_key(lines->list[i], value);
}

/* A line that goes on with the field above: a list of people, an address on its own line, a subject that was folded, or a
 * field that we have no word for, between two that we know. */
static bool
continues(const struct lines *lines, size_t i, enum quote_key above, struct span value)
{
	struct span line = lines->list[i], next;

	if (line_blank(line) || line.size > LINE_MAX_ASKED)
		return false;
	if (value.size == 0 || span_blank(line.at[0]) || line.at[0] == '<')
		return true;
	if ((above == KEY_FROM || above == KEY_TO || above == KEY_CC) && memchr(line.at, '@', line.size) != NULL)
		return true;
	return key_of(lines, i + 1, &next) != KEY_NONE;
}

/* The fields that follow each other from line i on, a bit each, and the line behind them. Blank lines may part them: each may
 * be a paragraph. */
static unsigned
block(const struct lines *lines, size_t i, bool *dated, size_t *behind)
{
	enum quote_key above = KEY_NONE;
	struct span value = { NULL, 0 };
	unsigned keys = 0;
	size_t end = i + BLOCK_LINES_MAX;

	*dated = false;
	for (; i < lines->count && i < end; i++) {
		struct span here;
		enum quote_key key;

		if (line_blank(lines->list[i])) {
			if (key_of(lines, i + 1, &here) == KEY_NONE)
				break;
			continue;
		}
		key = key_of(lines, i, &here);
		if (key == KEY_NONE) {
			if (!continues(lines, i, above, value))
				break;
			value = lines->list[i];
			continue;
		}
		if ((keys & BIT(key)) != 0 && key != KEY_OTHER)
			break;
		keys |= BIT(key);
		*dated = *dated || (key == KEY_DATE && has_digit(here));
		above = key;
		value = here;
	}
	*behind = i;
	return keys;
}

/* "*From:* Ana *Sent:* Tuesday *To:* Bob *Subject:* Printer", all in one line. */
static unsigned
block_in_line(struct span line)
{
	unsigned keys = 0;

	for (size_t i = 1; i < line.size; i++) {
		size_t from = i;

		if (line.at[i] != ':')
			continue;
		for (unsigned words = 0; words < 3 && from > 0; words++) {
			struct span value;
			enum quote_key key;

			for (from--; from > 0 && !span_blank(line.at[from - 1]); from--)
				;
			key = quotemark_key((struct span){ line.at + from, i + 1 - from }, &value);
			if (key != KEY_NONE)
				keys |= BIT(key);
		}
	}
	return keys;
}

/* Is there nothing right above, or a rule, or a line that names an original mail? */
static bool
stands_alone(const struct lines *lines, size_t i)
{
	return i == 0 || line_blank(lines->list[i - 1]) || line_rule(lines->list[i - 1]);
}

static bool
header_block(const struct lines *lines, size_t i, size_t *behind)
{
	struct span value;
	enum quote_key key = key_of(lines, i, &value);
	unsigned keys;
	bool dated;

	if (key == KEY_NONE || key == KEY_OTHER)
		return false;
	keys = block(lines, i, &dated, behind);
	if (count(keys) >= 4 || (count(keys) == 3 && (dated || (keys & BIT(KEY_FROM)) != 0)))
		return true;
	if (count(keys) == 2 && dated && (keys & BIT(KEY_SUBJECT)) == 0)
		return stands_alone(lines, i);
	return key == KEY_FROM && memchr(value.at, ':', value.size) != NULL && count(block_in_line(lines->list[i])) >= 3;
}

/* GroupWise: ">>> Ana Example <ana@example.org> 13.01.2026 10:11 >>>", and nothing quoted below. */
static bool
arrows(struct span line)
{
	line = span_trim(line);
	return line.size > 12 && line.size < 300 && memcmp(line.at, ">>> ", 4) == 0 &&
	    memcmp(line.at + line.size - 4, " >>>", 4) == 0 && has_digit(line);
}

/* How many blanks and tabs a line begins with. */
static size_t
indent(struct span line)
{
	size_t n = 0;

	while (n < line.size && span_blank(line.at[n]))
		n++;
	return n;
}

/* Notes puts its header into columns: the sender and the date at the left, and at the right, below each other and without a
 * colon, "To", "cc" and "Subject". */
static bool
columns(const struct lines *lines, size_t i, size_t *behind)
{
	unsigned kinds = 0;

	if (indent(lines->list[i]) < COLUMN_LEFT)
		return false;
	for (size_t k = i; k < lines->count && k < i + COLUMN_LINES; k++) {
		struct span line = lines->list[k];
		enum phrase_kind kind;

		if (line_blank(line))
			continue;
		if (indent(line) < COLUMN_LEFT)
			break;
		kind = indent(line) < COLUMN_RIGHT ? PHRASE_KINDS : phrase_which(span_trim(line), PHRASE_FROM, PHRASE_FIELD);
		if (kind != PHRASE_KINDS)
			kinds |= BIT(kind);
		*behind = k + 1;
	}
	return (kinds & BIT(PHRASE_TO)) != 0 && (kinds & BIT(PHRASE_SUBJECT)) != 0;
}

/* "Original message" without dashes, and a header block right below it: some web mailers draw the dashes. */
static bool
bare_original(const struct lines *lines, size_t i, size_t *behind)
{
	size_t next = i + 1;

	if (!phrase_is(span_trim(lines->list[i]), PHRASE_ORIGINAL))
		return false;
	while (next < lines->count && next <= i + GAP_LINES && line_blank(lines->list[next]))
		next++;
	return next < lines->count && header_block(lines, next, behind);
}

bool
divide_at(const struct lines *lines, size_t i, size_t *end)
{
	struct span line = lines->list[i];
	bool dated;

	*end = i + 1;
	if (line.size == 0 || line.size > LINE_MAX_ASKED)
		return false;
	if (quotemark_original(line)) {
		(void)block(lines, i + 1, &dated, end);
		return true;
	}
	return arrows(line) || header_block(lines, i, end) || columns(lines, i, end) || bare_original(lines, i, end);
}
