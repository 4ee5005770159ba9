/* again.h - a mail that its sender has confirmed: what of its decision is still to be done */
#ifndef DESK_AGAIN_H
#define DESK_AGAIN_H

#include <postigo/desk/decision.h>

/* The decision for a mail that was decided before with less trust, less what was done then. Pure; gives back decision. */
struct decision *again(struct decision *decision, const struct facts *facts);

#endif
