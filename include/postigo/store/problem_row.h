/* problem_row.h - tickets that stand for what many others have in common */
#ifndef POSTIGO_STORE_PROBLEM_ROW_H
#define POSTIGO_STORE_PROBLEM_ROW_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

#define PROBLEM_USUAL_UNKNOWN (-1)

struct problem_row {
	int64_t ticket;		/* its own */
	char *spike;		/* what is counted together, in which it was seen; NULL: somebody saw it */
	unsigned people;	/* that had written about it when it was opened */
	int usual;		/* that usually do, in hundredths */
	instant since;		/* the first of them */
};

/* How many tickets are part of it. */
struct problem_tally {
	unsigned tickets, open, organisations;
};

/* The ticket is a problem from now on; its kind is set as well. */
enum result problem_row_add(struct store *store, const struct problem_row *row, struct error *err);
/* It is one that was seen in that as well. NONE: there is no such problem. */
enum result problem_row_set_spike(struct store *store, int64_t ticket, const char *spike, struct error *err);
/* NONE: there is no such problem. Owned by ctx. */
enum result problem_row_read(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct problem_row *out, struct error *err);
/* The newest that was seen in that. NONE: none was. */
enum result problem_row_of_spike(struct store *store, const char *spike, int64_t *ticket, struct error *err);
/* The newest first, at most `most`, owned by ctx. */
enum result problem_row_list(TALLOC_CTX *ctx, struct store *store, size_t most, struct problem_row **list, size_t *count,
    struct error *err);
/* Walks over all tickets of the problem. */
enum result problem_row_tally(struct store *store, int64_t ticket, struct problem_tally *out, struct error *err);

#endif
