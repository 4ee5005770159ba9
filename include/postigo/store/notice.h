/* notice.h - what technicians were sent about a ticket, and which of its buttons they have pressed */
#ifndef POSTIGO_STORE_NOTICE_H
#define POSTIGO_STORE_NOTICE_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct notice {
	int64_t id;
	int64_t ticket;
	int64_t person;		/* the technician */
	instant at;
	char *assignee;		/* as it was then; NULL: nobody */
	int tier;
	unsigned used;		/* a bit for each button that was pressed and works once */
};

/* id is given back. */
enum result notice_add(struct store *store, struct notice *notice, struct error *err);
/* NONE: there is none, or none any more. */
enum result notice_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct notice *out, struct error *err);
/* A button is used up. NONE: it was already. */
enum result notice_use(struct store *store, int64_t id, unsigned bit, struct error *err);
/* When that technician was sent the last one about the ticket. NONE: never, as far as we know. */
enum result notice_last(struct store *store, int64_t ticket, int64_t person, instant *at, struct error *err);
/* Deletes those before a time, at most so many, and says how many: oldest first. */
enum result notice_forget(struct store *store, instant before, size_t most, size_t *gone, struct error *err);

/* Something that a technician is told of in their next notice. */
struct notice_waiting {
	int64_t id;
	int64_t ticket;
	int64_t person;
	char *address;		/* theirs; filled in by notice_waiting_list */
	int64_t message;
	char *template;		/* of the notice that it would have been */
	int trust;		/* enum conf_trust */
};

/* id is given back. */
enum result notice_wait(struct store *store, struct notice_waiting *row, struct error *err);
/* What waits about a ticket, by technician and then the oldest first; at most `most`. An empty list is DONE. */
enum result notice_waiting_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, size_t most, struct notice_waiting **list,
    size_t *count, struct error *err);
/* Nobody is told of that message any more. */
enum result notice_waiting_drop(struct store *store, int64_t message, struct error *err);
/* That technician was told of what waited up to that row. */
enum result notice_waiting_done(struct store *store, int64_t ticket, int64_t person, int64_t last, struct error *err);

#endif
