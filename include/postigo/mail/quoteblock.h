/* quoteblock.h - text as lines, and the few header lines that programs put above what they quote or forward */
#ifndef POSTIGO_MAIL_QUOTEBLOCK_H
#define POSTIGO_MAIL_QUOTEBLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include <postigo/mail/quotemark.h>
#include <postigo/mail/span.h>

struct lines {
	struct span *list;	/* without their ends; all in one text */
	size_t count;
};

struct quoteblock {
	size_t first, end;	/* lines; end is behind it */
	unsigned fields;	/* how many different ones */
	bool quoted;		/* behind ">" */
	struct span label;	/* how the sender's field is called, and what is between that and its value; may be empty */
	/* at NULL: not there. A value that was wrapped runs over line ends, with the quote marks behind them. */
	struct span from, date, to, cc, subject;
};

struct lines lines_of(TALLOC_CTX *ctx, const char *text);
bool line_blank(struct span line);
bool line_quoted(struct span line);
/* Five dashes, underlines or equals signs and nothing else. */
bool line_rule(struct span line);

/* Reads the block that begins at or, over blank lines, behind line `at`. False when there is no From in it. */
bool quoteblock_read(const struct lines *lines, size_t at, struct quoteblock *out);

/* The same where no colons stand behind the names ("From Ana <ana@example.org>"): at least three fields in lines without
 * another between. To be asked only where something else says that there is a block. */
bool quoteblock_read_bare(const struct lines *lines, size_t at, struct quoteblock *out);

#endif
