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

/* The name of what is made of a ticket: "ticket-12"; while an article of that name is published, or has been written anew already,
 * "ticket-12-new", a draft beside it. Owned by ctx. */
enum result articles_slug_of_ticket(TALLOC_CTX *ctx, const struct tools *tools, int64_t ticket, const char *language, char **slug,
    struct error *err);

/* Looks up the article that this one is to take the place of: what "ticket-12-new" is to "ticket-12". NONE when it is not of that
 * kind, or there is no such article any more. Owned by ctx. */
enum result articles_renewed(TALLOC_CTX *ctx, const struct tools *tools, const struct article_row *row, struct article_row *out,
    struct error *err);

/* Publishes the words of `row` under the name of the other, with its figures; *row goes, and is the other then. */
enum result articles_renew(TALLOC_CTX *ctx, const struct tools *tools, struct article_row *row, const struct article_row *other,
    instant now, struct error *err);

/* Publishes or withdraws. */
enum result articles_set_state(const struct tools *tools, struct article_row *row, enum article_state state, instant now,
    struct error *err);

/* Those that may be offered to whoever wrote the mail: into facts. */
enum result articles_gather(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err);

#endif
