/* reopening.h - each time that a closed ticket was opened again */
#ifndef POSTIGO_STORE_REOPENING_H
#define POSTIGO_STORE_REOPENING_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

/* Twice within one millisecond is once. */
enum result reopening_add(struct store *store, int64_t ticket, instant now, struct error *err);

/* How often that ticket was. */
enum result reopening_count(struct store *store, int64_t ticket, unsigned *count, struct error *err);

/* Tickets that were, at since and later; each time is a number of its own. At most `most`, oldest first, owned by ctx. */
enum result reopening_list(TALLOC_CTX *ctx, struct store *store, instant since, size_t most, int64_t **tickets,
    size_t *count, struct error *err);

#endif
