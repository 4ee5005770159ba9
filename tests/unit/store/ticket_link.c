/* ticket_link.c - links between tickets, and tickets that are merged */
#include <config.h>

#include "fixture.h"

#include <sqlite3.h>

#include <postigo/store/ticket.h>

static int64_t
add(struct fixture *f)
{
	struct ticket t = { .created = NOW };

	done(f, ticket_add(f->store, &t, &f->err));
	return t.id;
}

static struct ticket
read_back(struct fixture *f, int64_t id)
{
	struct ticket t;

	done(f, ticket_read(f->ctx, f->store, id, &t, &f->err));
	return t;
}

static void
links_are_seen_from_both_ends(void **state)
{
	struct fixture *f = *state;
	struct ticket_link *list;
	int64_t a, b, c;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	a = add(f), b = add(f), c = add(f);
	done(f, ticket_links(f->ctx, f->store, a, &list, &n, &f->err));
	assert_int_equal(n, 0);
	done(f, ticket_link(f->store, b, a, "follows", NOW + 1, &f->err));
	done(f, ticket_link(f->store, b, a, "follows", NOW + 2, &f->err));
	done(f, ticket_link(f->store, c, b, "names", NOW + 3, &f->err));
	done(f, ticket_links(f->ctx, f->store, b, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_int_equal(list[0].other, a);
	assert_string_equal(list[0].kind, "follows");
	assert_int_equal(list[0].since, NOW + 1);
	assert_false(list[0].incoming);
	assert_int_equal(list[1].other, c);
	assert_string_equal(list[1].kind, "names");
	assert_true(list[1].incoming);
	expect(f, ticket_link(f->store, a, a, "names", NOW, &f->err), PERMFAIL);
	expect(f, ticket_link(f->store, a, 99, "names", NOW, &f->err), PERMFAIL);
	store_rollback(f->store);
}

static void
a_merged_ticket_leads_to_what_stands_for_it(void **state)
{
	struct fixture *f = *state;
	struct ticket_link *list;
	struct ticket t;
	int64_t a, b, c;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	a = add(f), b = add(f), c = add(f);
	done(f, ticket_set_state(f->store, b, TICKET_CLOSED, NOW + 1, &f->err));
	done(f, ticket_merge(f->store, b, c, NOW + 5, &f->err));
	t = read_back(f, b);
	assert_int_equal(t.merged_into, c);
	assert_int_equal(t.closed, NOW + 1);
	assert_int_equal(t.changed, NOW + 5);
	/* b is not there any more: c stands for it. */
	done(f, ticket_merge(f->store, a, b, NOW + 6, &f->err));
	t = read_back(f, a);
	assert_int_equal(t.merged_into, c);
	assert_int_equal(t.state, TICKET_CLOSED);
	assert_int_equal(t.closed, NOW + 6);
	assert_int_equal(read_back(f, c).merged_into, 0);
	assert_int_equal(read_back(f, c).state, TICKET_NEW);
	done(f, ticket_links(f->ctx, f->store, c, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_string_equal(list[0].kind, "merged");
	assert_true(list[0].incoming);
	done(f, store_commit(f->store, &f->err));
}

static void
no_ring_is_made(void **state)
{
	struct fixture *f = *state;
	int64_t a, b, c;

	done(f, store_begin(f->store, &f->err));
	a = add(f), b = add(f), c = add(f);
	expect(f, ticket_merge(f->store, a, a, NOW, &f->err), PERMFAIL);
	assert_non_null(strstr(f->err.text, "into itself"));
	expect(f, ticket_merge(f->store, a, 99, NOW, &f->err), PERMFAIL);
	assert_non_null(strstr(f->err.text, "there is no ticket 99"));
	expect(f, ticket_merge(f->store, 98, a, NOW, &f->err), PERMFAIL);
	assert_non_null(strstr(f->err.text, "there is no ticket 98"));
	done(f, ticket_merge(f->store, a, b, NOW, &f->err));
	expect(f, ticket_merge(f->store, a, c, NOW, &f->err), PERMFAIL);
	assert_non_null(strstr(f->err.text, "merged into 2 already"));
	done(f, ticket_merge(f->store, b, c, NOW, &f->err));
	expect(f, ticket_merge(f->store, c, a, NOW, &f->err), PERMFAIL);
	assert_non_null(strstr(f->err.text, "ticket 1 is merged into 3, which would make a ring"));
	assert_int_equal(read_back(f, c).merged_into, 0);
	assert_int_equal(read_back(f, c).state, TICKET_NEW);
	done(f, store_commit(f->store, &f->err));
}

/* However often what it was merged into is merged itself, a ticket leads straight to what stands for it. */
static void
there_are_no_chains(void **state)
{
	struct fixture *f = *state;
	struct ticket_link *list;
	int64_t last = 0;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	for (int i = 0; i < 40; i++)
		last = add(f);
	for (int64_t id = 1; id < last; id++)
		done(f, ticket_merge(f->store, id, id + 1, NOW, &f->err));
	for (int64_t id = 1; id < last; id++)
		assert_int_equal(read_back(f, id).merged_into, last);
	done(f, ticket_links(f->ctx, f->store, 2, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_int_equal(list[0].other, 3);
	assert_int_equal(list[1].other, 1);
	done(f, store_commit(f->store, &f->err));
}

/* Whoever put a ring or a chain into the database, we do not go on for ever. */
static void
what_others_did_to_the_database_ends(void **state)
{
	struct fixture *f = *state;
	sqlite3 *db;

	done(f, store_begin(f->store, &f->err));
	for (int i = 0; i < 30; i++)
		add(f);
	done(f, store_commit(f->store, &f->err));
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "UPDATE ticket SET merged_into = 3 - id WHERE id < 3;"
	    "UPDATE ticket SET merged_into = id + 1 WHERE id BETWEEN 3 AND 28", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	done(f, store_begin(f->store, &f->err));
	for (int64_t id = 1; id <= 3; id++) {
		expect(f, ticket_merge(f->store, 30, id, NOW, &f->err), PERMFAIL);
		assert_non_null(strstr(f->err.text, "more than 16"));
	}
	done(f, ticket_merge(f->store, 30, 20, NOW, &f->err));
	assert_int_equal(read_back(f, 30).merged_into, 29);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(links_are_seen_from_both_ends),
		in_store(a_merged_ticket_leads_to_what_stands_for_it),
		in_store(no_ring_is_made),
		in_store(there_are_no_chains),
		in_store(what_others_did_to_the_database_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
