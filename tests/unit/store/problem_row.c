/* problem_row.c - tickets that stand for many, and what is known of them */
#include <config.h>

#include "fixture.h"

#include <postigo/store/problem_row.h>
#include <postigo/store/ticket.h>

static char queue[] = "q", subject[] = "s", acme[] = "acme", birch[] = "birch", vpn[] = "vpn";

static int64_t
make(struct fixture *f, char *organisation, int64_t problem)
{
	struct ticket t = { .subject = subject, .queue = queue, .created = NOW, .organisation = organisation, .problem = problem };

	done(f, ticket_add(f->store, &t, &f->err));
	return t.id;
}

static void
problems(void **state)
{
	struct fixture *f = *state;
	struct problem_row row = { .spike = vpn, .people = 7, .usual = 150, .since = NOW }, *list = NULL, seen;
	struct problem_tally tally = { 9, 9, 9 };
	struct ticket t;
	int64_t newest = 0;
	size_t count = 0;

	done(f, store_begin(f->store, &f->err));
	expect(f, problem_row_of_spike(f->store, "vpn", &newest, &f->err), NONE);
	row.ticket = make(f, NULL, 0);
	done(f, problem_row_add(f->store, &row, &f->err));
	done(f, ticket_read(f->ctx, f->store, row.ticket, &t, &f->err));
	assert_int_equal(t.kind, TICKET_PROBLEM);
	done(f, problem_row_tally(f->store, row.ticket, &tally, &f->err));
	assert_true(tally.tickets == 0 && tally.open == 0 && tally.organisations == 0);
	(void)make(f, acme, row.ticket);
	(void)make(f, acme, row.ticket);
	(void)make(f, NULL, row.ticket);
	done(f, ticket_set_state(f->store, make(f, birch, row.ticket), TICKET_CLOSED, NOW, &f->err));
	done(f, problem_row_tally(f->store, row.ticket, &tally, &f->err));
	assert_true(tally.tickets == 4 && tally.open == 3 && tally.organisations == 2);

	struct problem_row other = { .ticket = make(f, NULL, 0), .usual = PROBLEM_USUAL_UNKNOWN, .people = 1, .since = NOW + 5 };

	done(f, problem_row_add(f->store, &other, &f->err));
	done(f, problem_row_of_spike(f->store, "vpn", &newest, &f->err));
	assert_int_equal(newest, row.ticket);
	done(f, problem_row_set_spike(f->store, other.ticket, "vpn", &f->err));
	expect(f, problem_row_set_spike(f->store, 999, "vpn", &f->err), NONE);
	done(f, problem_row_of_spike(f->store, "vpn", &newest, &f->err));
	assert_int_equal(newest, other.ticket);
	done(f, problem_row_read(f->ctx, f->store, other.ticket, &seen, &f->err));
	assert_true(seen.usual == PROBLEM_USUAL_UNKNOWN && seen.people == 1 && seen.since == NOW + 5);
	assert_string_equal(seen.spike, "vpn");
	expect(f, problem_row_read(f->ctx, f->store, 1 + other.ticket, &seen, &f->err), NONE);
	done(f, problem_row_list(f->ctx, f->store, 9, &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_true(list[0].ticket == other.ticket && list[1].usual == 150 && list[1].people == 7);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { in_store(problems) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
