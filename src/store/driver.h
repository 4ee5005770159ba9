/* driver.h - one small interface to the database behind the store
 *
 * driver_sqlite.c is behind it; PostgreSQL can be, because the rooms' SQL keeps to what both speak: parameters $1, $2 ...
 * that first appear in that order, RETURNING, ON CONFLICT, no function of one of them only.
 */
#ifndef POSTIGO_STORE_DRIVER_H
#define POSTIGO_STORE_DRIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/error.h>

struct driver;
struct query;

/* Opens the database; freeing it with its context closes it. Writable: made if it is not there, and every setting that
 * durability stands on is read back. Else: NONE when there is no file. */
enum result driver_open(TALLOC_CTX *ctx, const char *path, bool writable, struct driver **out, struct error *err);

/* Is that table there (any at all, with NULL)? DONE or NONE. */
enum result driver_has_table(struct driver *db, const char *name, struct error *err);

/* Runs a script of several statements that give no rows: a schema step. */
enum result driver_script(struct driver *db, const char *script, struct error *err);

/* A failed write may end a transaction by itself. False as soon as that has happened. */
bool driver_in_transaction(const struct driver *db);

/* Ends the transaction, and begins to make it durable; driver_durable() says when it is. Only one at a time. */
enum result driver_commit_soon(struct driver *db, struct error *err);

/* DONE: all that was committed is durable; NONE: not yet, if we are not to wait; TEMPFAIL: it will not be. */
enum result driver_durable(struct driver *db, bool wait, struct error *err);

/* Readable once it is worth asking again; -1: at once. */
int driver_durable_descriptor(const struct driver *db);

/* Moves the log into the database when it has grown by some MiB. Never waits for readers. */
void driver_checkpoint(struct driver *db);
bool driver_wants_checkpoint(const struct driver *db);

/* For idle times: empties the log and gives memory back. */
void driver_settle(struct driver *db);

/* The i-th statement that was prepared so far, NULL behind the last: for the test that looks at their plans. */
const char *driver_statement(const struct driver *db, size_t i);

/* A statement, prepared once and kept by its text. What cannot be prepared is found when it is run. Bind its parameters in
 * their order, run it, and let go of it: what was bound must live until then. */
struct query *driver_query(struct driver *db, const char *sql);

/* A statement that only fails, with these words. */
struct query *driver_refuse(struct driver *db, enum result result, const char *why);

void query_bind_int(struct query *q, int64_t value);
void query_bind_id(struct query *q, int64_t id);		/* 0 becomes NULL */
void query_bind_text(struct query *q, const char *text);	/* NULL stays NULL */
void query_bind_bytes(struct query *q, const void *bytes, size_t size);

/* The next row: DONE; NONE when there are no more. After NONE or a failure the statement is let go. */
enum result query_step(struct query *q, struct error *err);
/* Lets go of a statement before its last row. */
void query_end(struct query *q);
/* To the end, for what gives no rows. */
enum result query_run(struct query *q, struct error *err);
/* The same; NONE when it changed nothing. */
enum result query_change(struct query *q, struct error *err);
/* Gives the first column of the only row, a number. NONE when there is no row. */
enum result query_number(struct query *q, int64_t *value, struct error *err);

/* Columns of the row, from 0. Copies are owned by ctx; NULL comes back as 0 and NULL. */
int64_t query_int(struct query *q, int column);
char *query_text(TALLOC_CTX *ctx, struct query *q, int column);
char *query_bytes(TALLOC_CTX *ctx, struct query *q, int column, size_t *size);
/* The column's bytes when they are exactly that many; else false, and out is zeros. */
bool query_copy(struct query *q, int column, void *out, size_t size);

#endif
