/* program.h - a template as it is kept: a flat list of steps that rendering walks */
#ifndef POSTIGO_TMPL_PROGRAM_H
#define POSTIGO_TMPL_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/tmpl/mustache.h>

#define SECTIONS_MAX 64		/* levels of sections in one template */
#define NAME_PARTS_MAX 16	/* "a.b.c" has three */

enum step_kind {
	STEP_TEXT,	/* text, size */
	STEP_VALUE,	/* name, escaped */
	STEP_RAW,	/* name, as it is */
	STEP_SECTION,	/* name; end is the step behind the section */
	STEP_INVERTED,	/* the same */
	STEP_PARTIAL,	/* text is its name, or, when it is dynamic, name that of the value that holds it */
	STEP_PARENT,	/* the same; of what stands before end, only blocks count: they are put in place of its own */
	STEP_BLOCK	/* text is its name; up to end what stands there when nothing is put in its place */
};

struct step {
	enum step_kind kind;
	unsigned line;
	const char *text;
	size_t size;
	const char **parts;	/* the name at its dots; none for "." */
	size_t part_count;
	size_t end;
	/* What the lines of a partial, a parent or a block's substitute are moved to the right by; NULL: by nothing. */
	const char *indent;
	bool dynamic;
	bool at_line_start;	/* of a text: it begins a line of the source */
	bool alone;		/* of a block: its opening tag took the rest of its line with it */
};

struct mustache {
	const char *name;
	struct step *steps;
	unsigned count;
};

/* As mustache_parse, for source that begins at that line of the file. */
enum result program_parse(TALLOC_CTX *ctx, const char *name, unsigned line, const char *source,
    struct mustache **out, struct error *err);

#endif
