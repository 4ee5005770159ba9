/* due.h - timers: things to do at a point in time */
#ifndef POSTIGO_STORE_DUE_H
#define POSTIGO_STORE_DUE_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct due_row {
	int64_t id;
	instant due;
	char *kind;
	int64_t ticket;		/* 0: none */
	char *detail;		/* the kind's own, NULL: none */
};

enum result due_add(struct store *store, struct due_row *row, struct error *err);
enum result due_remove(struct store *store, int64_t id, struct error *err);
/* Everything due at now, oldest first, at most `most`. */
enum result due_now(TALLOC_CTX *ctx, struct store *store, instant now, size_t most, struct due_row **rows, size_t *count,
    struct error *err);
/* NONE when there is no timer of that kind. */
enum result due_of_kind(struct store *store, const char *kind, struct error *err);
/* NONE when there is no timer. */
enum result due_next(struct store *store, instant *due, struct error *err);

#endif
