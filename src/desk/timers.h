/* timers.h - what falls due: rows with a time, treated like a mail that arrived */
#ifndef DESK_TIMERS_H
#define DESK_TIMERS_H

#include "desk.h"

/* Sets the timers that every installation has, if they are not set. Once at the start. */
void timers_begin(struct desk *desk);

/* Does what is due, within the round's transaction. Once a round. */
void timers_run(struct desk *desk);

/* Milliseconds until the next one, -1: there is none. */
int timers_patience(struct desk *desk);

#endif
