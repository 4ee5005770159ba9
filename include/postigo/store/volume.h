/* volume.h - how much there was to do lately */
#ifndef POSTIGO_STORE_VOLUME_H
#define POSTIGO_STORE_VOLUME_H

#include <stdint.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct volume {
	uint64_t made, closed;	/* tickets */
};

/* Of the tickets that are a team's now: how many were made at since and later, and how many were closed and still are. Reads
 * all tickets since then. */
enum result volume_of_team(struct store *store, const char *team, instant since, struct volume *out, struct error *err);

/* The same of an organisation's. */
enum result volume_of_organisation(struct store *store, const char *organisation, instant since, struct volume *out,
    struct error *err);

#endif
