/* command_undo.h - what a technician did is undone, where nobody has changed it since */
#ifndef DESK_COMMAND_UNDO_H
#define DESK_COMMAND_UNDO_H

#include "commander.h"

/* Undoes the deed that the decision names, and says of each change what became of it. */
enum result command_undo(struct commander *c, struct error *err);

#endif
