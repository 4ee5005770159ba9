/* tier_change.h - what follows when a ticket has gone to another tier */
#ifndef DESK_TIER_CHANGE_H
#define DESK_TIER_CHANGE_H

#include "change.h"

/* Called by change_tier(): the tier's team gets the ticket with a sheet of what was done so far, the requester hears who looks
 * at it now, and the lead when it goes to and fro. */
enum result tier_changed(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, int before, struct error *err);

/* What people ask for: to that tier, or with 0 to the next one up. c->note goes to whoever gets it. PERMFAIL, with why, when
 * it cannot go there. */
enum result escalate(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, int tier, struct error *err);

#endif
