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
/* Deletes those before a time, at most so many, and says how many: oldest first. */
enum result notice_forget(struct store *store, instant before, size_t most, size_t *gone, struct error *err);

#endif
