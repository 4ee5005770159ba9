/* html.c - see html.h */
#include <config.h>

#include <stdlib.h>
#include <sysexits.h>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/mail/html.h>

#define TEXT_MAX (1u << 20)
/* libxml2 looks for each closing tag through all that are open, and compares each attribute with all before it. */
#define DEPTH_MAX 250u
#define TAG_MAX (8u << 10)
#define LINK_MAX 500u

enum element {
	INLINE,
	BLOCK,			/* begins and ends a line */
	PARAGRAPH,		/* the same, with an empty line around it */
	BREAK,
	QUOTE,
	ITEM,
	CELL,
	PRE,
	HIDDEN,			/* what is inside is not read */
	LINK,
	RULE
};

static const struct {
	const char *name;
	enum element element;
} elements[] = {
	{ "a", LINK }, { "address", BLOCK }, { "article", BLOCK }, { "blockquote", QUOTE }, { "body", BLOCK },
	{ "br", BREAK }, { "caption", BLOCK }, { "center", BLOCK }, { "dd", BLOCK }, { "div", BLOCK },
	{ "dl", PARAGRAPH }, { "dt", BLOCK }, { "fieldset", BLOCK }, { "footer", BLOCK }, { "form", BLOCK },
	{ "h1", PARAGRAPH }, { "h2", PARAGRAPH }, { "h3", PARAGRAPH }, { "h4", PARAGRAPH }, { "h5", PARAGRAPH },
	{ "h6", PARAGRAPH }, { "head", HIDDEN }, { "header", BLOCK }, { "hr", RULE }, { "li", ITEM },
	{ "noscript", BLOCK }, { "object", HIDDEN }, { "ol", PARAGRAPH }, { "p", PARAGRAPH }, { "pre", PRE },
	{ "script", HIDDEN }, { "section", BLOCK }, { "select", HIDDEN }, { "style", HIDDEN }, { "table", BLOCK },
	{ "tbody", BLOCK }, { "td", CELL }, { "textarea", HIDDEN }, { "tfoot", BLOCK }, { "th", CELL },
	{ "thead", BLOCK }, { "title", HIDDEN }, { "tr", BLOCK }, { "ul", PARAGRAPH },
};

/* The text as it grows. Blanks and line ends are owed and paid when the next word comes. */
struct writer {
	struct text *out;
	unsigned quotes;	/* blockquotes that are open */
	unsigned hidden;
	unsigned pre;
	unsigned lines_owed;	/* line ends before the next word, 2: an empty line between */
	unsigned owed_quotes;	/* the fewest quotes that were open since then: an empty line belongs to the outer one */
	bool blank_owed;
	bool started;
	bool opened;		/* a quote or an item, and no word in it yet */
	char *link;		/* target of the link that is open */
	size_t link_from;	/* where its words begin in out */
	TALLOC_CTX *ctx;
	unsigned depth;
	struct marks *marks;
	TALLOC_CTX *marks_owner;
	size_t open[DEPTH_MAX + 1];	/* which mark the element of each depth has begun, +1; 0: none */
	htmlParserCtxtPtr parser;
	size_t stopped;		/* offset where the parser was stopped, for being too deep */
	bool too_deep;
};

static int
compare(const void *key, const void *member)
{
	return strcasecmp(key, ((const __typeof__(elements[0]) *)member)->name);
}

static enum element
element_of(const xmlChar *name)
{
	const __typeof__(elements[0]) *found = bsearch(name, elements, sizeof(elements) / sizeof(elements[0]),
	    sizeof(elements[0]), compare);

	return found != NULL ? found->element : INLINE;
}

static void
owe_lines(struct writer *w, unsigned n)
{
	if (w->lines_owed == 0 || w->quotes < w->owed_quotes)
		w->owed_quotes = w->quotes;
	if (w->started && w->lines_owed < n)
		w->lines_owed = n;
}

static void
begin_line(struct writer *w, unsigned quotes, bool words)
{
	for (unsigned i = 0; i < quotes && i < 20; i++)
		text_add(w->out, ">", 1);
	if (quotes > 0 && words)
		text_add(w->out, " ", 1);
}

/* Pays what is owed: the next thing is a word. */
static void
pay(struct writer *w)
{
	if (!w->started) {
		begin_line(w, w->quotes, true);
		w->started = true;
	} else if (w->lines_owed > 0) {
		text_add(w->out, "\n", 1);
		for (; w->lines_owed > 1; w->lines_owed--) {
			begin_line(w, w->owed_quotes, false);
			text_add(w->out, "\n", 1);
		}
		begin_line(w, w->quotes, true);
	} else if (w->blank_owed) {
		text_add(w->out, " ", 1);
	}
	w->lines_owed = 0;
	w->blank_owed = w->opened = false;
}

static bool
html_blank(char c)
{
	return span_blank(c) || c == '\f';
}

/* How long the white space at i is, if any is there. Mailers fill lines with no-break spaces. */
static size_t
blank_length(const char *at, size_t i, size_t n)
{
	if (html_blank(at[i]))
		return 1;
	return at[i] == '\xC2' && i + 1 < n && at[i + 1] == '\xA0' ? 2 : 0;
}

static void
write_blank(struct writer *w, char c)
{
	if (w->pre > 0 && c == '\n')
		w->lines_owed += w->lines_owed < 50;
	else if (w->pre > 0 && w->lines_owed == 0 && w->started)
		text_add(w->out, " ", 1);
	else if (w->lines_owed == 0)
		w->blank_owed = w->started;
}

static void
write_words(struct writer *w, const char *at, size_t n)
{
	size_t i = 0, blank;

	while (i < n) {
		size_t from = i;

		while (i < n && blank_length(at, i, n) == 0)
			i++;
		if (i > from) {
			pay(w);
			text_add(w->out, at + from, i - from);
		}
		for (; i < n && (blank = blank_length(at, i, n)) > 0; i += blank)
			write_blank(w, at[i]);
	}
}

static void
on_words(void *context, const xmlChar *words, int n)
{
	struct writer *w = context;

	if (w->hidden == 0 && n > 0)
		write_words(w, (const char *)words, (size_t)n);
}

static const char *
attribute(const xmlChar **attributes, const char *name)
{
	for (; attributes != NULL && attributes[0] != NULL; attributes += 2) {
		if (strcasecmp((const char *)attributes[0], name) == 0)
			return (const char *)attributes[1];
	}
	return NULL;
}

static void
open_link(struct writer *w, const xmlChar **attributes)
{
	const char *target = attribute(attributes, "href");

	TALLOC_FREE(w->link);
	if (target == NULL || strlen(target) > LINK_MAX || strncasecmp(target, "http", 4) != 0)
		return;
	w->link = talloc_strdup(w->ctx, target);
	w->link_from = w->out->size;
}

/* The target, unless the words of the link say it already. */
static void
close_link(struct writer *w)
{
	const char *words = w->out->bytes + w->link_from, *host;

	if (w->link == NULL)
		return;
	host = strstr(w->link, "://");
	host = host != NULL ? host + 3 : w->link;
	if (w->out->size > w->link_from && strncasecmp(host, "www.", 4) == 0)
		host += 4;
	if (w->out->size > w->link_from && !w->out->cut) {
		size_t n = strcspn(host, "/?#");

		if (memmem(words, w->out->size - w->link_from, host, n) == NULL) {
			text_add(w->out, " <", 2);
			text_add_string(w->out, w->link);
			text_add(w->out, ">", 1);
		}
	}
	TALLOC_FREE(w->link);
}

static void
open_element(struct writer *w, const xmlChar *name, const xmlChar **attributes)
{
	switch (element_of(name)) {
	case BLOCK:
		owe_lines(w, 1);
		break;
	case PARAGRAPH:
		owe_lines(w, w->opened ? 1 : 2);
		break;
	case BREAK:
		if (w->started && w->lines_owed < 50)
			w->lines_owed++;
		break;
	case QUOTE:
		owe_lines(w, 1);
		w->quotes++;
		w->opened = true;
		break;
	case ITEM:
		owe_lines(w, 1);
		pay(w);
		text_add(w->out, "- ", 2);
		break;
	case CELL:
		if (w->lines_owed == 0 && w->started)
			w->blank_owed = true;
		break;
	case PRE:
		owe_lines(w, 1);
		w->pre++;
		break;
	case HIDDEN:
		w->hidden++;
		break;
	case LINK:
		open_link(w, attributes);
		break;
	case RULE:
		owe_lines(w, 1);
		pay(w);
		text_add(w->out, "---", 3);
		owe_lines(w, 1);
		break;
	case INLINE:
		break;
	}
}

static void
open_mark(struct writer *w, const xmlChar *name, const xmlChar **attributes)
{
	enum mark_kind kind = mark_of((const char *)name, (const char *const *)attributes);

	w->open[w->depth] = kind != MARK_NONE && mark_add(w->marks_owner, w->marks, kind, w->out->size) != NULL ?
	    w->marks->count : 0;
}

static void
close_mark(struct writer *w)
{
	if (w->depth <= DEPTH_MAX && w->open[w->depth] != 0)
		w->marks->list[w->open[w->depth] - 1].to = w->out->size;
}

static void
on_open(void *context, const xmlChar *name, const xmlChar **attributes)
{
	struct writer *w = context;

	if (++w->depth > DEPTH_MAX && !w->too_deep) {
		w->too_deep = true;
		w->stopped = (size_t)(w->parser->input->cur - w->parser->input->base);
		xmlStopParser(w->parser);
		return;
	}
	if (!w->too_deep)
		open_mark(w, name, attributes);
	if (w->hidden == 0 || element_of(name) == HIDDEN)
		open_element(w, name, attributes);
}

static void
less(unsigned *n)
{
	if (*n > 0)
		(*n)--;
}

static void
on_close(void *context, const xmlChar *name)
{
	struct writer *w = context;
	enum element element = element_of(name);

	close_mark(w);
	less(&w->depth);
	if (element == HIDDEN)
		less(&w->hidden);
	if (w->hidden > 0)
		return;
	if (element == QUOTE) {
		less(&w->quotes);
		owe_lines(w, 1);
	} else if (element == BLOCK || element == ITEM) {
		owe_lines(w, 1);
	} else if (element == PARAGRAPH) {
		owe_lines(w, 2);
	} else if (element == PRE) {
		owe_lines(w, 1);
		less(&w->pre);
	} else if (element == LINK) {
		close_link(w);
	}
}

/* Without a parser: what is between "<" and ">" goes, the rest are words. */
static void
strip_tags(struct writer *w, const char *at, const char *end)
{
	w->hidden = w->pre = w->quotes = 0;
	while (at < end) {
		const char *open = memchr(at, '<', (size_t)(end - at)), *close;

		if (open == NULL)
			open = end;
		write_words(w, at, (size_t)(open - at));
		close = open < end ? memchr(open, '>', (size_t)(end - open)) : NULL;
		if (close == NULL)
			return;
		w->blank_owed = w->started && w->lines_owed == 0;
		at = close + 1;
	}
}

/* Blanks out the attributes of tags that are longer than any that a person's mailer makes: a hundred thousand of them
 * cost libxml2 minutes. And Word's "<![if ...]>", which it takes for words. */
static void
tame_tags(char *html, size_t n)
{
	char *at = html, *end = html + n;

	while (at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		char *from = at++, *close;

		if (end - at > 3 && memcmp(at, "!--", 3) == 0) {
			close = memmem(at, (size_t)(end - at), "-->", 3);
			at = close != NULL ? close : end;
			continue;
		}
		if (at == end || !((at[0] | 0x20) >= 'a' && (at[0] | 0x20) <= 'z')) {
			if (end - at > 2 && at[0] == '!' && at[1] == '[') {
				close = memchr(at, '>', (size_t)(end - at));
				if (close != NULL)
					memset(from, ' ', (size_t)(close - from) + 1);
				at = close != NULL ? close : end;
			}
			continue;
		}
		close = memchr(at, '>', (size_t)(end - at));
		if (close == NULL)
			close = end;
		if ((size_t)(close - from) > TAG_MAX) {
			while (at < close && !html_blank(*at) && at - from < 30)
				at++;
			memset(at, ' ', (size_t)(close - at));
		}
		at = close;
	}
}

static void
release_parser(void *parser)
{
	htmlFreeParserCtxt(parser);
}

static htmlParserCtxtPtr
parser_new(TALLOC_CTX *ctx, struct writer *w, const char *html, size_t n)
{
	htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(html, (int)n);

	if (parser == NULL)
		fatal(EX_OSERR, "libxml2: no parser for %zu bytes of HTML", n);
	memory_hold(ctx, parser, release_parser);
	htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
	    HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC);
	xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
	*parser->sax = (xmlSAXHandler){ .startElement = on_open, .endElement = on_close, .characters = on_words,
		.ignorableWhitespace = on_words };
	parser->userData = w;
	w->parser = parser;
	return parser;
}

char *
html_text(TALLOC_CTX *ctx, const char *html, size_t n, struct marks *marks)
{
	SCRATCH(tmp);
	struct writer w = { .out = text_new(ctx, TEXT_MAX), .ctx = tmp, .marks = marks, .marks_owner = ctx };
	char *copy;

	*marks = (struct marks){ NULL, 0 };
	if (n > TEXT_MAX)
		n = TEXT_MAX;
	if (n > 0) {
		copy = talloc_strndup(tmp, html, n);
		tame_tags(copy, n);
		htmlParseDocument(parser_new(tmp, &w, copy, n));
		if (w.too_deep && w.stopped < n)
			strip_tags(&w, copy + w.stopped, copy + n);
	}
	if (w.out->size > 0)
		text_add(w.out, "\n", 1);
	return w.out->bytes;
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
