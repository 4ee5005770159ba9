/* tier_time.c - how long a ticket was where, and when its tier's time is up: on a store, without mails */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <talloc.h>

#include <postigo/conf/conf.h>

#include "../../../src/desk/tier_time.h"

/* A Monday, 2026-11-23T08:00:00Z. */
#define MONDAY ((instant)1795420800000)

struct scene {
	char folder[64];
	char *path;
	struct conf conf;
	struct conf_calendar office;
	struct tools tools;
	struct ticket ticket;
	instant now;
	struct error err;
};

static int
begin(void **state)
{
	struct scene *s = talloc_zero(NULL, struct scene);
	static struct conf_stretch nine_to_five[] = { { 9 * 60, 17 * 60 } };

	*state = s;
	strcpy(s->folder, "/tmp/postigo-tier-XXXXXX");
	if (mkdtemp(s->folder) == NULL)
		return -1;
	s->path = talloc_asprintf(s, "%s/postigo.db", s->folder);
	struct zone *utc = NULL;

	if (zone_load(s, "UTC", &utc, &s->err) != DONE)
		return -1;
	s->office = (struct conf_calendar){ .zone = utc };
	for (int day = 1; day <= 5; day++)
		s->office.week[day] = (struct conf_hours){ nine_to_five, 1 };
	s->conf.tiers[1] = (struct conf_tier){ .budget = HOURS(10), .calendar = &s->office, .name = (char[]){ "First line" } };
	s->conf.tiers[2] = (struct conf_tier){ .name = (char[]){ "Second line" } };
	s->tools.conf = &s->conf;
	if (store_open(s, s->path, STORE_WRITE, &s->tools.store, &s->err) != DONE || store_begin(s->tools.store, &s->err) != DONE)
		return -1;
	s->now = MONDAY + HOURS(2);
	s->ticket = (struct ticket){ .queue = (char[]){ "q" }, .tier = 1, .team = (char[]){ "first" } };
	return ticket_add(s->tools.store, &s->ticket, &s->err) == DONE ? 0 : -1;
}

static int
end(void **state)
{
	static const char *const suffix[] = { "", "-wal", "-shm", ".lock" };
	struct scene *s = *state;

	store_rollback(s->tools.store);
	talloc_free(s->tools.store);
	for (size_t i = 0; i < sizeof(suffix) / sizeof(*suffix); i++)
		unlink(talloc_asprintf(s, "%s%s", s->path, suffix[i]));
	rmdir(s->folder);
	talloc_free(s);
	return 0;
}

static void
follow(struct scene *s)
{
	struct change c = { .tools = &s->tools, .actor = "ana", .now = s->now };

	if (tier_time_follow(&c, &s->ticket, &s->err) != DONE)
		fail_msg("%s", s->err.text);
}

static struct stay
current(struct scene *s)
{
	struct stay stay;

	if (stay_current(s, s->tools.store, s->ticket.id, &stay, &s->err) != DONE)
		fail_msg("it stands nowhere");
	return stay;
}

/* The due time of the one timer that there is; 0: none. */
static instant
due(struct scene *s)
{
	struct due_row *rows;
	size_t count;

	assert_int_equal(due_now(s, s->tools.store, INT64_MAX, 10, &rows, &count, &s->err), DONE);
	assert_in_range(count, 0, 1);
	return count > 0 ? rows[0].due : 0;
}

static void
time_runs_in_the_tiers_hours_only(void **state)
{
	struct scene *s = *state;
	struct stay stay;

	follow(s);
	/* Seven hours on Monday, three on Tuesday. */
	assert_int_equal(due(s), MONDAY + DAYS(1) + HOURS(4));
	s->now += HOURS(22);
	stay = current(s);
	assert_int_equal(tier_time_worked(&s->conf, &stay, s->now), HOURS(7));
	follow(s);
	assert_int_equal(due(s), MONDAY + DAYS(1) + HOURS(4));
}

static void
time_stands_still_while_it_waits(void **state)
{
	struct scene *s = *state;
	struct stay stay;

	follow(s);
	s->now += HOURS(1);
	s->ticket.state = TICKET_WAITING;
	s->ticket.waiting_for = TICKET_FOR_REQUESTER;
	follow(s);
	stay = current(s);
	assert_true(stay.running == 0 && stay.timer == 0 && stay.worked == HOURS(1));
	assert_int_equal(due(s), 0);
	s->ticket.waiting_for = TICKET_FOR_VENDOR;
	s->now += HOURS(2);
	follow(s);
	assert_int_equal(due(s), 0);
	s->ticket.state = TICKET_OPEN;
	s->ticket.waiting_for = TICKET_FOR_NOBODY;
	s->now = MONDAY + DAYS(1) + HOURS(1);
	follow(s);
	/* Nine are left: eight on Tuesday, one on Wednesday. */
	assert_int_equal(due(s), MONDAY + DAYS(2) + HOURS(2));
	stay = current(s);
	assert_int_equal(tier_time_used(&s->conf, &stay, s->now + HOURS(3)), HOURS(4));
}

static void
another_team_does_not_begin_anew_and_another_tier_does(void **state)
{
	struct scene *s = *state;
	struct stay *list, stay;
	size_t count;

	follow(s);
	s->now += HOURS(1);
	s->ticket.team = (char[]){ "night" };
	follow(s);
	stay = current(s);
	assert_true(stay.carried == HOURS(1) && stay.worked == 0 && stay.since == s->now);
	assert_int_equal(due(s), MONDAY + DAYS(1) + HOURS(4));
	s->now += HOURS(1);
	s->ticket.tier = 2;
	follow(s);
	assert_int_equal(due(s), 0);
	s->ticket.tier = 1;
	s->now += HOURS(1);
	follow(s);
	stay = current(s);
	assert_int_equal(stay.carried, 0);
	assert_int_equal(stay_list(s, s->tools.store, s->ticket.id, &list, &count, &s->err), DONE);
	assert_int_equal(count, 4);
	assert_true(list[1].until == list[2].since && list[1].worked == HOURS(1) && list[2].tier == 2 && list[2].worked == HOURS(1));
	assert_string_equal(list[0].ended_by, "ana");
}

static void
a_closed_ticket_is_nowhere(void **state)
{
	struct scene *s = *state;
	struct stay *list, stay;
	size_t count;

	follow(s);
	s->now += HOURS(1);
	s->ticket.state = TICKET_CLOSED;
	follow(s);
	follow(s);
	assert_int_equal(due(s), 0);
	assert_int_equal(stay_current(s, s->tools.store, s->ticket.id, &stay, &s->err), NONE);
	s->now += HOURS(1);
	s->ticket.state = TICKET_OPEN;
	follow(s);
	assert_true(due(s) != 0);
	assert_int_equal(stay_list(s, s->tools.store, s->ticket.id, &list, &count, &s->err), DONE);
	assert_true(count == 2 && list[0].until == s->now - HOURS(1) && list[1].since == s->now);
	assert_int_equal(tier_time_merged(&s->tools, s->ticket.id, s->now, &s->err), DONE);
	assert_int_equal(stay_current(s, s->tools.store, s->ticket.id, &stay, &s->err), NONE);
	assert_int_equal(due(s), 0);
}

/* What an old timer says of a stay that has another one by now is nothing. */
static void
old_timers_do_nothing(void **state)
{
	struct scene *s = *state;
	struct due_row row = { .kind = (char[]){ "tier_budget" } };
	struct stay stay;

	follow(s);
	stay = current(s);
	row.ticket = s->ticket.id;
	row.id = stay.timer + 1;
	assert_int_equal(tier_time_up(&s->tools, &row, s->now + DAYS(9), &s->err), DONE);
	assert_false(current(s).over);
	/* Given more time by a new config, it waits for that. */
	row.id = stay.timer;
	assert_int_equal(due_remove(s->tools.store, row.id, &s->err), DONE);
	s->conf.tiers[1].budget = HOURS(20);
	assert_int_equal(tier_time_up(&s->tools, &row, MONDAY + DAYS(1) + HOURS(4), &s->err), DONE);
	stay = current(s);
	assert_true(!stay.over && stay.timer != 0 && stay.timer != row.id);
	assert_int_equal(due(s), MONDAY + DAYS(2) + HOURS(6));
}

#define in_scene(test) cmocka_unit_test_setup_teardown(test, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_scene(time_runs_in_the_tiers_hours_only),
		in_scene(time_stands_still_while_it_waits),
		in_scene(another_team_does_not_begin_anew_and_another_tier_does),
		in_scene(a_closed_ticket_is_nowhere),
		in_scene(old_timers_do_nothing),
	};

	return cmocka_run_group_tests_name("tier_time", tests, NULL, NULL);
}
