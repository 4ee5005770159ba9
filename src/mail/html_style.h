/* html_style.h - what a style attribute means for the text */
#ifndef MAIL_HTML_STYLE_H
#define MAIL_HTML_STYLE_H

#include <stdbool.h>

struct html_style {
	bool hidden;			/* nobody sees the element */
	bool keeps_lines;		/* white-space: pre and its kin */
	enum { SIZE_AS_AROUND, SIZE_NONE, SIZE_SOME } size;	/* of the letters */
	enum { GAP_UNSAID, GAP_NONE, GAP_SOME } above, below;	/* an empty line before and after */
	bool no_border;
	bool border;			/* all around */
	bool bar;			/* Outlook's line to the left of what it quotes */
	bool symbols;			/* letters are pictures: Wingdings */
	bool list_mark;			/* holds the bullet or number of one of Word's lists */
	unsigned list_level;		/* 1 ...: is an item of one of Word's lists; 0: it is not */
};

/* style: the attribute's value, NULL when there is none. */
struct html_style html_style_read(const char *style);

#endif
