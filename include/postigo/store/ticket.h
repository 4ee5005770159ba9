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
/* Whom a waiting ticket waits for. */
enum ticket_waiting { TICKET_FOR_NOBODY = 0, TICKET_FOR_REQUESTER = 1, TICKET_FOR_VENDOR = 2 };
enum ticket_priority { PRIORITY_LOW = 0, PRIORITY_NORMAL = 1, PRIORITY_HIGH = 2, PRIORITY_URGENT = 3 };
/* A problem is what many tickets have in common. */
enum ticket_kind { TICKET_ORDINARY = 0, TICKET_PROBLEM = 1 };

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
	bool internal;		/* nobody but technicians sees it */
	instant tier_since;	/* 0: since it was made */
	enum ticket_waiting waiting_for;
	enum ticket_kind kind;
	int64_t problem;	/* the ticket of the problem that it is part of; 0: of none */
	char *thread_index;	/* of the first mail, for those who thread by it (MS-OXOMSG); NULL: it had none */
};

/* What a ticket has to do with another. */
struct ticket_link {
	int64_t other;
	char *kind;		/* "names", "follows", "merged", "related" or "split" */
	bool incoming;		/* the other says it of this one: is named, followed, what was merged into it */
	instant since;
};

/* id, created (now, if it was 0) and changed are given back. */
enum result ticket_add(struct store *store, struct ticket *ticket, struct error *err);
/* NONE when there is no such ticket. Strings are owned by ctx. */
enum result ticket_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct ticket *out, struct error *err);
/* Those that set something: NONE when there is no such ticket. */
enum result ticket_set_state(struct store *store, int64_t id, enum ticket_state state, instant now, struct error *err);
enum result ticket_assign(struct store *store, int64_t id, const char *team, const char *assignee, instant now,
    struct error *err);
/* Another person asks for it from now on; who did before stays on it as a copied participant. */
enum result ticket_set_requester(struct store *store, int64_t id, int64_t person, instant now, struct error *err);
enum result ticket_set_queue(struct store *store, int64_t id, const char *queue, instant now, struct error *err);
/* It stands there since now. */
enum result ticket_set_tier(struct store *store, int64_t id, int tier, instant now, struct error *err);
enum result ticket_set_priority(struct store *store, int64_t id, int priority, instant now, struct error *err);
/* NULL: none. */
enum result ticket_set_organisation(struct store *store, int64_t id, const char *organisation, instant now,
    struct error *err);
enum result ticket_set_language(struct store *store, int64_t id, const char *language, instant now, struct error *err);
enum result ticket_set_waiting_for(struct store *store, int64_t id, enum ticket_waiting whom, instant now,
    struct error *err);
/* 0: none. */
enum result ticket_set_problem(struct store *store, int64_t id, int64_t problem, instant now, struct error *err);
enum result ticket_set_internal(struct store *store, int64_t id, bool internal, instant now, struct error *err);
/* Says that something happened: changed = now. */
enum result ticket_touch(struct store *store, int64_t id, instant now, struct error *err);
/* Newest change first; state -1 is any, queue NULL is any. */
enum result ticket_list(TALLOC_CTX *ctx, struct store *store, int state, const char *queue, size_t most,
    struct ticket **list, size_t *count, struct error *err);
/* Those of one queue, organisation or technician. */
enum ticket_by { TICKET_BY_NOTHING, TICKET_BY_QUEUE, TICKET_BY_ORGANISATION, TICKET_BY_ASSIGNEE };
enum result ticket_list_by(TALLOC_CTX *ctx, struct store *store, int state, enum ticket_by by, const char *what, size_t most,
    struct ticket **list, size_t *count, struct error *err);
/* Numbers of the tickets that are part of the problem, from above `after` on, lowest first. */
enum result ticket_of_problem(TALLOC_CTX *ctx, struct store *store, int64_t problem, int64_t after, size_t most, int64_t **list,
    size_t *count, struct error *err);
/* Nobody's tickets of a team, in one state; oldest first, at most `most`. */
enum result ticket_unassigned(TALLOC_CTX *ctx, struct store *store, const char *team, enum ticket_state state, size_t most,
    struct ticket **list, size_t *count, struct error *err);
/* Those of one requester in one state, the newest first, at most `most`. */
enum result ticket_of_requester(TALLOC_CTX *ctx, struct store *store, int64_t person, enum ticket_state state, size_t most,
    struct ticket **list, size_t *count, struct error *err);
/* The newest ones, whatever their state, newest first: with whoever asked, for a search. */
struct ticket_brief {
	int64_t id;
	char *subject, *address, *name;
};
enum result ticket_recent(TALLOC_CTX *ctx, struct store *store, size_t most, struct ticket_brief **list, size_t *count,
    struct error *err);
/* The highest number that a ticket has. NONE when there is no ticket. */
enum result ticket_newest(struct store *store, int64_t *id, struct error *err);
enum result ticket_count(struct store *store, int state, uint64_t *count, struct error *err);
const char *ticket_state_name(enum ticket_state state);
/* "requester", "vendor"; NULL: nobody. */
const char *ticket_waiting_name(enum ticket_waiting whom);
/* "low", "normal", "high", "urgent" */
const char *ticket_priority_name(int priority);

/* Closes `from`, which `into` stands for from now on, or what that was merged into. Both are linked ("merged"); people and
 * messages stay where they are. PERMFAIL when one of them is not there, `from` is merged already, or it would make a ring. */
enum result ticket_merge(struct store *store, int64_t from, int64_t into, instant now, struct error *err);

/* The tickets that lead to that one since they were merged into it; owned by ctx. */
enum result ticket_merged(TALLOC_CTX *ctx, struct store *store, int64_t into, int64_t **list, size_t *count, struct error *err);
/* Takes a merge back: `from` stands for itself again, and nothing else about it is changed. NONE when it is not merged. */
enum result ticket_unmerge(struct store *store, int64_t from, instant now, struct error *err);
/* A ticket that is merged leads to that one from now on. NONE when it is not merged. */
enum result ticket_lead(struct store *store, int64_t from, int64_t into, struct error *err);

/* Says of `ticket` that it names or follows the other. Again is no error. PERMFAIL when it is the same ticket. */
enum result ticket_link(struct store *store, int64_t ticket, int64_t other, const char *kind, instant now,
    struct error *err);
/* NONE when it is not said. */
enum result ticket_unlink(struct store *store, int64_t ticket, int64_t other, const char *kind, struct error *err);
/* In both directions, its own first. */
enum result ticket_links(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct ticket_link **list, size_t *count,
    struct error *err);

#endif
