/* ack.h - "ack" and "ack 2h", or "visto": a technician has heard, and wants no more warnings for now */
#ifndef DESK_ACK_H
#define DESK_ACK_H

#include <stdbool.h>

#include <postigo/base/instant.h>

#define ACK_MOST DAYS(30)

/* True when the text has only that in it, with or without "#" before it and whatever its case. *quiet is how long nobody is
 * to be warned, at most ACK_MOST; 0: of what was warned of they have heard. text may be NULL. Pure. */
bool ack_read(const char *text, duration *quiet);

#endif
