/* assign_later.c - tickets that are there come to be somebody's: by a change of team, when somebody comes to work, when
 * somebody goes away */
#include <config.h>

#include "world.h"

#include <postigo/store/away.h>
#include <postigo/store/skill.h>

#include "../../../src/desk/absent.h"

#define DESK \
	"queues = ( { name = \"q\"; team = \"all\"; } );\n" \
	"calendars = ( { name = \"office\"; hours = \"mon-fri 09:00-17:00\"; } );\n" \
	"teams = ( { name = \"all\"; members = ( \"ana\", \"ben\", \"eva\" ); },\n" \
	"  { name = \"second\"; members = ( \"ana\", \"ben\" ); assign = \"least_loaded\"; },\n" \
	"  { name = \"day\"; members = ( \"ben\" ); assign = \"round_robin\"; calendar = \"office\"; } );\n" \
	"agents = ( { name = \"ana\"; address = \"ana@desk.example\"; skills = \"cad\"; }, { name = \"ben\"; address = \"ben@desk.example\"; },\n" \
	"  { name = \"eva\"; address = \"eva@desk.example\"; } );\n"

/* A Friday evening. */
#define NOW "2026-11-27T19:00:00Z"

static const char *
assignee(struct world *w, const struct ticket *t)
{
	struct ticket now;

	well(w, ticket_read(w, w->tools.store, t->id, &now, &w->err));
	return now.assignee != NULL ? now.assignee : "nobody";
}

static struct ticket *
give(struct world *w, const char *team, const char *from)
{
	struct change c = world_change(w, "operator");
	struct ticket *t = world_ticket(w, "all", from);

	well(w, change_assignment(w, &c, t, team, NULL, &w->err));
	return t;
}

/* Loads and turns count within the transaction, and whoever a ticket comes from does not get it again. */
static void
a_change_of_team_gives_it_to_one_of_it(void **state)
{
	struct world *w = world_open(*state, DESK, NOW);
	struct change c = world_change(w, "operator");
	struct ticket *first = give(w, "second", NULL), *second = give(w, "second", NULL);

	assert_string_equal(assignee(w, first), "ana");
	assert_string_equal(assignee(w, second), "ben");
	well(w, change_state(&c, first, TICKET_CLOSED, &w->err));
	well(w, change_state(&c, second, TICKET_CLOSED, &w->err));
	/* Of equals whose turn it is. */
	first = give(w, "second", NULL);
	assert_string_equal(assignee(w, first), "ana");
	well(w, change_state(&c, first, TICKET_CLOSED, &w->err));
	assert_string_equal(assignee(w, give(w, "second", NULL)), "ben");
	assert_string_equal(assignee(w, give(w, "second", "ana")), "ben");
	assert_string_equal(assignee(w, give(w, "all", "ana")), "nobody");
	assert_int_equal(world_events(w, first->id, "assigned"), 1);
	world_close(w);
}

static void
who_comes_to_work_finds_what_nobody_could_take(void **state)
{
	struct world *w = world_open(*state, DESK, NOW);
	struct ticket *waits = give(w, "day", NULL), *taken = give(w, "day", NULL);
	struct change c = world_change(w, "operator");

	assert_string_equal(assignee(w, waits), "nobody");
	well(w, change_assignment(w, &c, taken, "day", "eva", &w->err));
	world_until(w, "2026-11-30T07:59:00Z", false);
	assert_string_equal(assignee(w, waits), "nobody");
	assert_int_equal(world_mails(w, "notice_assigned", NULL), 0);
	world_until(w, "2026-11-30T08:00:00Z", false);
	assert_string_equal(assignee(w, waits), "ben");
	assert_string_equal(assignee(w, taken), "eva");
	assert_int_equal(world_mails(w, "notice_assigned", "ben@desk.example"), 1);
	assert_int_equal(world_mails(w, "notice_assigned", NULL), 1);
	world_close(w);
}

static void
go_away(struct world *w, const char *agent, const char *until, int64_t inbox)
{
	struct away away = { .agent = talloc_strdup(w, agent), .since = w->now, .until = at(until), .inbox = inbox };

	well(w, absent_begin(&w->tools, &away, "operator", &w->err));
}

/* What nobody has answered goes to another, and with nobody left to the team, until one is back. */
static void
who_goes_away_leaves_what_is_not_begun(void **state)
{
	struct world *w = world_open(*state, DESK, NOW);
	struct change c = world_change(w, "operator");
	struct ticket *fresh = give(w, "second", NULL), *begun = give(w, "second", NULL);

	well(w, change_assignment(w, &c, begun, "second", "ana", &w->err));
	well(w, change_state(&c, begun, TICKET_OPEN, &w->err));
	go_away(w, "ana", "2026-12-01T00:00:00Z", 0);
	assert_string_equal(assignee(w, fresh), "ben");
	assert_string_equal(assignee(w, begun), "ana");
	assert_int_equal(world_mails(w, "notice_assigned", "ben@desk.example"), 1);
	go_away(w, "ben", "2026-12-02T00:00:00Z", 0);
	assert_string_equal(assignee(w, fresh), "nobody");
	assert_int_equal(world_mails(w, "notice_assigned", "ana@desk.example"), 1);
	world_until(w, "2026-11-30T23:59:00Z", false);
	assert_string_equal(assignee(w, fresh), "nobody");
	world_until(w, "2026-12-01T00:00:00Z", false);
	assert_string_equal(assignee(w, fresh), "ana");
	world_close(w);
}

/* What a rule has asked for when the ticket was new is asked for whenever it comes to another team. */
static void
skills_stay(void **state)
{
	struct world *w = world_open(*state, DESK, NOW);
	struct change c = world_change(w, "operator");
	struct ticket *plain = world_ticket(w, "all", NULL), *cad = world_ticket(w, "all", NULL);

	well(w, skill_add(w->tools.store, cad->id, "cad", &w->err));
	assert_int_equal(skill_add(w->tools.store, cad->id, "cad", &w->err), NONE);
	well(w, change_assignment(w, &c, plain, "second", NULL, &w->err));
	assert_string_equal(assignee(w, plain), "ana");
	well(w, change_state(&c, plain, TICKET_CLOSED, &w->err));
	/* It would be ben's turn; nobody else knows CAD. */
	well(w, change_assignment(w, &c, cad, "second", NULL, &w->err));
	assert_string_equal(assignee(w, cad), "ana");
	well(w, change_assignment(w, &c, cad, "all", NULL, &w->err));
	well(w, change_assignment(w, &c, cad, "second", NULL, &w->err));
	assert_string_equal(assignee(w, cad), "ana");
	world_close(w);
}

/* Until when ana is away after her machine has said so. */
static instant
machine_says(struct world *w, const char *until, bool dated)
{
	struct mail mail = { .subject = talloc_strdup(w, "Automatic reply") };
	struct facts f = { .conf = w->tools.conf, .mail = &mail, .now = w->now, .inbox = 9, .agent = conf_agent(w->tools.conf, "ana") };
	struct decision d = { .away = { .agent = "ana", .until = at(until), .dated = dated } };
	struct away *list;

	well(w, away_list(w, w->tools.store, w->now, &list, &f.aways.count, &w->err));
	f.aways.list = list;
	well(w, absent_apply(&w->tools, &f, &d, &w->err));
	well(w, away_list(w, w->tools.store, w->now, &list, &f.aways.count, &w->err));
	assert_int_equal(f.aways.count, 1);
	return list[0].until;
}

static void
the_surest_word_on_an_absence_counts(void **state)
{
	struct world *w = world_open(*state, DESK, NOW);

	assert_int_equal(machine_says(w, "2026-12-05T00:00:00Z", true), at("2026-12-05T00:00:00Z"));
	/* What names no day does not shorten it; another day does. */
	assert_int_equal(machine_says(w, "2026-11-28T19:00:00Z", false), at("2026-12-05T00:00:00Z"));
	assert_int_equal(machine_says(w, "2026-12-03T00:00:00Z", true), at("2026-12-03T00:00:00Z"));
	assert_int_equal(machine_says(w, "2026-12-04T00:00:00Z", false), at("2026-12-04T00:00:00Z"));
	/* Nor does a machine know better than an operator. */
	go_away(w, "ana", "2026-12-24T00:00:00Z", 0);
	assert_int_equal(machine_says(w, "2026-12-03T00:00:00Z", true), at("2026-12-24T00:00:00Z"));
	world_close(w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_scene(a_change_of_team_gives_it_to_one_of_it),
		in_scene(who_comes_to_work_finds_what_nobody_could_take),
		in_scene(who_goes_away_leaves_what_is_not_begun),
		in_scene(the_surest_word_on_an_absence_counts),
		in_scene(skills_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
