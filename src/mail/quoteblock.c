/* quoteblock.c - see quoteblock.h */
#include <config.h>

#include <postigo/mail/quoteblock.h>

#define BLOCK_LINES_MAX 40u
#define VALUE_MAX (8u << 10)

struct lines
lines_of(TALLOC_CTX *ctx, const char *text)
{
	struct lines lines = { NULL, 0 };
	struct span rest = span_of(text), line;
	size_t room = 0;

	while (span_line(&rest, &line)) {
		if (lines.count == room) {
			room = room == 0 ? 64 : room * 2;
			lines.list = talloc_realloc(ctx, lines.list, struct span, (unsigned)room);
		}
		lines.list[lines.count++] = line;
	}
	return lines;
}

bool
line_blank(struct span line)
{
	for (size_t i = 0; i < line.size; i++) {
		if (span_blank(line.at[i]))
			continue;
		if (line.at[i] != '\xC2' || i + 1 == line.size || line.at[i + 1] != '\xA0')
			return false;
		i++;
	}
	return true;
}

bool
line_quoted(struct span line)
{
	size_t i = 0;

	while (i < line.size && i < 4 && span_blank(line.at[i]))
		i++;
	return i < line.size && line.at[i] == '>';
}

static bool
line_empty(struct span line)
{
	while (line.size > 0 && (line.at[0] == '>' || span_blank(line.at[0])))
		line = (struct span){ line.at + 1, line.size - 1 };
	return line.size == 0;
}

static struct span *
slot(struct quoteblock *b, enum quote_key key)
{
	switch (key) {
	case KEY_FROM:
		return &b->from;
	case KEY_DATE:
		return &b->date;
	case KEY_TO:
		return &b->to;
	case KEY_CC:
		return &b->cc;
	case KEY_SUBJECT:
		return &b->subject;
	default:
		return NULL;
	}
}

/* Stretches a value over the line that continues it: both stand in one text. */
static void
extend(struct span *value, struct span line)
{
	size_t size = (size_t)(line.at + line.size - value->at);

	if (size <= VALUE_MAX)
		value->size = size;
}

/* A line without a key goes on with the field above when it is indented, or is of a list of people. */
static bool
continues(struct span line, bool people)
{
	while (line.size > 0 && line.at[0] == '>')
		line = (struct span){ line.at + 1, line.size - 1 };
	if (line.size > 2 && span_blank(line.at[0]) && span_blank(line.at[1]))
		return true;
	return people && memchr(line.at, '@', line.size) != NULL;
}

bool
line_rule(struct span line)
{
	line = span_trim(line);
	for (size_t i = 0; i < line.size; i++) {
		if (line.at[i] != '_' && line.at[i] != '-' && line.at[i] != '=')
			return false;
	}
	return line.size >= 5;
}

bool
quoteblock_read(const struct lines *lines, size_t at, struct quoteblock *out)
{
	struct quoteblock b = { 0 };
	struct span *last = NULL, value;
	unsigned blanks = 0;
	size_t i = at;

	while (i < lines->count && i - at < 5 && line_empty(lines->list[i]))
		i++;
	b.first = i;
	for (; i < lines->count && i - b.first < BLOCK_LINES_MAX; i++) {
		enum quote_key key = quotemark_key(lines->list[i], &value);
		struct span *here = slot(&b, key);

		if (line_empty(lines->list[i])) {
			/* A blank line ends the block, unless each of its lines is a paragraph. */
			if (b.fields == 0 || ++blanks > b.fields || i + 1 == lines->count ||
			    quotemark_key(lines->list[i + 1], &value) == KEY_NONE)
				break;
			last = NULL;
			continue;
		}
		if (key == KEY_NONE) {
			if (last == NULL || !continues(lines->list[i], last == &b.to || last == &b.cc))
				break;
			extend(last, lines->list[i]);
			continue;
		}
		if (here != NULL && here->at != NULL)
			break;
		last = here;
		if (here == NULL)
			continue;
		*here = value;
		b.fields++;
		b.quoted = b.quoted || line_quoted(lines->list[i]);
	}
	b.end = i;
	if (b.from.at == NULL)
		return false;
	*out = b;
	return true;
}
