/* ties.h - how a mail names tickets, as far as the store and our keys tell */
#ifndef DESK_TIES_H
#define DESK_TIES_H

#include <talloc.h>

#include <postigo/desk/decision.h>

#include "tools.h"

/* Fills in the token of the first reply address of ours among the mail's recipients, or what is wrong with it. */
void ties_token(TALLOC_CTX *ctx, const struct tools *tools, const struct mail *mail, struct facts *facts);

/* Reads a ticket that is named, or the one that it was merged into; and whether the sender takes part in it. */
enum result ties_read(TALLOC_CTX *ctx, const struct tools *tools, int64_t number, const struct facts *facts, struct tie *tie,
    struct error *err);

/* Fills in every tie that there is, whoever wrote; whom the token was made for; and who is on the ticket that is named. Wants
 * the token, and the sender. */
enum result ties_find(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err);

#endif
