/* markdown_text.c - Markdown as plain text */
#include <config.h>

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <postigo/base/memory.h>

#include "document.h"
#include "table.h"

#define PREFIX_MAX 256
#define CELL_MAX 4096

struct writer {
	const struct markdown *md;
	struct text *out;
	bool line_start;
	char prefix[PREFIX_MAX];	/* what lines begin with here: quotes, and the places of lists' items */
	size_t prefix_size;		/* may be larger than fits: what is nested so deeply moves no further */
	struct text *outside;		/* of the cell that is written */
	struct text_table *table;
};

static size_t
prefix_shown(const struct writer *w)
{
	return w->prefix_size < PREFIX_MAX ? w->prefix_size : PREFIX_MAX;
}

static void
prefix_push(struct writer *w, const char *s)
{
	for (; *s != '\0'; s++, w->prefix_size++)
		if (w->prefix_size < PREFIX_MAX)
			w->prefix[w->prefix_size] = *s;
}

/* An empty line has no blanks at its end. */
static void
put_prefix(struct writer *w, bool empty_line)
{
	size_t n = prefix_shown(w);

	while (empty_line && n > 0 && w->prefix[n - 1] == ' ')
		n--;
	text_add(w->out, w->prefix, n);
}

static void
put(struct writer *w, const char *s, size_t n)
{
	const char *end = s + n;

	while (s < end) {
		const char *newline = memchr(s, '\n', (size_t)(end - s));
		const char *next = newline != NULL ? newline + 1 : end;
		if (w->line_start && w->outside == NULL)
			put_prefix(w, newline == s);
		text_add(w->out, s, (size_t)(next - s));
		w->line_start = newline != NULL;
		s = next;
	}
}

static void
put_string(struct writer *w, const char *s)
{
	put(w, s, strlen(s));
}

static void
put_pieces(struct writer *w, const char *literal)
{
	struct piece piece;

	while (piece_next(w->md, &literal, &piece)) {
		if (piece.value != NULL)
			put(w, piece.value->bytes, piece.value->size);
		else
			put(w, piece.words, piece.size);
	}
}

static void
end_line(struct writer *w)
{
	if (!w->line_start)
		put(w, "\n", 1);
}

/* An empty line before a block; none where a list or quote stands close to the words before it in the source as well. */
static void
begin_block(struct writer *w, cmark_node *node)
{
	cmark_node *before = document_before(w->md, node);
	cmark_node_type type = cmark_node_get_type(node);

	if (before == NULL || document_is_tight(node))
		return;
	if (type == CMARK_NODE_ITEM && cmark_node_get_list_tight(cmark_node_parent(node)))
		return;
	if ((type == CMARK_NODE_LIST || type == CMARK_NODE_BLOCK_QUOTE) &&
	    cmark_node_get_type(before) == CMARK_NODE_PARAGRAPH &&
	    cmark_node_get_start_line(node) <= cmark_node_get_end_line(before) + 1)
		return;
	put(w, "\n", 1);
}

static void
visit_paragraph(void *writer, cmark_node *node, bool enter)
{
	if (enter)
		begin_block(writer, node);
	else
		end_line(writer);
}

/* How many characters stand on the line that is being written. */
static size_t
line_width(const struct writer *w)
{
	const char *newline = memrchr(w->out->bytes, '\n', w->out->size);
	const char *s = newline != NULL ? newline + 1 : w->out->bytes;
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n > prefix_shown(w) ? n - prefix_shown(w) : 0;
}

/* Underlined, by three at least: two dashes would begin a signature. */
static void
visit_heading(void *writer, cmark_node *node, bool enter)
{
	struct writer *w = writer;

	if (enter) {
		begin_block(w, node);
		return;
	}
	size_t width = line_width(w);
	end_line(w);
	for (size_t i = 0; i < width || i < 3; i++)
		put(w, cmark_node_get_heading_level(node) == 1 ? "=" : "-", 1);
	end_line(w);
}

static void
visit_block_quote(void *writer, cmark_node *node, bool enter)
{
	struct writer *w = writer;

	if (enter) {
		begin_block(w, node);
		prefix_push(w, "> ");
	} else {
		end_line(w);
		w->prefix_size -= 2;
	}
}

static void
visit_list(void *writer, cmark_node *node, bool enter)
{
	if (enter)
		begin_block(writer, node);
}

/* What an item begins with. Its number is kept at the node, for the next one to go on from. */
static void
item_sign(cmark_node *item, char sign[32])
{
	cmark_node *list = cmark_node_parent(item), *before = cmark_node_previous(item);

	if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST) {
		memcpy(sign, "- ", 3);
		return;
	}
	intptr_t number = before != NULL ? (intptr_t)cmark_node_get_user_data(before) + 1 : cmark_node_get_list_start(list);
	(void)cmark_node_set_user_data(item, (void *)number);
	snprintf(sign, 32, "%ld. ", (long)number);
}

static void
visit_item(void *writer, cmark_node *node, bool enter)
{
	struct writer *w = writer;
	char sign[32];

	item_sign(node, sign);
	if (!enter) {
		end_line(w);
		w->prefix_size -= strlen(sign);
		return;
	}
	begin_block(w, node);
	put_string(w, sign);
	memset(sign, ' ', strlen(sign));
	prefix_push(w, sign);
}

static void
visit_code_block(void *writer, cmark_node *node, bool enter)
{
	struct writer *w = writer;

	(void)enter;
	begin_block(w, node);
	prefix_push(w, "    ");
	put_pieces(w, cmark_node_get_literal(node));
	end_line(w);
	w->prefix_size -= 4;
}

static void
visit_html_block(void *writer, cmark_node *node, bool enter)
{
	(void)enter;
	begin_block(writer, node);
	put_pieces(writer, cmark_node_get_literal(node));
	end_line(writer);
}

static void
visit_thematic_break(void *writer, cmark_node *node, bool enter)
{
	(void)enter;
	begin_block(writer, node);
	put_string(writer, "----------\n");
}

static void
visit_words(void *writer, cmark_node *node, bool enter)
{
	(void)enter;
	put_pieces(writer, cmark_node_get_literal(node));
}

/* "-- " keeps its blank, by which programs know it. */
static void
visit_softbreak(void *writer, cmark_node *node, bool enter)
{
	struct writer *w = writer;
	cmark_node *parent = cmark_node_parent(node);

	(void)enter;
	if (cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH && cmark_node_previous(node) ==
	    cmark_node_first_child(parent) && document_paragraph(w->md, parent) == PARAGRAPH_SIGNATURE)
		put(w, " ", 1);
	put(w, "\n", 1);
}

static void
visit_linebreak(void *writer, cmark_node *node, bool enter)
{
	(void)node;
	(void)enter;
	put_string(writer, "\n");
}

static void
visit_emph(void *writer, cmark_node *node, bool enter)
{
	(void)node;
	(void)enter;
	put_string(writer, "_");
}

static void
visit_strong(void *writer, cmark_node *node, bool enter)
{
	(void)node;
	(void)enter;
	put_string(writer, "*");
}

static void
visit_link(void *writer, cmark_node *node, bool enter)
{
	SCRATCH(tmp);
	struct writer *w = writer;
	const char *address;

	if (enter || link_is_bare(node) || (address = link_address(tmp, w->md, node)) == NULL)
		return;
	/* The address of a button says all, and what is filled in for it would be a line that nobody can read. */
	if (link_is_button(node))
		put_string(w, talloc_asprintf(tmp, ": %s", link_recipient(tmp, address)));
	else
		put_string(w, talloc_asprintf(tmp, " <%s>", address));
}

static void
visit_table(void *writer, cmark_node *node, bool enter)
{
	struct writer *w = writer;

	if (enter) {
		begin_block(w, node);
		w->table = text_table_new(w->out);
		return;
	}
	put_string(w, text_table_lines(w->table, w->table));
	talloc_free(w->table);
	w->table = NULL;
}

static void
visit_row(void *writer, cmark_node *node, bool enter)
{
	struct writer *w = writer;

	(void)node;
	if (enter)
		text_table_row(w->table);
}

static void
visit_cell(void *writer, cmark_node *node, bool enter)
{
	struct writer *w = writer;

	(void)node;
	if (enter) {
		w->outside = w->out;
		w->out = text_new(w->table, CELL_MAX);
		return;
	}
	text_table_cell(w->table, w->out->bytes);
	w->out = w->outside;
	w->outside = NULL;
	w->line_start = true;
}

static const struct visit visits[] = {
	{ "paragraph", visit_paragraph },
	{ "heading", visit_heading },
	{ "block_quote", visit_block_quote },
	{ "list", visit_list },
	{ "item", visit_item },
	{ "code_block", visit_code_block },
	{ "html_block", visit_html_block },
	{ "thematic_break", visit_thematic_break },
	{ "text", visit_words },
	{ "code", visit_words },
	{ "html_inline", visit_words },
	{ "softbreak", visit_softbreak },
	{ "linebreak", visit_linebreak },
	{ "emph", visit_emph },
	{ "strong", visit_strong },
	{ "link", visit_link },
	{ "table", visit_table },
	{ "table_header", visit_row },
	{ "table_row", visit_row },
	{ "table_cell", visit_cell },
	{ NULL, NULL }
};

char *
markdown_text(TALLOC_CTX *ctx, const struct markdown *md)
{
	struct text *out = text_new(ctx, md->most);
	struct writer w = { .md = md, .out = out, .line_start = true };

	document_walk(md, visits, &w);
	return out->cut ? NULL : out->bytes;
}
