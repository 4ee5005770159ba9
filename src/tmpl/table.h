/* table.h - a table in plain text, its columns below each other */
#ifndef POSTIGO_TMPL_TABLE_H
#define POSTIGO_TMPL_TABLE_H

#include <talloc.h>

/* Rows of cells; the first row holds the headings. Opaque, talloc. */
struct text_table;

struct text_table *text_table_new(TALLOC_CTX *ctx);
void text_table_row(struct text_table *table);
/* One cell more in the last row; the words are copied, and stand on one line. */
void text_table_cell(struct text_table *table, const char *words);
/* All of its lines, owned by ctx. */
char *text_table_lines(TALLOC_CTX *ctx, const struct text_table *table);

#endif
