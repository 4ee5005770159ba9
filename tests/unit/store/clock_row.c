/* clock_row.c - a ticket's clocks are kept as they are put; what it waits for begins and ends */
#include <config.h>

#include "fixture.h"

#include <postigo/store/clock_row.h>
#include <postigo/store/ticket.h>

static char gold[] = "gold", silver[] = "silver", queue[] = "q", subject[] = "s";

static int64_t
ticket(struct fixture *f)
{
	struct ticket t = { .subject = subject, .queue = queue, .created = NOW };

	done(f, ticket_add(f->store, &t, &f->err));
	return t.id;
}

static void
put(struct fixture *f, int64_t number, int aim, instant due, instant ended)
{
	struct clock_row row = { .ticket = number, .aim = aim, .sla = gold, .start = NOW, .due = due, .ended = ended };

	done(f, clock_row_put(f->store, &row, &f->err));
}

static void
a_clock_is_kept_as_it_is_put(void **state)
{
	struct fixture *f = *state;
	struct clock_row row = { .aim = 2, .sla = gold, .start = NOW, .carried = 5, .due = NOW + 7 }, *list;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	row.ticket = ticket(f);
	done(f, clock_row_list(f->ctx, f->store, row.ticket, &list, &n, &f->err));
	assert_int_equal(n, 0);
	done(f, clock_row_put(f->store, &row, &f->err));
	row = (struct clock_row){ .ticket = row.ticket, .aim = 2, .sla = silver, .start = NOW + 1, .ended = NOW + 2, .carried = 3,
		.missed = true, .told = 80, .told_at = NOW + 4, .heard = 50, .quiet_until = NOW + 5 };
	done(f, clock_row_put(f->store, &row, &f->err));
	put(f, row.ticket, 0, 0, 0);
	done(f, clock_row_list(f->ctx, f->store, row.ticket, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_int_equal(list[0].aim, 0);
	assert_int_equal(list[0].due, 0);
	assert_string_equal(list[1].sla, "silver");
	assert_true(list[1].missed && list[1].start == NOW + 1 && list[1].ended == NOW + 2 && list[1].due == 0);
	assert_true(list[1].carried == 3 && list[1].told == 80 && list[1].told_at == NOW + 4 && list[1].heard == 50);
	assert_true(list[1].quiet_until == NOW + 5);
	done(f, store_commit(f->store, &f->err));
}

static void
those_that_run_come_in_the_order_in_which_they_are_due(void **state)
{
	struct fixture *f = *state;
	struct clock_row *list, *rest;
	int64_t *running, last;
	unsigned late;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	expect(f, clock_row_last(f->store, &last, &f->err), NONE);
	int64_t a = ticket(f), b = ticket(f);

	put(f, a, 0, NOW + 5, 0);
	put(f, a, 2, NOW + 9, 0);
	put(f, b, 0, 0, NOW + 3);
	put(f, b, 1, NOW + 5, 0);
	put(f, b, 2, 0, 0);
	done(f, clock_row_due(f->ctx, f->store, NULL, 2, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_true(list[0].ticket == a && list[0].aim == 0 && list[1].ticket == b && list[1].aim == 1);
	done(f, clock_row_due(f->ctx, f->store, &list[1], 2, &rest, &n, &f->err));
	assert_int_equal(n, 1);
	assert_true(rest[0].ticket == a && rest[0].aim == 2);
	done(f, clock_row_late(f->store, NOW + 9, 9, &late, &f->err));
	assert_int_equal(late, 2);
	done(f, clock_row_late(f->store, NOW + 9, 1, &late, &f->err));
	assert_int_equal(late, 1);
	done(f, clock_row_ended(f->ctx, f->store, 0, NOW, 9, &list, &n, &f->err));
	assert_int_equal(n, 1);
	assert_int_equal(list[0].ticket, b);
	done(f, clock_row_ended(f->ctx, f->store, 0, NOW + 3, 9, &list, &n, &f->err));
	assert_int_equal(n, 0);
	done(f, clock_row_running(f->ctx, f->store, 0, b, &running, &n, &f->err));
	assert_true(n == 2 && running[0] == a && running[1] == b);
	done(f, clock_row_running(f->ctx, f->store, a, b + 10, &running, &n, &f->err));
	assert_true(n == 1 && running[0] == b);
	done(f, clock_row_last(f->store, &last, &f->err));
	assert_int_equal(last, b);
	done(f, clock_row_remove(f->store, a, 2, &f->err));
	expect(f, clock_row_remove(f->store, a, 2, &f->err), NONE);
	done(f, clock_row_list(f->ctx, f->store, a, &list, &n, &f->err));
	assert_int_equal(n, 1);
	done(f, store_commit(f->store, &f->err));
}

static void
what_it_waits_for_begins_and_ends(void **state)
{
	struct fixture *f = *state;
	struct pause_row *list;
	size_t n;
	int64_t t;

	done(f, store_begin(f->store, &f->err));
	t = ticket(f);
	done(f, clock_row_pause(f->store, t, 0, NOW, &f->err));
	done(f, clock_row_pause(f->store, t, 1, NOW + 1, &f->err));
	done(f, clock_row_pause(f->store, t, 1, NOW + 2, &f->err));	/* still */
	done(f, clock_row_pause(f->store, t, 2, NOW + 3, &f->err));
	done(f, clock_row_pause(f->store, t, 0, NOW + 4, &f->err));
	done(f, clock_row_pause(f->store, t, 3, NOW + 5, &f->err));
	done(f, clock_row_pauses(f->ctx, f->store, t, &list, &n, &f->err));
	assert_int_equal(n, 4);
	assert_true(list[0].reason == 1 && list[0].since == NOW + 1 && list[0].until == NOW + 3);
	assert_true(list[1].reason == 2 && list[1].since == NOW + 3 && list[1].until == NOW + 4);
	assert_true(list[2].since == NOW + 5 && list[2].until == 0 && list[3].until == 0);
	/* It ends and begins at the same instant: it did not end. */
	done(f, clock_row_pause(f->store, t, 0, NOW + 5, &f->err));
	done(f, clock_row_pause(f->store, t, 1, NOW + 5, &f->err));
	done(f, clock_row_pauses(f->ctx, f->store, t, &list, &n, &f->err));
	assert_int_equal(n, 4);
	assert_true(list[2].reason == 1 && list[2].until == 0 && list[3].until == NOW + 5);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(a_clock_is_kept_as_it_is_put),
		in_store(those_that_run_come_in_the_order_in_which_they_are_due),
		in_store(what_it_waits_for_begins_and_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
