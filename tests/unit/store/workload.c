/* workload.c - whose tickets there are, whose turn it is, and who is away */
#include <config.h>

#include "fixture.h"

#include <postigo/store/away.h>
#include <postigo/store/person.h>
#include <postigo/store/ticket.h>
#include <postigo/store/workload.h>

static int64_t
add(struct fixture *f, enum ticket_state state, const char *team, const char *assignee, const char *organisation)
{
	struct ticket t = { .subject = talloc_strdup(f, "Printer"), .queue = talloc_strdup(f, "help"), .created = NOW,
		.state = state, .priority = 1, .team = talloc_strdup(f, team),
		.assignee = assignee != NULL ? talloc_strdup(f, assignee) : NULL,
		.organisation = organisation != NULL ? talloc_strdup(f, organisation) : NULL };

	done(f, person_get(f->store, "pat@acme.example", "Pat", NOW, &t.requester, &f->err));
	done(f, ticket_add(f->store, &t, &f->err));
	return t.id;
}

static void
what_is_not_closed_is_work(void **state)
{
	struct fixture *f = *state;
	struct workload load;
	struct organisation_person *people;
	struct ticket *list;
	int64_t *numbers;
	uint64_t open, other;
	size_t count;

	done(f, store_begin(f->store, &f->err));
	add(f, TICKET_NEW, "first", "ana", "acme");
	add(f, TICKET_OPEN, "first", "ana", NULL);
	add(f, TICKET_WAITING, "first", "ana", "acme");
	add(f, TICKET_CLOSED, "first", "ana", "acme");
	add(f, TICKET_NEW, "first", NULL, "acme");
	add(f, TICKET_NEW, "second", "ben", NULL);
	/* What was only just written counts: many mails are decided in one transaction. */
	done(f, workload_read(f->store, "ana", &load, &f->err));
	assert_true(load.open == 3 && load.turn == 0 && load.given == 0);
	done(f, workload_read(f->store, "zoe", &load, &f->err));
	assert_int_equal(load.open, 0);
	done(f, workload_team(f->store, "first", &open, &other, &f->err));
	assert_true(open == 4 && other == 1);
	done(f, workload_unassigned(f->ctx, f->store, "first", 10, &numbers, &count, &f->err));
	assert_true(count == 1 && numbers[0] == 5);
	done(f, workload_organisation(f->store, "acme", &open, &other, &f->err));
	assert_true(open == 3 && other == 4);
	done(f, ticket_list_by(f->ctx, f->store, -1, TICKET_BY_ORGANISATION, "acme", 10, &list, &count, &f->err));
	assert_int_equal(count, 4);
	done(f, ticket_list_by(f->ctx, f->store, TICKET_NEW, TICKET_BY_ASSIGNEE, "ana", 10, &list, &count, &f->err));
	assert_int_equal(count, 1);
	done(f, workload_people(f->ctx, f->store, "acme", &people, &count, &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(people[0].address, "pat@acme.example");
	assert_int_equal(people[0].tickets, 4);
	done(f, ticket_list_by(f->ctx, f->store, -1, TICKET_BY_ORGANISATION, "globex", 10, &list, &count, &f->err));
	assert_int_equal(count, 0);
	done(f, store_commit(f->store, &f->err));
}

/* Also within one millisecond. */
static void
turns_go_round(void **state)
{
	struct fixture *f = *state;
	struct workload ana, ben;

	done(f, store_begin(f->store, &f->err));
	done(f, workload_turn(f->store, "ana", NOW, &f->err));
	done(f, workload_turn(f->store, "ben", NOW, &f->err));
	done(f, workload_read(f->store, "ana", &ana, &f->err));
	done(f, workload_read(f->store, "ben", &ben, &f->err));
	assert_true(ana.turn > 0 && ana.turn < ben.turn && ana.given == NOW);
	done(f, workload_turn(f->store, "ana", NOW, &f->err));
	done(f, workload_turn(f->store, "ana", NOW + 5, &f->err));
	done(f, workload_read(f->store, "ana", &ana, &f->err));
	assert_true(ana.turn > ben.turn && ana.given == NOW + 5);
	done(f, store_commit(f->store, &f->err));
}

static void
one_absence_takes_the_place_of_another(void **state)
{
	struct fixture *f = *state;
	struct away ana = { .agent = talloc_strdup(f, "ana"), .since = NOW, .until = NOW + DAYS(1), .inbox = 7 };
	struct away ben = { .agent = talloc_strdup(f, "ben"), .since = NOW, .until = NOW + DAYS(9), .note = talloc_strdup(f, "Rome") };
	struct away *list;
	size_t count;

	done(f, store_begin(f->store, &f->err));
	done(f, away_set(f->store, &ben, &f->err));
	done(f, away_set(f->store, &ana, &f->err));
	ana.since = NOW + HOURS(2);
	ana.until = NOW + DAYS(3);
	done(f, away_set(f->store, &ana, &f->err));
	done(f, away_list(f->ctx, f->store, NOW + HOURS(2), &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(list[0].agent, "ana");
	assert_true(list[0].until == NOW + DAYS(3) && list[0].inbox == 7 && list[0].note == NULL);
	assert_string_equal(list[1].note, "Rome");
	done(f, away_list(f->ctx, f->store, NOW + DAYS(3), &list, &count, &f->err));
	assert_int_equal(count, 1);
	done(f, away_end(f->store, "ben", NOW + DAYS(4), &f->err));
	expect(f, away_end(f->store, "ben", NOW + DAYS(4), &f->err), NONE);
	expect(f, away_end(f->store, "zoe", NOW, &f->err), NONE);
	done(f, away_list(f->ctx, f->store, NOW + DAYS(4), &list, &count, &f->err));
	assert_int_equal(count, 0);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_not_closed_is_work, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(turns_go_round, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(one_absence_takes_the_place_of_another, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
