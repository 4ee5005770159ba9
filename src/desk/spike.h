/* spike.h - so many tickets of a kind at once that they must have something in common
 *
 * Each spike of the config counts the people whose new tickets fit it: by its name, or where each organisation is counted by
 * itself, by its name, a line's end and the organisation's. What fits becomes part of the problem that was opened so, while
 * that is open; else who is one too many opens it.
 */
#ifndef DESK_SPIKE_H
#define DESK_SPIKE_H

#include <postigo/desk/decision.h>

#include "tools.h"

/* Says in the decision which spikes its ticket fits and what follows. Reads the store, changes nothing: daemon and dry run ask
 * alike. */
enum result spike(const struct tools *tools, const struct facts *facts, struct decision *decision, struct error *err);

/* It counts from now on, and the ticket is part of the problem; *ticket is changed as well, its strings owned by ctx. */
enum result spike_apply(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *facts, const struct decision *decision,
    struct ticket *ticket, struct error *err);

/* The spike that counts by that key, if the config still has it; *organisation points into key, NULL: of nobody in particular. */
const struct conf_spike *spike_of_key(const struct conf *conf, const char *key, const char **organisation);

#endif
