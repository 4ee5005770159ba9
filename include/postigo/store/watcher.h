/* watcher.h - technicians who hear of a ticket that is not theirs, by their names in the config */
#ifndef POSTIGO_STORE_WATCHER_H
#define POSTIGO_STORE_WATCHER_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/store/store.h>

/* NONE when they watch it already. */
enum result watcher_add(struct store *store, int64_t ticket, const char *agent, struct error *err);
/* NONE when they do not watch it. */
enum result watcher_remove(struct store *store, int64_t ticket, const char *agent, struct error *err);
/* In the order of their names; owned by ctx. */
enum result watcher_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, char ***list, size_t *count, struct error *err);

#endif
