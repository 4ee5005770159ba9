/* report.c - tickets that are counted: people rather than mails, for as long as a window, and by the hour */
#include <config.h>

#include "fixture.h"

#include <postigo/store/person.h>
#include <postigo/store/report.h>
#include <postigo/store/ticket.h>

#define WINDOW HOURS(1)

static char queue[] = "q", subject[] = "s";

/* A ticket of that person's; gives whether they were counted within the window. */
static bool
report(struct fixture *f, const char *who, const char *organisation, instant at, int64_t *ticket)
{
	struct ticket t = { .subject = subject, .queue = queue, .created = at };
	struct report r = { .spike = "vpn", .organisation = organisation, .at = at };
	bool again = false;

	done(f, ticket_add(f->store, &t, &f->err));
	done(f, person_get(f->store, talloc_asprintf(f->ctx, "%s@x.example", who), NULL, at, &r.person, &f->err));
	r.ticket = t.id;
	done(f, report_add(f->store, &r, WINDOW, &again, &f->err));
	expect(f, report_add(f->store, &r, WINDOW, &again, &f->err), NONE);
	if (ticket != NULL)
		*ticket = t.id;
	return again;
}

static unsigned
people(struct fixture *f, int64_t but, instant since, unsigned most)
{
	unsigned n = 99;

	done(f, report_people(f->store, "vpn", but, since, most, &n, &f->err));
	return n;
}

static void
people_are_counted_once(void **state)
{
	struct fixture *f = *state;
	int64_t first, *list = NULL;
	size_t count = 0;
	unsigned n = 99;
	instant at;

	done(f, store_begin(f->store, &f->err));
	expect(f, report_first(f->store, "vpn", 0, &at, &f->err), NONE);
	assert_false(report(f, "eva", "acme", NOW, &first));
	assert_true(report(f, "eva", "acme", NOW + MINUTES(10), NULL));
	assert_true(report(f, "eva", "acme", NOW + MINUTES(60), NULL));
	assert_false(report(f, "bo", "birch", NOW + MINUTES(20), NULL));
	assert_false(report(f, "cy", "", NOW + MINUTES(30), NULL));
	assert_int_equal(people(f, 0, NOW - 1, 100), 3);
	assert_int_equal(people(f, 1, NOW - 1, 100), 2);
	assert_int_equal(people(f, 0, NOW - 1, 2), 2);
	assert_int_equal(people(f, 0, NOW + MINUTES(20), 100), 2);
	done(f, report_organisations(f->store, "vpn", "", NOW - 1, &n, &f->err));
	assert_int_equal(n, 2);
	done(f, report_organisations(f->store, "vpn", "acme", NOW - 1, &n, &f->err));
	assert_int_equal(n, 1);
	done(f, report_first(f->store, "vpn", NOW, &at, &f->err));
	assert_int_equal(at, NOW + MINUTES(10));
	done(f, report_tickets(f->ctx, f->store, "vpn", NOW, 3, &list, &count, &f->err));
	assert_int_equal(count, 3);
	assert_int_equal(list[0], first + 1);
	/* An hour and more later they are new again, and what lies before the window goes. */
	for (int i = 0; i < 3; i++)
		assert_true(report(f, "eva", "acme", NOW + MINUTES(130 + i), NULL) == (i > 0));
	done(f, report_tickets(f->ctx, f->store, "vpn", 0, 100, &list, &count, &f->err));
	assert_int_equal(count, 3);
	done(f, report_people(f->store, "other", 0, 0, 9, &n, &f->err));
	assert_int_equal(n, 0);
	done(f, store_commit(f->store, &f->err));
}

static void
what_is_part_of_a_problem_is_found(void **state)
{
	struct fixture *f = *state;
	int64_t one, two, problem;

	done(f, store_begin(f->store, &f->err));
	(void)report(f, "eva", "acme", NOW, &one);
	(void)report(f, "bo", "acme", NOW + 1, &two);
	expect(f, report_problem(f->store, "vpn", 0, &problem, &f->err), NONE);
	done(f, ticket_set_problem(f->store, one, two, NOW, &f->err));
	done(f, report_problem(f->store, "vpn", 0, &problem, &f->err));
	assert_int_equal(problem, two);
	expect(f, report_problem(f->store, "vpn", NOW, &problem, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
hours_are_kept_for_a_while(void **state)
{
	struct fixture *f = *state;
	unsigned counts[4];
	int64_t first = 0;

	done(f, store_begin(f->store, &f->err));
	expect(f, report_hour_first(f->store, "vpn", &first, &f->err), NONE);
	for (int64_t hour = 100; hour < 120; hour++)
		for (int i = 0; i < (hour == 117 ? 3 : 1); i++)
			done(f, report_hour_add(f->store, "vpn", hour, hour - 10, &f->err));
	done(f, report_hour_first(f->store, "vpn", &first, &f->err));
	assert_int_equal(first, 109);
	done(f, report_hours(f->store, "vpn", 116, 119, counts, &f->err));
	assert_true(counts[0] == 1 && counts[1] == 3 && counts[2] == 1 && counts[3] == 1);
	done(f, report_hours(f->store, "vpn", 200, 203, counts, &f->err));
	assert_true(counts[0] == 0 && counts[3] == 0);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(people_are_counted_once),
		in_store(what_is_part_of_a_problem_is_found),
		in_store(hours_are_kept_for_a_while),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
