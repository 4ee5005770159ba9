/* tag.h - words that a ticket is marked with */
#ifndef POSTIGO_STORE_TAG_H
#define POSTIGO_STORE_TAG_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/store/store.h>

/* NONE when the ticket has it already. */
enum result tag_add(struct store *store, int64_t ticket, const char *tag, struct error *err);
/* NONE when the ticket has no such tag. */
enum result tag_remove(struct store *store, int64_t ticket, const char *tag, struct error *err);
/* The newest tickets that have it, newest first, at most `most`; owned by ctx. */
enum result tag_tickets(TALLOC_CTX *ctx, struct store *store, const char *tag, size_t most, int64_t **list, size_t *count,
    struct error *err);
/* In the order of the alphabet; owned by ctx. */
enum result tag_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, char ***list, size_t *count, struct error *err);

#endif
