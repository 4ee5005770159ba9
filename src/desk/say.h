/* say.h - what the desk has to say, and when: once what it stands on is durable */
#ifndef DESK_SAY_H
#define DESK_SAY_H

#include "desk.h"

void say_begin(struct desk *desk);

/* Says what the round before has promised, if it is durable by now. While it is not, and we are to wait, this waits. */
void say_durable(struct desk *desk, bool wait);

/* Ends the round: commits it, if something was written, and goes on while the disk takes it. A round before this one that
 * is not durable yet keeps this one open, until it is full. Afterwards nothing of this round is written, or all. */
void say_end_round(struct desk *desk);

/* The same, and waits until all is said: before we leave. */
void say_last_round(struct desk *desk);

/* That peer hears nothing any more. */
void say_forget(struct desk *desk, const struct peer *peer);

#endif
