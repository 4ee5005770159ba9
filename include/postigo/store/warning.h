/* warning.h - warnings whose time has come, until they are told: one by one, or many in one mail */
#ifndef POSTIGO_STORE_WARNING_H
#define POSTIGO_STORE_WARNING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct warning {
	char *agent;		/* who is to be told, by the name in the config */
	int64_t ticket;
	int aim;
	unsigned percent;
	bool repeated;
	instant due;		/* when the clock's time is up, or was */
};

/* A technician is told of a ticket once: a later warning takes the place of one that still waits. */
enum result warning_put(struct store *store, const struct warning *warning, struct error *err);

/* Whether any wait: DONE or NONE. */
enum result warning_any(struct store *store, struct error *err);

/* The first technician, by name, for whom some wait, owned by ctx, and how many they are. NONE: for nobody. */
enum result warning_next(TALLOC_CTX *ctx, struct store *store, char **agent, uint64_t *count, struct error *err);

/* Those of one technician, the first due first, at most `most`. */
enum result warning_list(TALLOC_CTX *ctx, struct store *store, const char *agent, size_t most, struct warning **list,
    size_t *count, struct error *err);

/* They were told. */
enum result warning_clear(struct store *store, const char *agent, struct error *err);

#endif
