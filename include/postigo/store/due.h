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

/* A ticket has one timer of a kind: this one, in place of any that it had. id is given back. */
enum result due_set(struct store *store, struct due_row *row, struct error *err);
/* It has none any more. NONE: it had none. */
enum result due_unset(struct store *store, int64_t ticket, const char *kind, struct error *err);
/* NONE: it has none. */
enum result due_of_ticket(TALLOC_CTX *ctx, struct store *store, int64_t ticket, const char *kind, struct due_row *out,
    struct error *err);

/* All of a kind that it has, whose kind allows several, in no order. An empty list is DONE. */
enum result due_all_of_ticket(TALLOC_CTX *ctx, struct store *store, int64_t ticket, const char *kind, struct due_row **rows,
    size_t *count, struct error *err);

/* Everything due at now, oldest first, at most `most`. */
enum result due_now(TALLOC_CTX *ctx, struct store *store, instant now, size_t most, struct due_row **rows, size_t *count,
    struct error *err);
/* NONE when there is no timer of that kind that is about no ticket. */
enum result due_of_kind(struct store *store, const char *kind, struct error *err);
/* Those of that kind that are about no ticket, by detail; of one detail, if it is not NULL. An empty list is DONE. */
enum result due_standing(TALLOC_CTX *ctx, struct store *store, const char *kind, const char *detail,
    struct due_row **rows, size_t *count, struct error *err);
/* NONE when there is no timer. */
enum result due_next(struct store *store, instant *due, struct error *err);

#endif
