/* due.c - timers: in the order in which they are due, one of a kind for each ticket, and those that are about none */
#include <config.h>

#include "fixture.h"

#include <postigo/store/due.h>
#include <postigo/store/ticket.h>

static char kind_a[] = "a", kind_b[] = "b", one[] = "one", two[] = "two", queue[] = "q", subject[] = "s";

static int64_t
ticket(struct fixture *f)
{
	struct ticket t = { .subject = subject, .queue = queue, .created = NOW };

	done(f, ticket_add(f->store, &t, &f->err));
	return t.id;
}

static void
a_ticket_has_one_timer_of_a_kind(void **state)
{
	struct fixture *f = *state;
	struct due_row row = { .due = NOW + 5, .kind = kind_a }, other = { .due = NOW + 2, .kind = kind_b }, *rows, found;
	instant due;
	size_t count;

	done(f, store_begin(f->store, &f->err));
	row.ticket = other.ticket = ticket(f);
	done(f, due_set(f->store, &row, &f->err));
	done(f, due_set(f->store, &other, &f->err));
	row.due = NOW + 1;
	row.detail = one;
	done(f, due_set(f->store, &row, &f->err));
	done(f, due_next(f->store, &due, &f->err));
	assert_int_equal(due, NOW + 1);
	done(f, due_now(f->ctx, f->store, NOW + 9, 9, &rows, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].kind, "a");
	assert_string_equal(rows[0].detail, "one");
	assert_int_equal(rows[0].ticket, row.ticket);
	done(f, due_now(f->ctx, f->store, NOW, 9, &rows, &count, &f->err));
	assert_int_equal(count, 0);
	done(f, due_of_ticket(f->ctx, f->store, row.ticket, "b", &found, &f->err));
	assert_int_equal(found.due, NOW + 2);
	done(f, due_unset(f->store, row.ticket, "a", &f->err));
	expect(f, due_unset(f->store, row.ticket, "a", &f->err), NONE);
	expect(f, due_of_ticket(f->ctx, f->store, row.ticket, "a", &found, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
standing_timers_are_told_from_those_of_tickets(void **state)
{
	struct fixture *f = *state;
	struct due_row of_ticket = { .due = NOW, .kind = kind_a }, first = { .due = NOW, .kind = kind_a, .detail = two },
		second = { .due = NOW, .kind = kind_a, .detail = one }, *rows;
	size_t count;

	done(f, store_begin(f->store, &f->err));
	of_ticket.ticket = ticket(f);
	done(f, due_set(f->store, &of_ticket, &f->err));
	expect(f, due_of_kind(f->store, "a", &f->err), NONE);
	done(f, due_add(f->store, &first, &f->err));
	done(f, due_add(f->store, &second, &f->err));
	done(f, due_of_kind(f->store, "a", &f->err));
	done(f, due_standing(f->ctx, f->store, "a", NULL, &rows, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].detail, "one");
	done(f, due_standing(f->ctx, f->store, "a", "two", &rows, &count, &f->err));
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].id, first.id);
	done(f, due_standing(f->ctx, f->store, "b", NULL, &rows, &count, &f->err));
	assert_int_equal(count, 0);
	done(f, due_remove(f->store, first.id, &f->err));
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(a_ticket_has_one_timer_of_a_kind),
		in_store(standing_timers_are_told_from_those_of_tickets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
