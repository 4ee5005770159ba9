/* article_deed.h - an article as it was before a command, so that it can be had back */
#ifndef DESK_ARTICLE_DEED_H
#define DESK_ARTICLE_DEED_H

#include <postigo/store/article_row.h>

#include "tools.h"

/* All of it. Owned by ctx. */
char *article_deed_text(TALLOC_CTX *ctx, const struct article_row *row);

/* Its name, and a mark that any change of it changes. Owned by ctx. */
char *article_deed_mark(TALLOC_CTX *ctx, const struct article_row *row);

/* Puts it back to what article_deed_text() said, NULL: it was not there; if it is still what article_deed_mark() said, NULL: not
 * there. NONE: somebody has changed it since. */
enum result article_deed_undo(TALLOC_CTX *ctx, const struct tools *tools, const char *before, const char *after,
    struct error *err);

#endif
