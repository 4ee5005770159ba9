/* time_spent.h - how long technicians worked on a ticket, as they say */
#ifndef POSTIGO_STORE_TIME_SPENT_H
#define POSTIGO_STORE_TIME_SPENT_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct time_spent {
	int64_t id;
	int64_t ticket;
	char *agent;		/* the name in the config */
	instant at;		/* when they said so */
	duration spent;
};

/* id is given back. */
enum result time_spent_add(struct store *store, struct time_spent *row, struct error *err);
/* NONE: there is no such row. */
enum result time_spent_remove(struct store *store, int64_t id, struct error *err);
/* In the order in which it was said; owned by ctx. */
enum result time_spent_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct time_spent **list, size_t *count,
    struct error *err);
/* What was said since then on any ticket, of the `most` that were said last. */
enum result time_spent_since(TALLOC_CTX *ctx, struct store *store, instant since, size_t most, struct time_spent **list,
    size_t *count, struct error *err);
/* All of them on a ticket together. */
enum result time_spent_total(struct store *store, int64_t ticket, duration *total, struct error *err);

#endif
