/* command_timer.h - what a technician asked to hear of later: a reminder, and the end of a wait */
#ifndef DESK_COMMAND_TIMER_H
#define DESK_COMMAND_TIMER_H

#include <postigo/store/due.h>

#include "commander.h"

/* A ticket has one wait (CHANGE_WAIT_TIMER); of reminders as many as were asked for. */
#define COMMAND_TIMER_REMIND "remind"

enum result command_timer_wait(struct commander *c, int64_t ticket, instant when, struct error *err);
enum result command_timer_remind(struct commander *c, int64_t ticket, const struct decision_step *step, struct error *err);

/* They have gone off. */
enum result command_timer_wait_over(const struct tools *tools, const struct due_row *row, instant now, struct error *err);
enum result command_timer_reminded(const struct tools *tools, const struct due_row *row, instant now, struct error *err);

#endif
