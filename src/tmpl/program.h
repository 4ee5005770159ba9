/* program.h - a template as it is kept: a flat list of steps that rendering walks */
#ifndef POSTIGO_TMPL_PROGRAM_H
#define POSTIGO_TMPL_PROGRAM_H

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
	STEP_PARTIAL	/* text is its name, indent what stood before it on a line of its own */
};

struct step {
	enum step_kind kind;
	unsigned line;
	const char *text;
	size_t size;
	const char **parts;	/* the name at its dots; none for "." */
	size_t part_count;
	size_t end;
	const char *indent;
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
