/* document.h - what is known of a Markdown text when it is written out: its tree, and the values that stand in it */
#ifndef POSTIGO_TMPL_DOCUMENT_H
#define POSTIGO_TMPL_DOCUMENT_H

#include <cmark-gfm.h>

#include <postigo/tmpl/markdown.h>

struct value {
	const char *bytes;
	size_t size;
	bool raw;
};

struct markdown {
	struct value *values;
	unsigned count;
	size_t size;		/* bytes of them all */
	size_t most;
	cmark_node *document;
};

/* A stretch of words, or a value that stands among them. */
struct piece {
	const char *words;
	size_t size;
	const struct value *value;	/* NULL: words and size say it */
};

/* Walks over the words of the tree, or an address in it. False at the end. */
bool piece_next(const struct markdown *md, const char **cursor, struct piece *piece);

/* What is done about a node, when it is entered and when it is left; leaves are only entered. */
struct visit {
	const char *type;	/* as cmark calls it */
	void (*visit)(void *writer, cmark_node *node, bool enter);
};

/* Visits all nodes in order but paragraphs in which nothing stands. The list ends with a type of NULL. */
void document_walk(const struct markdown *md, const struct visit *visits, void *writer);

/* The kinds of paragraphs that only mails have. */
enum paragraph { PARAGRAPH_WORDS, PARAGRAPH_SIGNATURE, PARAGRAPH_MARK, PARAGRAPH_RAW, PARAGRAPH_BUTTONS };
enum paragraph document_paragraph(const struct markdown *md, cmark_node *node);

/* The block before this one in the same place, NULL when it is the first that shows. */
cmark_node *document_before(const struct markdown *md, cmark_node *node);

/* In a list whose items stand close together. */
bool document_is_tight(cmark_node *node);

/* Where a link leads to, with its values in it; NULL when that is no place for a link in a mail. Owned by ctx. */
char *link_address(TALLOC_CTX *ctx, const struct markdown *md, cmark_node *link);

/* True when the words of a link are its address. */
bool link_is_bare(cmark_node *link);

/* True of a link that is shown as a button: [Take it](mailto:... "button"). A paragraph that begins with one is a row of them. */
bool link_is_button(cmark_node *node);

/* The part of a mailto: address that a mail is sent to; owned by ctx. Any other address is given as it is. */
char *link_recipient(TALLOC_CTX *ctx, const char *address);

#endif
