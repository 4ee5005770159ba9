/* merge.h - one ticket goes into another, with the people who take part in it; and back */
#ifndef DESK_MERGE_H
#define DESK_MERGE_H

#include <talloc.h>

#include "change.h"

/* What has to be known to take a merge back. */
struct merged {
	int64_t *people;	/* who takes part in the other from now on, and did not before */
	size_t people_count;
	int64_t *led;		/* tickets that were merged into this one, and lead to the other at once now */
	size_t led_count;
};

/* Both stand for themselves. `into` goes up when the points of both together are enough for a higher tier, and lives in ctx as
 * for change_tier(). Within the caller's transaction; *out is owned by ctx. PERMFAIL: it makes no sense. */
enum result merge(TALLOC_CTX *ctx, const struct change *c, const struct ticket *from, struct ticket *into,
    struct merged *out, struct error *err);

/* `from` stands for itself again; its state is as the merge has left it. NONE when it is not merged. */
enum result merge_undo(const struct change *c, int64_t from, int64_t into, const struct merged *merged, struct error *err);

#endif
