/* field.h - what is known of a ticket under a name: a serial number, a version, a category */
#ifndef POSTIGO_STORE_FIELD_H
#define POSTIGO_STORE_FIELD_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/store/store.h>

struct field {
	char *name, *value;
};

/* In place of what it was. */
enum result field_set(struct store *store, int64_t ticket, const char *name, const char *value, struct error *err);
/* NONE when the ticket has no such field. */
enum result field_remove(struct store *store, int64_t ticket, const char *name, struct error *err);
/* NONE when the ticket has no such field; owned by ctx. */
enum result field_read(TALLOC_CTX *ctx, struct store *store, int64_t ticket, const char *name, char **value,
    struct error *err);
/* In the order of their names; owned by ctx. */
enum result field_all(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct field **list, size_t *count,
    struct error *err);

#endif
