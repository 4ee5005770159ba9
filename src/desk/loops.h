/* loops.h - must this mail be answered at all (RFC 3834) */
#ifndef DESK_LOOPS_H
#define DESK_LOOPS_H

#include <stdbool.h>

#include <postigo/desk/decision.h>

/* True when the mail is one of ours that came back. */
bool loops_own(const struct facts *facts);

/* Why an automatic answer to the sender must not be sent, NULL when it may. */
const char *loops_forbid(const struct facts *facts);

#endif
