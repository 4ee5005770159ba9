/* html_element.h - what each element of HTML does to the text around it */
#ifndef MAIL_HTML_ELEMENT_H
#define MAIL_HTML_ELEMENT_H

#include <stdbool.h>

#include <postigo/mail/span.h>

enum html_element {
	ELEMENT_INLINE,
	ELEMENT_BLOCK,		/* begins and ends a line */
	ELEMENT_PARAGRAPH,	/* the same, with an empty line around it */
	ELEMENT_BREAK,
	ELEMENT_QUOTE,
	ELEMENT_LIST,
	ELEMENT_NUMBERED,
	ELEMENT_ITEM,
	ELEMENT_TABLE,
	ELEMENT_ROW,
	ELEMENT_CELL,
	ELEMENT_HEADING_CELL,
	ELEMENT_PRE,
	ELEMENT_IMAGE,
	ELEMENT_LINK,
	ELEMENT_RULE,
	ELEMENT_HIDDEN		/* what is inside is not read */
};

/* ELEMENT_INLINE for what nobody knows. */
enum html_element html_element_of(const char *name);

/* Is it one that HTML has? */
bool html_element_known(struct span name);

#endif
