/* hook.h - webhooks to be told and programs to be run, one row each
 *
 *	queued -> running -> done | deferred | failed -> ...
 */
#ifndef POSTIGO_STORE_HOOK_H
#define POSTIGO_STORE_HOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/conf/hook.h>
#include <postigo/store/store.h>

enum hook_state {
	HOOK_QUEUED = 0,
	HOOK_RUNNING = 1,
	HOOK_DEFERRED = 2,
	HOOK_DONE = 3,
	HOOK_FAILED = 4,
	HOOK_DROPPED = 5
};

struct hook_row {
	int64_t id;
	char *identifier;	/* in each attempt the same */
	enum conf_hook_kind kind;
	char *name;		/* in the config */
	int64_t ticket, message;	/* message 0: none */
	char *rule, *event;
	enum hook_state state;
	unsigned attempts;
	unsigned lost;		/* times that the process that had it ended */
	instant created, next_attempt, finished;
	int code;		/* HTTP or exit status of the last attempt; 0: none */
	char *answer;		/* how that ended, in words */
};

/* A new row in state queued, due at once; id is given back. */
enum result hook_put(struct store *store, struct hook_row *row, const char *body, size_t size, struct error *err);

/* queued, deferred -> running: of those of that name that are due the oldest, at most `most`. */
enum result hook_claim(TALLOC_CTX *ctx, struct store *store, enum conf_hook_kind kind, const char *name, instant now, size_t most,
    struct hook_row **rows, size_t *count, struct error *err);
/* When the next one of that name is due. NONE: there is none that waits. */
enum result hook_next_due(struct store *store, enum conf_hook_kind kind, const char *name, instant *due, struct error *err);
/* Those that run, oldest first. */
enum result hook_running(TALLOC_CTX *ctx, struct store *store, struct hook_row **rows, size_t *count, struct error *err);

enum result hook_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct hook_row *out, struct error *err);
/* What it is told. NONE: it has ended, and that is not kept. */
enum result hook_body(TALLOC_CTX *ctx, struct store *store, int64_t id, char **body, size_t *size, struct error *err);

/* The end of an attempt: its new state, and when the next one is (queued, deferred). What it is told goes with a good end.
 * NONE when it does not run. */
enum result hook_ended(struct store *store, const struct hook_row *row, instant now, struct error *err);

/* Names that rows wait under, each once; owned by ctx. */
struct hook_name {
	enum conf_hook_kind kind;
	char *name;
};
enum result hook_names(TALLOC_CTX *ctx, struct store *store, struct hook_name **list, size_t *count, struct error *err);
/* All that waits under a name fails, for that reason. *count: so many. */
enum result hook_fail_all(struct store *store, const struct hook_name *name, const char *why, instant now, int64_t *count,
    struct error *err);

/* For people: try now (deferred, failed), or never (what waits or has failed). NONE when the row is in no such state. */
enum result hook_retry(struct store *store, int64_t id, instant now, struct error *err);
enum result hook_drop(struct store *store, int64_t id, instant now, struct error *err);
/* Newest first, of that state or of any with -1, of that ticket or of any with 0; at most `most`. */
enum result hook_list(TALLOC_CTX *ctx, struct store *store, int state, int64_t ticket, size_t most, struct hook_row **rows,
    size_t *count, struct error *err);

struct hook_counts {
	uint64_t state[HOOK_DROPPED + 1];
};
enum result hook_count(struct store *store, struct hook_counts *out, struct error *err);

const char *hook_state_name(enum hook_state state);

#endif
