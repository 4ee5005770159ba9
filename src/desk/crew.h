/* crew.h - what has to be known of a team before one of it can be given a ticket */
#ifndef DESK_CREW_H
#define DESK_CREW_H

#include "assign.h"
#include "tools.h"

/* Reads how much everybody in the team has to do; owned by ctx. Within the transaction, what was written in it counts. */
enum result crew_gather(TALLOC_CTX *ctx, const struct tools *tools, const char *team, const struct crew **out,
    struct error *err);

/* Those who are away; owned by ctx. */
enum result crew_aways(TALLOC_CTX *ctx, const struct tools *tools, instant now, struct aways *out, struct error *err);

/* decide(), and once more when it wants to know a crew: only few mails need one, and which is only known by then. */
enum result crew_decide(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct decision **out,
    struct error *err);

#endif
