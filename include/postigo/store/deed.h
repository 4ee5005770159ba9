/* deed.h - what a technician's mail changed, so that it can be undone */
#ifndef POSTIGO_STORE_DEED_H
#define POSTIGO_STORE_DEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/digest.h>
#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct deed {
	int64_t id;
	char *agent;		/* the name in the config */
	instant at;
	int64_t inbox;		/* the mail */
	int64_t ticket;		/* that it was about; 0: several, or none */
	instant undone;		/* 0: it is not */
	uint8_t content_key[DIGEST_SIZE];
	bool has_content_key;
};

/* One thing that was changed. */
struct deed_change {
	int64_t ticket;		/* 0: none */
	char *what;		/* "state", "tag", "merged", "article" ... */
	char *name;		/* which one, where a ticket has several; NULL */
	char *before, *after;	/* NULL: nothing */
};

/* id is given back. */
enum result deed_add(struct store *store, struct deed *deed, struct error *err);
/* Behind those that the deed has. */
enum result deed_change_add(struct store *store, int64_t deed, const struct deed_change *change, struct error *err);

/* NONE: there is none. */
enum result deed_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct deed *out, struct error *err);
/* The last that the technician did and that is not undone; on that ticket, if it is not 0. Not further back than since. NONE: there
 * is none. */
enum result deed_last(TALLOC_CTX *ctx, struct store *store, const char *agent, int64_t ticket, instant since, struct deed *out,
    struct error *err);
/* Of a mail with that content key, not older than since. NONE: there is none. */
enum result deed_by_content(struct store *store, const uint8_t key[DIGEST_SIZE], instant since, int64_t *deed,
    struct error *err);
/* In the order in which they were made; owned by ctx. */
enum result deed_changes(TALLOC_CTX *ctx, struct store *store, int64_t deed, struct deed_change **list, size_t *count,
    struct error *err);
/* NONE: it is undone already, or not there. */
enum result deed_undo(struct store *store, int64_t id, instant now, struct error *err);

#endif
