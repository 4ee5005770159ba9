/* html_element.c - see html_element.h */
#include <config.h>

#include <stdlib.h>

#include "html_element.h"

#define NAME_LENGTH_MAX 12u

/* In the order of strcasecmp. */
static const struct known {
	const char *name;
	enum html_element element;
} known[] = {
	{ "a", ELEMENT_LINK }, { "abbr", ELEMENT_INLINE }, { "address", ELEMENT_BLOCK }, { "article", ELEMENT_BLOCK },
	{ "aside", ELEMENT_BLOCK }, { "audio", ELEMENT_HIDDEN }, { "b", ELEMENT_INLINE }, { "base", ELEMENT_INLINE },
	{ "big", ELEMENT_INLINE }, { "blockquote", ELEMENT_QUOTE }, { "body", ELEMENT_BLOCK }, { "br", ELEMENT_BREAK },
	{ "button", ELEMENT_INLINE }, { "caption", ELEMENT_BLOCK }, { "center", ELEMENT_BLOCK },
	{ "cite", ELEMENT_INLINE }, { "code", ELEMENT_INLINE }, { "col", ELEMENT_INLINE },
	{ "colgroup", ELEMENT_INLINE }, { "datalist", ELEMENT_HIDDEN }, { "dd", ELEMENT_BLOCK },
	{ "del", ELEMENT_INLINE }, { "details", ELEMENT_BLOCK }, { "dir", ELEMENT_LIST }, { "div", ELEMENT_BLOCK },
	{ "dl", ELEMENT_PARAGRAPH }, { "dt", ELEMENT_BLOCK }, { "em", ELEMENT_INLINE }, { "fieldset", ELEMENT_BLOCK },
	{ "figcaption", ELEMENT_BLOCK }, { "figure", ELEMENT_BLOCK }, { "font", ELEMENT_INLINE },
	{ "footer", ELEMENT_BLOCK }, { "form", ELEMENT_BLOCK }, { "h1", ELEMENT_PARAGRAPH }, { "h2", ELEMENT_PARAGRAPH },
	{ "h3", ELEMENT_PARAGRAPH }, { "h4", ELEMENT_PARAGRAPH }, { "h5", ELEMENT_PARAGRAPH },
	{ "h6", ELEMENT_PARAGRAPH }, { "head", ELEMENT_INLINE }, { "header", ELEMENT_BLOCK }, { "hr", ELEMENT_RULE },
	{ "html", ELEMENT_INLINE }, { "i", ELEMENT_INLINE }, { "iframe", ELEMENT_HIDDEN }, { "img", ELEMENT_IMAGE },
	{ "input", ELEMENT_INLINE }, { "ins", ELEMENT_INLINE }, { "kbd", ELEMENT_INLINE }, { "label", ELEMENT_INLINE },
	{ "legend", ELEMENT_BLOCK }, { "li", ELEMENT_ITEM }, { "link", ELEMENT_INLINE }, { "listing", ELEMENT_PRE },
	{ "main", ELEMENT_BLOCK }, { "map", ELEMENT_INLINE }, { "mark", ELEMENT_INLINE }, { "menu", ELEMENT_LIST },
	{ "meta", ELEMENT_INLINE }, { "nav", ELEMENT_BLOCK }, { "nobr", ELEMENT_INLINE }, { "noscript", ELEMENT_BLOCK },
	{ "object", ELEMENT_INLINE }, { "ol", ELEMENT_NUMBERED }, { "optgroup", ELEMENT_INLINE },
	{ "option", ELEMENT_INLINE }, { "p", ELEMENT_PARAGRAPH }, { "plaintext", ELEMENT_PRE }, { "pre", ELEMENT_PRE },
	{ "q", ELEMENT_INLINE }, { "s", ELEMENT_INLINE }, { "samp", ELEMENT_INLINE }, { "script", ELEMENT_HIDDEN },
	{ "section", ELEMENT_BLOCK }, { "select", ELEMENT_HIDDEN }, { "small", ELEMENT_INLINE },
	{ "span", ELEMENT_INLINE }, { "strike", ELEMENT_INLINE }, { "strong", ELEMENT_INLINE },
	{ "style", ELEMENT_HIDDEN }, { "sub", ELEMENT_INLINE }, { "summary", ELEMENT_BLOCK }, { "sup", ELEMENT_INLINE },
	{ "svg", ELEMENT_HIDDEN }, { "table", ELEMENT_TABLE }, { "tbody", ELEMENT_BLOCK }, { "td", ELEMENT_CELL },
	{ "template", ELEMENT_HIDDEN }, { "textarea", ELEMENT_PRE }, { "tfoot", ELEMENT_BLOCK },
	{ "th", ELEMENT_HEADING_CELL }, { "thead", ELEMENT_BLOCK }, { "time", ELEMENT_INLINE },
	{ "title", ELEMENT_HIDDEN }, { "tr", ELEMENT_ROW }, { "tt", ELEMENT_INLINE }, { "u", ELEMENT_INLINE },
	{ "ul", ELEMENT_LIST }, { "var", ELEMENT_INLINE }, { "video", ELEMENT_HIDDEN }, { "wbr", ELEMENT_INLINE },
	{ "xml", ELEMENT_HIDDEN },
};

static int
compare(const void *key, const void *member)
{
	return strcasecmp(key, ((const struct known *)member)->name);
}

static const struct known *
find(const char *name)
{
	return bsearch(name, known, sizeof(known) / sizeof(known[0]), sizeof(known[0]), compare);
}

enum html_element
html_element_of(const char *name)
{
	const struct known *found = find(name);

	return found != NULL ? found->element : ELEMENT_INLINE;
}

bool
html_element_known(struct span name)
{
	char word[NAME_LENGTH_MAX + 1] = "";

	if (name.size > NAME_LENGTH_MAX)
		return false;
	memcpy(word, name.at, name.size);
	return find(word) != NULL;
}
