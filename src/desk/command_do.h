/* command_do.h - what the verbs of commands do to tickets */
#ifndef DESK_COMMAND_DO_H
#define DESK_COMMAND_DO_H

#include "commander.h"

/* One step, to a ticket: adds to *effect what is to be said. NONE: it was so already. */
enum result command_do(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect,
    struct error *err);

#endif
