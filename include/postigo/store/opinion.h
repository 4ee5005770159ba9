/* opinion.h - what people say of the help that they got: whether it was solved, and a rating */
#ifndef POSTIGO_STORE_OPINION_H
#define POSTIGO_STORE_OPINION_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

#define OPINION_RATING_MOST 5

enum opinion_solved { OPINION_UNTOLD = -1, OPINION_NOT_SOLVED = 0, OPINION_SOLVED = 1 };

struct opinion {
	int64_t ticket, person;
	char *address, *name;		/* of the person; filled in by opinion_list */
	enum opinion_solved solved;
	unsigned rating;		/* 1 to OPINION_RATING_MOST; 0: did not say */
	instant at;
};

/* A person has one opinion of a ticket: what they say later takes the place of the same said before, and leaves the rest.
 * NONE: they had said just that before. */
enum result opinion_put(struct store *store, const struct opinion *opinion, struct error *err);

/* Those of one ticket, in the order of persons: an empty list is DONE. */
enum result opinion_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct opinion **list, size_t *count,
    struct error *err);

struct opinion_counts {
	uint64_t solved, not_solved;	/* who said so */
	uint64_t ratings, stars;	/* how many there are, and their sum */
};

/* What was said at since and later. */
enum result opinion_count(struct store *store, instant since, struct opinion_counts *out, struct error *err);

#endif
