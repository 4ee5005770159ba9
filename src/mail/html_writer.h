/* html_writer.h - the text that is made of HTML, as it grows: blanks, line ends and the marks before a line are owed, and
 * paid when the next word comes */
#ifndef MAIL_HTML_WRITER_H
#define MAIL_HTML_WRITER_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/base/text.h>

#define HTML_LISTS_MAX 12u
#define HTML_TABLES_MAX 8u
#define HTML_CELLS_MAX 24u
#define HTML_MARKER_MAX 16u

struct html_list {
	bool numbered;
	char type;		/* '1', 'a', 'A', 'i', 'I' */
	unsigned next;
};

/* The row of a table that is being written. A deeper table than HTML_TABLES_MAX is just text. */
struct html_row {
	bool table;		/* of data; else it only places things on the page */
	unsigned headings;	/* heading cells */
	bool open;
	bool waiting;		/* a cell has begun, and no word in it yet */
	unsigned count;
	size_t marks;		/* marks.count when it began */
	struct {
		size_t from, to;	/* in the text; the same: nothing in it */
	} cells[HTML_CELLS_MAX];
};

struct html_writer {
	struct text *out;
	bool started;
	unsigned lines_owed;	/* line ends before the next word, 2: an empty line between */
	unsigned owed_quotes;	/* the fewest quotes that were open since then: an empty line belongs to the outer one */
	bool gap;		/* the empty line is a paragraph's: a line break in it is not another */
	bool held;		/* the line has a no-break space and no word yet: it is there to be empty */
	bool blank_owed;
	unsigned indent_owed;	/* blanks, where lines are kept */
	unsigned quotes;	/* that are open */
	bool opened;		/* a quote, and no word in it yet */
	unsigned pre;		/* > 0: lines and blanks are kept */
	struct html_list lists[HTML_LISTS_MAX];
	unsigned list_depth;
	unsigned word_level;	/* of an item of Word's lists */
	char marker[HTML_MARKER_MAX];	/* owed before the next word */
	struct html_row rows[HTML_TABLES_MAX];
	unsigned table_depth;
	unsigned waiting;	/* rows with a waiting cell */
};

/* Words as HTML has them: blanks are folded, fillers of no width dropped. */
void html_writer_words(struct html_writer *w, const char *at, size_t n);

/* Text as it is to stand there. */
void html_writer_literal(struct html_writer *w, const char *string);

/* <br> */
void html_writer_break(struct html_writer *w);

/* The next word begins a line; with an empty one before it when gap. */
void html_writer_line(struct html_writer *w, bool gap);

void html_writer_open_quote(struct html_writer *w, bool gap);
void html_writer_close_quote(struct html_writer *w);

void html_writer_open_list(struct html_writer *w, bool numbered, char type, unsigned first);
void html_writer_close_list(struct html_writer *w);

/* number: what the item says of itself, 0 nothing. */
void html_writer_open_item(struct html_writer *w, unsigned number);
void html_writer_close_item(struct html_writer *w);

/* marked: with heading cells, borders: it is a table for a reader. marks: how many there are of the text by now. */
void html_writer_open_table(struct html_writer *w, bool data);
void html_writer_close_table(struct html_writer *w);
void html_writer_open_row(struct html_writer *w, size_t marks);
void html_writer_close_row(struct html_writer *w, size_t marks);
void html_writer_open_cell(struct html_writer *w, bool heading, bool border);
void html_writer_close_cell(struct html_writer *w);

#endif
