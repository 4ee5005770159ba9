/* automatic.c - what was sent by ourselves, counted for limits */
#include <config.h>

#include "fixture.h"

#include <sqlite3.h>

#include <postigo/store/automatic.h>

#include "../../../src/store/schema.h"

static void
sent(struct fixture *f, const char *recipient, int64_t ticket, bool outward, uint8_t says, instant at)
{
	struct automatic_row row = { .at = at, .recipient = recipient, .ticket = ticket, .outward = outward };

	memset(row.digest, says, DIGEST_SIZE);
	done(f, automatic_add(f->store, &row, &f->err));
}

/* The largest number that is reached, and none beyond it is. */
static unsigned
count(struct fixture *f, enum automatic_by by, const char *to, int64_t ticket, instant since, unsigned most)
{
	unsigned n = 0;

	for (unsigned i = 0; i <= most; i++) {
		bool reached;

		done(f, automatic_reached(f->store, by, to, ticket, i, since, &reached, &f->err));
		if (reached) {
			assert_true(i == 0 || n == i - 1);
			n = i;
		}
	}
	return n;
}

static void
each_kind_is_counted_by_itself(void **state)
{
	struct fixture *f = *state;

	done(f, store_begin(f->store, &f->err));
	sent(f, "Ana@Example.org", 1, true, 1, NOW);
	sent(f, "ana@example.org", 2, true, 1, NOW + 10);
	sent(f, "ben@EXAMPLE.org", 2, true, 1, NOW + 20);
	sent(f, "tec@example.org", 2, false, 1, NOW + 30);
	sent(f, "eva@example.com", 0, true, 1, NOW + 40);
	assert_int_equal(count(f, AUTOMATIC_BY_ADDRESS, "ANA@example.org", 0, NOW - 1, 9), 2);
	assert_int_equal(count(f, AUTOMATIC_BY_ADDRESS, "tec@example.org", 0, NOW - 1, 9), 1);
	assert_int_equal(count(f, AUTOMATIC_BY_ADDRESS, "nobody@example.org", 0, NOW - 1, 9), 0);
	assert_int_equal(count(f, AUTOMATIC_BY_DOMAIN, "example.ORG", 0, NOW - 1, 9), 3);
	assert_int_equal(count(f, AUTOMATIC_BY_DOMAIN, "whoever@example.org", 0, NOW - 1, 9), 3);
	assert_int_equal(count(f, AUTOMATIC_BY_TICKET, "Ben@example.org", 2, NOW - 1, 9), 1);
	assert_int_equal(count(f, AUTOMATIC_BY_TICKET, "ben@example.org", 3, NOW - 1, 9), 0);
	assert_int_equal(count(f, AUTOMATIC_BY_ALL, NULL, 0, NOW - 1, 9), 4);
	done(f, store_commit(f->store, &f->err));
}

static void
counts_are_of_a_window_and_bounded(void **state)
{
	struct fixture *f = *state;

	done(f, store_begin(f->store, &f->err));
	for (int i = 0; i < 10; i++)
		sent(f, "ana@example.org", 1, true, 1, NOW + i);
	assert_int_equal(count(f, AUTOMATIC_BY_ADDRESS, "ana@example.org", 0, NOW + 4, 99), 5);
	assert_int_equal(count(f, AUTOMATIC_BY_DOMAIN, "example.org", 0, NOW + 9, 99), 0);
	assert_int_equal(count(f, AUTOMATIC_BY_TICKET, "ana@example.org", 1, NOW + 8, 99), 1);
	assert_int_equal(count(f, AUTOMATIC_BY_ALL, NULL, 0, NOW - 1, 3), 3);
	assert_int_equal(count(f, AUTOMATIC_BY_ALL, NULL, 0, NOW - 1, 0), 0);
	done(f, store_commit(f->store, &f->err));
}

static void
repeats_are_those_in_a_row(void **state)
{
	struct fixture *f = *state;
	uint8_t digest[DIGEST_SIZE];
	unsigned n = 99;

	memset(digest, 7, sizeof(digest));
	done(f, store_begin(f->store, &f->err));
	done(f, automatic_repeats(f->store, "ana@example.org", digest, 0, 9, &n, &f->err));
	assert_int_equal(n, 0);
	sent(f, "ana@example.org", 1, true, 7, NOW);
	sent(f, "ana@example.org", 1, true, 8, NOW + 1);
	sent(f, "ana@example.org", 1, true, 7, NOW + 2);
	sent(f, "ben@example.org", 1, true, 8, NOW + 3);
	sent(f, "Ana@example.org", 1, true, 7, NOW + 3);
	sent(f, "ana@example.org", 1, true, 7, NOW + 3);
	done(f, automatic_repeats(f->store, "ana@Example.org", digest, 0, 9, &n, &f->err));
	assert_int_equal(n, 3);
	done(f, automatic_repeats(f->store, "ana@example.org", digest, NOW + 2, 9, &n, &f->err));
	assert_int_equal(n, 2);
	done(f, automatic_repeats(f->store, "ana@example.org", digest, 0, 1, &n, &f->err));
	assert_int_equal(n, 1);
	sent(f, "ana@example.org", 1, true, 8, NOW + 4);
	done(f, automatic_repeats(f->store, "ana@example.org", digest, 0, 9, &n, &f->err));
	assert_int_equal(n, 0);
	done(f, store_commit(f->store, &f->err));
}

static void
what_is_old_is_forgotten(void **state)
{
	struct fixture *f = *state;
	size_t gone;

	done(f, store_begin(f->store, &f->err));
	for (int i = 0; i < 6; i++)
		sent(f, "ana@example.org", 1, i % 2 == 0, 1, NOW + i);
	done(f, automatic_forget(f->store, NOW + 4, 3, &gone, &f->err));
	assert_int_equal(gone, 3);
	done(f, automatic_forget(f->store, NOW + 4, 3, &gone, &f->err));
	assert_int_equal(gone, 1);
	done(f, automatic_forget(f->store, NOW + 4, 3, &gone, &f->err));
	assert_int_equal(gone, 0);
	assert_int_equal(count(f, AUTOMATIC_BY_ADDRESS, "ana@example.org", 0, 0, 99), 2);
	sent(f, "ana@example.org", 1, true, 1, NOW + 6);
	assert_int_equal(count(f, AUTOMATIC_BY_ADDRESS, "ana@example.org", 0, 0, 99), 3);
	assert_int_equal(count(f, AUTOMATIC_BY_TICKET, "ana@example.org", 1, 0, 99), 3);
	assert_int_equal(count(f, AUTOMATIC_BY_DOMAIN, "example.org", 0, 0, 99), 2);
	assert_int_equal(count(f, AUTOMATIC_BY_ALL, NULL, 0, NOW + 4, 99), 1);
	done(f, store_commit(f->store, &f->err));
}

/* What is undone was not sent. */
static void
what_is_undone_does_not_count(void **state)
{
	struct fixture *f = *state;

	done(f, store_begin(f->store, &f->err));
	sent(f, "ana@example.org", 1, true, 1, NOW);
	done(f, store_savepoint(f->store, &f->err));
	sent(f, "ana@example.org", 1, true, 1, NOW);
	store_undo(f->store);
	assert_int_equal(count(f, AUTOMATIC_BY_ADDRESS, "ana@example.org", 0, 0, 9), 1);
	sent(f, "ana@example.org", 1, true, 1, NOW);
	assert_int_equal(count(f, AUTOMATIC_BY_ADDRESS, "ana@example.org", 0, 0, 9), 2);
	done(f, store_commit(f->store, &f->err));
}

/* A store from before they were numbered. */
static void
older_rows_count_too(void **state)
{
	static const char rows[] =
	    "INSERT INTO meta VALUES ('schema', '2');"
	    "INSERT INTO automatic (at, recipient, domain, ticket, outward, digest) VALUES"
	    " (1, 'ana@example.org', 'example.org', 1, 1, x'00'), (2, 'tec@example.org', 'example.org', 1, 0, x'00'),"
	    " (3, 'ben@example.org', 'example.org', 1, 1, x'00'), (4, 'ana@example.org', 'example.org', NULL, 1, x'00'),"
	    " (5, 'ana@example.org', 'example.org', 1, 1, x'00'), (6, 'eva@example.com', 'example.com', 1, 1, x'00');";
	struct fixture *f = *state;
	sqlite3 *db;

	talloc_free(f->store);
	unlink(f->path);
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	for (int i = 0; i < 2; i++)
		assert_int_equal(sqlite3_exec(db, schema_step[i], NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, rows, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	done(f, store_open(f->ctx, f->path, STORE_WRITE, &f->store, &f->err));
	assert_int_equal(count(f, AUTOMATIC_BY_ADDRESS, "ana@example.org", 0, 0, 9), 3);
	assert_int_equal(count(f, AUTOMATIC_BY_ADDRESS, "ana@example.org", 0, 3, 9), 2);
	assert_int_equal(count(f, AUTOMATIC_BY_TICKET, "ana@example.org", 1, 0, 9), 2);
	assert_int_equal(count(f, AUTOMATIC_BY_DOMAIN, "example.org", 0, 0, 9), 4);
	assert_int_equal(count(f, AUTOMATIC_BY_DOMAIN, "example.org", 0, 3, 9), 2);
	assert_int_equal(count(f, AUTOMATIC_BY_ALL, NULL, 0, 0, 9), 5);
	assert_int_equal(count(f, AUTOMATIC_BY_ALL, NULL, 0, 4, 9), 2);
}

static sqlite3 *handle;

static int
note_handle(sqlite3 *db, char **why, const struct sqlite3_api_routines *routines)
{
	(void)why;
	(void)routines;
	handle = db;
	return SQLITE_OK;
}

static int
step(void *context)
{
	unsigned *steps = context;

	(*steps)++;
	return 0;
}

/* How much SQLite does to tell of each kind whether n were sent, and to note one more. */
static unsigned
effort(struct fixture *f, unsigned n)
{
	unsigned steps = 0;
	bool reached;

	sqlite3_progress_handler(handle, 1, step, &steps);
	for (enum automatic_by by = AUTOMATIC_BY_ADDRESS; by <= AUTOMATIC_BY_ALL; by++) {
		const char *to = by == AUTOMATIC_BY_ALL ? NULL : "ana@example.org";

		done(f, automatic_reached(f->store, by, to, 1, n, 0, &reached, &f->err));
		assert_true(reached);
	}
	sent(f, "ana@example.org", 1, true, 1, NOW);
	sqlite3_progress_handler(handle, 0, NULL, NULL);
	return steps;
}

static void
a_high_limit_costs_no_more_than_a_low_one(void **state)
{
	struct fixture *f = *state;
	unsigned low;

	talloc_free(f->store);
	assert_int_equal(sqlite3_auto_extension((void (*)(void))note_handle), SQLITE_OK);
	done(f, store_open(f->ctx, f->path, STORE_WRITE, &f->store, &f->err));
	sqlite3_reset_auto_extension();
	done(f, store_begin(f->store, &f->err));
	for (int i = 0; i < 10; i++)
		sent(f, "ana@example.org", 1, true, 1, NOW);
	low = effort(f, 10);
	for (int i = 0; i < 2000; i++)
		sent(f, "ana@example.org", 1, true, 1, NOW);
	assert_in_range(effort(f, 2000), 1, low);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(each_kind_is_counted_by_itself),
		in_store(counts_are_of_a_window_and_bounded),
		in_store(repeats_are_those_in_a_row),
		in_store(what_is_old_is_forgotten),
		in_store(what_is_undone_does_not_count),
		in_store(older_rows_count_too),
		in_store(a_high_limit_costs_no_more_than_a_low_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
