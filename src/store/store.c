/* store.c - see store.h */
#include <config.h>

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/store/store.h>

#include "schema.h"
#include "sql.h"

/* The database is closed before its lock is let go. */
static int
store_gone(struct store *store)
{
	talloc_free(store->db);
	if (store->lock >= 0)
		close(store->lock);
	return 0;
}

int
store_schema_known(void)
{
	int n = 0;

	while (schema_step[n] != NULL)
		n++;
	return n;
}

/* 0 when the database is empty. */
enum result
store_schema(struct store *store, int *version, struct error *err)
{
	SCRATCH(tmp);
	enum result r = driver_has_table(store->db, NULL, err);
	char *value = NULL, *end;
	long n;

	if (r == NONE) {
		*version = 0;
		return DONE;
	}
	if (r == DONE)
		r = driver_has_table(store->db, "meta", err);
	if (r == DONE)
		r = store_meta(tmp, store, "schema", &value, err);
	if (r < 0)
		return r;
	n = value != NULL ? strtol(value, &end, 10) : 0;
	if (n < 1 || n > 9999 || *end != '\0')
		return error_set(err, PERMFAIL, "%s: a database, but not one of ours: it has no schema number", store->path);
	*version = (int)n;
	return DONE;
}

static enum result
migrate_step(struct store *store, int step, struct error *err)
{
	SCRATCH(tmp);
	enum result r = driver_script(store->db, schema_step[step - 1], err);

	if (r != DONE)
		return r;
	return store_set_meta(store, "schema", talloc_asprintf(tmp, "%d", step), err);
}

/* All steps that are missing, in one transaction: a database is never between two of them. */
static enum result
migrate(struct store *store, int have, struct error *err)
{
	enum result r = store_begin(store, err);

	for (int step = have + 1; r == DONE && step <= store_schema_known(); step++)
		r = migrate_step(store, step, err);
	if (r == DONE)
		return store_commit(store, err);
	store_rollback(store);
	return r;
}

static enum result
bring_up_to_date(struct store *store, enum store_mode mode, struct error *err)
{
	int have = 0, known = store_schema_known();
	enum result r = store_schema(store, &have, err);

	if (r != DONE)
		return r;
	if (have > known)
		return error_set(err, PERMFAIL, "%s: made by a newer Postigo (schema step %d; this one knows %d): "
		    "install that version again, or restore the backup made before it", store->path, have, known);
	if (have == known)
		return DONE;
	if (mode == STORE_WRITE)
		return migrate(store, have, err);
	if (have == 0)
		return NONE;
	return error_set(err, TEMPFAIL, "%s: schema step %d, but this Postigo wants %d: start postigod once, it brings "
	    "the database up to date", store->path, have, known);
}

enum result
store_make_folder(const char *path, uid_t user, gid_t group, struct error *err)
{
	SCRATCH(tmp);
	const char *slash = strrchr(path, '/');
	char *folder = slash == NULL || slash == path ? NULL : talloc_strndup(tmp, path, (size_t)(slash - path));

	/* One folder and not those above it: a path that is misspelt further up should not become a tree. */
	if (folder == NULL || access(folder, F_OK) == 0)
		return DONE;
	if (mkdir(folder, 0700) != 0)
		return errno == EEXIST ? DONE : error_set(err, PERMFAIL,
		    "%s: its folder is not there and cannot be made: %s", path, strerror(errno));
	if (lchown(folder, user, group) != 0)
		return error_set(err, PERMFAIL, "%s: %s", folder, strerror(errno));
	return DONE;
}

static enum result
open_into(struct store *store, const char *path, enum store_mode mode, struct error *err)
{
	SCRATCH(tmp);
	enum result r = DONE;

	if (mode == STORE_WRITE)
		r = store_make_folder(path, (uid_t)-1, (gid_t)-1, err);
	if (mode == STORE_WRITE && r == DONE)
		r = file_lock(talloc_asprintf(tmp, "%s.lock", path), &store->lock, err);
	if (r == DONE)
		r = driver_open(store, path, mode == STORE_WRITE, &store->db, err);
	if (r == DONE)
		r = bring_up_to_date(store, mode, err);
	return r;
}

enum result
store_open(TALLOC_CTX *ctx, const char *path, enum store_mode mode, struct store **out, struct error *err)
{
	struct store *store = talloc_zero(ctx, struct store);
	enum result r;

	store->path = talloc_strdup(store, path);
	store->lock = -1;
	talloc_set_destructor(store, store_gone);
	r = open_into(store, path, mode, err);
	if (r != DONE) {
		talloc_free(store);
		return r;
	}
	*out = store;
	return DONE;
}

enum result
store_begin(struct store *store, struct error *err)
{
	enum result r;

	assert(!store->in_transaction);
	r = query_run(driver_query(store->db, "BEGIN IMMEDIATE"), err);
	store->in_transaction = r == DONE;
	return r;
}

enum result
store_commit(struct store *store, struct error *err)
{
	enum result r = query_run(sql_write(store, "COMMIT"), err);

	if (r == DONE)
		store->in_transaction = false;
	else
		store_rollback(store);
	return r;
}

enum result
store_commit_soon(struct store *store, struct error *err)
{
	enum result r;

	assert(store->in_transaction);
	if (!driver_in_transaction(store->db))
		return store_commit(store, err);
	r = driver_commit_soon(store->db, err);
	if (r == DONE)
		store->in_transaction = false;
	else
		store_rollback(store);
	return r;
}

enum result
store_durable(struct store *store, bool wait, struct error *err)
{
	return driver_durable(store->db, wait, err);
}

int
store_durable_descriptor(const struct store *store)
{
	return driver_durable_descriptor(store->db);
}

void
store_rollback(struct store *store)
{
	struct error ignored;

	if (driver_in_transaction(store->db))
		(void)query_run(driver_query(store->db, "ROLLBACK"), &ignored);
	store->in_transaction = false;
}

bool
store_in_transaction(const struct store *store)
{
	return store->in_transaction;
}

enum result
store_savepoint(struct store *store, struct error *err)
{
	return query_run(sql_write(store, "SAVEPOINT mail"), err);
}

enum result
store_release(struct store *store, struct error *err)
{
	return query_run(sql_write(store, "RELEASE SAVEPOINT mail"), err);
}

void
store_undo(struct store *store)
{
	struct error ignored;

	(void)query_run(sql_write(store, "ROLLBACK TO SAVEPOINT mail"), &ignored);
	(void)query_run(sql_write(store, "RELEASE SAVEPOINT mail"), &ignored);
}

void
store_checkpoint(struct store *store)
{
	assert(store->lock >= 0 && !store->in_transaction);
	driver_checkpoint(store->db);
}

bool
store_wants_checkpoint(const struct store *store)
{
	return driver_wants_checkpoint(store->db);
}

void
store_settle(struct store *store)
{
	assert(store->lock >= 0 && !store->in_transaction);
	driver_settle(store->db);
}

enum result
store_meta(TALLOC_CTX *ctx, struct store *store, const char *key, char **value, struct error *err)
{
	struct query *q = sql_read(store, "SELECT value FROM meta WHERE key = $1");

	query_bind_text(q, key);
	return sql_text(ctx, q, value, err);
}

enum result
store_set_meta(struct store *store, const char *key, const char *value, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO meta (key, value) VALUES ($1, $2)"
	    " ON CONFLICT (key) DO UPDATE SET value = excluded.value");

	query_bind_text(q, key);
	query_bind_text(q, value);
	return query_run(q, err);
}
