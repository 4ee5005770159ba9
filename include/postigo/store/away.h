/* away.h - technicians who are away for a time: by their own answering machines, or because an operator says so
 *
 * What the config says of holidays is not here.
 */
#ifndef POSTIGO_STORE_AWAY_H
#define POSTIGO_STORE_AWAY_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct away {
	int64_t id;
	char *agent;		/* the name in the config */
	instant since, until;	/* since <= t < until */
	int64_t inbox;		/* the mail that said so; 0: an operator did */
	char *note;		/* NULL: none */
};

/* Takes the place of what was known of that agent's absence. id is given back. */
enum result away_set(struct store *store, struct away *away, struct error *err);

/* They are there again. NONE when they were not away, as far as this table knows. */
enum result away_end(struct store *store, const char *agent, instant now, struct error *err);

/* Those that are not over at now, one an agent; owned by ctx. */
enum result away_list(TALLOC_CTX *ctx, struct store *store, instant now, struct away **list, size_t *count,
    struct error *err);

#endif
