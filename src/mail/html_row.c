/* html_row.c - the rows of tables, put on one line where a reader would see them as one (see html_writer.h)
 *
 * Most tables of mail only place things on the page: their cells follow each other like paragraphs. A row is put on one
 * line when it is short, each cell a line of its own; in a table that shows its lines also when it is longer.
 */
#include <config.h>

#include <stdint.h>
#include <string.h>

#include <postigo/base/memory.h>

#include "html_writer.h"

#define PLAIN_ROW_MAX 160u
#define DATA_ROW_MAX 2000u
#define DATA_CELL_MAX 500u
#define NOT_BEGUN SIZE_MAX	/* a cell without a word so far */

static struct html_row *
current(struct html_writer *w)
{
	return w->table_depth > 0 && w->table_depth <= HTML_TABLES_MAX ? &w->rows[w->table_depth - 1] : NULL;
}

void
html_writer_open_table(struct html_writer *w, bool data)
{
	html_writer_line(w, false);
	if (w->table_depth < HTML_TABLES_MAX)
		w->rows[w->table_depth] = (struct html_row){ .table = data };
	w->table_depth++;
}

void
html_writer_close_table(struct html_writer *w)
{
	struct html_row *row = current(w);

	if (row != NULL && row->waiting && w->waiting > 0)
		w->waiting--;
	w->table_depth -= w->table_depth > 0;
	html_writer_line(w, false);
}

void
html_writer_open_row(struct html_writer *w, size_t marks)
{
	struct html_row *row = current(w);

	html_writer_line(w, false);
	if (row != NULL)
		*row = (struct html_row){ .table = row->table, .open = true, .marks = marks };
}

void
html_writer_open_cell(struct html_writer *w, bool heading, bool border)
{
	struct html_row *row = current(w);

	if (w->lines_owed == 0)
		w->blank_owed = w->started;
	if (row == NULL || !row->open)
		return;
	row->headings += heading;
	row->table = row->table || border;
	if (row->count++ >= HTML_CELLS_MAX)
		return;
	row->cells[row->count - 1].from = row->cells[row->count - 1].to = NOT_BEGUN;
	w->waiting += !row->waiting;
	row->waiting = true;
}

void
html_writer_close_cell(struct html_writer *w)
{
	struct html_row *row = current(w);

	if (row == NULL || !row->open || row->count == 0 || row->count > HTML_CELLS_MAX)
		return;
	if (row->cells[row->count - 1].from != NOT_BEGUN)
		row->cells[row->count - 1].to = w->out->size;
	if (row->waiting && w->waiting > 0)
		w->waiting--;
	row->waiting = false;
}

/* Is there nothing from here to there but line ends and the marks of lines? */
static bool
is_between(const struct text *out, size_t from, size_t to)
{
	for (; from < to; from++) {
		if (strchr("\n> ", out->bytes[from]) == NULL)
			return false;
	}
	return true;
}

/* Is the row short enough for one line, and made of its cells only? Broken tables have words between them. */
static bool
fits(const struct html_row *row, const struct text *out, bool data)
{
	size_t total = 0, filled = 0, end = 0;

	for (unsigned i = 0; i < row->count; i++) {
		size_t from = row->cells[i].from, to = row->cells[i].to;

		if (from == to)
			continue;
		if (to < from || to > out->size || to - from > DATA_CELL_MAX)
			return false;
		if (!data && memchr(out->bytes + from, '\n', to - from) != NULL)
			return false;
		if (filled > 0 && (from < end || from - end > DATA_CELL_MAX || !is_between(out, end, from)))
			return false;
		end = to;
		total += to - from;
		filled++;
	}
	return filled > (data ? 0 : 1) && total <= (data ? DATA_ROW_MAX : PLAIN_ROW_MAX) && end == out->size;
}

/* A cell on one line: where it goes on in another, that one's marks go as well. */
static void
add_cell(struct text *line, const char *at, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (at[i] != '\n') {
			text_add_char(line, at[i]);
			continue;
		}
		while (i + 1 < n && strchr("\n> ", at[i + 1]) != NULL)
			i++;
		text_add_char(line, ' ');
	}
}

static void
put_on_one_line(struct text *out, const struct html_row *row)
{
	SCRATCH(tmp);
	struct text *line = text_new(tmp, 2 * DATA_ROW_MAX);
	unsigned first = 0, count = row->count;

	while (row->cells[count - 1].to == row->cells[count - 1].from)
		count--;
	while (row->cells[first].to == row->cells[first].from)
		first++;
	for (unsigned i = 0; i < count; i++) {
		size_t n = row->cells[i].to - row->cells[i].from;

		if (row->table && i > 0)
			text_add_string(line, i == 1 && line->size == 0 ? "| " : " | ");
		else if (n > 0 && line->size > 0)
			text_add_char(line, ' ');
		if (n > 0)	/* an empty one has no place in the text */
			add_cell(line, out->bytes + row->cells[i].from, n);
	}
	out->size = row->cells[first].from;
	text_add(out, line->bytes, line->size);
}

void
html_writer_close_row(struct html_writer *w, size_t marks)
{
	struct html_row *row = current(w);

	if (row != NULL && row->open && row->count > 1 && row->count <= HTML_CELLS_MAX && !w->out->cut &&
	    row->marks == marks) {
		/* A row of headings makes it a table, unless they hold half the newsletter. One heading is a label. */
		row->table = row->table || (row->headings == row->count && fits(row, w->out, false));
		if (fits(row, w->out, row->table)) {
			put_on_one_line(w->out, row);
			w->lines_owed = w->lines_owed > 1 ? 1 : w->lines_owed;	/* a paragraph's in the last cell */
			w->gap = false;
		}
	}
	if (row != NULL)
		row->open = false;
	html_writer_line(w, false);
}
