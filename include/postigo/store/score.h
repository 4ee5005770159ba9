/* score.h - points that rules gave a ticket toward tiers and queues, over all of its mails */
#ifndef POSTIGO_STORE_SCORE_H
#define POSTIGO_STORE_SCORE_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/store/store.h>

struct score {
	char *toward;		/* "tier:2", "queue:billing" */
	int points;
};

/* Beside those that it has; points may be less than 0. */
enum result score_add(struct store *store, int64_t ticket, const char *toward, int points, struct error *err);
/* It never had any. */
enum result score_forget(struct store *store, int64_t ticket, struct error *err);
/* Its own and those of the tickets merged into it, which keep theirs and so take them along when they are parted again. In the
 * order of what they are toward; owned by ctx. */
enum result score_all(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct score **list, size_t *count, struct error *err);

#endif
