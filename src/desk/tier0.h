/* tier0.h - articles offered with the acknowledgement, and "this solved it": what is decided, and what follows from it */
#ifndef DESK_TIER0_H
#define DESK_TIER0_H

#include <postigo/desk/decision.h>
#include <postigo/store/due.h>

#include "answer.h"

#define TIER0_TIMER "tier0"

/* Adds to the acknowledgement of a new ticket, if it gets one, the articles that are good enough and for everybody or its queue
 * and organisation; and holds what technicians would be told of it, if the config says so and it is not pressing. Pure. */
void tier0_offer(struct decision *decision, const struct facts *facts);

/* What is left of that once answers were struck: without an acknowledgement nobody was offered anything. Pure. */
void tier0_settle(struct decision *decision);

/* True when the mail is a requester's word that an article has solved their ticket. Pure. */
bool tier0_says_solved(const struct facts *facts);

/* True when it says more than that, or no. Pure. */
bool tier0_asks_more(const struct mail *mail);

/* Writes down what was offered, held, solved or found to be of no use; *more are values for the templates, a new reference or
 * NULL. Before the answers go out. */
enum result tier0_apply(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *facts, const struct decision *decision,
    const struct ticket *ticket, json_t **more, struct error *err);

/* The values as they would be, of links the address without its secret; a new reference. Writes nothing. */
json_t *tier0_preview(TALLOC_CTX *ctx, const struct tools *tools, const struct decision *decision, const struct ticket *ticket);

/* The time to read is over. */
enum result tier0_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err);

#endif
