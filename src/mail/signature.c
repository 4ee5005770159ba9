/* signature.c - see signature.h: whatever may be a sentence of the sender's is none */
#include <config.h>

#include <postigo/base/utf8.h>
#include <postigo/mail/phrase.h>
#include <postigo/mail/signature.h>

#define SIGNATURE_LINES 20u
#define CLOSING_LINES 8u	/* from "Kind regards" to the end */
#define CLOSING_MAX 60u
#define NAME_MAX_BYTES 70u

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

/* Could it be a line of a name, a firm, a telephone number? A sentence ends as sentences do. */
static bool
name_line(struct span line)
{
	line = span_trim(line);
	return line.size <= NAME_MAX_BYTES && !line_quoted(line) && (line.size == 0 || strchr("?:", line.at[line.size - 1]) == NULL);
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

size_t
signature_start(const struct lines *lines, size_t start, size_t end)
{
	size_t least = end > start + SIGNATURE_LINES ? end - SIGNATURE_LINES : start, found = end, seen = 0;

	for (size_t i = end; i-- > least;) {
		struct span line = lines->list[i];

		if (line_quoted(line))
			break;
		if (line_blank(line))
			continue;
		seen++;
		if (dashes(line) || (seen <= 3 && quotemark_device(line)))
			found = i;
	}
	/* Above the line that a telephone adds there may be a signature still. */
	least = closing_start(lines, start, found);
	return least;
}
