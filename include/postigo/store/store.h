/* store.h - the database: open, migrate, transactions
 *
 * One process writes, the desk; others open it read-only. Everything durable goes through the modules of this room;
 * SQL stands nowhere else. Writing functions must run inside a transaction.
 */
#ifndef POSTIGO_STORE_STORE_H
#define POSTIGO_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include <talloc.h>

#include <postigo/base/error.h>

/* An open database with its prepared statements. Opaque, talloc; freeing closes it. */
struct store;

enum store_mode { STORE_WRITE, STORE_READ };

/* Opens the database at path. For writing: takes the lock beside it (path.lock; TEMPFAIL naming the holder when
 * another process has it), makes it and its folder if they are not there, brings its schema up to date in one transaction, checks
 * that WAL and synchronous=FULL are really in force. For reading: NONE when there is no database yet.
 * PERMFAIL when the schema is newer than this program knows, or the file is no database. */
enum result store_open(TALLOC_CTX *ctx, const char *path, enum store_mode mode, struct store **out, struct error *err);

/* Makes the folder that the database at path lies in, for that account (-1: ours), if it is not there; the folder above
 * it has to be. store_open() for writing does this by itself; root does it before it gives itself up. */
enum result store_make_folder(const char *path, uid_t user, gid_t group, struct error *err);

/* A transaction (BEGIN IMMEDIATE). Not nested. */
enum result store_begin(struct store *store, struct error *err);
/* Durable when it says DONE; rolled back when it does not. After a disk was full the database may have given the
 * transaction up long before; each writing function then fails, and so does this. */
enum result store_commit(struct store *store, struct error *err);
/* The same, but only begins to make it durable: until store_durable() says DONE nobody may be told of it. One at a time: the
 * next is begun when the last is durable. */
enum result store_commit_soon(struct store *store, struct error *err);
/* DONE: all that was committed is durable. NONE: not yet, when we are not to wait. TEMPFAIL: the disk failed, and nobody knows
 * what of the last commit is on it: stop, and begin anew with what is there. */
enum result store_durable(struct store *store, bool wait, struct error *err);
/* Readable once it is worth asking again; -1: at once. */
int store_durable_descriptor(const struct store *store);
void store_rollback(struct store *store);
bool store_in_transaction(const struct store *store);

/* A savepoint within the transaction: what one mail causes, undone alone when it fails. */
enum result store_savepoint(struct store *store, struct error *err);
enum result store_release(struct store *store, struct error *err);
void store_undo(struct store *store);

/* Moves the WAL back into the file when it has grown past a few MiB; only the writer calls it, between transactions. */
void store_checkpoint(struct store *store);
/* It has, so that this will take a while. */
bool store_wants_checkpoint(const struct store *store);
/* For a writer with nothing to do: all of the WAL goes into the file, cached pages are given back. Cheap when there is
 * nothing to move; does not wait for readers. */
void store_settle(struct store *store);

/* The newest schema step this program knows, and the one that the database has. */
int store_schema_known(void);
enum result store_schema(struct store *store, int *version, struct error *err);

/* meta: small facts about the installation. NONE when there is no such key; the value is owned by ctx. */
enum result store_meta(TALLOC_CTX *ctx, struct store *store, const char *key, char **value, struct error *err);
enum result store_set_meta(struct store *store, const char *key, const char *value, struct error *err);

#endif
