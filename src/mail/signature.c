/* signature.c - see signature.h: whatever may be a sentence of the sender's is none */
#include <config.h>

#include <postigo/base/utf8.h>
#include <postigo/mail/footer.h>
#include <postigo/mail/phrase.h>
#include <postigo/mail/signature.h>

#define SIGNATURE_LINES 20u
#define FOOTER_LINES 3u		/* from what a telephone adds to the end */
#define CLOSING_LINES 8u	/* from "Kind regards" to the end */
#define CLOSING_MAX 60u
#define NAME_MAX_BYTES 70u
#define SENTENCE_WORDS 2u

bool
signature_ornament(struct span line)
{
	const char *p = line.at, *end = line.at + line.size;

	while (p < end) {
		uint32_t c = utf8_next(&p, end);

		/* Gmail's U+1427; dashes; and what is not seen at all. */
		if (c < 0x80 ? strchr("-_=*#~+ \t\r", (int)c) == NULL :
		    c != 0x1427 && c != 0xA0 && c != 0xFEFF && (c < 0x200B || c > 0x200F) && (c < 0x2010 || c > 0x2015))
			return false;
	}
	return true;
}

/* "-- ", "--", "---", "___". A long dash by itself is a matter of style. */
static bool
dashes(struct span line)
{
	struct span t = span_trim(line);

	if (t.size > 1 && t.at[t.size - 1] == '\xA0' && t.at[t.size - 2] == '\xC2')
		t = span_trim((struct span){ t.at, t.size - 2 });
	return (t.size == 2 || t.size == 3) && (memcmp(t.at, "---", t.size) == 0 || memcmp(t.at, "___", t.size) == 0);
}

/* Three of them part topics as well. */
static bool
three_dashes(struct span line)
{
	return dashes(line) && span_trim(line).size == 3;
}

static bool
closing(struct span line)
{
	line = span_trim(line);
	while (line.size > 0 && strchr(",.!;- *", line.at[line.size - 1]) != NULL)
		line.size--;
	while (line.size > 2 && (memcmp(line.at + line.size - 3, "，", 3) == 0 || memcmp(line.at + line.size - 3, "。", 3) == 0 ||
	    memcmp(line.at + line.size - 3, "！", 3) == 0))
		line.size -= 3;
	while (line.size > 0 && strchr("* _", line.at[0]) != NULL)
		line = (struct span){ line.at + 1, line.size - 1 };
	return line.size > 0 && line.size <= CLOSING_MAX && phrase_is(line, PHRASE_CLOSING);
}

/* A full stop and words that are no names: "CEO @ Acme Ltd." has none of those. */
static bool
sentence(struct span line)
{
	unsigned small = 0;

	for (size_t i = 1; i < line.size; i++)
		small += span_blank(line.at[i - 1]) && ((line.at[i] >= 'a' && line.at[i] <= 'z') || (unsigned char)line.at[i] >= 0xC3);
	if (line.size >= 3 && (memcmp(line.at + line.size - 3, "。", 3) == 0 || memcmp(line.at + line.size - 3, "！", 3) == 0))
		return true;
	return line.size > 0 && small >= SENTENCE_WORDS && strchr(".!", line.at[line.size - 1]) != NULL &&
	    line.at[line.size - 2] != '.';
}

/* Could it be a line of a name, a firm, a telephone number? */
static bool
name_line(struct span line)
{
	line = span_trim(line);
	if (line.size == 0)
		return true;
	if (line.size > NAME_MAX_BYTES || line_quoted(line) || strchr("?:", line.at[line.size - 1]) != NULL)
		return false;
	return !sentence(line) && (line.size < 3 || memcmp(line.at + line.size - 3, "？", 3) != 0);
}

/* "Kind regards," and a few short lines behind it. A name alone belongs to the letter; a second line, of the firm or the
 * telephone, makes it a signature. */
static size_t
closing_start(const struct lines *lines, size_t start, size_t end)
{
	size_t names = 0, seen = 0;

	for (size_t i = end; i-- > start && seen < CLOSING_LINES;) {
		struct span line = lines->list[i];

		if (line_blank(line))
			continue;
		seen++;
		if (closing(line) && names > 1 && i > start)
			return i;
		if (!name_line(line))
			return end;
		names++;
	}
	return end;
}

/* May the line stand below what a telephone adds? Links, names and numbers do; a sentence goes on with the letter. */
static bool
below_footer(struct span line)
{
	return footer_line(line) || footer_link(line) || signature_ornament(line) || name_line(line);
}

size_t
signature_start(const struct lines *lines, size_t start, size_t end)
{
	size_t least = end > start + SIGNATURE_LINES ? end - SIGNATURE_LINES : start, found = end, seen = 0, first = start;
	bool below = true, asked = false;

	while (first < end && line_blank(lines->list[first]))
		first++;
	for (size_t i = end; i-- > least;) {
		struct span line = lines->list[i];

		if (line_quoted(line))
			break;
		if (line_blank(line))
			continue;
		seen++;
		if ((dashes(line) && (!three_dashes(line) || (!asked && i > first))) ||
		    (below && seen <= FOOTER_LINES && footer_line(line)))
			found = i;
		asked = asked || span_trim(line).at[span_trim(line).size - 1] == '?';
		below = below && seen <= FOOTER_LINES && below_footer(line);
	}
	/* Above the line that a telephone adds there may be a signature still. */
	least = closing_start(lines, start, found);
	return least;
}
