/* command_heard.h - whoever does something about a ticket has heard of its deadlines; which is taken back with what they did */
#ifndef DESK_COMMAND_HEARD_H
#define DESK_COMMAND_HEARD_H

#include "commander.h"

/* A ticket that the mail has touched, once its steps are done: keeps what undoing it needs. */
enum result command_heard(struct commander *c, const struct touched *touched, struct error *err);

/* Warnings come as they would have. NONE: there was another since, or nothing runs any more. */
enum result command_heard_undo(struct commander *c, const struct deed_change *change, struct error *err);

#endif
