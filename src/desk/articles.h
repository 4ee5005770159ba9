/* articles.h - the articles in the store: taken from their files, and searched for what answers a mail */
#ifndef DESK_ARTICLES_H
#define DESK_ARTICLES_H

#include <talloc.h>

#include <postigo/desk/articles.h>
#include <postigo/desk/decision.h>
#include <postigo/store/article_row.h>

#include "tools.h"

/* Brings the store up to date with the folder of the config: what is new or has changed is taken in, what is gone is offered no
 * more, what somebody has withdrawn stays withdrawn. Files that are wrong are logged and left as they were. In a transaction of
 * its own. */
enum result articles_load(const struct tools *tools, struct error *err);

/* Adds an article that did not come from a file, or replaces it. PERMFAIL when there is one of a file under that name. */
enum result articles_write(const struct tools *tools, struct article_row *row, struct error *err);

/* Puts one back as it was, wherever it came from. */
enum result articles_restore(const struct tools *tools, struct article_row *row, struct error *err);

/* A name that no article of that language has, for one of that title; owned by ctx. */
enum result articles_free_slug(TALLOC_CTX *ctx, const struct tools *tools, const char *title, const char *language, char **slug,
    struct error *err);

/* Publishes or withdraws. */
enum result articles_set_state(const struct tools *tools, struct article_row *row, enum article_state state, instant now,
    struct error *err);

/* Those that may be offered to whoever wrote the mail: into facts. */
enum result articles_gather(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err);

#endif
