/* reading.h - what the parts of one conf_load share */
#ifndef POSTIGO_SRC_CONF_READING_H
#define POSTIGO_SRC_CONF_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include <libconfig.h>
#include <talloc.h>

#include <postigo/conf/conf.h>

#include "scan.h"

/* One file. */
struct source {
	char *path;		/* as it is shown */
	char *folder;		/* absolute: relative paths in the file start here */
	unsigned number;	/* in the order of reading */
	struct stat status;
	const struct source *parent;	/* which included it; NULL for the first */
	unsigned parent_line;
	struct scan scan;
	config_t config;
};

/* Where something stands. */
struct place {
	const struct source *source;
	unsigned line;		/* 0: the file itself */
};

struct problem {
	struct place place;
	size_t number;		/* in the order of finding */
	bool warning;
	char *what;
};

struct mark {
	const void *object;
	struct place place;
};

struct reading {
	struct conf *conf;	/* what is read goes here and is owned by it */
	struct source **sources;
	size_t source_count;
	struct problem *problems;
	size_t problem_count;
	struct mark *marks;
	size_t mark_count;
	bool marks_sorted;
	bool incomplete;	/* a file could not be read: what is missing may stand there */
	bool lost;		/* ... and any of it: not only single settings were left out */
	const char *trial;	/* where rules are read from instead of where they stand; NULL: they are not */
	bool in_trial;		/* ... and that is being read now */
	bool without_secrets;	/* where passwords come from is not looked at */
	bool doubtful;		/* a section is misspelt or of a wrong kind: one that is empty may not be so */
};

/* Takes note of a problem. Says nothing more of a line with a number that was reported as wrapping. */
void reading_error(struct reading *r, struct place place, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void reading_warning(struct reading *r, struct place place, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Remembers where a text or struct of the config came from, and tells it again; line 0 for what has a default. */
void reading_mark(struct reading *r, const void *object, struct place place);
struct place reading_place(struct reading *r, const void *object);

/* True when settings of that section may stand in what could not be read. */
bool reading_lacks(const struct reading *r, const char *section);

/* Before or after, in the order of files and lines. */
int reading_compare(struct place a, struct place b);

/* Hands the problems over, in order, owned by ctx. */
void reading_finish(struct reading *r, TALLOC_CTX *ctx, struct conf_problems *out);

#endif
