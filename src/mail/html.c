/* html.c - see html.h: the parser's events, and what each does to the text */
#include <config.h>

#include <stdlib.h>
#include <sysexits.h>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/mail/html.h>

#include "html_element.h"
#include "html_link.h"
#include "html_style.h"
#include "html_tame.h"
#include "html_writer.h"

#define TEXT_MAX (1u << 20)
/* libxml2 looks for each closing tag through all that are open. */
#define DEPTH_MAX 250u
#define NUMBER_MAX 99999

/* An element that is open, and what its end has to take back. */
struct opened {
	enum html_element element;
	size_t mark;		/* which mark it has begun, + 1; 0: none */
	bool hides;
	bool keeps_lines;
	bool gap_below;
	bool no_size, symbols;	/* of the text around it */
	bool list_mark;
	bool list_item;		/* of Word's lists */
};

struct reader {
	struct html_writer *w;
	TALLOC_CTX *ctx;
	struct marks *marks;
	TALLOC_CTX *marks_owner;
	struct opened open[DEPTH_MAX + 1];
	unsigned depth;
	unsigned hidden;
	bool no_size;		/* the letters have no size: nobody sees them */
	bool symbols;		/* the letters are pictures */
	bool list_mark;		/* the words are the mark of one of Word's lists */
	bool pre_begins;	/* <pre> has just begun: a line end there is none of the text */
	char *link;		/* target of the link that is open */
	char *last_link;	/* the last that was written */
	size_t link_from;	/* where its words begin in the text */
	htmlParserCtxtPtr parser;
	size_t left;		/* bytes behind the place where the parser was stopped, for being too deep; 0: it was not */
};

static const char *
attribute(const xmlChar **attributes, const char *name)
{
	for (; attributes != NULL && attributes[0] != NULL; attributes += 2) {
		if (strcasecmp((const char *)attributes[0], name) == 0)
			return attributes[1] != NULL ? (const char *)attributes[1] : "";
	}
	return NULL;
}

/* A small number, 0 when there is none. */
static unsigned
number_of(const char *value)
{
	long n = value != NULL ? strtol(value, NULL, 10) : 0;

	return n > 0 && n <= NUMBER_MAX ? (unsigned)n : 0;
}

/* Word's smileys and arrows: letters of a font of pictures. */
static const char *
picture(char letter)
{
	switch (letter) {
	case 'J':
		return "☺";
	case 'L':
		return "☹";
	case 'K':
		return "😐";
	default:
		return NULL;
	}
}

/* The mark of one of Word's lists: a number stays, any bullet becomes a dash. It comes in pieces. */
static void
read_list_mark(struct html_writer *w, const char *at, size_t n)
{
	size_t size = strlen(w->marker);

	if (size >= 2 && memcmp(w->marker, "- ", 2) == 0)
		return;
	if (size > 0)
		size--;		/* the blank behind it */
	for (size_t i = 0; i < n && size < HTML_MARKER_MAX - 2; i++) {
		bool digit = at[i] >= '0' && at[i] <= '9', letter = (at[i] | 0x20) >= 'a' && (at[i] | 0x20) <= 'z';

		if (digit || letter || ((at[i] == '.' || at[i] == ')') && size > 0) || (at[i] == '(' && size == 0))
			w->marker[size++] = at[i];
		else if (!span_blank(at[i]) && at[i] != '\xC2' && at[i] != '\xA0' && size == 0)
			w->marker[size++] = '-';
	}
	/* "o" is a bullet as well, "o." is none. */
	if (size == 1 && w->marker[0] == 'o')
		w->marker[0] = '-';
	if (size > 0)
		w->marker[size++] = ' ';
	w->marker[size] = '\0';
}

static void
on_words(void *context, const xmlChar *words, int n)
{
	struct reader *r = context;
	const char *at = (const char *)words, *instead = n == 1 && r->symbols ? picture(at[0]) : NULL;

	if (r->hidden > 0 || r->no_size || n <= 0)
		return;
	if (r->pre_begins && at[0] == '\n') {
		at++;
		n--;
	}
	r->pre_begins = false;
	if (r->list_mark)
		read_list_mark(r->w, at, (size_t)n);
	else if (instead != NULL)
		html_writer_literal(r->w, instead);
	else
		html_writer_words(r->w, at, (size_t)n);
}

static void
open_link(struct reader *r, const xmlChar **attributes)
{
	const char *target = attribute(attributes, "href");

	TALLOC_FREE(r->link);
	if (target != NULL)
		r->link = talloc_strdup(r->ctx, target);
	r->link_from = r->w->out->size;
}

static void
close_link(struct reader *r)
{
	SCRATCH(tmp);
	struct text *out = r->w->out;
	char *target = NULL;

	if (r->link != NULL && out->size > r->link_from && !out->cut)
		target = html_link_target(tmp, r->link, (struct span){ out->bytes + r->link_from, out->size - r->link_from });
	if (target != NULL && (r->last_link == NULL || strcmp(r->last_link, target) != 0)) {
		text_add_string(out, " <");
		text_add_string(out, target);
		text_add_char(out, '>');
		talloc_free(r->last_link);
		r->last_link = talloc_steal(r->ctx, target);
	}
	TALLOC_FREE(r->link);
}

static void
show_picture(struct reader *r, const xmlChar **attributes)
{
	SCRATCH(tmp);
	const char *words = html_picture_words(tmp, attribute(attributes, "alt"), attribute(attributes, "width"),
	    attribute(attributes, "height"));

	if (words != NULL && !r->no_size)
		html_writer_literal(r->w, words);
}

/* Outlook's paragraphs are lines: its style sheet takes the space between them. */
static bool
is_outlook(const xmlChar **attributes)
{
	const char *class = attribute(attributes, "class");

	return class != NULL && strstr(class, "Mso") != NULL;
}

static void
open_paragraph(struct reader *r, struct opened *o, const struct html_style *style, const xmlChar **attributes)
{
	bool line = is_outlook(attributes);

	html_writer_line(r->w, style->above == GAP_SOME || (style->above == GAP_UNSAID && !line));
	o->gap_below = style->below == GAP_SOME || (style->below == GAP_UNSAID && !line);
	if (style->list_level > 0) {
		r->w->word_level = style->list_level;
		o->list_item = true;
	}
}

/* Web mailers indent with <blockquote>, and take its line away. */
static bool
is_quote(const struct html_style *style, const xmlChar **attributes)
{
	const char *type = attribute(attributes, "type"), *class = attribute(attributes, "class");

	return !style->no_border || (type != NULL && strcasecmp(type, "cite") == 0) ||
	    (class != NULL && strstr(class, "quote") != NULL);
}

static bool
is_data_table(const struct html_style *style, const xmlChar **attributes)
{
	const char *role = attribute(attributes, "role"), *class = attribute(attributes, "class");

	if (role != NULL && strcasecmp(role, "presentation") == 0)
		return false;
	return number_of(attribute(attributes, "border")) > 0 || style->border ||
	    (class != NULL && strstr(class, "MsoTableGrid") != NULL);
}

static void
open_list(struct reader *r, bool numbered, const xmlChar **attributes)
{
	const char *type = attribute(attributes, "type"), *start = attribute(attributes, "start");
	unsigned first = number_of(start);

	html_writer_open_list(r->w, numbered, type != NULL && type[0] != '\0' ? type[0] : '1', first > 0 ? first : 1);
}

/* An element that begins; o->element may become another that says better what it does. */
static void
open_element(struct reader *r, struct opened *o, const struct html_style *style, const xmlChar **attributes)
{
	struct html_writer *w = r->w;

	if ((o->element == ELEMENT_QUOTE && !is_quote(style, attributes)))
		o->element = ELEMENT_BLOCK;
	else if (o->element == ELEMENT_BLOCK && style->bar)
		o->element = ELEMENT_QUOTE;
	switch (o->element) {
	case ELEMENT_BLOCK:
		html_writer_line(w, false);
		break;
	case ELEMENT_PARAGRAPH:
		open_paragraph(r, o, style, attributes);
		break;
	case ELEMENT_BREAK:
		html_writer_break(w);
		break;
	case ELEMENT_QUOTE:
		html_writer_open_quote(w, style->above != GAP_NONE && !style->bar);
		break;
	case ELEMENT_LIST:
	case ELEMENT_NUMBERED:
		open_list(r, o->element == ELEMENT_NUMBERED, attributes);
		break;
	case ELEMENT_ITEM:
		html_writer_open_item(w, number_of(attribute(attributes, "value")));
		break;
	case ELEMENT_TABLE:
		html_writer_open_table(w, is_data_table(style, attributes));
		break;
	case ELEMENT_ROW:
		html_writer_open_row(w, r->marks->count);
		break;
	case ELEMENT_CELL:
	case ELEMENT_HEADING_CELL:
		html_writer_open_cell(w, o->element == ELEMENT_HEADING_CELL, style->border);
		break;
	case ELEMENT_PRE:
		html_writer_line(w, false);
		o->keeps_lines = r->pre_begins = true;
		break;
	case ELEMENT_IMAGE:
		show_picture(r, attributes);
		break;
	case ELEMENT_LINK:
		open_link(r, attributes);
		break;
	case ELEMENT_RULE:
		html_writer_line(w, false);
		html_writer_literal(w, "---");
		html_writer_line(w, false);
		break;
	case ELEMENT_INLINE:
	case ELEMENT_HIDDEN:
		break;
	}
	w->pre += o->keeps_lines;
}

static void
close_element(struct reader *r, const struct opened *o)
{
	struct html_writer *w = r->w;

	switch (o->element) {
	case ELEMENT_BLOCK:
	case ELEMENT_PRE:
		html_writer_line(w, false);
		break;
	case ELEMENT_PARAGRAPH:
		html_writer_line(w, o->gap_below);
		break;
	case ELEMENT_QUOTE:
		html_writer_close_quote(w);
		break;
	case ELEMENT_LIST:
	case ELEMENT_NUMBERED:
		html_writer_close_list(w);
		break;
	case ELEMENT_ITEM:
		html_writer_close_item(w);
		break;
	case ELEMENT_TABLE:
		html_writer_close_table(w);
		break;
	case ELEMENT_ROW:
		html_writer_close_row(w, r->marks->count);
		break;
	case ELEMENT_CELL:
	case ELEMENT_HEADING_CELL:
		html_writer_close_cell(w);
		break;
	case ELEMENT_LINK:
		close_link(r);
		break;
	default:
		break;
	}
	w->pre -= o->keeps_lines;
	if (o->list_item) {
		w->word_level = 0;
		w->marker[0] = '\0';
	}
}

static size_t
begin_mark(struct reader *r, const xmlChar *name, const xmlChar **attributes)
{
	enum mark_kind kind = mark_of((const char *)name, (const char *const *)attributes);

	return kind != MARK_NONE && mark_add(r->marks_owner, r->marks, kind, r->w->out->size) != NULL ? r->marks->count : 0;
}

/* Too deep for the parser: it stops here, and another begins behind this tag. */
static void
stop(struct reader *r)
{
	const xmlChar *at = r->parser->input->cur, *end = r->parser->input->end;

	while (at < end && (*at == '/' || *at == '>' || span_blank((char)*at))) {
		if (*at++ == '>')
			break;
	}
	r->left = (size_t)(end - at);
	xmlStopParser(r->parser);
}

static void
on_open(void *context, const xmlChar *name, const xmlChar **attributes)
{
	struct reader *r = context;
	struct html_style style = { .hidden = false };
	struct opened *o;

	r->pre_begins = false;
	if (r->depth == DEPTH_MAX) {
		stop(r);
		return;
	}
	o = &r->open[++r->depth];
	*o = (struct opened){ .element = html_element_of((const char *)name), .no_size = r->no_size, .symbols = r->symbols };
	if (attributes != NULL) {
		style = html_style_read(attribute(attributes, "style"));
		style.hidden = style.hidden || attribute(attributes, "hidden") != NULL;
	}
	o->mark = begin_mark(r, name, attributes);
	o->hides = style.hidden || o->element == ELEMENT_HIDDEN;
	o->list_mark = style.list_mark;
	r->hidden += o->hides;
	if (style.size != SIZE_AS_AROUND)
		r->no_size = style.size == SIZE_NONE;
	r->symbols = r->symbols || style.symbols;
	r->list_mark = r->list_mark || style.list_mark;
	if (r->hidden > 0) {
		o->element = ELEMENT_INLINE;
		return;
	}
	o->keeps_lines = style.keeps_lines;
	open_element(r, o, &style, attributes);
}

static void
on_close(void *context, const xmlChar *name)
{
	struct reader *r = context;
	const struct opened *o = &r->open[r->depth];

	(void)name;
	if (r->depth == 0 || r->left > 0)
		return;
	close_element(r, o);
	if (o->mark != 0)
		r->marks->list[o->mark - 1].to = r->w->out->size;
	r->hidden -= o->hides;
	r->no_size = o->no_size;
	r->symbols = o->symbols;
	r->list_mark = r->list_mark && !o->list_mark;
	r->depth--;
}

static void
release_parser(void *parser)
{
	htmlFreeParserCtxt(parser);
}

/* The parser reads the bytes where they are: they end with a NUL. */
static htmlParserCtxtPtr
parser_new(TALLOC_CTX *ctx, struct reader *r, const char *html)
{
	htmlParserCtxtPtr parser = htmlNewParserCtxt();
	xmlParserInputPtr input = parser != NULL ? xmlNewStringInputStream(parser, (const xmlChar *)html) : NULL;

	if (input == NULL)
		fatal(EX_OSERR, "libxml2: no parser for HTML");
	memory_hold(ctx, parser, release_parser);
	inputPush(parser, input);
	htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
	    HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC);
	xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
	*parser->sax = (xmlSAXHandler){ .startElement = on_open, .endElement = on_close, .characters = on_words,
		.ignorableWhitespace = on_words };
	parser->userData = r;
	r->parser = parser;
	return parser;
}

/* Whoever nests so deep says nothing by it: all that is open ends, and what follows is read as if it stood alone. The
 * marks go on to the end of the text: what was quoted so far is quoted still. */
static void
begin_anew(struct reader *r)
{
	for (; r->depth > 0; r->depth--) {
		const struct opened *o = &r->open[r->depth];

		close_element(r, o);
		if (o->mark != 0)
			r->marks->list[o->mark - 1].to = SIZE_MAX;
	}
	r->hidden = 0;
	r->left = 0;
	r->no_size = r->symbols = r->list_mark = false;
}

/* One parser after the other, each from where the one before it was stopped. */
static void
parse(struct reader *r, const char *html, size_t n)
{
	while (n > 0) {
		SCRATCH(tmp);
		size_t left;

		htmlParseDocument(parser_new(tmp, r, html));
		left = r->left;
		begin_anew(r);
		if (left >= n)
			break;
		html += n - left;
		n = left;
	}
}

char *
html_text(TALLOC_CTX *ctx, const char *html, size_t n, struct marks *marks)
{
	SCRATCH(tmp);
	struct html_writer *w = talloc_zero(tmp, struct html_writer);
	struct reader *r = talloc_zero(tmp, struct reader);
	char *tame;
	size_t size;

	*marks = (struct marks){ NULL, 0 };
	w->out = text_new(ctx, TEXT_MAX);
	r->w = w;
	r->ctx = tmp;
	r->marks = marks;
	r->marks_owner = ctx;
	tame = html_tame(tmp, html, n < TEXT_MAX ? n : TEXT_MAX, &size);
	parse(r, tame, size);
	if (w->out->size > 0)
		text_add_char(w->out, '\n');
	for (size_t i = 0; i < marks->count; i++) {
		if (marks->list[i].to > w->out->size)
			marks->list[i].to = w->out->size;
	}
	return w->out->bytes;
}

char *
html_charset(TALLOC_CTX *ctx, struct span html)
{
	static const char key[] = "charset";
	const char *at, *end = html.at + (html.size < 4096 ? html.size : 4096);
	size_t n = 0;

	for (at = html.at; end - at > (ptrdiff_t)sizeof(key); at++) {
		if ((*at | 0x20) == 'c' && strncasecmp(at, key, sizeof(key) - 1) == 0)
			break;
	}
	if (end - at <= (ptrdiff_t)sizeof(key))
		return NULL;
	at += sizeof(key) - 1;
	while (at < end && (span_blank(*at) || *at == '=' || *at == '"' || *at == '\''))
		at++;
	while (at + n < end && !span_blank(at[n]) && strchr("\"';/>", at[n]) == NULL)
		n++;
	return n > 0 && n < 40 ? talloc_strndup(ctx, at, n) : NULL;
}
