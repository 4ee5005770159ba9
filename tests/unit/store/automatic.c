/* automatic.c - what was sent by ourselves, counted for limits */
#include <config.h>

#include "fixture.h"

#include <postigo/store/automatic.h>

static void
sent(struct fixture *f, const char *recipient, int64_t ticket, bool outward, uint8_t says, instant at)
{
	struct automatic_row row = { .at = at, .recipient = recipient, .ticket = ticket, .outward = outward };

	memset(row.digest, says, DIGEST_SIZE);
	done(f, automatic_add(f->store, &row, &f->err));
}

static unsigned
count(struct fixture *f, enum automatic_by by, const char *to, int64_t ticket, instant since, unsigned most)
{
	unsigned n = 99;

	done(f, automatic_count(f->store, by, to, ticket, since, most, &n, &f->err));
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
