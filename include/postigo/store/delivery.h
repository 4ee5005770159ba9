/* delivery.h - addresses that our mail does not reach */
#ifndef POSTIGO_STORE_DELIVERY_H
#define POSTIGO_STORE_DELIVERY_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

enum delivery_class {
	DELIVERY_FINE = 0,
	DELIVERY_HARD = 1,	/* there is no such address */
	DELIVERY_FULL = 2,	/* its mailbox is full */
	DELIVERY_POLICY = 3	/* the server does not take such mail */
};

struct delivery {
	int64_t person;
	char *address;
	enum delivery_class class;
	instant since;		/* of the first bounce */
	instant until;		/* nothing automatic goes there before */
	unsigned times;		/* that mail came back */
	char *why;		/* what the server said, NULL: not known */
};

/* NONE: mail reaches that person, for all we know. A row whose time is over is given all the same. */
enum result delivery_read(TALLOC_CTX *ctx, struct store *store, int64_t person, struct delivery *out,
    struct error *err);

/* Mail came back, for that reason: since stays that of the first time, times goes up by one, all else is as it is now.
 * class is not DELIVERY_FINE. */
enum result delivery_hold(struct store *store, int64_t person, enum delivery_class class, instant until, const char *why,
    instant now, struct error *err);

/* Mail arrives again. NONE: nothing was held against that person. */
enum result delivery_clear(struct store *store, int64_t person, struct error *err);

/* Newest first, at most `most`. */
enum result delivery_list(TALLOC_CTX *ctx, struct store *store, size_t most, struct delivery **list, size_t *count,
    struct error *err);

const char *delivery_class_name(enum delivery_class class);

#endif
