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

/* SHA-256 over Message-ID, From, Date and the decoded parts: the same for every copy of a mail, whatever way it took.
 * False when the mail has no Message-ID: then only its bytes tell. */
bool facts_content_key(const struct mail *mail, uint8_t key[DIGEST_SIZE]);

#endif
