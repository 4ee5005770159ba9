/* apply.h - a decision becomes rows: everything that one mail causes, within the caller's transaction */
#ifndef DESK_APPLY_H
#define DESK_APPLY_H

#include <postigo/desk/decision.h>
#include <postigo/store/inbox.h>

#include "answer.h"
#include "tools.h"

/* *ticket and *message are 0 when there are none. TEMPFAIL: the store; PERMFAIL: this mail cannot be done. The caller
 * undoes what was written in either case. */
enum result apply(const struct tools *tools, const struct inbox_row *row, const struct facts *facts,
    const struct decision *decision, const struct parts *parts, int64_t *ticket, int64_t *message, struct error *err);

#endif
