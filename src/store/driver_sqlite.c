/* driver_sqlite.c - the driver for SQLite: WAL, synchronous=FULL, one writer
 *
 * SQLite before 3.51.3 can corrupt a WAL database when two connections write or checkpoint at the same instant. So one
 * connection writes, it alone checkpoints, and readers are kept from doing so even when they are the last to close.
 */
#include <config.h>

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>

#include "driver.h"
#include "log_sync.h"
#include "log_vfs.h"

#define SLOTS 512		/* of the table of statements at first; a power of two */
#define PAGE_SIZE 4096
#define CHECKPOINT_BYTES (32 << 20)	/* 16 MiB cost a tenth of the rate; with 64 MiB one took half as long again */
#define BUSY_TIMEOUT 10000	/* milliseconds; others hold a lock only while they recover or open the log */

struct query {
	struct driver *db;
	sqlite3_stmt *stmt;
	char *sql;
	const void *from;	/* where its text stood, which may be gone */
	bool makes_id;		/* INSERT ... RETURNING id */
	bool gave_id;		/* and has just given it */
	int bound;
	enum result failed;	/* DONE, or why it will not run */
	struct error why;
};

struct driver {
	sqlite3 *handle;
	char *path;
	struct log_sync *sync;	/* NULL: commits wait for theirs */
	int log_pages;		/* in the WAL after the last commit */
	int tried_pages;	/* in it when a checkpoint was last tried */
	size_t statements;
	struct query **slot;	/* a table that is never more than half full */
	size_t slots;
	struct query refusal;
};

/* What SQLite says, as what the caller can do about it. */
static enum result
verdict(int code)
{
	switch (code & 0xff) {
	case SQLITE_OK:
	case SQLITE_DONE:
	case SQLITE_ROW:
		return DONE;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
	case SQLITE_TOOBIG:
	case SQLITE_ERROR:
	case SQLITE_MISUSE:
	case SQLITE_RANGE:
	case SQLITE_SCHEMA:
		return PERMFAIL;
	default:
		return TEMPFAIL;	/* BUSY, FULL, IOERR, CANTOPEN, READONLY ...: somebody can mend it */
	}
}

static enum result
failure(const struct driver *db, int code, struct error *err)
{
	return error_set(err, verdict(code), "%s: %s", db->path, sqlite3_errmsg(db->handle));
}

static int
driver_gone(struct driver *db)
{
	for (size_t i = 0; i < db->slots; i++)
		if (db->slot[i] != NULL)
			sqlite3_finalize(db->slot[i]->stmt);
	sqlite3_close_v2(db->handle);
	return 0;
}

/* Called after each commit. Nothing is moved here: the writer does that between its transactions. */
static int
committed(void *context, sqlite3 *handle, const char *name, int pages)
{
	struct driver *db = context;

	(void)handle;
	(void)name;
	db->log_pages = pages;
	if (pages < db->tried_pages)
		db->tried_pages = 0;
	return SQLITE_OK;
}

/* Sets a pragma and reads it back: a setting that SQLite does not take is no error to it. */
static enum result
pragma(struct driver *db, const char *name, const char *value, const char *wanted, struct error *err)
{
	SCRATCH(tmp);
	sqlite3_stmt *stmt;
	char *sql = talloc_asprintf(tmp, "PRAGMA %s=%s", name, value);
	const char *got = NULL;
	int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);

	if (code != SQLITE_OK)
		return failure(db, code, err);
	code = sqlite3_prepare_v2(db->handle, talloc_asprintf(tmp, "PRAGMA %s", name), -1, &stmt, NULL);
	if (code != SQLITE_OK)
		return failure(db, code, err);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		got = talloc_strdup(tmp, (const char *)sqlite3_column_text(stmt, 0));
	code = sqlite3_finalize(stmt);
	if (code != SQLITE_OK)
		return failure(db, code, err);
	if (got == NULL || strcmp(got, wanted) != 0)
		return error_set(err, PERMFAIL, "%s: %s is \"%s\", but has to be \"%s\"", db->path, name,
		    got != NULL ? got : "", wanted);
	return DONE;
}

struct setting {
	const char *name, *value, *wanted;
};

static enum result
settings(struct driver *db, const struct setting *list, struct error *err)
{
	for (; list->name != NULL; list++) {
		enum result r = pragma(db, list->name, list->value, list->wanted, err);

		if (r != DONE)
			return r;
	}
	return DONE;
}

static enum result
prepare_writer(struct driver *db, struct error *err)
{
	static const struct setting list[] = {
		{ "page_size", "4096", "4096" },
		{ "journal_mode", "WAL", "wal" },
		{ "synchronous", "FULL", "2" },
		{ "foreign_keys", "ON", "1" },
		{ "wal_autocheckpoint", "0", "0" },
		{ "journal_size_limit", "134217728", "134217728" },
		{ "cache_size", "-49152", "-49152" },	/* KiB: the hot indexes of 100,000 tickets */
		{ "temp_store", "MEMORY", "2" },
		{ "trusted_schema", "OFF", "0" },
		{ "cell_size_check", "ON", "1" },
		{ NULL, NULL, NULL }
	};
	enum result r = settings(db, list, err);

	sqlite3_wal_hook(db->handle, committed, db);
	return r;
}

static enum result
prepare_reader(struct driver *db, struct error *err)
{
	static const struct setting list[] = {
		{ "query_only", "ON", "1" },
		{ "cache_size", "-4096", "-4096" },
		{ "temp_store", "MEMORY", "2" },
		{ "trusted_schema", "OFF", "0" },
		{ "cell_size_check", "ON", "1" },
		{ NULL, NULL, NULL }
	};

	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
	return settings(db, list, err);
}

enum result
driver_open(TALLOC_CTX *ctx, const char *path, bool writable, struct driver **out, struct error *err)
{
	struct driver *db = talloc_zero(ctx, struct driver);
	int flags = writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
	enum result r;
	int code;

	db->path = talloc_strdup(db, path);
	db->log_pages = 1;	/* for all we know */
	talloc_set_destructor(db, driver_gone);
	if (!writable && access(path, F_OK) != 0) {
		talloc_free(db);
		return NONE;
	}
	/* One thread, and nobody who asks SQLite how much memory it has: two locks less for each allocation. Refused once
	 * SQLite is in use, when it has been said before. */
	(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	code = sqlite3_open_v2(path, &db->handle, flags | SQLITE_OPEN_NOMUTEX, writable ? log_vfs() : NULL);
	if (code != SQLITE_OK) {
		r = failure(db, code, err);
		talloc_free(db);
		return r;
	}
	sqlite3_extended_result_codes(db->handle, 1);
	sqlite3_busy_timeout(db->handle, BUSY_TIMEOUT);
	r = writable ? prepare_writer(db, err) : prepare_reader(db, err);
	if (writable)
		db->sync = log_sync_new(db);
	if (r != DONE) {
		talloc_free(db);
		return r;
	}
	*out = db;
	return DONE;
}

enum result
driver_has_table(struct driver *db, const char *name, struct error *err)
{
	struct query *q = driver_query(db, name == NULL ?
	    "SELECT 1 FROM sqlite_schema LIMIT 1" :
	    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1");
	enum result r;

	if (name != NULL)
		query_bind_text(q, name);
	r = query_step(q, err);
	if (r == DONE)
		query_end(q);
	return r;
}

enum result
driver_script(struct driver *db, const char *script, struct error *err)
{
	int code = sqlite3_exec(db->handle, script, NULL, NULL, NULL);

	return code == SQLITE_OK ? DONE : failure(db, code, err);
}

bool
driver_in_transaction(const struct driver *db)
{
	return sqlite3_get_autocommit(db->handle) == 0;
}

/* Where it cannot be done in the background it is done here. */
static enum result
begin_sync(struct driver *db, struct error *err)
{
	int fd = log_vfs_owed(db->handle);

	if (fd < 0 || log_sync_begin(db->sync, fd) || fdatasync(fd) == 0)
		return DONE;
	return error_set(err, TEMPFAIL, "%s: sync: %s", db->path, strerror(errno));
}

enum result
driver_commit_soon(struct driver *db, struct error *err)
{
	bool owes = db->sync != NULL && log_vfs_owe(db->handle, true);
	enum result r = query_run(driver_query(db, "COMMIT"), err);

	if (owes)
		(void)log_vfs_owe(db->handle, false);
	return r == DONE && owes ? begin_sync(db, err) : r;
}

enum result
driver_durable(struct driver *db, bool wait, struct error *err)
{
	return db->sync == NULL ? DONE : log_sync_end(db->sync, wait, err);
}

int
driver_durable_descriptor(const struct driver *db)
{
	return db->sync == NULL ? -1 : log_sync_descriptor(db->sync);
}

bool
driver_wants_checkpoint(const struct driver *db)
{
	return (int64_t)(db->log_pages - db->tried_pages) * PAGE_SIZE >= CHECKPOINT_BYTES;
}

void
driver_checkpoint(struct driver *db)
{
	if (!driver_wants_checkpoint(db))
		return;
	/* A reader with an old view keeps part of the log from moving: try again only when it has grown as much again. */
	db->tried_pages = db->log_pages;
	(void)sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

void
driver_settle(struct driver *db)
{
	if (db->log_pages == 0)
		return;
	/* It would wait for readers; a log that stays is no harm. */
	sqlite3_busy_timeout(db->handle, 0);
	if (sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) == SQLITE_OK)
		db->log_pages = db->tried_pages = 0;
	sqlite3_busy_timeout(db->handle, BUSY_TIMEOUT);
	(void)sqlite3_db_release_memory(db->handle);
}

/* By where the text stands, not by what it says: nearly all are literals, and to read 30 of them for each mail shows. A
 * text that stands in two places is prepared twice. */
static size_t
slot_of(const struct driver *db, const char *sql)
{
	uint64_t h = (uint64_t)(uintptr_t)sql * 0x9e3779b97f4a7c15u;

	return (size_t)(h >> 32) & (db->slots - 1);
}

/* The statement's slot, or the free one where it belongs. */
static size_t
find_slot(const struct driver *db, const char *sql)
{
	size_t slot = slot_of(db, sql);

	while (db->slot[slot] != NULL && strcmp(db->slot[slot]->sql, sql) != 0)
		slot = (slot + 1) & (db->slots - 1);
	return slot;
}

/* Room for one statement more. */
static void
grow_table(struct driver *db)
{
	struct query **old = db->slot;
	size_t slots = db->slots;

	if (old != NULL && db->statements < slots / 2)
		return;
	db->slots = slots > 0 ? 2 * slots : SLOTS;
	db->slot = talloc_zero_array(db, struct query *, (unsigned)db->slots);
	for (size_t i = 0; old != NULL && i < slots; i++) {
		size_t slot;

		if (old[i] == NULL)
			continue;
		for (slot = slot_of(db, old[i]->from); db->slot[slot] != NULL;)
			slot = (slot + 1) & (db->slots - 1);
		db->slot[slot] = old[i];
	}
	talloc_free(old);
}

const char *
driver_statement(const struct driver *db, size_t i)
{
	for (size_t slot = 0; slot < db->slots; slot++)
		if (db->slot[slot] != NULL && i-- == 0)
			return db->slot[slot]->sql;
	return NULL;
}

struct query *
driver_refuse(struct driver *db, enum result result, const char *why)
{
	struct query *q = &db->refusal;

	q->db = db;
	q->failed = error_set(&q->why, result, "%s: %s", db->path, why);
	return q;
}

#define RETURNING_ID " RETURNING id"

/* For RETURNING, SQLite keeps a journal of the statement and copies each page into it, in case that it fails half way: with
 * thirty pages a mail, a tenth of the desk's time. What an INSERT of one row would return is known without it. */
static bool
makes_id(const char *sql, size_t length)
{
	size_t end = strlen(RETURNING_ID);

	return strncmp(sql, "INSERT INTO ", 12) == 0 && length > end && strcmp(sql + length - end, RETURNING_ID) == 0 &&
	    strstr(sql, " VALUES ") != NULL && strstr(sql, " DO UPDATE ") == NULL;
}

struct query *
driver_query(struct driver *db, const char *sql)
{
	size_t length, slot;
	struct query *q;
	int code;

	grow_table(db);
	slot = find_slot(db, sql);
	if (db->slot[slot] != NULL)
		return db->slot[slot];
	length = strlen(sql);
	q = talloc_zero(db, struct query);
	q->db = db;
	q->sql = talloc_strdup(q, sql);
	q->from = sql;
	q->makes_id = makes_id(sql, length);
	if (q->makes_id)
		length -= strlen(RETURNING_ID);
	code = sqlite3_prepare_v3(db->handle, sql, (int)length, SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL);
	if (code != SQLITE_OK) {
		const char *why = sqlite3_errmsg(db->handle);

		talloc_free(q);
		return driver_refuse(db, verdict(code), why);
	}
	db->slot[slot] = q;
	db->statements++;
	return q;
}

/* Binding fails only when there is no such parameter or no memory. */
static void
bound(struct query *q, int code)
{
	if (code == SQLITE_TOOBIG)
		q->failed = error_set(&q->why, PERMFAIL, "%s: larger than the database takes", q->db->path);
	else if (code == SQLITE_NOMEM)
		q->failed = error_set(&q->why, TEMPFAIL, "%s: out of memory", q->db->path);
	else
		assert(code == SQLITE_OK);
}

void
query_bind_int(struct query *q, int64_t value)
{
	if (q->stmt != NULL)
		bound(q, sqlite3_bind_int64(q->stmt, ++q->bound, value));
}

void
query_bind_id(struct query *q, int64_t id)
{
	if (q->stmt != NULL)
		bound(q, id != 0 ? sqlite3_bind_int64(q->stmt, ++q->bound, id) :
		    sqlite3_bind_null(q->stmt, ++q->bound));
}

void
query_bind_text(struct query *q, const char *text)
{
	if (q->stmt != NULL)
		bound(q, text != NULL ?
		    sqlite3_bind_text64(q->stmt, ++q->bound, text, strlen(text), SQLITE_STATIC, SQLITE_UTF8) :
		    sqlite3_bind_null(q->stmt, ++q->bound));
}

void
query_bind_bytes(struct query *q, const void *bytes, size_t size)
{
	if (q->stmt != NULL)
		bound(q, sqlite3_bind_blob64(q->stmt, ++q->bound, size > 0 ? bytes : "", size, SQLITE_STATIC));
}

void
query_end(struct query *q)
{
	if (q->stmt == NULL)
		return;
	sqlite3_reset(q->stmt);
	sqlite3_clear_bindings(q->stmt);
	q->bound = 0;
	q->gave_id = false;
	q->failed = DONE;
}

enum result
query_step(struct query *q, struct error *err)
{
	enum result r;
	int code;

	if (q->failed != DONE) {
		r = error_set(err, q->failed, "%s", q->why.text);
		query_end(q);
		return r;
	}
	if (q->gave_id) {
		query_end(q);
		return NONE;
	}
	code = sqlite3_step(q->stmt);
	q->gave_id = code == SQLITE_DONE && q->makes_id && sqlite3_changes64(q->db->handle) > 0;
	if (code == SQLITE_ROW || q->gave_id)
		return DONE;
	r = code == SQLITE_DONE ? NONE : failure(q->db, code, err);
	query_end(q);
	return r;
}

enum result
query_run(struct query *q, struct error *err)
{
	enum result r;

	do
		r = query_step(q, err);
	while (r == DONE);
	return r == NONE ? DONE : r;
}

enum result
query_change(struct query *q, struct error *err)
{
	enum result r = query_run(q, err);

	if (r != DONE)
		return r;
	return sqlite3_changes64(q->db->handle) > 0 ? DONE : NONE;
}

enum result
query_number(struct query *q, int64_t *value, struct error *err)
{
	enum result r = query_step(q, err);

	if (r != DONE)
		return r;
	*value = query_int(q, 0);
	query_end(q);
	return DONE;
}

int64_t
query_int(struct query *q, int column)
{
	return q->gave_id ? sqlite3_last_insert_rowid(q->db->handle) : sqlite3_column_int64(q->stmt, column);
}

char *
query_text(TALLOC_CTX *ctx, struct query *q, int column)
{
	const char *text = (const char *)sqlite3_column_text(q->stmt, column);

	return text == NULL ? NULL : talloc_strdup(ctx, text);
}

char *
query_bytes(TALLOC_CTX *ctx, struct query *q, int column, size_t *size)
{
	const void *bytes = sqlite3_column_blob(q->stmt, column);
	size_t n = (size_t)sqlite3_column_bytes(q->stmt, column);
	char *copy;

	if (sqlite3_column_type(q->stmt, column) == SQLITE_NULL)
		return NULL;
	copy = talloc_size(ctx, n + 1);
	if (n > 0)
		memcpy(copy, bytes, n);
	copy[n] = '\0';
	*size = n;
	return copy;
}

bool
query_copy(struct query *q, int column, void *out, size_t size)
{
	const void *bytes = sqlite3_column_blob(q->stmt, column);

	memset(out, 0, size);
	if (bytes == NULL || (size_t)sqlite3_column_bytes(q->stmt, column) != size)
		return false;
	memcpy(out, bytes, size);
	return true;
}
