/* table.c - see table.h */
#include <config.h>

#include <stdbool.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>

#include "table.h"

#define COLUMNS_MAX 32
#define WIDTH_MAX 60		/* a longer cell pushes its own line to the right, not all of them */
#define LINES_MAX (1u << 20)

struct row {
	char *cells[COLUMNS_MAX];
	unsigned count;
};

struct text_table {
	struct row *rows;
	unsigned count;
	size_t widths[COLUMNS_MAX];
};

struct text_table *
text_table_new(TALLOC_CTX *ctx)
{
	return talloc_zero(ctx, struct text_table);
}

void
text_table_row(struct text_table *table)
{
	table->rows = talloc_realloc(table, table->rows, struct row, table->count + 1);
	table->rows[table->count++] = (struct row){ .count = 0 };
}

static size_t
width_of(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

void
text_table_cell(struct text_table *table, const char *words)
{
	struct row *row = &table->rows[table->count - 1];

	if (row->count == COLUMNS_MAX)
		return;
	char *cell = utf8_clean_line(table, words, SIZE_MAX);
	size_t width = width_of(cell);
	if (width <= WIDTH_MAX && width > table->widths[row->count])
		table->widths[row->count] = width;
	row->cells[row->count++] = cell;
}

static void
put_filled(struct text *t, const char *cell, size_t width, bool last)
{
	size_t n = width_of(cell);

	text_add_string(t, cell);
	for (; n < width && !last; n++)
		text_add_char(t, ' ');
	text_add_string(t, last ? "\n" : "  ");
}

static void
put_rule(struct text *t, const struct text_table *table)
{
	unsigned columns = table->rows[0].count;

	for (unsigned c = 0; c < columns; c++) {
		for (size_t i = 0; i < table->widths[c] || i < 3; i++)
			text_add_char(t, '-');
		text_add_string(t, c + 1 < columns ? "  " : "\n");
	}
}

char *
text_table_lines(TALLOC_CTX *ctx, const struct text_table *table)
{
	struct text *t = text_new(ctx, LINES_MAX);

	for (unsigned r = 0; r < table->count; r++) {
		const struct row *row = &table->rows[r];
		for (unsigned c = 0; c < row->count; c++)
			put_filled(t, row->cells[c], table->widths[c] < 3 ? 3 : table->widths[c], c + 1 == row->count);
		if (r == 0 && row->count > 0)
			put_rule(t, table);
	}
	return t->bytes;
}
