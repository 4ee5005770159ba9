/* ticket.h - tickets: what is asked, by whom, and where it stands */
#ifndef POSTIGO_STORE_TICKET_H
#define POSTIGO_STORE_TICKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

enum ticket_state { TICKET_NEW = 0, TICKET_OPEN = 1, TICKET_WAITING = 2, TICKET_CLOSED = 3 };

struct ticket {
	int64_t id;		/* the number that people see */
	enum ticket_state state;
	char *subject;
	int64_t requester;	/* person */
	int64_t mailbox;
	char *mailbox_name;
	char *queue;
	int tier;
	int priority;		/* 0 low, 1 normal, 2 high, 3 urgent */
	char *team, *assignee;	/* names in the config, NULL: none */
	char *language, *organisation;
	instant created, changed, closed;	/* closed 0: is not */
	int64_t merged_into;	/* 0: is not */
};

/* id, created (now, if it was 0) and changed are given back. */
enum result ticket_add(struct store *store, struct ticket *ticket, struct error *err);
/* NONE when there is no such ticket. Strings are owned by ctx. */
enum result ticket_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct ticket *out, struct error *err);
/* These three: NONE when there is no such ticket. */
enum result ticket_set_state(struct store *store, int64_t id, enum ticket_state state, instant now, struct error *err);
enum result ticket_assign(struct store *store, int64_t id, const char *team, const char *assignee, instant now,
    struct error *err);
/* Says that something happened: changed = now. */
enum result ticket_touch(struct store *store, int64_t id, instant now, struct error *err);
/* Newest change first; state -1 is any, queue NULL is any. */
enum result ticket_list(TALLOC_CTX *ctx, struct store *store, int state, const char *queue, size_t most,
    struct ticket **list, size_t *count, struct error *err);
enum result ticket_count(struct store *store, int state, uint64_t *count, struct error *err);
const char *ticket_state_name(enum ticket_state state);

#endif
