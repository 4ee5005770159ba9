/* loops.h - must this mail be answered at all (RFC 3834) */
#ifndef DESK_LOOPS_H
#define DESK_LOOPS_H

#include <stdbool.h>

#include <postigo/desk/decision.h>

/* Why the mail is one that goes round: one of ours that came back, or one that has been through too many hands. Static;
 * NULL: it is not. */
const char *loops_own(const struct facts *facts);

/* Why an automatic answer to the sender must not be sent, NULL when it may. Owned by ctx or static. */
const char *loops_forbid(TALLOC_CTX *ctx, const struct facts *facts);

#endif
