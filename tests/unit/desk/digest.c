/* digest.c - who is told of their day, when, and of what; and that nobody is told of nothing */
#include <config.h>

#include "world.h"

#include <postigo/store/away.h>
#include <postigo/store/clock_row.h>
#include <postigo/store/time_spent.h>
#include <postigo/store/warning.h>

#include "../../../src/desk/timers.h"

#define PLACE \
	"queues = ( { name = \"q\"; team = \"first\"; } );\n" \
	"teams = ( { name = \"first\"; members = ( \"ana\", \"ben\" ); lead = \"lea\"; digest = \"08:30\"; } );\n" \
	"agents = ( { name = \"ana\"; address = \"ana@example.com\"; digest = \"08:00\"; },\n" \
	"  { name = \"ben\"; address = \"ben@example.com\"; digest = \"09:00\"; calendar = \"island\"; },\n" \
	"  { name = \"lea\"; address = \"lea@example.com\"; language = \"es\"; } );\n" \
	"calendars = ( { name = \"island\"; timezone = \"Atlantic/Canary\"; hours = \"mon-fri 09:00-18:00\"; }, " \
	"{ name = \"always\"; always = true; } );\n" \
	"slas = ( { name = \"usual\"; calendar = \"always\"; first_response = \"4h\"; resolution = \"2d\"; warn = [ ]; } );\n" \
	"tiers = ( { number = 1; name = \"First line\"; cost = \"30 EUR\"; } );\n" \
	"operator = \"root@example.com\";\n"

static void
note_time(struct world *w, const struct ticket *ticket, const char *when, duration spent)
{
	struct time_spent row = { .ticket = ticket->id, .agent = (char[]){ "ana" }, .at = at(when), .spent = spent };

	well(w, time_spent_add(w->tools.store, &row, &w->err));
}

static void
each_at_their_hour(void **state)
{
	/* Sunday evening. */
	struct world *w = world_open(*state, PLACE, "2026-11-29T20:00:00Z");
	struct ticket *mine, *nobodys, *waiting;
	struct change c;

	well(w, digest_begin(&w->tools, w->now, &w->err));
	/* Nothing to do: nothing to tell. */
	world_until(w, "2026-11-30T20:00:00Z", false);
	assert_int_equal(world_mails(w, "digest_agent", NULL) + world_mails(w, "digest_team", NULL), 0);
	assert_int_equal(w->fired, 3);

	w->now = at("2026-12-01T05:00:00Z");
	waiting = world_ticket(w, "first", "ana");
	c = world_change(w, NULL);
	well(w, change_state(&c, waiting, TICKET_WAITING, &w->err));
	mine = world_ticket(w, "first", "ana");
	nobodys = world_ticket(w, "first", NULL);
	world_until(w, "2026-12-01T06:59:59Z", false);
	assert_int_equal(world_mails(w, "digest_agent", NULL), 0);
	/* 08:00 in Madrid, 09:00 in the Canary Islands is two hours later. */
	world_until(w, "2026-12-01T07:00:00Z", false);
	assert_int_equal(world_mails(w, "digest_agent", "ana@example.com"), 1);
	char *text = world_mail(w, "digest_agent");

	assert_non_null(strstr(text, "Your day: Tuesday 1 December"));
	assert_non_null(strstr(text, "#2"));
	assert_non_null(strstr(text, "#3"));
	assert_non_null(strstr(text, "#1"));
	assert_non_null(strstr(text, "2 h left"));
	world_until(w, "2026-12-01T09:00:00Z", false);
	assert_int_equal(world_mails(w, "digest_agent", "ben@example.com"), 1);
	assert_int_equal(world_mails(w, "digest_team", "lea@example.com"), 1);
	text = world_mail(w, "digest_team");
	assert_non_null(strstr(text, "Casos nuevos: 3"));
	assert_null(strstr(text, "Tiempo anotado"));
	assert_non_null(strstr(text, "Con retraso: 0"));
	/* Some of it long ago, some on a ticket of nobody's team. */
	note_time(w, mine, "2026-11-30T10:00:00Z", HOURS(5));
	note_time(w, mine, "2026-12-01T10:00:00Z", MINUTES(20));
	note_time(w, world_ticket(w, NULL, NULL), "2026-12-01T11:00:00Z", HOURS(3));
	note_time(w, nobodys, "2026-12-01T12:00:00Z", MINUTES(20));
	world_until(w, "2026-12-02T07:40:00Z", false);
	text = world_mail(w, "digest_team");
	assert_non_null(strstr(text, "Tiempo anotado: 40 min, 20,00 EUR"));
	assert_non_null(strstr(text, "Con retraso: 2"));
	world_close(w);
}

/* A customer's manager hears of that customer alone. */
static void
how_an_organisation_was_served(void **state)
{
	struct world *w = world_open(*state, PLACE "organisations = ( { name = \"acme\"; display_name = \"Acme S.A.\";"
	    " domains = [ \"acme.example\" ]; manager = \"ben\"; digest = \"10:00\"; } );\n", "2026-11-30T05:00:00Z");
	struct ticket *theirs, *done, *other;
	struct change c = world_change(w, NULL);

	well(w, digest_begin(&w->tools, w->now, &w->err));
	theirs = world_ticket(w, "first", "ana");
	done = world_ticket(w, "first", "ana");
	other = world_ticket(w, "first", "ana");
	(void)other;
	c = world_change(w, NULL);
	well(w, change_organisation(w, &c, theirs, "acme", &w->err));
	well(w, change_organisation(w, &c, done, "acme", &w->err));
	well(w, change_state(&c, done, TICKET_CLOSED, &w->err));
	/* 10:00 in the Canary Islands, where Ben is. */
	world_until(w, "2026-11-30T09:59:59Z", false);
	assert_int_equal(world_mails(w, "digest_organisation", NULL), 0);
	world_until(w, "2026-11-30T10:00:00Z", false);
	assert_int_equal(world_mails(w, "digest_organisation", "ben@example.com"), 1);
	char *text = world_mail(w, "digest_organisation");

	assert_non_null(strstr(text, "Acme S.A.: Monday 30 November"));
	assert_non_null(strstr(text, "New tickets: 2"));
	assert_non_null(strstr(text, "Closed: 1"));
	assert_non_null(strstr(text, "Not closed: 1"));
	assert_non_null(strstr(text, "Late: 1"));
	world_close(w);
}

static void
not_to_who_is_not_there(void **state)
{
	struct world *w = world_open(*state, PLACE, "2026-12-03T20:00:00Z");
	struct away away = { .agent = talloc_strdup(w, "ana"), .since = w->now, .until = w->now + DAYS(1) };

	well(w, digest_begin(&w->tools, w->now, &w->err));
	(void)world_ticket(w, "first", NULL);
	well(w, away_set(w->tools.store, &away, &w->err));
	world_until(w, "2026-12-04T20:00:00Z", false);
	assert_int_equal(world_mails(w, "digest_agent", "ana@example.com"), 0);
	assert_int_equal(world_mails(w, "digest_agent", "ben@example.com"), 1);
	/* Ben's calendar has the weekend off, Ana has none. */
	world_until(w, "2026-12-06T20:00:00Z", false);
	assert_int_equal(world_mails(w, "digest_agent", "ana@example.com"), 2);
	assert_int_equal(world_mails(w, "digest_agent", "ben@example.com"), 1);
	/* The desk sleeps for a week: each is told once, and late. */
	world_until(w, "2026-12-14T19:00:00Z", true);
	assert_int_equal(world_mails(w, "digest_agent", "ana@example.com"), 3);
	assert_int_equal(world_mails(w, "digest_agent", "ben@example.com"), 2);
	world_close(w);
}

static void
the_hour_is_the_configs(void **state)
{
	struct world *w = world_open(*state, PLACE, "2026-12-03T20:00:00Z");
	static char detail[] = "agent ana";
	struct due_row *rows;
	size_t count;

	well(w, digest_begin(&w->tools, w->now, &w->err));
	well(w, due_standing(w, w->tools.store, DIGEST_TIMER, detail, &rows, &count, &w->err));
	assert_int_equal(count, 1);
	same_instant("next", rows[0].due, at("2026-12-04T07:00:00Z"));
	/* Set for another hour by an older config. */
	well(w, due_remove(w->tools.store, rows[0].id, &w->err));
	rows[0].due = at("2026-12-04T12:00:00Z");
	well(w, due_add(w->tools.store, &rows[0], &w->err));
	well(w, digest_begin(&w->tools, w->now, &w->err));
	well(w, due_standing(w, w->tools.store, DIGEST_TIMER, detail, &rows, &count, &w->err));
	assert_int_equal(count, 1);
	same_instant("moved", rows[0].due, at("2026-12-04T07:00:00Z"));
	/* Over the change of the clocks. */
	const struct zone *madrid = w->tools.conf->identity.zone;

	same_instant("summer", digest_next(madrid, 480, at("2026-10-24T06:00:00Z")), at("2026-10-25T07:00:00Z"));
	same_instant("same day", digest_next(madrid, 480, at("2026-10-25T06:59:59Z")), at("2026-10-25T07:00:00Z"));
	world_close(w);
}

static void
the_operator_hears_of_mail(void **state)
{
	struct world *w = world_open(*state, PLACE, "2026-12-03T20:00:00Z");
	struct ledger_status s = { .name = talloc_strdup(w, "help"), .arrived = 5, .done = 4, .quarantined = 1 };

	well(w, digest_of_mail(&w->tools, &s, 1, w->now, &w->err));
	assert_int_equal(world_mails(w, "digest_mail", "root@example.com"), 1);
	assert_non_null(strstr(world_mail(w, "digest_mail"), "5 arrived, 5 accounted for"));
	/* None came since. */
	well(w, digest_of_mail(&w->tools, &s, 1, w->now, &w->err));
	assert_int_equal(world_mails(w, "digest_mail", NULL), 1);
	s.done = 3;
	well(w, digest_of_mail(&w->tools, &s, 1, w->now, &w->err));
	assert_int_equal(world_mails(w, "digest_mail", NULL), 2);
	assert_non_null(strstr(world_mail(w, "digest_mail"), "Some mail is not accounted for"));
	world_close(w);
}

/* Somebody to whom no mail can be made is passed over: those who come after them are told, and it all comes again. */
static void
one_failure_ends_nothing(void **state)
{
	struct world *w = world_open(*state, PLACE, "2026-12-03T20:00:00Z");
	struct desk *desk = talloc_zero(w, struct desk);
	struct ticket *t = world_ticket(w, "first", "ana");
	struct due_row digest = { .due = w->now, .kind = (char[]){ DIGEST_TIMER }, .detail = (char[]){ "agent ana" } };
	struct due_row tell = { .due = w->now, .kind = (char[]){ WARNINGS_TIMER } };
	struct clock_row *clocks;
	struct due_row *rows;
	size_t count;

	/* Both clocks have come to what is told of below. */
	well(w, clock_row_list(w, w->tools.store, t->id, &clocks, &count, &w->err));
	for (size_t i = 0; i < count; i++) {
		clocks[i].told = 50;
		well(w, clock_row_put(w->tools.store, &clocks[i], &w->err));
	}
	instant_rehearse(w->now + DAYS(1), 1);
	desk->tools = w->tools;
	desk->round = w;
	w->tools.conf->agents[0].address = (char[]){ "no address" };
	well(w, due_add(w->tools.store, &digest, &w->err));
	well(w, due_add(w->tools.store, &tell, &w->err));
	well(w, warning_put(w->tools.store, &(struct warning){ (char[]){ "ana" }, t->id, CONF_RESOLUTION, 50, false, w->now }, &w->err));
	well(w, warning_put(w->tools.store, &(struct warning){ (char[]){ "ben" }, t->id, CONF_RESOLUTION, 50, false, w->now }, &w->err));
	for (int i = 0; i < 3; i++)
		timers_run(desk);
	assert_false(desk->broken);
	well(w, due_standing(w, w->tools.store, DIGEST_TIMER, digest.detail, &rows, &count, &w->err));
	assert_int_equal(count, 1);
	assert_true(rows[0].due > instant_now());
	assert_int_equal(world_mails(w, "digest_agent", NULL), 0);
	assert_int_equal(world_mails(w, "sla_warning", NULL), 1);
	assert_int_equal(world_mails(w, "sla_warning", "ben@example.com"), 1);
	assert_int_equal(due_of_kind(w->tools.store, WARNINGS_TIMER, &w->err), NONE);
	world_close(w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_scene(each_at_their_hour),
		in_scene(how_an_organisation_was_served),
		in_scene(not_to_who_is_not_there),
		in_scene(the_hour_is_the_configs),
		in_scene(one_failure_ends_nothing),
		in_scene(the_operator_hears_of_mail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
