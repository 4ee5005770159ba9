/* stay.h - how long a ticket stood on a tier, with which team */
#ifndef POSTIGO_STORE_STAY_H
#define POSTIGO_STORE_STAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct stay {
	int64_t id, ticket;
	int tier;
	char *team;		/* NULL: nobody's */
	instant since, until;	/* until 0: it stands there */
	char *ended_by;		/* NULL: not told */
	duration worked;	/* of the tier's hours, in which it did not wait; not with what is running */
	duration carried;	/* the same, of stays on this tier just before, with other teams */
	instant running;	/* since when it does not wait; 0: it waits, or is over */
	int64_t timer;		/* that goes when the tier's budget is used up; 0: none */
	bool over;		/* it was used up, and somebody heard of it */
};

/* Fills in id. A ticket stands in one place at a time: until 0 twice is a TEMPFAIL. */
enum result stay_add(struct store *store, struct stay *stay, struct error *err);
/* All but id and ticket. NONE when it is not there. */
enum result stay_update(struct store *store, const struct stay *stay, struct error *err);
/* Where the ticket stands. NONE: it is closed, or older than what is kept of this. */
enum result stay_current(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct stay *out, struct error *err);
/* Oldest first. */
enum result stay_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct stay **list, size_t *count,
    struct error *err);

#endif
