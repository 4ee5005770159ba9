/* markdown_html.c - Markdown as a page of HTML for a mail
 *
 * Mail programs know little CSS, and what they drop must not be missed: styles stand at each element, there are no colours
 * but a grey that is seen on white and on black, and all sizes follow the reader's.
 */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>

#include "document.h"

#define QUOTES_DEEP 8		/* in a text of somebody's; what is quoted more often stands there as well */
#define GREY "#808080"
#define FAINT "font-size:.875em;opacity:.75"

struct writer {
	const struct markdown *md;
	struct text *out;
	bool in_header;		/* of a table */
};

static void
put(struct writer *w, const char *html)
{
	text_add_string(w->out, html);
}

/* What a character is in HTML, NULL when it is itself. Control characters have no place in it. */
static const char *
entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\t':
	case '\n':
		return NULL;
	default:
		return (unsigned char)c < ' ' || c == 127 ? "" : NULL;
	}
}

static void
put_words(struct writer *w, const char *s, size_t n)
{
	const char *end = s + n, *from = s;

	for (; s < end; s++) {
		const char *instead = entity(*s);
		if (instead == NULL)
			continue;
		text_add(w->out, from, (size_t)(s - from));
		put(w, instead);
		from = s + 1;
	}
	text_add(w->out, from, (size_t)(end - from));
}

/* A line of somebody's text: the blanks at its beginning and those that follow each other are kept. */
static void
put_kept_line(struct writer *w, const char *s, const char *end)
{
	bool keep = true;

	while (s < end) {
		const char *from = s;
		while (s < end && *s != ' ' && *s != '\t')
			s++;
		put_words(w, from, (size_t)(s - from));
		keep = keep && s == from;
		for (; s < end && (*s == ' ' || *s == '\t'); s++) {
			if (*s == '\t')
				put(w, "&nbsp; &nbsp; ");
			else
				put(w, keep ? "&nbsp;" : " ");
			keep = true;
		}
		keep = false;
	}
}

/* How often a line is quoted; *s moves behind that. */
static unsigned
quote_depth(const char **s, const char *end)
{
	unsigned depth = 0;

	for (const char *p = *s; depth < QUOTES_DEEP; depth++) {
		if (depth > 0 && p < end && *p == ' ')
			p++;
		if (p == end || *p != '>')
			break;
		*s = ++p;
	}
	if (depth > 0 && *s < end && **s == ' ')
		(*s)++;
	return depth;
}

static void
put_depth(struct writer *w, unsigned *depth, unsigned wanted)
{
	for (; *depth < wanted; (*depth)++)
		put(w, "<blockquote style=\"margin:0;padding:0 0 0 .75em;border-left:2px solid " GREY "\">");
	for (; *depth > wanted; (*depth)--)
		put(w, "</blockquote>");
}

/* Somebody's text as it is. Among words there is no place for quotes that stand apart. */
static void
put_kept(struct writer *w, const struct value *value, bool apart)
{
	const char *s = value->bytes, *end = s + value->size;
	unsigned depth = 0;
	bool first = true, empty = false;

	while (s < end) {
		const char *newline = memchr(s, '\n', (size_t)(end - s));
		const char *stop = newline != NULL ? newline : end;
		unsigned wanted = apart ? quote_depth(&s, stop) : 0;
		/* A line's end right before a quote does not show: there, an empty line needs one more. */
		if (!first && (wanted == depth || empty))
			put(w, "<br>\n");
		put_depth(w, &depth, wanted);
		put_kept_line(w, s, stop);
		first = false;
		empty = s == stop;
		s = newline != NULL ? newline + 1 : end;
	}
	put_depth(w, &depth, 0);
}

static void
put_pieces(struct writer *w, const char *literal, bool apart)
{
	struct piece piece;

	while (piece_next(w->md, &literal, &piece)) {
		if (piece.value == NULL)
			put_words(w, piece.words, piece.size);
		else if (piece.value->raw)
			put_kept(w, piece.value, apart);
		else
			put_words(w, piece.value->bytes, piece.value->size);
	}
}

/* The room below a block; none at the end of a quote or item, which have their own. */
static const char *
room_below(cmark_node *node)
{
	cmark_node *next = cmark_node_next(node);
	bool last = next == NULL;

	/* Words belong to the list that they introduce. */
	if (!last && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH && cmark_node_get_type(next) == CMARK_NODE_LIST)
		return ".25em";
	return last && cmark_node_get_type(cmark_node_parent(node)) != CMARK_NODE_DOCUMENT ? "0" : "1em";
}

static void
visit_paragraph(void *writer, cmark_node *node, bool enter)
{
	static const struct {
		const char *name, *before, *after;	/* before and after the margins */
	} tags[] = {
		[PARAGRAPH_WORDS] = { "p", "margin:0 0 ", "" },
		[PARAGRAPH_SIGNATURE] = { "p", "padding:.75em 0 0;border-top:1px solid " GREY ";" FAINT ";margin:1.5em 0 ", "" },
		[PARAGRAPH_MARK] = { "p", FAINT ";margin:0 0 ", "" },
		[PARAGRAPH_RAW] = { "div", "margin:0 0 ", "\" dir=\"auto" },
		[PARAGRAPH_BUTTONS] = { "div", "margin:0 0 ", "" },
	};
	struct writer *w = writer;
	enum paragraph kind = document_paragraph(w->md, node);

	if (kind == PARAGRAPH_WORDS && document_is_tight(node)) {
		if (!enter && cmark_node_next(node) != NULL)
			put(w, "\n");
		return;
	}
	if (enter)
		text_printf(w->out, "<%s style=\"%s%s%s\">", tags[kind].name, tags[kind].before, room_below(node),
		    tags[kind].after);
	else
		text_printf(w->out, "%s</%s>\n", kind == PARAGRAPH_BUTTONS ? "<br clear=\"all\">" : "", tags[kind].name);
}

static void
visit_heading(void *writer, cmark_node *node, bool enter)
{
	static const char *const sizes[] = { "1.5", "1.25", "1.125", "1", "1", "1" };
	struct writer *w = writer;
	int level = cmark_node_get_heading_level(node);

	if (enter)
		text_printf(w->out, "<h%d style=\"margin:%s 0 .5em;font-size:%sem;line-height:1.25\">", level,
		    document_before(w->md, node) != NULL ? "1.25em" : "0", sizes[level - 1]);
	else
		text_printf(w->out, "</h%d>\n", level);
}

static void
visit_block_quote(void *writer, cmark_node *node, bool enter)
{
	struct writer *w = writer;

	if (enter)
		text_printf(w->out, "<blockquote style=\"margin:0 0 %s;padding:0 0 0 .75em;border-left:2px solid " GREY
		    "\">\n", room_below(node));
	else
		put(w, "</blockquote>\n");
}

static void
visit_list(void *writer, cmark_node *node, bool enter)
{
	struct writer *w = writer;
	bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	const char *name = ordered ? "ol" : "ul";

	if (!enter) {
		text_printf(w->out, "</%s>\n", name);
		return;
	}
	text_printf(w->out, "<%s style=\"margin:0 0 %s;padding:0 0 0 1.5em\"", name,
	    document_is_tight(node) ? "0" : room_below(node));
	if (ordered && cmark_node_get_list_start(node) != 1)
		text_printf(w->out, " start=\"%d\"", cmark_node_get_list_start(node));
	put(w, ">\n");
}

static void
visit_item(void *writer, cmark_node *node, bool enter)
{
	(void)node;
	put(writer, enter ? "<li style=\"margin:0 0 .25em\">" : "</li>\n");
}

#define MONOSPACE "font-family:ui-monospace,Consolas,Menlo,monospace;font-size:.875em"

static void
visit_code_block(void *writer, cmark_node *node, bool enter)
{
	(void)enter;
	put(writer, "<pre style=\"margin:0 0 1em;padding:.5em .75em;border:1px solid " GREY ";white-space:pre-wrap;"
	    MONOSPACE "\">");
	put_pieces(writer, cmark_node_get_literal(node), false);
	put(writer, "</pre>\n");
}

static void
visit_html_block(void *writer, cmark_node *node, bool enter)
{
	(void)enter;
	put(writer, "<p style=\"margin:0 0 1em\">");
	put_pieces(writer, cmark_node_get_literal(node), false);
	put(writer, "</p>\n");
}

static void
visit_thematic_break(void *writer, cmark_node *node, bool enter)
{
	(void)node;
	(void)enter;
	put(writer, "<hr style=\"margin:1.25em 0;border:0;border-top:1px solid " GREY "\">\n");
}

/* "##- Write above this line -##": a narrow screen would part the last characters of it. */
static void
put_mark(struct writer *w, const char *words)
{
	const char *last = strrchr(words, ' ');

	if (last == NULL) {
		put_words(w, words, strlen(words));
		return;
	}
	put_words(w, words, (size_t)(last + 1 - words));
	put(w, "<span style=\"white-space:nowrap\">");
	put_words(w, last + 1, strlen(last + 1));
	put(w, "</span>");
}

/* The line above a signature says what "-- " says. */
static void
visit_text(void *writer, cmark_node *node, bool enter)
{
	struct writer *w = writer;
	cmark_node *parent = cmark_node_parent(node);
	enum paragraph kind = cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH ?
	    document_paragraph(w->md, parent) : PARAGRAPH_WORDS;

	(void)enter;
	if (kind == PARAGRAPH_MARK)
		put_mark(w, cmark_node_get_literal(node));
	else if (kind != PARAGRAPH_SIGNATURE || node != cmark_node_first_child(parent))
		put_pieces(w, cmark_node_get_literal(node), kind == PARAGRAPH_RAW);
}

static void
visit_softbreak(void *writer, cmark_node *node, bool enter)
{
	struct writer *w = writer;
	cmark_node *parent = cmark_node_parent(node);

	(void)enter;
	if (cmark_node_get_type(parent) != CMARK_NODE_PARAGRAPH ||
	    document_paragraph(w->md, parent) != PARAGRAPH_SIGNATURE)
		put(w, "\n");
	else if (cmark_node_previous(node) != cmark_node_first_child(parent))
		put(w, "<br>\n");
}

static void
visit_linebreak(void *writer, cmark_node *node, bool enter)
{
	(void)node;
	(void)enter;
	put(writer, "<br>\n");
}

static void
visit_code(void *writer, cmark_node *node, bool enter)
{
	(void)enter;
	put(writer, "<code style=\"" MONOSPACE "\">");
	put_pieces(writer, cmark_node_get_literal(node), false);
	put(writer, "</code>");
}

static void
visit_html_inline(void *writer, cmark_node *node, bool enter)
{
	(void)enter;
	put_pieces(writer, cmark_node_get_literal(node), false);
}

static void
visit_emph(void *writer, cmark_node *node, bool enter)
{
	(void)node;
	put(writer, enter ? "<em>" : "</em>");
}

static void
visit_strong(void *writer, cmark_node *node, bool enter)
{
	(void)node;
	put(writer, enter ? "<strong>" : "</strong>");
}

/* Word, which Outlook shows mail with, knows no room around a link, and draws a border around a cell of a table alone; all
 * others make the whole of it a place to press. Tables that stand at the left go on the next line where a screen is narrow. */
#define BUTTON "<table role=\"presentation\" align=\"left\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"><tr>" \
	"<td style=\"padding:0 8px 8px 0\"><table role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\">" \
	"<tr><td style=\"border:1px solid " GREY ";border-radius:6px;mso-padding-alt:7px 14px\"><a style=\"display:inline-block;" \
	"padding:7px 14px;text-decoration:none;font-weight:600;white-space:nowrap\" href=\""
#define BUTTON_END "</a></td></tr></table></td></tr></table>"

static void
visit_link(void *writer, cmark_node *node, bool enter)
{
	SCRATCH(tmp);
	struct writer *w = writer;
	const char *address = link_address(tmp, w->md, node);

	if (address == NULL)
		return;
	if (enter) {
		put(w, link_is_button(node) ? BUTTON : "<a href=\"");
		put_words(w, address, strlen(address));
		put(w, "\">");
	} else {
		put(w, link_is_button(node) ? BUTTON_END : "</a>");
	}
}

static void
visit_table(void *writer, cmark_node *node, bool enter)
{
	(void)node;
	put(writer, enter ? "<table style=\"margin:0 0 1em;border-collapse:collapse\">\n" : "</table>\n");
}

static void
visit_row(void *writer, cmark_node *node, bool enter)
{
	struct writer *w = writer;

	w->in_header = enter && strcmp(cmark_node_get_type_string(node), "table_header") == 0;
	put(w, enter ? "<tr>" : "</tr>\n");
}

static void
visit_cell(void *writer, cmark_node *node, bool enter)
{
	struct writer *w = writer;
	const char *name = w->in_header ? "th" : "td";

	(void)node;
	if (enter)
		text_printf(w->out, "<%s style=\"padding:.25em 1em .25em 0;border-bottom:1px solid " GREY
		    ";text-align:left;vertical-align:top\">", name);
	else
		text_printf(w->out, "</%s>", name);
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
	{ "text", visit_text },
	{ "code", visit_code },
	{ "html_inline", visit_html_inline },
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

/* Both words for colours are asked for by some program or other: one by Apple's, one by older ones. */
static void
put_head(struct writer *w, const char *language, const char *title)
{
	put(w, "<!DOCTYPE html>\n<html lang=\"");
	put_words(w, language, strlen(language));
	put(w, "\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<meta name=\"supported-color-schemes\" content=\"light dark\">\n<title>");
	put_words(w, title, strlen(title));
	put(w, "</title>\n</head>\n<body style=\"margin:0;padding:0\">\n"
	    "<div style=\"max-width:42em;padding:1em;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,"
	    "sans-serif;overflow-wrap:break-word\">\n");
}

char *
markdown_html(TALLOC_CTX *ctx, const struct markdown *md, const char *language, const char *title)
{
	struct text *out = text_new(ctx, md->most);
	struct writer w = { .md = md, .out = out };

	put_head(&w, language, title);
	document_walk(md, visits, &w);
	put(&w, "</div>\n</body>\n</html>\n");
	return out->cut ? NULL : out->bytes;
}
