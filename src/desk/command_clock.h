/* command_clock.h - clocks that a technician's commands have ended, and that go on when these are undone */
#ifndef DESK_COMMAND_CLOCK_H
#define DESK_COMMAND_CLOCK_H

#include "commander.h"

/* What they were before the mail. */
enum result command_clock_look(struct commander *c, struct touched *touched, struct error *err);

/* Keeps those that it has ended. */
enum result command_clock_note(struct commander *c, const struct touched *touched, struct error *err);

/* NONE: it was ended by what cannot be undone, or since. */
enum result command_clock_undo(struct commander *c, const struct deed_change *change, const struct ticket *ticket,
    struct error *err);

#endif
