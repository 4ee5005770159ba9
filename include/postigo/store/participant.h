/* participant.h - who takes part in a ticket */
#ifndef POSTIGO_STORE_PARTICIPANT_H
#define POSTIGO_STORE_PARTICIPANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

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

#endif
