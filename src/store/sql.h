/* sql.h - what the modules of the store share: statements that know about the transaction */
#ifndef POSTIGO_STORE_SQL_H
#define POSTIGO_STORE_SQL_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include <postigo/store/store.h>

#include "driver.h"

struct store {
	struct driver *db;
	char *path;
	int lock;		/* -1: opened for reading */
	bool in_transaction;	/* between store_begin and its end, whatever the database did meanwhile */
};

/* A statement that only looks. */
struct query *sql_read(struct store *store, const char *sql);

/* A statement that writes. Outside a transaction it is a bug; in one that the database has given up (disk full), it
 * fails, because it would else be committed alone. */
struct query *sql_write(struct store *store, const char *sql);

/* What addresses are compared by: in lower case. Only ASCII is folded: for anything else it depends on whom you ask. */
char *sql_fold(TALLOC_CTX *ctx, const char *address);

/* The list of n elements with room for one more; may move it. NULL is the empty list. */
void *sql_room(TALLOC_CTX *ctx, void *list, size_t n, size_t element);

#endif
