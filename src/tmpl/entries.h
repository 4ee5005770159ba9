/* entries.h - the catalog from inside: its files, taken apart, and how they are found, read and looked over */
#ifndef POSTIGO_TMPL_ENTRIES_H
#define POSTIGO_TMPL_ENTRIES_H

#include <postigo/tmpl/catalog.h>

#include "program.h"

struct entry {
	struct catalog_file file;
	struct mustache *subject;	/* NULL in a piece */
	struct mustache *text;
};

/* The words of a language, from its file. */
#define WORDS_FILE "words.conf"

struct language {
	const char *name;
	const struct conf_words *words;
};

struct catalog {
	char *folder;
	char *fallback;			/* a language */
	struct entry *entries;		/* sorted, by entry_compare */
	unsigned count;
	struct language *languages;	/* those that have words */
	unsigned language_count;
	bool broken;			/* there is a file or folder that could not be read */
};

/* By name, language, queue, organisation. */
int entry_compare(const void *a, const void *b);

/* The message, or piece, in the languages that come after each other; starting with choice->language. */
const struct entry *entry_choose(const struct catalog *catalog, const struct catalog_choice *choice);
const struct entry *piece_choose(const struct catalog *catalog, const struct catalog_choice *choice);

/* The words of that language, or of its first part; NULL when neither has any. */
const struct conf_words *catalog_own_words(const struct catalog *catalog, const char *language);

/* Renders an entry that was chosen so, pieces looked for in its language. */
enum result entry_render(TALLOC_CTX *ctx, const struct catalog *catalog, const struct entry *entry,
    const struct catalog_choice *choice, const json_t *values, struct rendered *out, const char **unshown,
    struct error *err);

/* A list of problems, and whom it is owned by. */
struct problems {
	TALLOC_CTX *ctx;
	struct conf_problems *list;
};

/* Each is told once. line 0: the file itself. */
void problem_add(struct problems *p, bool warning, const char *file, unsigned line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* The same for an error that says "file:line: what" by itself. */
void problem_add_error(struct problems *p, const char *file, const struct error *err);

/* folder.c: reads all files below catalog->folder, sorted. */
void entries_read(struct catalog *catalog, struct problems *p);

/* check.c: looks over what was read. */
void entries_check(const struct catalog *catalog, const struct conf *conf, struct problems *p);

#endif
