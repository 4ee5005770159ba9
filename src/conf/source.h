/* source.h - one file of the config: read, looked through, and taken apart by libconfig */
#ifndef POSTIGO_SRC_CONF_SOURCE_H
#define POSTIGO_SRC_CONF_SOURCE_H

#include "reading.h"

/* Reads the file into r->sources. NULL when there is nothing of it to look at; why is among the problems. */
struct source *source_read(struct reading *r, const char *path, const struct source *parent, unsigned parent_line);

/* The files that an @include of the source means, in the order of their names, owned by ctx. None when the pattern
 * fits nothing; what is wrong with the @include is among the problems. */
char **source_included(struct reading *r, TALLOC_CTX *ctx, const struct source *source,
    const struct scan_include *include, size_t *count);

/* The path as an absolute one, owned by ctx: relative ones start at the file's folder. */
char *source_path(TALLOC_CTX *ctx, const struct source *source, const char *path);

#endif
