/* workload.h - how much technicians have to do, and whose turn it is; by their names in the config */
#ifndef POSTIGO_STORE_WORKLOAD_H
#define POSTIGO_STORE_WORKLOAD_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct workload {
	uint64_t open;		/* tickets of theirs that are not closed */
	int64_t turn;		/* grows with each ticket that anybody is given; 0: they never were */
	instant given;		/* when they last were; 0: never */
};

enum result workload_read(struct store *store, const char *agent, struct workload *out, struct error *err);

/* They have been given a ticket: it is the others' turn. */
enum result workload_turn(struct store *store, const char *agent, instant now, struct error *err);

/* A team's tickets that are not closed, and how many of those are nobody's. */
enum result workload_team(struct store *store, const char *team, uint64_t *open, uint64_t *unassigned, struct error *err);

/* The numbers of those that are nobody's, owned by ctx. */
enum result workload_unassigned(TALLOC_CTX *ctx, struct store *store, const char *team, size_t most, int64_t **list,
    size_t *count, struct error *err);

/* An organisation's tickets that are not closed, and all of them. */
enum result workload_organisation(struct store *store, const char *organisation, uint64_t *open, uint64_t *all,
    struct error *err);

/* Somebody who asks for tickets of an organisation. */
struct organisation_person {
	char *address, *name;
	char *language;		/* NULL: not known */
	uint64_t tickets;
};

/* All of them, who asks the most first; owned by ctx. Reads each of the organisation's tickets. */
enum result workload_people(TALLOC_CTX *ctx, struct store *store, const char *organisation,
    struct organisation_person **list, size_t *count, struct error *err);

#endif
