/* identifier.h - Message-IDs, theirs and ours, that lead to a ticket */
#ifndef POSTIGO_STORE_IDENTIFIER_H
#define POSTIGO_STORE_IDENTIFIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

/* From now on the identifier leads to that ticket; twice is no error. */
enum result identifier_add(struct store *store, const char *identifier, int64_t ticket, int64_t message,
    struct error *err);
/* The ticket of the newest of the identifiers that is known (the last in the list that has one). When it leads to several
 * tickets, the oldest: nobody takes a thread over by sending its identifier again. NONE: none. */
enum result identifier_find(struct store *store, char *const *identifiers, size_t n, int64_t *ticket,
    const char **which, struct error *err);
/* The identifiers of a ticket's messages, oldest first: the very first one and the last
 * `most`, for References. */
enum result identifier_thread(TALLOC_CTX *ctx, struct store *store, int64_t ticket, size_t most, char ***list,
    size_t *count, struct error *err);

#endif
