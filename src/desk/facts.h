/* facts.h - what decide() needs to know, read beforehand */
#ifndef DESK_FACTS_H
#define DESK_FACTS_H

#include <talloc.h>

#include <postigo/desk/decision.h>
#include <postigo/store/inbox.h>

#include "tools.h"

/* Gathers the facts about a mail, owned by ctx. row is its place in the inbox, or NULL for a mail that only a dry run
 * looks at. */
enum result facts_gather(TALLOC_CTX *ctx, const struct tools *tools, const struct inbox_row *row,
    const struct mail *mail, instant now, struct facts *out, struct error *err);

#endif
