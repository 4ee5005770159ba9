/* decide.h - from facts to a decision: the order of the questions */
#ifndef POSTIGO_DESK_DECIDE_H
#define POSTIGO_DESK_DECIDE_H

#include <talloc.h>

#include <postigo/desk/decision.h>

/* Pure: the same facts give the same decision, in the daemon and in `postigo explain`. Owned by ctx; points into facts. */
struct decision *decide(TALLOC_CTX *ctx, const struct facts *facts);

#endif
