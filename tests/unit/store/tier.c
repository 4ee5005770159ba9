/* tier.c - stays on tiers, ticked items, and what vendors were asked */
#include <config.h>

#include "fixture.h"

#include <postigo/store/checkmark.h>
#include <postigo/store/event.h>
#include <postigo/store/person.h>
#include <postigo/store/solution.h>
#include <postigo/store/stay.h>
#include <postigo/store/ticket.h>
#include <postigo/store/vendor_case.h>

static int64_t
a_ticket(struct fixture *f)
{
	struct ticket t = { .subject = (char[]){ "x" }, .queue = (char[]){ "q" }, .tier = 1 };

	done(f, ticket_add(f->store, &t, &f->err));
	return t.id;
}

static void
a_ticket_stands_in_one_place(void **state)
{
	struct fixture *f = *state;
	struct stay *list, now, one = { .tier = 1, .team = (char[]){ "first" }, .since = NOW, .running = NOW, .timer = 7 };
	struct stay two = { .tier = 2, .since = NOW + 5 };
	size_t count;

	done(f, store_begin(f->store, &f->err));
	one.ticket = two.ticket = a_ticket(f);
	expect(f, stay_current(f->ctx, f->store, one.ticket, &now, &f->err), NONE);
	done(f, stay_add(f->store, &one, &f->err));
	assert_true(stay_add(f->store, &two, &f->err) < 0);
	done(f, stay_current(f->ctx, f->store, one.ticket, &now, &f->err));
	assert_string_equal(now.team, "first");
	assert_true(now.id == one.id && now.tier == 1 && now.running == NOW && now.timer == 7 && !now.over && now.until == 0);
	now.until = NOW + 5;
	now.worked = 3;
	now.carried = 2;
	now.running = now.timer = 0;
	now.over = true;
	now.ended_by = (char[]){ "ana" };
	done(f, stay_update(f->store, &now, &f->err));
	expect(f, stay_current(f->ctx, f->store, one.ticket, &now, &f->err), NONE);
	done(f, stay_add(f->store, &two, &f->err));
	done(f, stay_list(f->ctx, f->store, one.ticket, &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(list[0].ended_by, "ana");
	assert_true(list[0].until == NOW + 5 && list[0].worked == 3 && list[0].carried == 2 && list[0].over && list[0].running == 0);
	assert_true(list[1].tier == 2 && list[1].team == NULL && list[1].until == 0);
	now.id = 99;
	expect(f, stay_update(f->store, &now, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
an_item_is_ticked_once(void **state)
{
	struct fixture *f = *state;
	struct checkmark *list;
	size_t count;
	int64_t id;

	done(f, store_begin(f->store, &f->err));
	id = a_ticket(f);
	done(f, checkmark_add(f->store, id, "restarted", "ana", NOW, &f->err));
	expect(f, checkmark_add(f->store, id, "restarted", "luis", NOW + 1, &f->err), NONE);
	done(f, checkmark_list(f->ctx, f->store, id, &list, &count, &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(list[0].actor, "ana");
	assert_int_equal(list[0].at, NOW);
	expect(f, event_has(f->store, id, "ticked", &f->err), NONE);
	done(f, event_add(f->store, id, "ana", "ticked", NULL, NOW, &f->err));
	done(f, event_has(f->store, id, "ticked", &f->err));
	done(f, store_commit(f->store, &f->err));
}

static void
a_vendor_knows_a_ticket_by_its_number(void **state)
{
	struct fixture *f = *state;
	struct vendor_case c = { .vendor = (char[]){ "acme" }, .state = VENDOR_ASKED, .asked = NOW, .due = NOW + 9 }, got, *list;
	struct vendor_case again;
	size_t count;

	done(f, store_begin(f->store, &f->err));
	c.ticket = a_ticket(f);
	done(f, person_get(f->store, "support@acme.example", NULL, NOW, &c.person, &f->err));
	done(f, vendor_case_add(f->store, &c, &f->err));
	again = c;
	assert_true(vendor_case_add(f->store, &again, &f->err) < 0);
	expect(f, vendor_case_by_number(f->ctx, f->store, "acme", "CASE-1", &got, &f->err), NONE);
	c.number = (char[]){ "CASE-1" };
	c.state = VENDOR_LATE;
	c.answered = NOW + 3;
	c.due = 0;
	c.chased = 2;
	c.timer = 4;
	c.their_id = (char[]){ "1@acme.example" };
	done(f, vendor_case_update(f->store, &c, &f->err));
	done(f, vendor_case_by_number(f->ctx, f->store, "acme", "CASE-1", &got, &f->err));
	assert_true(got.id == c.id && got.ticket == c.ticket && got.state == VENDOR_LATE && got.chased == 2 && got.due == 0);
	assert_true(got.answered == NOW + 3 && got.timer == 4 && got.asked == NOW && got.person == c.person);
	assert_string_equal(got.their_id, "1@acme.example");
	expect(f, vendor_case_by_number(f->ctx, f->store, "other", "CASE-1", &got, &f->err), NONE);
	done(f, vendor_case_read(f->ctx, f->store, c.ticket, "acme", &got, &f->err));
	done(f, vendor_case_list(f->ctx, f->store, c.ticket, &list, &count, &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(vendor_state_name(list[0].state), "late");
	done(f, store_commit(f->store, &f->err));
}

static void
a_problem_is_solved_once(void **state)
{
	struct fixture *f = *state;
	struct solution got, s = { .text = (char[]){ "Firmware 7.2" }, .actor = (char[]){ "cleo" }, .at = NOW };
	int64_t *list, one, two;
	size_t count;

	done(f, store_begin(f->store, &f->err));
	s.ticket = a_ticket(f);
	one = a_ticket(f);
	(void)a_ticket(f);
	two = a_ticket(f);
	expect(f, solution_read(f->ctx, f->store, s.ticket, &got, &f->err), NONE);
	done(f, solution_put(f->store, &s, &f->err));
	s.text = (char[]){ "Firmware 7.3" };
	s.article = (char[]){ "solution-1" };
	done(f, solution_put(f->store, &s, &f->err));
	done(f, solution_read(f->ctx, f->store, s.ticket, &got, &f->err));
	assert_string_equal(got.text, "Firmware 7.3");
	assert_string_equal(got.article, "solution-1");
	assert_true(got.at == NOW && strcmp(got.actor, "cleo") == 0);
	done(f, ticket_set_problem(f->store, one, s.ticket, NOW, &f->err));
	done(f, ticket_set_problem(f->store, two, s.ticket, NOW, &f->err));
	done(f, ticket_of_problem(f->ctx, f->store, s.ticket, 0, 10, &list, &count, &f->err));
	assert_true(count == 2 && list[0] == one && list[1] == two);
	done(f, ticket_of_problem(f->ctx, f->store, s.ticket, one, 10, &list, &count, &f->err));
	assert_true(count == 1 && list[0] == two);
	done(f, ticket_of_problem(f->ctx, f->store, s.ticket, 0, 1, &list, &count, &f->err));
	assert_int_equal(count, 1);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(a_ticket_stands_in_one_place),
		in_store(an_item_is_ticked_once),
		in_store(a_problem_is_solved_once),
		in_store(a_vendor_knows_a_ticket_by_its_number),
	};

	return cmocka_run_group_tests_name("tier", tests, NULL, NULL);
}
