/* ticket.h - tickets, their messages and attachments, who takes part, and what happened to them */
#ifndef POSTIGO_STORE_TICKET_H
#define POSTIGO_STORE_TICKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/digest.h>
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

/* id, created and changed are given back. */
enum result ticket_add(struct store *store, struct ticket *ticket, struct error *err);
/* NONE when there is no such ticket. Strings are owned by ctx. */
enum result ticket_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct ticket *out, struct error *err);
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

/* A message on a ticket. */
enum message_kind {
	MESSAGE_FROM_REQUESTER = 0,	/* or another participant */
	MESSAGE_FROM_TECHNICIAN = 1,	/* an answer to the requester */
	MESSAGE_NOTE = 2,		/* internal */
	MESSAGE_AUTOMATIC = 3,		/* machine mail that was filed */
	MESSAGE_ACKNOWLEDGEMENT = 4	/* ours */
};

struct message_row {
	int64_t id;
	int64_t ticket;
	int64_t inbox;		/* 0: did not come by mail */
	enum message_kind kind;
	int64_t author;		/* person, 0: ourselves */
	char *author_address, *author_name;	/* filled in by message_list */
	char *identifier;	/* its Message-ID without brackets */
	char *subject;
	char *text;		/* all of it */
	char *reply;		/* the new words */
	instant sent;		/* its Date */
	instant created;
	uint8_t content_key[DIGEST_SIZE];
	bool has_content_key;
};

struct attachment_row {
	int64_t message;
	unsigned position;
	char *name, *type, *content_id;
	uint64_t size;
	bool is_inline;
	char *sha256;
};

enum result message_add(struct store *store, struct message_row *message, struct error *err);
enum result message_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct message_row **list, size_t *count,
    struct error *err);
/* The message with that content key, not older than since. NONE: none. */
enum result message_by_content(struct store *store, const uint8_t key[DIGEST_SIZE], instant since, int64_t *message,
    int64_t *ticket, struct error *err);
enum result attachment_add(struct store *store, const struct attachment_row *attachment, struct error *err);
enum result attachment_list(TALLOC_CTX *ctx, struct store *store, int64_t message, struct attachment_row **list,
    size_t *count, struct error *err);

/* Message-IDs, theirs and ours, that lead to a ticket. */
enum result identifier_add(struct store *store, const char *identifier, int64_t ticket, int64_t message,
    struct error *err);
/* The ticket of the newest of the identifiers that is known (the last in the list that has one). NONE: none. */
enum result identifier_find(struct store *store, char *const *identifiers, size_t n, int64_t *ticket,
    const char **which, struct error *err);
/* The identifiers of a ticket's messages, oldest first, the first and the last `most`: for References. */
enum result identifier_thread(TALLOC_CTX *ctx, struct store *store, int64_t ticket, size_t most, char ***list,
    size_t *count, struct error *err);

/* People. Addresses compare without regard to case. */
struct person {
	int64_t id;
	char *address;		/* as first written */
	char *name;
	char *language;		/* NULL: not known */
};

/* The person with that address, made when not there; a name that was empty is filled in. */
enum result person_get(struct store *store, const char *address, const char *name, instant now, int64_t *id,
    struct error *err);
enum result person_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct person *out, struct error *err);
enum result person_find(TALLOC_CTX *ctx, struct store *store, const char *address, struct person *out,
    struct error *err);

enum participant_role { PARTICIPANT_REQUESTER = 0, PARTICIPANT_CC = 1, PARTICIPANT_WATCHER = 2 };

struct participant {
	int64_t person;
	enum participant_role role;
	char *address, *name;
};

/* Adding twice keeps the first role. */
enum result participant_add(struct store *store, int64_t ticket, int64_t person, enum participant_role role,
    instant now, struct error *err);
enum result participant_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct participant **list,
    size_t *count, struct error *err);
enum result participant_is(struct store *store, int64_t ticket, int64_t person, bool *is, struct error *err);

/* The ticket's history; rows are only ever added. */
struct event_row {
	int64_t id, ticket;
	instant at;
	char *actor;		/* an address, or "postigo" */
	char *verb;		/* "created", "reply", "answered", "delivery_failed" ... */
	char *detail;		/* in words, NULL: none */
};

enum result event_add(struct store *store, int64_t ticket, const char *actor, const char *verb, const char *detail,
    instant now, struct error *err);
enum result event_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct event_row **list, size_t *count,
    struct error *err);

#endif
