/* store.c - opening, locking, migrating; transactions; what a crash and a full disk leave behind */
#include <config.h>

#include "fixture.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <sqlite3.h>

#include <postigo/base/file.h>
#include <postigo/store/inbox.h>
#include <postigo/store/ledger.h>
#include <postigo/store/ticket.h>

#include "../../../src/store/schema.h"
#include "../../../src/store/sql.h"

/* Runs SQL on the file behind the store's back and gives the first column of the first row. */
static char *
behind(struct fixture *f, const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *stmt;
	char *answer = NULL;

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		answer = talloc_strdup(f->ctx, (const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return answer;
}

static void
shut(struct fixture *f)
{
	talloc_free(f->store);
	f->store = NULL;
}

static void
set_meta(struct fixture *f, const char *key, const char *value)
{
	done(f, store_begin(f->store, &f->err));
	done(f, store_set_meta(f->store, key, value, &f->err));
	done(f, store_commit(f->store, &f->err));
}

#define OF_ALL_TABLES "SELECT group_concat(name || sql, ' ') FROM (SELECT name, sql FROM sqlite_schema" \
	" WHERE name NOT LIKE 'sqlite%' ORDER BY name)"

/* What comes out when somebody applies the steps by hand. */
static char *
tables_of_steps(struct fixture *f)
{
	char *real = f->path, *tables;
	sqlite3 *db;

	f->path = talloc_asprintf(f->ctx, "%s.steps", real);
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	for (size_t i = 0; schema_step[i] != NULL; i++)
		assert_int_equal(sqlite3_exec(db, schema_step[i], NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	tables = behind(f, OF_ALL_TABLES);
	unlink(f->path);
	f->path = real;
	return tables;
}

static void
a_new_database_has_the_newest_schema(void **state)
{
	struct fixture *f = *state;
	int version;

	done(f, store_schema(f->store, &version, &f->err));
	assert_int_equal(version, store_schema_known());
	assert_true(version >= 1);
	shut(f);
	done(f, store_open(f->ctx, f->path, STORE_WRITE, &f->store, &f->err));
	shut(f);
	assert_string_equal(behind(f, "PRAGMA journal_mode"), "wal");
	assert_string_equal(behind(f, "PRAGMA integrity_check"), "ok");
	assert_string_equal(behind(f, OF_ALL_TABLES), tables_of_steps(f));
}

/* Everything that was in it is there, and what is new has its default. */
static void
an_older_database_is_brought_up_to_date(void **state)
{
	struct fixture *f = *state;
	struct inbox_row row;
	struct ticket ticket;
	struct store *other;
	sqlite3 *db;
	int version;

	shut(f);
	unlink(f->path);
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, schema_step[0], NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "INSERT INTO meta VALUES ('schema', '1');"
	    "INSERT INTO mailbox (name) VALUES ('support');"
	    "INSERT INTO ticket (state, subject, queue, tier, priority, created, changed) VALUES (1, 'Old', 'q', 1, 1, 5, 6);"
	    "INSERT INTO inbox (mailbox, state, attempts, told, partial, arrived, received, server_size, size)"
	    " VALUES (1, 1, 1, 1, 0, 5, 5, 1, 1);", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	expect(f, store_open(f->ctx, f->path, STORE_READ, &other, &f->err), TEMPFAIL);
	assert_non_null(strstr(f->err.text, "start postigod once"));
	done(f, store_open(f->ctx, f->path, STORE_WRITE, &f->store, &f->err));
	done(f, store_schema(f->store, &version, &f->err));
	assert_int_equal(version, store_schema_known());
	done(f, ticket_read(f->ctx, f->store, 1, &ticket, &f->err));
	assert_string_equal(ticket.subject, "Old");
	assert_false(ticket.internal);
	done(f, inbox_read(f->ctx, f->store, 1, &row, &f->err));
	assert_int_equal(row.state, INBOX_DONE);
	assert_false(row.asked);
	assert_false(row.confirmed);
}

static void
a_newer_database_is_refused(void **state)
{
	struct fixture *f = *state;
	struct store *other;

	set_meta(f, "schema", "9999");
	shut(f);
	expect(f, store_open(f->ctx, f->path, STORE_WRITE, &other, &f->err), PERMFAIL);
	assert_non_null(strstr(f->err.text, f->path));
	assert_non_null(strstr(f->err.text, talloc_asprintf(f->ctx, "newer Postigo (schema step 9999; this one knows %d)",
	    store_schema_known())));
	expect(f, store_open(f->ctx, f->path, STORE_READ, &other, &f->err), PERMFAIL);
}

static void
what_is_no_database_of_ours_is_refused(void **state)
{
	struct fixture *f = *state;
	struct store *other;

	shut(f);
	done(f, file_write(f->path, "this is a text, and not at all a database file", 46, 0600, &f->err));
	expect(f, store_open(f->ctx, f->path, STORE_WRITE, &other, &f->err), PERMFAIL);
	assert_non_null(strstr(f->err.text, "not a database"));
	unlink(f->path);
	behind(f, "CREATE TABLE foreigner (a)");
	expect(f, store_open(f->ctx, f->path, STORE_WRITE, &other, &f->err), PERMFAIL);
	assert_non_null(strstr(f->err.text, "not one of ours"));
}

static void
one_writer_at_a_time(void **state)
{
	struct fixture *f = *state;
	struct store *other;
	char pid[32];

	expect(f, store_open(f->ctx, f->path, STORE_WRITE, &other, &f->err), TEMPFAIL);
	snprintf(pid, sizeof(pid), "%d", (int)getpid());
	assert_non_null(strstr(f->err.text, pid));
	assert_non_null(strstr(f->err.text, ".lock"));
	shut(f);
	done(f, store_open(f->ctx, f->path, STORE_WRITE, &f->store, &f->err));
}

static void
readers_read_with_a_writer_and_without(void **state)
{
	struct fixture *f = *state;
	struct store *reader;
	struct stat before, after;
	char *value;

	set_meta(f, "colour", "red");
	done(f, store_open(f->ctx, f->path, STORE_READ, &reader, &f->err));
	done(f, store_meta(f->ctx, reader, "colour", &value, &f->err));
	assert_string_equal(value, "red");
	set_meta(f, "colour", "blue");
	done(f, store_meta(f->ctx, reader, "colour", &value, &f->err));
	assert_string_equal(value, "blue");
	expect(f, store_meta(f->ctx, reader, "taste", &value, &f->err), NONE);
	shut(f);
	done(f, store_open(f->ctx, f->path, STORE_WRITE, &f->store, &f->err));
	set_meta(f, "colour", "green");
	set_meta(f, "much", talloc_asprintf(f->ctx, "%0100000d", 1));
	assert_int_equal(stat(f->path, &before), 0);
	shut(f);
	/* The reader is the last to close: it must not move the log into the file. */
	talloc_free(reader);
	done(f, store_open(f->ctx, f->path, STORE_READ, &reader, &f->err));
	done(f, store_meta(f->ctx, reader, "colour", &value, &f->err));
	assert_string_equal(value, "green");
	talloc_free(reader);
	assert_int_equal(stat(f->path, &after), 0);
	assert_int_equal(before.st_size, after.st_size);
}

static void
readers_cannot_write(void **state)
{
	struct fixture *f = *state;
	struct store *reader;

	done(f, store_open(f->ctx, f->path, STORE_READ, &reader, &f->err));
	if (store_begin(reader, &f->err) == DONE) {
		assert_true(store_set_meta(reader, "a", "b", &f->err) < 0);
		store_rollback(reader);
	}
	talloc_free(reader);
}

/* A daemon that has all its features in use prepares hundreds. */
static void
there_may_be_any_number_of_statements(void **state)
{
	enum { STATEMENTS = 3000 };
	struct fixture *f = *state;
	char **sql = talloc_array(f->ctx, char *, STATEMENTS);

	for (int round = 0; round < 2; round++)
		for (int i = 0; i < STATEMENTS; i++) {
			int64_t number = -1;

			if (round == 0)
				sql[i] = talloc_asprintf(sql, "SELECT %d + $1", i);
			struct query *q = sql_read(f->store, sql[i]);
			query_bind_int(q, 1);
			done(f, query_number(q, &number, &f->err));
			assert_int_equal(number, i + 1);
		}
	size_t count = 0;
	while (driver_statement(f->store->db, count) != NULL)
		count++;
	/* Each once, and what opening the store has asked. */
	assert_in_range(count, STATEMENTS, STATEMENTS + 10);
}

static void
nothing_to_read_yet(void **state)
{
	struct fixture *f = *state;
	struct store *reader;
	char *other = talloc_asprintf(f->ctx, "%s/none.db", f->folder);

	expect(f, store_open(f->ctx, other, STORE_READ, &reader, &f->err), NONE);
	assert_int_not_equal(access(other, F_OK), 0);
	/* An empty file: the first writer died before its first commit. */
	done(f, file_write(other, "", 0, 0600, &f->err));
	expect(f, store_open(f->ctx, other, STORE_READ, &reader, &f->err), NONE);
	unlink(other);
	assert_true(store_open(f->ctx, "/nonexistent/folder/postigo.db", STORE_WRITE, &reader, &f->err) < 0);
	assert_non_null(strstr(f->err.text, "/nonexistent/folder/postigo.db"));
}

static unsigned synced;

/* In the place of the C library's, for SQLite too: how often was the disk waited for? */
__attribute__((visibility("default"))) int fdatasync(int fd);

int
fdatasync(int fd)
{
	synced++;
	return fsync(fd);
}

static void
each_commit_waits_for_the_disk(void **state)
{
	struct fixture *f = *state;
	unsigned before;

	for (int i = 0; i < 3; i++) {
		done(f, store_begin(f->store, &f->err));
		done(f, store_set_meta(f->store, "colour", i % 2 == 0 ? "red" : "blue", &f->err));
		before = synced;
		done(f, store_commit(f->store, &f->err));
		assert_true(synced > before);
	}
}

static void
a_savepoint_is_undone_alone(void **state)
{
	struct fixture *f = *state;
	char *value;

	done(f, store_begin(f->store, &f->err));
	assert_true(store_in_transaction(f->store));
	done(f, store_set_meta(f->store, "one", "1", &f->err));
	done(f, store_savepoint(f->store, &f->err));
	done(f, store_set_meta(f->store, "two", "2", &f->err));
	store_undo(f->store);
	done(f, store_savepoint(f->store, &f->err));
	done(f, store_set_meta(f->store, "three", "3", &f->err));
	done(f, store_release(f->store, &f->err));
	done(f, store_commit(f->store, &f->err));
	assert_false(store_in_transaction(f->store));
	done(f, store_meta(f->ctx, f->store, "one", &value, &f->err));
	expect(f, store_meta(f->ctx, f->store, "two", &value, &f->err), NONE);
	done(f, store_meta(f->ctx, f->store, "three", &value, &f->err));
	done(f, store_begin(f->store, &f->err));
	done(f, store_set_meta(f->store, "four", "4", &f->err));
	store_rollback(f->store);
	expect(f, store_meta(f->ctx, f->store, "four", &value, &f->err), NONE);
}

static enum result
put(struct fixture *f, uint32_t uid, size_t size)
{
	char *raw = talloc_zero_size(f->ctx, size);
	struct inbox_mail mail = { .uidvalidity = 1, .uid = uid, .received = NOW, .raw = raw, .size = size };
	int64_t id;
	bool is_new;
	enum result r = ledger_mailbox(f->store, "support", &mail.mailbox, &f->err);

	if (r == DONE)
		r = inbox_put(f->store, &mail, &id, &is_new, &f->err);
	talloc_free(raw);
	return r;
}

static off_t
size_of(struct fixture *f, const char *suffix)
{
	struct stat st;

	return stat(talloc_asprintf(f->ctx, "%s%s", f->path, suffix), &st) == 0 ? st.st_size : 0;
}

static void
the_log_goes_into_the_file_when_it_has_grown(void **state)
{
	struct fixture *f = *state;

	for (uint32_t uid = 1; uid <= 20; uid++) {
		done(f, store_begin(f->store, &f->err));
		done(f, put(f, uid, 2 << 20));
		done(f, store_commit(f->store, &f->err));
		store_checkpoint(f->store);
		if (uid == 8)
			assert_true(size_of(f, "") < 1 << 20);
	}
	assert_true(size_of(f, "") > 32 << 20);
	/* It began again from its start, so it is not as long as all that was written. */
	assert_true(size_of(f, "-wal") < 36 << 20);
	store_settle(f->store);
	assert_int_equal(size_of(f, "-wal"), 0);
	assert_true(size_of(f, "") > 40 << 20);
	store_settle(f->store);
}

/* The commit does not fit. */
static enum result
fill_by_commit(struct fixture *f)
{
	enum result r = put(f, 2, 1 << 20);

	return r == DONE ? store_commit(f->store, &f->err) : r;
}

/* The mail alone does not fit, even before the commit: then SQLite gives up the whole transaction by itself, and what is
 * put next, small enough to fit, must not be committed alone. */
static enum result
fill_by_mail(struct fixture *f)
{
	/* More than the cache holds: it is written before the commit. */
	enum result r = put(f, 2, 120 << 20);

	if (r >= 0 || put(f, 3, 10) == DONE || store_commit(f->store, &f->err) == DONE)
		return DONE;
	return r;
}

/* In a child of its own, as the limit is the process's: the disk is full, then it is not. */
static int
with_a_full_disk(struct fixture *f, enum result (*fill)(struct fixture *f))
{
	struct rlimit limit = { .rlim_cur = 512 << 10, .rlim_max = RLIM_INFINITY };
	struct ledger_status *list;
	size_t n;

	signal(SIGXFSZ, SIG_IGN);
	if (store_open(f->ctx, f->path, STORE_WRITE, &f->store, &f->err) != DONE || setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 1;
	if (store_begin(f->store, &f->err) != DONE || put(f, 1, 1000) != DONE)
		return 2;
	if (fill(f) != TEMPFAIL || strstr(f->err.text, f->path) == NULL || store_in_transaction(f->store))
		return 3;
	limit.rlim_cur = RLIM_INFINITY;
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0 || store_begin(f->store, &f->err) != DONE)
		return 4;
	if (put(f, 4, 1 << 20) != DONE || store_commit(f->store, &f->err) != DONE)
		return 5;
	if (ledger_status(f->ctx, f->store, &list, &n, &f->err) != DONE || n != 1 || list[0].arrived != 1)
		return 6;
	return 0;
}

static void
try_a_full_disk(struct fixture *f, enum result (*fill)(struct fixture *f))
{
	int status;
	pid_t pid;

	shut(f);
	pid = fork();
	if (pid == 0)
		_exit(with_a_full_disk(f, fill));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_string_equal(behind(f, "PRAGMA integrity_check"), "ok");
	assert_string_equal(behind(f, "SELECT count(*) || ' ' || max(uid) FROM inbox"), "1 4");
}

static void
a_full_disk_is_a_matter_of_time(void **state)
{
	try_a_full_disk(*state, fill_by_commit);
}

static void
nothing_is_committed_of_a_lost_transaction(void **state)
{
	try_a_full_disk(*state, fill_by_mail);
}

/* Puts two mails a transaction and says after each commit how many there are. */
static void
write_for_ever(struct fixture *f, int out)
{
	if (store_open(f->ctx, f->path, STORE_WRITE, &f->store, &f->err) != DONE)
		_exit(1);
	for (uint32_t n = 2; ; n += 2) {
		if (store_begin(f->store, &f->err) != DONE || put(f, n - 1, 9000) != DONE || put(f, n, 9000) != DONE ||
		    store_commit(f->store, &f->err) != DONE || write(out, &n, sizeof(n)) != sizeof(n))
			_exit(1);
		store_checkpoint(f->store);
	}
}

/* Returns how many mails the child had been told were durable when it was killed. */
static uint32_t
kill_a_writer(struct fixture *f, unsigned commits)
{
	uint32_t n, last = 0;
	int line[2], status;
	pid_t pid;

	assert_int_equal(pipe(line), 0);
	pid = fork();
	if (pid == 0)
		write_for_ever(f, line[1]);
	close(line[1]);
	for (unsigned i = 0; i < commits && read(line[0], &n, sizeof(n)) == sizeof(n); i++)
		last = n;
	assert_int_equal(kill(pid, SIGKILL), 0);
	while (read(line[0], &n, sizeof(n)) == sizeof(n))
		last = n;
	close(line[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	return last;
}

static void
a_killed_writer_leaves_whole_transactions(void **state)
{
	struct fixture *f = *state;

	shut(f);
	for (unsigned round = 1; round <= 10; round++) {
		struct ledger_status *list;
		uint32_t told;
		size_t n;

		unlink(f->path);
		unlink(talloc_asprintf(f->ctx, "%s-wal", f->path));
		unlink(talloc_asprintf(f->ctx, "%s-shm", f->path));
		told = kill_a_writer(f, round * 3);
		done(f, store_open(f->ctx, f->path, STORE_WRITE, &f->store, &f->err));
		done(f, ledger_status(f->ctx, f->store, &list, &n, &f->err));
		assert_int_equal(n, 1);
		assert_true(list[0].arrived >= told && list[0].arrived <= told + 2);
		assert_int_equal(list[0].arrived % 2, 0);
		shut(f);
		assert_string_equal(behind(f, "PRAGMA integrity_check"), "ok");
	}
}

/* Committed soon is committed as well: readers see it at once, it lasts, and the next one may follow when it is durable. */
static void
commits_soon(void **state)
{
	struct fixture *f = *state;
	const char *path = f->path;

	for (int i = 1; i <= 40; i++) {
		done(f, store_begin(f->store, &f->err));
		done(f, store_set_meta(f->store, "soon", talloc_asprintf(f->ctx, "%d", i), &f->err));
		done(f, store_commit_soon(f->store, &f->err));
		assert_false(store_in_transaction(f->store));
		assert_string_equal(behind(f, "SELECT value FROM meta WHERE key = 'soon'"), talloc_asprintf(f->ctx, "%d", i));
		done(f, store_durable(f->store, true, &f->err));
		/* There is nothing left to wait for. */
		done(f, store_durable(f->store, false, &f->err));
		/* Others commit in between, and the log is begun anew. */
		if (i % 10 == 0)
			set_meta(f, "at once", "x");
		if (i == 20)
			store_settle(f->store);
	}
	shut(f);
	done(f, store_open(f->ctx, path, STORE_WRITE, &f->store, &f->err));
	assert_string_equal(behind(f, "SELECT value FROM meta WHERE key = 'soon'"), "40");
}

/* The descriptor tells when it is worth asking. */
static void
tells_when_it_is_durable(void **state)
{
	struct fixture *f = *state;
	struct pollfd p = { .fd = store_durable_descriptor(f->store), .events = POLLIN };
	enum result r;

	for (int i = 0; i < 20; i++) {
		done(f, store_begin(f->store, &f->err));
		done(f, store_set_meta(f->store, "soon", talloc_asprintf(f->ctx, "%d", i), &f->err));
		done(f, store_commit_soon(f->store, &f->err));
		while ((r = store_durable(f->store, false, &f->err)) == NONE)
			assert_int_equal(poll(&p, 1, 10000), 1);
		done(f, r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(a_new_database_has_the_newest_schema),
		in_store(an_older_database_is_brought_up_to_date),
		in_store(a_newer_database_is_refused),
		in_store(what_is_no_database_of_ours_is_refused),
		in_store(one_writer_at_a_time),
		in_store(readers_read_with_a_writer_and_without),
		in_store(readers_cannot_write),
		in_store(nothing_to_read_yet),
		in_store(there_may_be_any_number_of_statements),
		in_store(commits_soon),
		in_store(tells_when_it_is_durable),
		in_store(each_commit_waits_for_the_disk),
		in_store(a_savepoint_is_undone_alone),
		in_store(the_log_goes_into_the_file_when_it_has_grown),
		in_store(a_full_disk_is_a_matter_of_time),
		in_store(nothing_is_committed_of_a_lost_transaction),
		in_store(a_killed_writer_leaves_whole_transactions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
