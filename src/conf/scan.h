/* scan.h - what libconfig does not see, or sees wrongly, in a file's bytes
 *
 * libconfig looks for included files in the working directory and knows no patterns; it lets integers wrap without a
 * word; it reports a quote or bracket that was never closed at the end of the file, and stops at the first fault.
 * So we look first.
 */
#ifndef POSTIGO_SRC_CONF_SCAN_H
#define POSTIGO_SRC_CONF_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#define SCAN_DEEPEST 32		/* brackets inside of each other */
#define SCAN_MOST_WRAPPED 100	/* numbers that are reported in one file */

struct scan_include {
	char *pattern;		/* as it stands between the quotes */
	unsigned line;
	bool nested;		/* stands inside of brackets */
};

/* A setting of the file itself, with all that is in it. It ends where the next one begins. */
struct scan_statement {
	char *begin;
	unsigned line;
	bool loose;		/* no ; stands before it, so that a fault there shows only here */
};

/* A text in a list whose line libconfig gets wrong: it takes that of the comma or bracket behind. */
struct scan_moved {
	unsigned from, to;
	bool used;
};

#define SCAN_BLANKED 1024

struct scan {
	struct scan_include *includes;
	size_t include_count;
	struct scan_statement *statements;
	size_t statement_count;
	struct scan_moved *moved;
	size_t moved_count;
	unsigned *wrapped;	/* lines with a number that libconfig would change */
	size_t wrapped_count;
	const char *defect;	/* something without an end; NULL: all is well */
	unsigned defect_line;
	/* the rest is for scan.c alone */
	char blanked[SCAN_BLANKED];	/* names of settings that were blanked out, each behind a blank */
	char *begin, *at, *end;
	unsigned line;
	char last;		/* the first character of the token before */
	char *comma;		/* where it is, when that was a comma */
	unsigned text_line;	/* where the text began, when that was one, or a comma behind one; else 0 */
	unsigned depth;
	unsigned opened[SCAN_DEEPEST];	/* the line of each bracket that is open */
};

/* Looks through bytes (with a NUL behind them), blanks out @include lines and the comma before a closing bracket, so
 * that libconfig takes the rest. What it found is owned by ctx. */
void scan_bytes(TALLOC_CTX *ctx, char *bytes, size_t size, struct scan *out);

/* Blanks out the setting in which line is, so that the others can be read. False when there is none. */
bool scan_blank(struct scan *s, unsigned line);

/* True when that is a setting of the file itself that was blanked out, or may be. */
bool scan_blanked(const struct scan *s, const char *name);

/* Where an element of a list really stands that libconfig says is on that line. */
unsigned scan_line(struct scan *s, unsigned line);

#endif
