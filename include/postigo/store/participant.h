/* participant.h - who takes part in a ticket */
#ifndef POSTIGO_STORE_PARTICIPANT_H
#define POSTIGO_STORE_PARTICIPANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

enum participant_role {
	PARTICIPANT_REQUESTER = 0,
	PARTICIPANT_CC = 1,
	PARTICIPANT_WATCHER = 2,
	PARTICIPANT_REMOVED = 3		/* does not take part, and a Cc does not bring them back */
};

struct participant {
	int64_t person;
	enum participant_role role;
	char *address, *name;
	instant since;
};

/* Adding twice keeps the first role. NONE: that person was removed, and stays so. */
enum result participant_add(struct store *store, int64_t ticket, int64_t person, enum participant_role role,
    instant now, struct error *err);
/* NONE when that person does not take part. PERMFAIL for the requester, who cannot be removed. */
enum result participant_remove(struct store *store, int64_t ticket, int64_t person, instant now, struct error *err);
/* As if that copied participant or watcher had never been added. NONE when they are no such participant. */
enum result participant_forget(struct store *store, int64_t ticket, int64_t person, struct error *err);
/* Adds a person even if they were removed: for people to ask for. NONE when they take part already; all stays as it is. */
enum result participant_restore(struct store *store, int64_t ticket, int64_t person, enum participant_role role,
    instant now, struct error *err);

/* Those who were removed are not among them. */
enum result participant_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct participant **list,
    size_t *count, struct error *err);
/* They too. */
enum result participant_everybody(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct participant **list,
    size_t *count, struct error *err);
enum result participant_is(struct store *store, int64_t ticket, int64_t person, bool *is, struct error *err);

#endif
