/* clock_set.c - what happens to a ticket's clocks, and when somebody is warned; and what a year of it comes to */
#include <config.h>

#include "world.h"

#include <postigo/clock/calendar.h>
#include <postigo/desk/clock_set.h>
#include <postigo/store/away.h>

#include "../../../src/desk/ack.h"

#define PLACE_WHERE(ben) \
	"queues = ( { name = \"q\"; team = \"first\"; } );\n" \
	"teams = ( { name = \"first\"; members = ( \"ana\", \"ben\" ); lead = \"lea\"; } );\n" \
	"agents = ( { name = \"ana\"; address = \"ana@example.com\"; }, { name = \"ben\"; address = \"ben@example.com\";" ben " },\n" \
	"  { name = \"lea\"; address = \"lea@example.com\"; language = \"es\"; } );\n" \
	"limits = { thread = \"off\"; };\n" \
	"calendars = ( { name = \"office\"; hours = \"mon-fri 09:00-18:00\"; holidays = [ \"12-25\", \"01-01\", \"08-10..08-21\" ]; } );\n"
#define PLACE PLACE_WHERE("")
#define SLAS \
	"slas = ( { name = \"standard\"; calendar = \"office\"; first_response = \"4h\"; next_response = \"2h\"; resolution = \"10h\";\n" \
	"  ladder = ( { at = 50; tell = \"assignee\"; }, { at = 100; tell = \"team\"; }, { at = 150; tell = \"lead\"; } ); repeat = \"1h\"; },\n" \
	"{ name = \"urgent\"; calendar = \"office\"; priorities = [ \"urgent\" ]; first_response = \"1h\"; resolution = \"5h\";\n" \
	"  warn = [ 100 ]; pause = [ \"vendor\" ]; },\n" \
	"{ name = \"calm\"; calendar = \"office\"; priorities = [ \"low\" ]; resolution = \"90h\"; } );\n"

static struct clock_set
clocks_of(struct world *w, const struct ticket *t)
{
	struct clock_set set;
	enum result r = clock_set_read(w, w->tools.conf, w->tools.store, t->id, &set, &w->err);

	assert_true(r >= 0);
	return set;
}

static struct sla_clock
clock_of(struct world *w, const struct ticket *t, enum conf_aim aim)
{
	struct clock_set set = clocks_of(w, t);
	struct sla_clock clock;
	struct sla_run run;

	assert_int_equal(clock_set_run(w, &set, aim, &run), DONE);
	assert_int_equal(sla_reckon(&run, w->now, &clock), DONE);
	return clock;
}

static void
no_sla_no_row(void **state)
{
	struct world *w = world_open(*state, PLACE, "2026-11-30T08:00:00Z");
	struct ticket *t = world_ticket(w, "first", NULL);
	struct change c = world_change(w, "operator");
	struct due_row row;

	well(w, change_state(&c, t, TICKET_WAITING, &w->err));
	well(w, change_priority(&c, t, 3, &w->err));
	struct clock_set set = clocks_of(w, t);

	for (int aim = 0; aim < CONF_AIMS; aim++)
		assert_null(set.clocks[aim].sla);
	assert_int_equal(due_of_ticket(w, w->tools.store, t->id, CLOCKS_TIMER, &row, &w->err), NONE);
	world_close(w);
}

static void
answers_end_them_and_mails_start_the_next(void **state)
{
	struct world *w = world_open(*state, PLACE SLAS, "2026-11-30T08:00:00Z");
	struct ticket *t = world_ticket(w, "first", NULL);
	struct change c;

	same_instant("first", clock_of(w, t, CONF_FIRST_RESPONSE).due, at("2026-11-30T12:00:00Z"));
	same_instant("solution", clock_of(w, t, CONF_RESOLUTION).due, at("2026-12-01T09:00:00Z"));
	/* A second mail does not matter before there is an answer. */
	well(w, clocks_heard(&w->tools, t, CLOCKS_ASKED, w->now, w->now, &w->err));
	assert_null(clocks_of(w, t).clocks[CONF_NEXT_RESPONSE].sla);

	w->now = at("2026-11-30T09:00:00Z");
	c = world_change(w, NULL);
	well(w, change_state(&c, t, TICKET_WAITING, &w->err));
	well(w, clocks_heard(&w->tools, t, CLOCKS_ANSWERED, w->now, w->now, &w->err));
	assert_true(clock_of(w, t, CONF_FIRST_RESPONSE).ended);
	assert_false(clock_of(w, t, CONF_FIRST_RESPONSE).missed);
	assert_true(clock_of(w, t, CONF_RESOLUTION).paused);
	assert_int_equal(clocks_of(w, t).clocks[CONF_RESOLUTION].due, 0);

	/* It came an hour before it was decided: that counts. */
	w->now = at("2026-11-30T13:00:00Z");
	c = world_change(w, NULL);
	c.since = at("2026-11-30T12:00:00Z");
	well(w, change_state(&c, t, TICKET_OPEN, &w->err));
	well(w, clocks_heard(&w->tools, t, CLOCKS_ASKED, c.since, w->now, &w->err));
	same_instant("next", clock_of(w, t, CONF_NEXT_RESPONSE).due, at("2026-11-30T14:00:00Z"));
	assert_true(clock_of(w, t, CONF_RESOLUTION).used == HOURS(2));
	/* Nor does a third mail start it anew. */
	well(w, clocks_heard(&w->tools, t, CLOCKS_ASKED, w->now, w->now, &w->err));
	same_instant("still", clock_of(w, t, CONF_NEXT_RESPONSE).due, at("2026-11-30T14:00:00Z"));

	w->now = at("2026-11-30T15:00:00Z");
	well(w, clocks_heard(&w->tools, t, CLOCKS_ANSWERED, w->now, w->now, &w->err));
	assert_true(clock_of(w, t, CONF_NEXT_RESPONSE).missed);
	assert_int_equal(world_events(w, t->id, "missed"), 1);
	c = world_change(w, NULL);
	well(w, change_state(&c, t, TICKET_CLOSED, &w->err));
	assert_true(clock_of(w, t, CONF_RESOLUTION).ended);
	assert_true(clock_of(w, t, CONF_RESOLUTION).used == HOURS(4));
	/* What was used before counts on when it is opened again. */
	w->now = at("2026-12-02T08:00:00Z");
	c = world_change(w, "operator");
	well(w, change_state(&c, t, TICKET_OPEN, &w->err));
	w->now = at("2026-12-02T09:00:00Z");
	assert_true(clock_of(w, t, CONF_RESOLUTION).used == HOURS(5));
	world_close(w);
}

static void
another_sla_counts_on(void **state)
{
	struct world *w = world_open(*state, PLACE SLAS, "2026-11-30T08:00:00Z");
	struct ticket *t = world_ticket(w, "first", NULL);
	struct change c;

	w->now = at("2026-11-30T11:00:00Z");
	c = world_change(w, "operator");
	well(w, change_priority(&c, t, PRIORITY_URGENT, &w->err));
	assert_string_equal(clocks_of(w, t).clocks[CONF_RESOLUTION].sla, "urgent");
	assert_true(clock_of(w, t, CONF_RESOLUTION).used == HOURS(3));
	same_instant("sooner", clock_of(w, t, CONF_RESOLUTION).due, at("2026-11-30T13:00:00Z"));
	assert_true(clock_of(w, t, CONF_FIRST_RESPONSE).missed);
	assert_int_equal(world_events(w, t->id, "missed"), 1);
	/* Its clocks go on while it waits for the requester, not while for a vendor. */
	well(w, change_waiting(&c, t, TICKET_FOR_REQUESTER, &w->err));
	assert_false(clock_of(w, t, CONF_RESOLUTION).paused);
	well(w, change_waiting(&c, t, TICKET_FOR_VENDOR, &w->err));
	assert_true(clock_of(w, t, CONF_RESOLUTION).paused);
	well(w, change_state(&c, t, TICKET_OPEN, &w->err));
	/* This one promises no first answer. */
	well(w, change_priority(&c, t, PRIORITY_LOW, &w->err));
	assert_null(clocks_of(w, t).clocks[CONF_FIRST_RESPONSE].sla);
	assert_true(clock_of(w, t, CONF_RESOLUTION).used == HOURS(3));
	assert_string_equal(clocks_of(w, t).clocks[CONF_RESOLUTION].sla, "calm");
	world_close(w);
}

static void
warnings_climb_and_are_repeated_until_somebody_reacts(void **state)
{
	struct world *w = world_open(*state, PLACE SLAS, "2026-11-30T08:00:00Z");
	struct ticket *t = world_ticket(w, "first", "ben");

	/* 50 % of the first answer at 11:00 in Madrid, to whom it is assigned; 100 % at 13:00 to the team; 150 % to the lead. */
	world_until(w, "2026-11-30T09:59:59Z", false);
	assert_int_equal(world_mails(w, "sla_warning", NULL), 0);
	world_until(w, "2026-11-30T10:00:00Z", false);
	assert_int_equal(world_mails(w, "sla_warning", "ben@example.com"), 1);
	assert_int_equal(world_mails(w, "sla_warning", NULL), 1);
	world_until(w, "2026-11-30T12:00:00Z", false);
	assert_int_equal(world_mails(w, "sla_warning", "ana@example.com"), 1);
	assert_int_equal(world_mails(w, "sla_warning", "ben@example.com"), 2);
	assert_int_equal(world_events(w, t->id, "missed"), 0);
	/* Half of the time for a solution was used at 14:00. */
	world_until(w, "2026-11-30T13:30:00Z", false);
	assert_int_equal(world_events(w, t->id, "missed"), 1);
	assert_int_equal(world_mails(w, "sla_warning", "ben@example.com"), 3);
	world_until(w, "2026-11-30T14:00:00Z", false);
	assert_int_equal(world_mails(w, "sla_warning", "lea@example.com"), 1);
	world_until(w, "2026-11-30T16:00:00Z", false);
	assert_int_equal(world_mails(w, "sla_warning", "lea@example.com"), 3);
	/* At night nobody is repeated anything. */
	world_until(w, "2026-12-01T07:59:00Z", false);
	unsigned evening = world_mails(w, "sla_warning", "lea@example.com");

	assert_int_equal(evening, 4);
	/* Quiet for two hours; then again. */
	w->now = at("2026-12-01T08:00:30Z");
	well(w, clocks_quiet(&w->tools, t->id, w->now + HOURS(2), w->now, &w->err));
	world_until(w, "2026-12-01T10:00:00Z", false);
	assert_int_equal(world_mails(w, "sla_warning", "lea@example.com"), evening);
	world_until(w, "2026-12-01T10:00:30Z", false);
	assert_int_equal(world_mails(w, "sla_warning", "lea@example.com"), evening + 1);
	/* Somebody writes a note: no more of that. Only the solution's rungs are left. */
	unsigned told = world_events(w, t->id, "warned");

	well(w, clocks_heard(&w->tools, t, CLOCKS_REACTED, w->now, w->now, &w->err));
	world_until(w, "2026-12-01T13:59:00Z", false);
	assert_int_equal(world_events(w, t->id, "warned"), told);
	assert_int_equal(world_mails(w, "sla_warning", "lea@example.com"), evening + 1);
	world_until(w, "2026-12-01T14:00:00Z", false);
	assert_int_equal(world_mails(w, "sla_warning", "lea@example.com"), evening + 2);
	world_close(w);
}

/* 12:00 UTC: by the calendar's clock it is one in the afternoon, by that of a technician who has one of their own nine at night. */
static void
deadlines_are_told_by_the_readers_clock(void **state)
{
	for (int own = 0; own < 2; own++) {
		struct world *w = world_open(*state, own ? PLACE_WHERE(" timezone = \"Asia/Tokyo\";") SLAS : PLACE SLAS, "2026-11-30T08:00:00Z");
		char *told;

		(void)world_ticket(w, "first", "ben");
		world_until(w, "2026-11-30T10:00:00Z", false);
		told = world_mail(w, "sla_warning");
		assert_non_null(strstr(told, own ? "21:00" : "13:00"));
		assert_null(strstr(told, own ? "13:00" : "21:00"));
		world_close(w);
	}
}

static void
many_at_once_are_told_in_one_mail(void **state)
{
	struct world *w = world_open(*state, PLACE SLAS "catch_up = { most = 3; };\n", "2026-11-30T08:00:00Z");
	struct ticket *t[12];

	for (int i = 0; i < 12; i++)
		t[i] = world_ticket(w, "first", i < 9 ? "ben" : "ana");
	well(w, clocks_heard(&w->tools, t[0], CLOCKS_ANSWERED, w->now, w->now, &w->err));
	/* The desk slept through 50 % and 100 % of the first answer, and 50 % of the solution: the highest counts, once. */
	world_until(w, "2026-11-30T13:45:00Z", true);
	assert_int_equal(world_mails(w, "sla_digest", NULL), 2);
	assert_int_equal(world_mails(w, "sla_digest", "ben@example.com"), 1);
	assert_int_equal(world_mails(w, "sla_digest", "ana@example.com"), 1);
	assert_int_equal(world_mails(w, "sla_warning", NULL), 0);
	for (int i = 1; i < 12; i++) {
		assert_int_equal(world_events(w, t[i]->id, "warned"), 1);
		assert_int_equal(world_events(w, t[i]->id, "missed"), 1);
	}
	assert_int_equal(world_events(w, t[0]->id, "missed"), 0);
	world_close(w);
}

static void
another_config_counts_for_what_runs(void **state)
{
	struct world *w = world_open(*state, PLACE SLAS, "2026-11-30T08:00:00Z");
	struct ticket *t[1100];
	struct conf_sla *standard = w->tools.conf->slas;
	struct due_row *rows;
	size_t count;

	well(w, clocks_again_begin(&w->tools, w->now, &w->err));
	world_until(w, "2026-11-30T08:00:00Z", false);
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++)
		t[i] = world_ticket(w, "first", "ben");
	/* As it was: nothing is to be done. */
	well(w, clocks_again_begin(&w->tools, w->now, &w->err));
	well(w, due_standing(w, w->tools.store, CLOCKS_AGAIN_TIMER, NULL, &rows, &count, &w->err));
	assert_int_equal(count, 0);
	/* Two hours instead of four, all through the list. */
	standard->aims[CONF_FIRST_RESPONSE] = HOURS(2);
	w->now = at("2026-11-30T08:30:00Z");
	well(w, clocks_again_begin(&w->tools, w->now, &w->err));
	world_until(w, "2026-11-30T08:30:00Z", false);
	same_instant("the first", clocks_of(w, t[0]).clocks[CONF_FIRST_RESPONSE].due, at("2026-11-30T10:00:00Z"));
	same_instant("the last", clocks_of(w, t[1099]).clocks[CONF_FIRST_RESPONSE].due, at("2026-11-30T10:00:00Z"));
	assert_true(clock_of(w, t[0], CONF_FIRST_RESPONSE).used == MINUTES(30));
	world_until(w, "2026-11-30T09:00:00Z", false);
	assert_int_equal(world_mails(w, "sla_digest", "ben@example.com"), 1);
	world_close(w);
}

static void
the_team_hears_for_who_is_away(void **state)
{
	struct world *w = world_open(*state, PLACE SLAS, "2026-11-30T08:00:00Z");
	struct away away = { .agent = talloc_strdup(w, "ben"), .since = w->now, .until = w->now + HOURS(4) };
	struct ticket *t = world_ticket(w, "first", "ben");

	well(w, away_set(w->tools.store, &away, &w->err));
	world_until(w, "2026-11-30T10:00:00Z", false);
	assert_int_equal(world_mails(w, "sla_warning", "ana@example.com"), 1);
	assert_int_equal(world_mails(w, "sla_warning", NULL), 1);
	/* Back again before the next. */
	world_until(w, "2026-11-30T12:00:00Z", false);
	assert_int_equal(world_mails(w, "sla_warning", "ben@example.com"), 1);
	/* And when nobody is there, all are told. */
	away.until = w->now + DAYS(1);
	well(w, away_set(w->tools.store, &away, &w->err));
	away.agent = talloc_strdup(w, "ana");
	well(w, away_set(w->tools.store, &away, &w->err));
	unsigned before = world_mails(w, "sla_warning", NULL);

	world_until(w, "2026-11-30T13:00:00Z", false);
	assert_int_equal(world_mails(w, "sla_warning", NULL), before + 2);
	assert_int_equal(world_events(w, t->id, "warned"), 3);
	world_close(w);
}

static void
a_year_of_one_ticket(void **state)
{
	struct world *w = world_open(*state, PLACE
	    "slas = ( { name = \"year\"; calendar = \"office\"; first_response = \"1h\"; resolution = \"104w\"; warn = [ ]; } );\n",
	    "2026-03-02T08:00:00Z");
	struct ticket *t = world_ticket(w, "first", "ben");
	const struct conf_calendar *office = conf_calendar(w->tools.conf, "office");
	duration used = 0;
	instant since = w->now;
	uint32_t random = 7;

	/* It is answered and asked again at all times of day, over both changes of the clocks and all holidays. */
	while (w->now < at("2027-03-02T08:00:00Z")) {
		struct change c = world_change(w, NULL);

		well(w, change_state(&c, t, t->state == TICKET_WAITING ? TICKET_OPEN : TICKET_WAITING, &w->err));
		if (t->state == TICKET_WAITING)
			used += calendar_between(office, since, w->now);
		since = w->now;
		assert_true(clock_of(w, t, CONF_RESOLUTION).used == used);
		random = random * 1664525u + 1013904223u;
		w->now += MINUTES(random >> 8 & 4095) + HOURS(3);
	}
	if (t->state == TICKET_OPEN)
		used += calendar_between(office, since, w->now);
	assert_true(clock_of(w, t, CONF_RESOLUTION).used == used);
	assert_true(used > HOURS(800) && used < HOURS(1500));
	world_close(w);
}

static void
words_of_ack(void **state)
{
	static const struct {
		const char *text;
		bool is;
		duration quiet;
	} samples[] = {
		{ "ack", true, 0 }, { "ACK\n", true, 0 }, { " #ack ", true, 0 }, { "ack 2h", true, HOURS(2) }, { "#ack 2 h\r\n", true, HOURS(2) },
		{ "ack 1h30m", true, MINUTES(90) }, { "ack 90y", true, ACK_MOST }, { "ack\n", true, 0 },
		{ NULL, false, 0 }, { "", false, 0 }, { "acknowledged", false, 0 }, { "ack, I will look into it", false, 0 },
		{ "ack 2h\n\nHello Eva,", false, 0 }, { "ack 0h", false, 0 }, { "ack -2h", false, 0 }, { "ack2h", false, 0 }, { "#", false, 0 },
		{ "back", false, 0 }, { "visto", true, 0 }, { "Visto 2h", true, HOURS(2) }, { "visto bueno", false, 0 }, { "vistoso", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		duration quiet = -1;

		if (ack_read(samples[i].text, &quiet) != samples[i].is || (samples[i].is && quiet != samples[i].quiet))
			fail_msg("sample %zu: \"%s\"", i, samples[i].text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_scene(no_sla_no_row),
		in_scene(answers_end_them_and_mails_start_the_next),
		in_scene(another_sla_counts_on),
		in_scene(warnings_climb_and_are_repeated_until_somebody_reacts),
		in_scene(deadlines_are_told_by_the_readers_clock),
		in_scene(many_at_once_are_told_in_one_mail),
		in_scene(the_team_hears_for_who_is_away),
		in_scene(another_config_counts_for_what_runs),
		in_scene(a_year_of_one_ticket),
		cmocka_unit_test(words_of_ack),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
