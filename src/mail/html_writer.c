/* html_writer.c - see html_writer.h */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/mail/span.h>

#include "html_writer.h"

#define QUOTES_MAX 20u		/* marks before a line; deeper quotes look the same */
#define GAP_LINES_MAX 3u	/* line ends in a row, but where lines are kept */
#define PRE_LINES_MAX 50u
#define INDENT_MAX 200u
#define TAB 8u

static void
owe(struct html_writer *w, unsigned lines)
{
	if (w->lines_owed == 0 || w->quotes < w->owed_quotes)
		w->owed_quotes = w->quotes;
	if (w->started && w->lines_owed < lines)
		w->lines_owed = lines;
	w->indent_owed = 0;
}

static unsigned
owed_or(const struct html_writer *w, unsigned lines)
{
	return w->lines_owed > lines ? w->lines_owed : lines;
}

void
html_writer_break(struct html_writer *w)
{
	unsigned most = w->pre > 0 ? PRE_LINES_MAX : GAP_LINES_MAX;

	w->held = false;
	if (w->gap && w->pre == 0)
		w->gap = false;
	else if (w->lines_owed < most)
		owe(w, w->lines_owed + 1);
}

void
html_writer_line(struct html_writer *w, bool gap)
{
	if (w->held) {
		w->held = false;
		owe(w, owed_or(w, 2));
	}
	if (gap && !w->opened && w->marker[0] == '\0') {
		w->gap = w->gap || w->lines_owed < 2;
		owe(w, 2);
	} else {
		owe(w, 1);
	}
}

static void
add_blanks(struct text *out, unsigned n)
{
	for (; n > 0; n--)
		text_add_char(out, ' ');
}

/* How far the words of the line are moved to the right: the items of a list hang below their mark. */
static unsigned
indent(const struct html_writer *w)
{
	unsigned depth = w->list_depth < HTML_LISTS_MAX ? w->list_depth : HTML_LISTS_MAX;

	if (w->word_level > depth)
		depth = w->word_level;
	return 2 * depth - (depth > 0 && (w->marker[0] != '\0' || w->word_level == depth) ? 2 : 0);
}

static void
begin_line(struct html_writer *w, unsigned quotes, bool words)
{
	for (unsigned i = 0; i < quotes && i < QUOTES_MAX; i++)
		text_add_char(w->out, '>');
	if (!words)
		return;
	if (quotes > 0)
		text_add_char(w->out, ' ');
	add_blanks(w->out, indent(w));
}

/* The line above a signature ends in a blank: it is the only one where that says something. */
static void
end_line(struct html_writer *w)
{
	size_t n = w->out->size;

	if (w->blank_owed && n >= 2 && memcmp(w->out->bytes + n - 2, "--", 2) == 0 &&
	    (n == 2 || strchr("\n ", w->out->bytes[n - 3]) != NULL))
		text_add_char(w->out, ' ');
	text_add_char(w->out, '\n');
}

/* The cells that had no word yet begin here. */
static void
begin_cells(struct html_writer *w)
{
	for (unsigned i = 0; i < w->table_depth && i < HTML_TABLES_MAX; i++) {
		struct html_row *row = &w->rows[i];

		if (row->waiting && row->count > 0 && row->count <= HTML_CELLS_MAX)
			row->cells[row->count - 1].from = row->cells[row->count - 1].to = w->out->size;
		row->waiting = false;
	}
	w->waiting = 0;
}

/* Pays what is owed: the next thing is a word. */
static void
pay(struct html_writer *w)
{
	if (!w->started || w->lines_owed > 0) {
		if (w->started)
			end_line(w);
		for (; w->lines_owed > 1; w->lines_owed--) {
			begin_line(w, w->owed_quotes, false);
			text_add_char(w->out, '\n');
		}
		begin_line(w, w->quotes, true);
		add_blanks(w->out, w->indent_owed);
	} else if (w->indent_owed > 0) {
		add_blanks(w->out, w->indent_owed);
	} else if (w->blank_owed) {
		text_add_char(w->out, ' ');
	}
	if (w->waiting > 0)
		begin_cells(w);
	if (w->marker[0] != '\0')
		text_add_string(w->out, w->marker);
	w->marker[0] = '\0';
	w->lines_owed = w->indent_owed = 0;
	w->started = true;
	w->gap = w->held = w->blank_owed = w->opened = false;
}

static void
add_blank(struct html_writer *w, char c)
{
	if (w->pre > 0 && c == '\n') {
		w->blank_owed = w->blank_owed || w->indent_owed > 0;
		if (w->started && w->lines_owed < PRE_LINES_MAX)
			owe(w, w->lines_owed + 1);
		w->indent_owed = 0;
	} else if (w->pre > 0 && c != '\r' && c != '\f') {
		if (w->indent_owed < INDENT_MAX)
			w->indent_owed += c == '\t' ? TAB : 1;
	} else if (w->lines_owed == 0) {
		w->blank_owed = w->started;
	}
}

/* What Windows has where ISO 8859-1 has control characters: "&#146;" and mails that name the wrong one of both. */
static const char *const windows[32] = { "€", "", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "", "",
	"‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ" };

enum kind {
	WORD,
	BLANK,		/* part of a word where it looks like one */
	NO_BREAK,	/* a blank that a mailer puts where nothing else would keep a line open */
	FILLER,		/* of no width */
	JOINER,		/* the same, but between two letters it means something */
	WINDOWS
};

/* What stands at at[0 .. n), and how long it is. Only the first bytes 09 0A 0C 0D 20 C2 CD E1 E2 EF lead to anything
 * but a word. */
static enum kind
kind_at(const unsigned char *at, size_t n, size_t *length)
{
	*length = 1;
	if (at[0] <= ' ')
		return at[0] == ' ' || (at[0] >= '\t' && at[0] <= '\r') ? BLANK : WORD;
	if (at[0] < 0xC2 || n < 2)
		return WORD;
	*length = 2;
	if (at[0] == 0xC2)
		return at[1] == 0xA0 ? NO_BREAK : at[1] == 0xAD ? FILLER : at[1] >= 0x80 && at[1] < 0xA0 ? WINDOWS : WORD;
	if (at[0] == 0xCD && at[1] == 0x8F)
		return FILLER;
	*length = 3;
	if (n < 3)
		return WORD;
	if (at[0] == 0xE2 && at[1] == 0x80) {
		if (at[2] == 0x8C || at[2] == 0x8D)
			return JOINER;
		return at[2] == 0x8B ? FILLER : (at[2] >= 0x82 && at[2] <= 0x8A) || at[2] == 0xAF ? NO_BREAK : WORD;
	}
	if ((at[0] == 0xE2 && at[1] == 0x81 && at[2] == 0xA0) || (at[0] == 0xEF && at[1] == 0xBB && at[2] == 0xBF) ||
	    (at[0] == 0xE1 && at[1] == 0xA0 && at[2] == 0x8E))
		return FILLER;
	return WORD;
}

static bool
may_be_special(unsigned char c)
{
	return c <= ' ' || c == 0xC2 || c == 0xCD || c == 0xE1 || c == 0xE2 || c == 0xEF;
}

/* The length of the words at the start: all up to the next blank that is not a single one between two letters, or to a
 * filler. Most text is one such run. */
static size_t
words_length(const unsigned char *at, size_t n)
{
	size_t i = 0, length;

	while (i < n) {
		if (!may_be_special(at[i]) || (at[i] == ' ' && i > 0 && i + 1 < n && !may_be_special(at[i + 1]))) {
			i++;
			continue;
		}
		switch (kind_at(at + i, n - i, &length)) {
		case WORD:
			i += length;
			break;
		case JOINER:
			if (i == 0 || i + length >= n || may_be_special(at[i + length]))
				return i;
			i += length;
			break;
		default:
			return i;
		}
	}
	return n;
}

/* What is no word, at the start; its length. */
static size_t
add_special(struct html_writer *w, const unsigned char *at, size_t n)
{
	size_t length;

	switch (kind_at(at, n, &length)) {
	case BLANK:
		add_blank(w, (char)at[0]);
		break;
	case NO_BREAK:
		w->held = w->held || (w->pre == 0 && w->started && w->lines_owed > 0);
		add_blank(w, ' ');
		break;
	case WINDOWS:
		if (windows[at[1] & 0x1F][0] != '\0') {
			pay(w);
			text_add_string(w->out, windows[at[1] & 0x1F]);
		}
		break;
	default:
		break;
	}
	return length;
}

void
html_writer_words(struct html_writer *w, const char *words, size_t n)
{
	const unsigned char *at = (const unsigned char *)words, *end = at + n;

	while (at < end) {
		size_t length = words_length(at, (size_t)(end - at));

		if (length > 0) {
			pay(w);
			text_add(w->out, at, length);
			at += length;
		}
		if (at < end)
			at += add_special(w, at, (size_t)(end - at));
	}
}

void
html_writer_literal(struct html_writer *w, const char *string)
{
	pay(w);
	text_add_string(w->out, string);
}

void
html_writer_open_quote(struct html_writer *w, bool gap)
{
	html_writer_line(w, gap && w->quotes == 0);
	w->quotes++;
	w->opened = true;
}

void
html_writer_close_quote(struct html_writer *w)
{
	w->quotes -= w->quotes > 0;
	html_writer_line(w, false);
}

void
html_writer_open_list(struct html_writer *w, bool numbered, char type, unsigned first)
{
	html_writer_line(w, w->list_depth == 0);
	if (w->list_depth < HTML_LISTS_MAX)
		w->lists[w->list_depth] = (struct html_list){ numbered, type, first };
	w->list_depth++;
}

void
html_writer_close_list(struct html_writer *w)
{
	w->marker[0] = '\0';
	w->list_depth -= w->list_depth > 0;
	html_writer_line(w, w->list_depth == 0);
}

static void
roman(char *to, unsigned n, bool small)
{
	static const struct {
		unsigned value;
		const char *letters;
	} parts[] = { { 100, "C" }, { 90, "XC" }, { 50, "L" }, { 40, "XL" }, { 10, "X" }, { 9, "IX" }, { 5, "V" }, { 4, "IV" },
		{ 1, "I" } };
	size_t size = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		for (; n >= parts[i].value; n -= parts[i].value) {
			for (const char *c = parts[i].letters; *c != '\0'; c++)
				to[size++] = (char)(small ? *c | 0x20 : *c);
		}
	}
	to[size] = '\0';
}

static void
write_number(char marker[HTML_MARKER_MAX], char type, unsigned n)
{
	char digits[HTML_MARKER_MAX - 2];

	if ((type == 'i' || type == 'I') && n > 0 && n < 50)
		roman(digits, n, type == 'i');
	else if ((type == 'a' || type == 'A') && n > 0 && n <= 26)
		snprintf(digits, sizeof(digits), "%c", (char)(type + (char)(n - 1)));
	else
		snprintf(digits, sizeof(digits), "%u", n);
	snprintf(marker, HTML_MARKER_MAX, "%s. ", digits);
}

void
html_writer_open_item(struct html_writer *w, unsigned number)
{
	struct html_list *list = w->list_depth > 0 && w->list_depth <= HTML_LISTS_MAX ? &w->lists[w->list_depth - 1] : NULL;

	html_writer_line(w, false);
	if (list == NULL || !list->numbered) {
		memcpy(w->marker, "- ", 3);
		return;
	}
	if (number > 0)
		list->next = number;
	write_number(w->marker, list->type, list->next++);
}

void
html_writer_close_item(struct html_writer *w)
{
	w->marker[0] = '\0';
	html_writer_line(w, false);
}
