/* quoteblock.c - see quoteblock.h */
#include <config.h>

#include <postigo/mail/phrase.h>
#include <postigo/mail/quoteblock.h>

#define BLOCK_LINES_MAX 40u
#define VALUE_MAX (8u << 10)
#define WRAPPED_MIN 50u		/* bytes of a line that goes on in the next one */

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

static struct span
unquoted(struct span line)
{
	while (line.size > 0 && line.at[0] == '>')
		line = (struct span){ line.at + 1, line.size - 1 };
	return line;
}

/* What is read so far. */
struct reading {
	const struct lines *lines;
	struct quoteblock b;
	struct span *last;	/* the field that the next line may go on with, NULL: none */
	bool open;		/* the line above belongs to a field, be it one that is not kept */
	unsigned blanks, below;	/* blank lines; values that stand in the line below their name */
};

/* "X-Mailer: ..." and the like, where a whole header was kept. */
static bool
technical(struct span line)
{
	bool dash = false;
	size_t i = 0;

	line = span_trim(unquoted(line));
	while (i < line.size && i < 50 && ((line.at[i] | 0x20) >= 'a') && ((line.at[i] | 0x20) <= 'z')) {
		i++;
		if (i + 1 < line.size && line.at[i] == '-') {
			dash = true;
			i++;
		}
	}
	return (dash || span_starts(line, "Received:")) && i > 3 && i < line.size && line.at[i] == ':' &&
	    (i + 1 == line.size || span_blank(line.at[i + 1]));
}

static enum quote_key
key_of(struct reading *r, size_t i, struct span *value)
{
	enum quote_key key = quotemark_key(r->lines->list[i], value);

	return key == KEY_NONE && r->b.fields > 0 && technical(r->lines->list[i]) ? KEY_OTHER : key;
}

/* Is this the line of a field that is not there yet? */
static bool
new_field(struct reading *r, size_t i)
{
	struct span value;
	enum quote_key key = key_of(r, i, &value);
	struct span *here = slot(&r->b, key);

	return key != KEY_NONE && (here == NULL || here->at == NULL);
}

/* Does another field follow within a few lines that are not blank? */
static bool
field_follows(struct reading *r, size_t i)
{
	for (size_t n = 1; n <= 3 && i + n < r->lines->count && !line_empty(r->lines->list[i + n]); n++) {
		if (new_field(r, i + n))
			return true;
	}
	return false;
}

/* People go on in the next line behind a comma, or between the name and the address. */
static bool
people_go_on(struct span value, struct span line)
{
	value = span_trim(value);
	line = span_trim(unquoted(line));
	if (value.size == 0)
		return false;
	if (value.at[value.size - 1] == ',' || value.at[value.size - 1] == ';')
		return true;
	return line.size > 0 && (line.at[0] == '<' || span_starts(line, "[mailto:")) &&
	    memchr(line.at, '@', line.size) != NULL;
}

/* "Organización: ..." */
static bool
looks_like_field(struct span line)
{
	const char *colon = line.size > 0 ? memchr(line.at, ':', line.size < 40 ? line.size : 40) : NULL;
	size_t at = colon != NULL ? (size_t)(colon - line.at) : 0;

	return at > 1 && at + 1 < line.size && span_blank(line.at[at + 1]) && memchr(line.at, '@', at) == NULL &&
	    memchr(line.at, ',', at) == NULL;
}

/* A line without a key goes on with the field above when it is indented, when a list of people is not at its end, and
 * when yet another field follows. */
static bool
continues(struct reading *r, size_t i)
{
	struct span line = unquoted(r->lines->list[i]);

	if (!r->open)
		return false;
	if (line.size > 2 && (line.at[0] == '\t' || (span_blank(line.at[0]) && span_blank(line.at[1]))))
		return true;
	if (r->last != NULL && (r->last == &r->b.to || r->last == &r->b.cc || r->last == &r->b.from) &&
	    people_go_on(*r->last, line))
		return true;
	if (r->last != NULL && r->last->size == 0 && r->below > 0)
		return true;
	if (!field_follows(r, i))
		return false;
	/* A field that we do not know, unless the line above was so long that it had to be wrapped. */
	if (looks_like_field(line) && i > 0 && r->lines->list[i - 1].size < WRAPPED_MIN)
		r->last = NULL;
	return true;
}

static void
go_on(struct reading *r, size_t i)
{
	if (r->last == NULL)
		return;
	r->below += r->last->size == 0;
	extend(r->last, r->lines->list[i]);
}

/* A blank line ends the block, unless each of its lines is a paragraph. */
static bool
blank_inside(struct reading *r, size_t i)
{
	const struct quoteblock *b = &r->b;

	if (b->fields == 0 || ++r->blanks > b->fields)
		return false;
	if (b->from.at != NULL && b->date.at != NULL && b->to.at != NULL && b->subject.at != NULL)
		return false;
	if (i + 1 < r->lines->count && line_empty(r->lines->list[i + 1]))
		i++;
	return i + 1 < r->lines->count && new_field(r, i + 1);
}

/* The name of the line's field, in whose language the block is. */
static struct span
label(struct span line, struct span value)
{
	while (line.size > 0 && (span_blank(line.at[0]) || strchr(">*|", line.at[0]) != NULL))
		line = (struct span){ line.at + 1, line.size - 1 };
	line.size = value.at > line.at ? (size_t)(value.at - line.at) : 0;
	return line;
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
	struct reading r = { .lines = lines };
	struct span value;
	size_t i = at;

	while (i < lines->count && i - at < 5 && line_empty(lines->list[i]))
		i++;
	r.b.first = i;
	for (; i < lines->count && i - r.b.first < BLOCK_LINES_MAX; i++) {
		enum quote_key key;
		struct span *here;

		if (line_empty(lines->list[i])) {
			if (!blank_inside(&r, i))
				break;
			r.last = NULL;
			r.open = false;
			continue;
		}
		key = key_of(&r, i, &value);
		here = slot(&r.b, key);
		if (key == KEY_NONE) {
			if (!continues(&r, i))
				break;
			go_on(&r, i);
			continue;
		}
		if (here != NULL && here->at != NULL)
			break;
		r.last = here;
		r.open = true;
		if (here == NULL)
			continue;
		*here = value;
		r.b.fields++;
		r.b.quoted = r.b.quoted || line_quoted(lines->list[i]);
		if (key == KEY_FROM)
			r.b.label = label(lines->list[i], value);
	}
	r.b.end = i;
	if (r.b.from.at == NULL)
		return false;
	*out = r.b;
	return true;
}

/* The field whose name is the first words of the line: the more words the better. */
static enum quote_key
bare_key(struct span line, struct span *value)
{
	enum quote_key found = KEY_NONE;
	unsigned words = 0;

	line = span_trim(unquoted(line));
	for (size_t i = 1; i < line.size && words < 3; i++) {
		enum phrase_kind kind;

		if (!span_blank(line.at[i]) || span_blank(line.at[i - 1]))
			continue;
		words++;
		kind = phrase_which((struct span){ line.at, i }, PHRASE_FROM, PHRASE_FIELD);
		if (kind == PHRASE_KINDS)
			continue;
		found = KEY_FROM + (enum quote_key)(kind - PHRASE_FROM);
		*value = span_trim((struct span){ line.at + i, line.size - i });
	}
	return found;
}

bool
quoteblock_read_bare(const struct lines *lines, size_t at, struct quoteblock *out)
{
	struct quoteblock b = { 0 };
	struct span value;
	size_t i = at;

	while (i < lines->count && i - at < 5 && line_empty(lines->list[i]))
		i++;
	b.first = i;
	for (; i < lines->count && i - b.first < BLOCK_LINES_MAX; i++) {
		enum quote_key key = bare_key(lines->list[i], &value);
		struct span *here = slot(&b, key);

		if (key == KEY_NONE || (here != NULL && here->at != NULL))
			break;
		if (here == NULL)
			continue;
		*here = value;
		b.fields++;
		b.quoted = b.quoted || line_quoted(lines->list[i]);
		if (key == KEY_FROM)
			b.label = label(lines->list[i], value);
	}
	b.end = i;
	if (b.fields < 3 || b.from.at == NULL)
		return false;
	*out = b;
	return true;
}
