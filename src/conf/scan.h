/* scan.h - what libconfig does not see, or sees wrongly, in a file's bytes
 *
 * libconfig looks for included files in the working directory and knows no patterns; it lets integers wrap without a
 * word; it reports a quote or bracket that was never closed at the end of the file. So we look first.
 */
#ifndef POSTIGO_SRC_CONF_SCAN_H
#define POSTIGO_SRC_CONF_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#define SCAN_DEEPEST 32

struct scan_include {
	char *pattern;		/* as it stands between the quotes */
	unsigned line;
	bool nested;		/* stands inside of brackets */
};

struct scan {
	struct scan_include *includes;
	size_t include_count;
	unsigned *wrapped;	/* lines with a number that libconfig would change */
	size_t wrapped_count;
	const char *defect;	/* why libconfig need not be asked; NULL: go on */
	unsigned defect_line;
	/* the rest is for scan.c alone */
	char *begin, *at, *end;
	unsigned line;
	unsigned depth;
	unsigned opened[SCAN_DEEPEST];	/* the line of each bracket that is open */
};

/* Looks through bytes (with a NUL behind them), blanks out @include lines and the comma before a closing bracket, so
 * that libconfig takes the rest. What it found is owned by ctx. */
void scan_bytes(TALLOC_CTX *ctx, char *bytes, size_t size, struct scan *out);

#endif
