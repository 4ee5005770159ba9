/* notesblock.c - see notesblock.h */
#include <config.h>

#include <postigo/mail/notesblock.h>
#include <postigo/mail/phrase.h>

#define BLANKS_MAX 4u
#define SENDER_LINES_MAX 4u
#define LINES_MAX 25u

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "Ana Ruiz <ana@example.org> on 13/01/2026 10:11": who, and when. */
static void
read_sender(struct span line, struct quoteblock *b)
{
	const char *close = memchr(line.at, '>', line.size), *end = line.at + line.size;
	size_t at = close != NULL ? (size_t)(close + 1 - line.at) : 1;

	while (at < line.size && !(digit(line.at[at]) && span_blank(line.at[at - 1])))
		at++;
	b->from = (struct span){ line.at, at };
	if (at == line.size)
		return;
	b->date = (struct span){ line.at + at, (size_t)(end - line.at) - at };
	/* Without the word between: "on", "am", "el". */
	b->from.size--;
	while (b->from.size > 0 && !span_blank(b->from.at[b->from.size - 1]))
		b->from.size--;
	b->from = span_trim(b->from);
	if (close != NULL)
		b->from.size = (size_t)(close + 1 - b->from.at);
}

/* The field that the line is of; *value.size is 0 when it stands below. */
static enum quote_key
key_of(struct span line, struct span *value)
{
	enum quote_key key = quotemark_key(line, value);
	enum phrase_kind kind;

	if (key != KEY_NONE || line.size > 60)
		return key;
	kind = phrase_which(span_trim(line), PHRASE_FROM, PHRASE_FIELD);
	*value = (struct span){ line.at + line.size, 0 };
	return kind == PHRASE_KINDS ? KEY_NONE : KEY_FROM + (enum quote_key)(kind - PHRASE_FROM);
}

static struct span *
slot(struct quoteblock *b, enum quote_key key)
{
	return key == KEY_TO ? &b->to : key == KEY_CC ? &b->cc : key == KEY_SUBJECT ? &b->subject :
	    key == KEY_DATE ? &b->date : NULL;
}

/* The lines from the sender to the first field: its address and the date may be wrapped. */
static size_t
read_head(const struct lines *lines, size_t i, struct quoteblock *b)
{
	size_t first = i;
	struct span value;

	read_sender(span_trim(lines->list[i]), b);
	for (i++; i < lines->count && i - first <= SENDER_LINES_MAX; i++) {
		struct span line = span_trim(lines->list[i]);
		enum quote_key key = key_of(line, &value);

		if (key == KEY_TO || key == KEY_CC || key == KEY_SUBJECT)
			return i;
		if (line.size == 0)
			continue;
		if (b->date.at == NULL && (digit(line.at[0]) || key == KEY_DATE))
			b->date = key == KEY_DATE ? value : line;
		else if (line.at[0] == '<')
			b->from.size = (size_t)(line.at + line.size - b->from.at);
	}
	return lines->count;
}

bool
notesblock_read(const struct lines *lines, size_t at, struct quoteblock *out)
{
	struct quoteblock b = { .fields = 1 };
	struct span *last = NULL, value;
	size_t i = at;

	while (i < lines->count && i - at < BLANKS_MAX && line_blank(lines->list[i]))
		i++;
	if (i == lines->count || line_blank(lines->list[i]) || lines->list[i].size > 300 ||
	    key_of(lines->list[i], &value) != KEY_NONE)
		return false;
	b.first = i;
	b.quoted = line_quoted(lines->list[i]);
	for (i = read_head(lines, i, &b); i < lines->count && i - b.first < LINES_MAX; i++) {
		struct span line = span_trim(lines->list[i]);
		enum quote_key key = key_of(line, &value);

		if (last == &b.subject && (b.subject.size > 0 || key != KEY_NONE))
			break;
		if (line.size == 0)
			continue;
		if (key != KEY_NONE) {
			last = slot(&b, key);
			if (last != NULL)
				*last = value;
			b.fields++;
		} else if (last != NULL) {
			last->size = (size_t)(line.at + line.size - last->at);
		}
	}
	b.end = i;
	if (b.subject.at == NULL || b.to.at == NULL)
		return false;
	*out = b;
	return true;
}
