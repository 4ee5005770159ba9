/* delivery.c - addresses that our mail does not reach */
#include <config.h>

#include "fixture.h"

#include <postigo/store/delivery.h>
#include <postigo/store/person.h>

static int64_t
person(struct fixture *f, const char *address)
{
	int64_t id;

	done(f, person_get(f->store, address, NULL, NOW, &id, &f->err));
	return id;
}

static void
a_hold_is_kept_counted_and_cleared(void **state)
{
	struct fixture *f = *state;
	struct delivery d;
	int64_t ana;

	done(f, store_begin(f->store, &f->err));
	ana = person(f, "ana@example.org");
	expect(f, delivery_read(f->ctx, f->store, ana, &d, &f->err), NONE);
	done(f, delivery_hold(f->store, ana, DELIVERY_FULL, NOW + 50, "over quota", NOW, &f->err));
	done(f, delivery_read(f->ctx, f->store, ana, &d, &f->err));
	assert_int_equal(d.person, ana);
	assert_string_equal(d.address, "ana@example.org");
	assert_int_equal(d.class, DELIVERY_FULL);
	assert_string_equal(delivery_class_name(d.class), "full");
	assert_int_equal(d.since, NOW);
	assert_int_equal(d.until, NOW + 50);
	assert_int_equal(d.times, 1);
	assert_string_equal(d.why, "over quota");
	done(f, delivery_hold(f->store, ana, DELIVERY_HARD, NOW + 900, NULL, NOW + 9, &f->err));
	done(f, delivery_read(f->ctx, f->store, ana, &d, &f->err));
	assert_int_equal(d.class, DELIVERY_HARD);
	assert_int_equal(d.since, NOW);
	assert_int_equal(d.until, NOW + 900);
	assert_int_equal(d.times, 2);
	assert_null(d.why);
	done(f, delivery_clear(f->store, ana, &f->err));
	expect(f, delivery_clear(f->store, ana, &f->err), NONE);
	expect(f, delivery_read(f->ctx, f->store, ana, &d, &f->err), NONE);
	expect(f, delivery_hold(f->store, 99, DELIVERY_HARD, NOW, NULL, NOW, &f->err), PERMFAIL);
	store_rollback(f->store);
}

static void
the_list_is_newest_first(void **state)
{
	struct fixture *f = *state;
	struct delivery *list;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	done(f, delivery_list(f->ctx, f->store, 9, &list, &n, &f->err));
	assert_int_equal(n, 0);
	for (int i = 0; i < 3; i++)
		done(f, delivery_hold(f->store, person(f, talloc_asprintf(f->ctx, "%d@example.org", i)), DELIVERY_POLICY,
		    NOW + 50, "no", NOW + i, &f->err));
	/* Again: it has been so since then. */
	done(f, delivery_hold(f->store, person(f, "0@example.org"), DELIVERY_POLICY, NOW + 90, "no", NOW + 9, &f->err));
	done(f, delivery_list(f->ctx, f->store, 2, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_string_equal(list[0].address, "2@example.org");
	assert_string_equal(list[1].address, "1@example.org");
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(a_hold_is_kept_counted_and_cleared),
		in_store(the_list_is_newest_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
