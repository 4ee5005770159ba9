/* deadlines.h - by when a new ticket's answer and solution are promised */
#ifndef DESK_DEADLINES_H
#define DESK_DEADLINES_H

#include <postigo/desk/decision.h>

/* Says which SLA the new ticket has, and when each of its clocks will be up. Last: all that an SLA is chosen by is decided.
 * Pure. */
void deadlines(struct decision *decision, const struct facts *facts);

/* The same for a mail of somebody who takes part, which wants an answer: what is promised of the ticket from now on. Pure. */
void deadlines_asked(struct decision *decision, const struct facts *facts);

/* When its clocks start: when the mail arrived, unless it lay there before we came. */
instant deadlines_start(const struct facts *facts);

/* Whether somebody waits for a first answer. */
bool deadlines_to_be_answered(const struct decision *decision);

#endif
