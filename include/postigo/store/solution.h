/* solution.h - what solved a ticket, or the problem that many tickets have in common */
#ifndef POSTIGO_STORE_SOLUTION_H
#define POSTIGO_STORE_SOLUTION_H

#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct solution {
	int64_t ticket;
	char *text;		/* Markdown */
	char *actor;		/* who says so */
	instant at;
	char *article;		/* slug of what was made of it; NULL: nothing */
};

/* In place of an earlier one. */
enum result solution_put(struct store *store, const struct solution *solution, struct error *err);
/* NONE: there is none. Owned by ctx. */
enum result solution_read(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct solution *out, struct error *err);
/* Takes it back, unless another has come since: only the one of that time. NONE: it is not there. */
enum result solution_remove(struct store *store, int64_t ticket, instant at, struct error *err);
/* Mails that were made of it, or of a later one, and have not been stopped. */
enum result solution_mails(struct store *store, int64_t ticket, instant at, int64_t *count, struct error *err);

#endif
