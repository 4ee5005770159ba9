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

/* Makes what the caller knows of the query's row. row: their struct; ctx owns its texts. */
typedef void sql_fill(TALLOC_CTX *ctx, struct query *q, void *row);

/* The first row of the query, into *row; NONE when there is none. */
enum result sql_one(TALLOC_CTX *ctx, struct query *q, sql_fill *fill, void *row, struct error *err);

/* What is in its first row's only column: a text, bytes. */
enum result sql_text(TALLOC_CTX *ctx, struct query *q, char **text, struct error *err);
enum result sql_bytes(TALLOC_CTX *ctx, struct query *q, char **bytes, size_t *size, struct error *err);

/* All its rows, each `size` bytes, as a list that ctx owns, and that owns their texts. list: where the pointer to the first is to
 * be put, NULL for none. */
enum result sql_all(TALLOC_CTX *ctx, struct query *q, sql_fill *fill, size_t size, void *list, size_t *count, struct error *err);

/* The same for a query with one column: numbers, texts. */
enum result sql_numbers(TALLOC_CTX *ctx, struct query *q, int64_t **list, size_t *count, struct error *err);
enum result sql_texts(TALLOC_CTX *ctx, struct query *q, char ***list, size_t *count, struct error *err);

/* How many rows it gives, which nobody wants to see: those that it has deleted. */
enum result sql_count(struct query *q, size_t *count, struct error *err);

#endif
