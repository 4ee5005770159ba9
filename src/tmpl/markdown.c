/* markdown.c - Markdown taken apart, and the values that stand in it */
#include <config.h>

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include <cmark-gfm-core-extensions.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/tmpl/markdown.h>

#include "document.h"

/* What begins and ends a mark: characters that Unicode keeps for the inside of programs, and that mean nothing in
 * Markdown. Should a source hold them all the same, it only shows a value where it likes. */
#define MARK_BEGIN "\xEF\xB7\x90"
#define MARK_END "\xEF\xB7\x91"
#define MARK_SIZE 3

struct markdown *
markdown_new(TALLOC_CTX *ctx, size_t most)
{
	struct markdown *md = talloc_zero(ctx, struct markdown);

	md->most = most;
	return md;
}

/* Line ends at its end would only make empty lines. */
static char *
raw_text(TALLOC_CTX *ctx, const char *value, size_t size)
{
	while (size > 0 && (value[size - 1] == '\n' || value[size - 1] == '\r'))
		size--;
	return talloc_strndup(ctx, value, size);
}

static char *
one_line(TALLOC_CTX *ctx, const char *value, size_t size)
{
	SCRATCH(tmp);

	return utf8_clean_line(ctx, talloc_strndup(tmp, value, size), size);
}

void
markdown_put(struct markdown *md, struct text *source, const char *value, size_t size, bool raw)
{
	if (size > md->most - md->size) {
		md->size = md->most;
		source->cut = true;
		return;
	}
	md->size += size;
	if (md->count % 16 == 0)
		md->values = talloc_realloc(md, md->values, struct value, md->count + 16);
	struct value *v = &md->values[md->count];
	v->bytes = raw ? raw_text(md->values, value, size) : one_line(md->values, value, size);
	v->size = strlen(v->bytes);
	v->raw = raw;
	text_printf(source, MARK_BEGIN "%u" MARK_END, md->count++);
}

/* The value that a mark at s stands for, and where it ends; NULL when this is no mark. */
static const struct value *
mark_read(const struct markdown *md, const char *s, const char **end)
{
	size_t number = 0, digits = strspn(s + MARK_SIZE, "0123456789");

	if (digits == 0 || digits > 9 || strncmp(s + MARK_SIZE + digits, MARK_END, MARK_SIZE) != 0)
		return NULL;
	for (size_t i = 0; i < digits; i++)
		number = number * 10 + (size_t)(s[MARK_SIZE + i] - '0');
	*end = s + MARK_SIZE + digits + MARK_SIZE;
	return number < md->count ? &md->values[number] : NULL;
}

bool
piece_next(const struct markdown *md, const char **cursor, struct piece *piece)
{
	const char *s = *cursor;
	const char *mark = strstr(s, MARK_BEGIN);

	*piece = (struct piece){ .words = s };
	if (*s == '\0')
		return false;
	if (mark == s && (piece->value = mark_read(md, s, cursor)) != NULL)
		return true;
	if (mark == s)
		mark = strstr(s + MARK_SIZE, MARK_BEGIN);
	piece->size = mark != NULL ? (size_t)(mark - s) : strlen(s);
	*cursor = s + piece->size;
	return true;
}

/* Under a paragraph, a line of two dashes would make a heading of it; in a mail they begin the signature. So they
 * stand apart. */
static struct text *
signatures_apart(TALLOC_CTX *ctx, const struct text *source)
{
	struct text *t = text_new(ctx, source->size + source->size / 2 + 2);
	const char *s = source->bytes;

	while (*s != '\0') {
		const char *newline = strchrnul(s, '\n'), *next = *newline != '\0' ? newline + 1 : newline;
		size_t n = strcspn(s, " \r\n");
		if (n == 2 && s[0] == '-' && s[1] == '-' && s[n + strspn(s + n, " \r")] == '\n')
			text_add_char(t, '\n');
		text_add(t, s, (size_t)(next - s));
		s = next;
	}
	return t;
}

static void
parser_free(void *parser)
{
	cmark_parser_free(parser);
}

static void
document_free(void *document)
{
	cmark_node_free(document);
}

enum result
markdown_read(struct markdown *md, const struct text *source, struct error *err)
{
	static const char *const extensions[] = { "table", "autolink" };
	SCRATCH(tmp);

	if (source->cut)
		return error_set(err, PERMFAIL, "this gives too much text");
	const struct text *apart = signatures_apart(tmp, source);
	cmark_gfm_core_extensions_ensure_registered();
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	memory_hold(tmp, parser, parser_free);
	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++) {
		cmark_syntax_extension *extension = cmark_find_syntax_extension(extensions[i]);
		if (extension != NULL)
			(void)cmark_parser_attach_syntax_extension(parser, extension);
	}
	cmark_parser_feed(parser, apart->bytes, apart->size);
	md->document = cmark_parser_finish(parser);
	memory_hold(md, md->document, document_free);
	cmark_consolidate_text_nodes(md->document);
	return DONE;
}

/* Nothing but empty values stands in it. */
static bool
is_blank(const struct markdown *md, cmark_node *paragraph)
{
	struct piece piece;

	for (cmark_node *n = cmark_node_first_child(paragraph); n != NULL; n = cmark_node_next(n)) {
		if (cmark_node_get_type(n) == CMARK_NODE_SOFTBREAK)
			continue;
		if (cmark_node_get_type(n) != CMARK_NODE_TEXT)
			return false;
		const char *cursor = cmark_node_get_literal(n);
		while (piece_next(md, &cursor, &piece))
			if (piece.value == NULL || piece.value->size > 0)
				return false;
	}
	return true;
}

static bool
is_blank_paragraph(const struct markdown *md, cmark_node *node)
{
	return cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH && is_blank(md, node);
}

void
document_walk(const struct markdown *md, const struct visit *visits, void *writer)
{
	cmark_iter *iter = cmark_iter_new(md->document);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		const char *type = cmark_node_get_type_string(node);
		if (is_blank_paragraph(md, node)) {
			cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
			continue;
		}
		for (const struct visit *v = visits; v->type != NULL; v++)
			if (strcmp(v->type, type) == 0)
				v->visit(writer, node, event == CMARK_EVENT_ENTER);
	}
	cmark_iter_free(iter);
}

enum paragraph
document_paragraph(const struct markdown *md, cmark_node *node)
{
	cmark_node *first = cmark_node_first_child(node);
	struct piece piece;

	if (link_is_button(first))
		return PARAGRAPH_BUTTONS;
	if (first == NULL || cmark_node_get_type(first) != CMARK_NODE_TEXT)
		return PARAGRAPH_WORDS;
	const char *words = cmark_node_get_literal(first), *cursor = words;
	cmark_node *second = cmark_node_next(first);
	if (strcmp(words, "--") == 0 && second != NULL && cmark_node_get_type(second) == CMARK_NODE_SOFTBREAK)
		return PARAGRAPH_SIGNATURE;
	if (strncmp(words, "##-", 3) == 0)
		return PARAGRAPH_MARK;
	while (piece_next(md, &cursor, &piece))
		if (piece.value == NULL || (piece.value->size > 0 && !piece.value->raw))
			return PARAGRAPH_WORDS;
	return second == NULL ? PARAGRAPH_RAW : PARAGRAPH_WORDS;
}

cmark_node *
document_before(const struct markdown *md, cmark_node *node)
{
	do
		node = cmark_node_previous(node);
	while (node != NULL && is_blank_paragraph(md, node));
	return node;
}

bool
document_is_tight(cmark_node *node)
{
	cmark_node *item = cmark_node_parent(node);

	return item != NULL && cmark_node_get_type(item) == CMARK_NODE_ITEM &&
	    cmark_node_get_list_tight(cmark_node_parent(item));
}

unsigned
markdown_unshown(const struct markdown *md, const char **what)
{
	cmark_iter *iter = cmark_iter_new(md->document);
	unsigned line = 0;

	while (line == 0 && cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);
		if (type != CMARK_NODE_HTML_BLOCK && type != CMARK_NODE_HTML_INLINE && type != CMARK_NODE_IMAGE)
			continue;
		*what = type == CMARK_NODE_IMAGE ? "an image" : "HTML";
		line = (unsigned)cmark_node_get_start_line(node);
		line += line == 0;
	}
	cmark_iter_free(iter);
	return line;
}
