/* ticket_find.h - tickets by the words that stand in them
 *
 * The index is brought up to date many tickets at a time, by a timer and before it is asked: one by one, as mails make them, a
 * ticket would cost ten times as much.
 */
#ifndef POSTIGO_STORE_TICKET_FIND_H
#define POSTIGO_STORE_TICKET_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/store/store.h>

/* Takes in those that are not in it yet, the oldest first, at most `most`: each by its subject, its requester's name and address,
 * and the words that it begins with. all: none is left. */
enum result ticket_find_catch_up(struct store *store, int64_t most, bool *all, struct error *err);

/* Numbers of the tickets in it that have all of those words, or words that begin so, the newest first; at most `most`. Capitals
 * and accents make no difference, and what is no letter or digit parts words. An empty list is DONE. Owned by ctx. */
enum result ticket_find(TALLOC_CTX *ctx, struct store *store, const char *words, size_t most, int64_t **list, size_t *count,
    struct error *err);

#endif
