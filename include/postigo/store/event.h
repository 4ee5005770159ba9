/* event.h - a ticket's history; rows are only ever added */
#ifndef POSTIGO_STORE_EVENT_H
#define POSTIGO_STORE_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct event_row {
	int64_t id, ticket;
	instant at;
	char *actor;		/* an address, or "postigo" */
	char *verb;		/* "created", "reply", "answered", "delivery_failed" ... */
	char *detail;		/* in words, NULL: none */
};

enum result event_add(struct store *store, int64_t ticket, const char *actor, const char *verb, const char *detail,
    instant now, struct error *err);
/* DONE when the ticket has such an event, NONE when not. */
enum result event_has(struct store *store, int64_t ticket, const char *verb, struct error *err);
enum result event_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct event_row **list, size_t *count,
    struct error *err);

#endif
