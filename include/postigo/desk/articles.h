/* articles.h - the articles of the store that answer a mail */
#ifndef POSTIGO_DESK_ARTICLES_H
#define POSTIGO_DESK_ARTICLES_H

#include <talloc.h>

#include <postigo/desk/decision.h>

/* The live articles of that language that are about the text, best first, at most `most`, none below the score `least`; whichever
 * queue or organisation they are for. An empty list is DONE. Owned by ctx. */
enum result articles_search(TALLOC_CTX *ctx, struct store *store, const char *language, const char *subject, const char *text,
    size_t most, unsigned least, struct offered **list, size_t *count, struct error *err);

#endif
