/* assign.c - who of a team gets a ticket: each rule by itself, and what a decision makes of it */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/base/zone.h>
#include <postigo/desk/decide.h>

#include "../../../src/desk/assign.h"

#define TEXT(s) ((char[]){ s })

/* A Saturday, 2024-10-05, at noon. */
#define TODAY 20001
#define NOW (DAYS(TODAY) + HOURS(12))

/* Three technicians in a team, each with two open tickets; samples change what they are about. */
struct scene {
	struct conf_agent agents[3];
	struct conf_team team;
	struct conf_queue queue;
	struct conf_mailbox mailbox;
	struct conf_calendar office;	/* from eight to eleven, every day */
	struct conf_stretch morning;
	struct conf conf;
	struct crew crew;
	struct candidate candidates[3];
	struct away away[2];
	struct assign_case assign;
	char *members[3];
	struct mail mail;
	struct facts facts;
};

static void
set_up_team(struct scene *s)
{
	static char names[3][4] = { "ana", "ben", "eva" };
	static char addresses[3][17] = { "ana@desk.example", "ben@desk.example", "eva@desk.example" };

	for (int i = 0; i < 3; i++) {
		s->members[i] = names[i];
		s->agents[i] = (struct conf_agent){ .name = names[i], .address = addresses[i], .display_name = names[i],
			.zone = s->office.zone };
		s->candidates[i] = (struct candidate){ &s->agents[i], { .open = 2, .turn = 0 } };
	}
	s->team = (struct conf_team){ .name = talloc_strdup(s, "first"), .members = s->members, .member_count = 3,
		.assign = CONF_ASSIGN_LEAST_LOADED };
	s->queue = (struct conf_queue){ .name = talloc_strdup(s, "help"), .team = s->team.name };
	s->crew = (struct crew){ &s->team, s->candidates, 3 };
}

static int
scene_open(void **state)
{
	struct scene *s = talloc_zero(NULL, struct scene);
	struct error err;
	struct zone *utc;

	assert_int_equal(zone_load(s, "UTC", &utc, &err), DONE);
	s->morning = (struct conf_stretch){ 8 * 60, 11 * 60 };
	s->office = (struct conf_calendar){ .name = talloc_strdup(s, "office"), .zone = utc };
	for (int day = 0; day < 7; day++)
		s->office.week[day] = (struct conf_hours){ &s->morning, 1 };
	set_up_team(s);
	s->mailbox = (struct conf_mailbox){ .name = talloc_strdup(s, "support"),
		.address = talloc_strdup(s, "support@desk.example"), .queue = s->queue.name };
	s->conf = (struct conf){ .mailboxes = &s->mailbox, .mailbox_count = 1, .queues = &s->queue, .queue_count = 1,
		.teams = &s->team, .team_count = 1, .agents = s->agents, .agent_count = 3,
		.identity.language = talloc_strdup(s, "en"), .limits = { .ack_max_age = DAYS(1), .hops = 50 } };
	s->assign = (struct assign_case){ .conf = &s->conf, .crew = &s->crew, .queue = "help", .language = "en", .tier = 1,
		.now = NOW, .aways = { s->away, 0 } };
	s->mail = (struct mail){ .from.address = talloc_strdup(s, "pat@customer.example"), .class = MAIL_HUMAN,
		.text = talloc_strdup(s, "It burns.") };
	s->facts = (struct facts){ .conf = &s->conf, .mailbox = &s->mailbox, .mail = &s->mail, .installation = "us",
		.language = "en", .now = NOW, .arrived = NOW };
	*state = s;
	return 0;
}

static int
scene_close(void **state)
{
	talloc_free(*state);
	return 0;
}

static const char *
chosen(struct scene *s)
{
	struct assign_choice choice;

	assign_choose(s, &s->assign, &choice);
	return choice.agent != NULL ? choice.agent->name : "nobody";
}

/* Why that one was passed over. */
static const char *
why_not(struct scene *s, int which)
{
	struct assign_choice choice;

	assign_choose(s, &s->assign, &choice);
	assert_int_equal(choice.candidate_count, 3);
	return choice.candidates[which].passed_over != NULL ? choice.candidates[which].passed_over : "";
}

static void
the_least_loaded_gets_it(void **state)
{
	struct scene *s = *state;
	struct assign_choice choice;

	s->candidates[1].load.open = 1;
	assign_choose(s, &s->assign, &choice);
	assert_string_equal(choice.agent->name, "ben");
	assert_string_equal(choice.why, "the least to do of 3: 1 open");
	assert_int_equal(choice.candidates[1].open, 1);
	assert_int_equal(choice.again, 0);
}

/* Of equals whose turn is the longest ago, and then in the order of the config. */
static void
equals_take_turns(void **state)
{
	struct scene *s = *state;

	assert_string_equal(chosen(s), "ana");
	s->candidates[0].load.turn = 7;
	s->candidates[1].load.turn = 9;
	s->candidates[2].load.turn = 8;
	assert_string_equal(chosen(s), "ana");
	s->candidates[0].load.turn = 10;
	assert_string_equal(chosen(s), "eva");
}

static void
round_robin_looks_at_turns_alone(void **state)
{
	struct scene *s = *state;

	s->team.assign = CONF_ASSIGN_ROUND_ROBIN;
	s->candidates[0].load = (struct workload){ .open = 0, .turn = 3 };
	s->candidates[1].load = (struct workload){ .open = 90, .turn = 1 };
	s->candidates[2].load = (struct workload){ .open = 0, .turn = 2 };
	assert_string_equal(chosen(s), "ben");
	s->candidates[1].load.turn = 4;
	assert_string_equal(chosen(s), "eva");
}

static void
nobody_who_is_away(void **state)
{
	struct scene *s = *state;
	struct conf_absence rome[] = { { TODAY - 1, TODAY, TEXT("Rome") }, { TODAY + 1, TODAY + 2, NULL } };

	s->away[0] = (struct away){ .agent = TEXT("ana"), .since = NOW - HOURS(1), .until = NOW + HOURS(1) };
	s->assign.aways.count = 1;
	assert_string_equal(chosen(s), "ben");
	assert_string_equal(why_not(s, 0), "is away until Saturday 5 October 2024, 13:00");
	/* Both days belong to it, and what follows right after it does too. */
	s->agents[1].absent = rome;
	s->agents[1].absent_count = 2;
	assert_string_equal(chosen(s), "eva");
	assert_string_equal(why_not(s, 1), "is away until Tuesday 8 October 2024, 00:00: Rome");
	s->assign.now = DAYS(TODAY + 3);
	assert_string_equal(chosen(s), "ana");
	s->away[0].until = NOW + DAYS(9);
	assert_string_equal(chosen(s), "ben");
	s->assign.now = DAYS(TODAY - 1) - 1;
	assert_string_equal(why_not(s, 1), "");
	s->assign.now = DAYS(TODAY - 1);
	assert_string_equal(why_not(s, 1), "is away until Tuesday 8 October 2024, 00:00: Rome");
}

static void
nobody_who_is_not_at_work(void **state)
{
	struct scene *s = *state;
	struct conf_calendar never = { .name = TEXT("never"), .zone = s->office.zone };

	s->agents[0].calendar = &s->office;
	assert_string_equal(chosen(s), "ben");
	assert_string_equal(why_not(s, 0), "is not at work before Sunday 08:00");
	/* The team's hours are those of whoever has none. */
	s->team.calendar = &s->office;
	s->agents[0].calendar = NULL;
	s->agents[1].calendar = &never;
	s->agents[2].calendar = &s->office;
	assert_string_equal(chosen(s), "nobody");
	assert_string_equal(why_not(s, 1), "never works");
	s->assign.now = DAYS(TODAY) + HOURS(9);
	assert_string_equal(chosen(s), "ana");
}

static void
nobody_who_does_not_work_on_the_tier(void **state)
{
	struct scene *s = *state;

	s->agents[0].tiers = 1u << 2 | 1u << 3;
	assert_string_equal(chosen(s), "ben");
	assert_string_equal(why_not(s, 0), "does not work on tier 1");
	s->assign.tier = 2;
	assert_string_equal(chosen(s), "ana");
}

static void
nobody_without_the_skills(void **state)
{
	struct scene *s = *state;
	char *network[] = { TEXT("network") }, *both[] = { TEXT("mail"), TEXT("network") };
	struct mail_strings asked = { both, 1 };

	s->queue.skills = network;
	s->queue.skill_count = 1;
	assert_string_equal(chosen(s), "nobody");
	assert_string_equal(why_not(s, 0), "lacks the skill network");
	s->agents[1].skills = network;
	s->agents[1].skill_count = 1;
	assert_string_equal(chosen(s), "ben");
	/* A rule asks for one more. */
	s->assign.skills = &asked;
	assert_string_equal(chosen(s), "nobody");
	assert_string_equal(why_not(s, 1), "lacks the skill mail");
	s->agents[2].skills = both;
	s->agents[2].skill_count = 2;
	assert_string_equal(chosen(s), "eva");
}

static void
nobody_who_cannot_answer_in_the_language(void **state)
{
	struct scene *s = *state;
	char *languages[] = { TEXT("de"), TEXT("es") };

	s->assign.language = "es-MX";
	assert_string_equal(chosen(s), "ana");
	s->team.require_language = true;
	assert_string_equal(chosen(s), "nobody");
	assert_string_equal(why_not(s, 0), "does not answer in es-MX");
	s->agents[1].language = TEXT("es");
	assert_string_equal(chosen(s), "ben");
	s->agents[1].languages = &languages[0];
	s->agents[1].language_count = 1;
	s->agents[2].languages = languages;
	s->agents[2].language_count = 2;
	assert_string_equal(chosen(s), "eva");
	s->assign.language = "en";
	assert_string_equal(chosen(s), "ana");
}

static void
nobody_beyond_their_capacity(void **state)
{
	struct scene *s = *state;

	s->agents[0].capacity = 2;
	assert_string_equal(chosen(s), "ben");
	assert_string_equal(why_not(s, 0), "has 2 open tickets, and room for no more");
	s->candidates[0].load.open = 1;
	assert_string_equal(chosen(s), "ana");
}

static void
not_whom_it_comes_from(void **state)
{
	struct scene *s = *state;

	s->assign.except = "ana";
	assert_string_equal(chosen(s), "ben");
	assert_string_equal(why_not(s, 0), "it comes from them");
}

/* When there is nobody, it is said why of each, and when it is worth asking again: of whom it would be something. */
static void
nobody_is_told_with_the_reason(void **state)
{
	struct scene *s = *state;
	struct assign_choice choice;

	s->agents[0].capacity = 1;
	s->agents[1].calendar = &s->office;
	s->agents[2].tiers = 1u << 3;
	s->away[0] = (struct away){ .agent = TEXT("eva"), .since = 0, .until = NOW + HOURS(1) };
	s->assign.aways.count = 1;
	assign_choose(s, &s->assign, &choice);
	assert_null(choice.agent);
	assert_string_equal(choice.why, "nobody in first can take it now: ana has 2 open tickets, and room for no more, "
	    "ben is not at work before Sunday 08:00, eva is away until Saturday 5 October 2024, 13:00");
	assert_int_equal(choice.again, DAYS(TODAY + 1) + HOURS(8));
	s->agents[1].tiers = 1u << 3;
	assign_choose(s, &s->assign, &choice);
	assert_int_equal(choice.again, 0);
	s->crew.count = 0;
	assign_choose(s, &s->assign, &choice);
	assert_null(choice.agent);
}

static size_t
notices(const struct decision *d, const char *to)
{
	size_t n = 0;

	for (size_t i = 0; i < d->answer_count; i++)
		n += d->answers[i].to == ANSWER_TECHNICIAN && strcmp(d->answers[i].agent->name, to) == 0;
	return n;
}

/* First it asks for the crew; then one of it has the ticket and hears of it, alone. */
static void
a_new_ticket_is_given_to_one(void **state)
{
	struct scene *s = *state;
	struct decision *d = decide(s, &s->facts);

	assert_string_equal(d->crew_of, "first");
	s->facts.crew = &s->crew;
	s->candidates[0].load.open = 9;
	d = decide(s, &s->facts);
	assert_null(d->crew_of);
	assert_string_equal(d->assignee, "ben");
	assert_int_equal(d->candidate_count, 3);
	assert_true(notices(d, "ben") == 1 && notices(d, "ana") == 0 && notices(d, "eva") == 0);
	assert_int_equal(d->state, TICKET_NEW);
	/* Nobody: all hear of it. */
	s->team.calendar = &s->office;
	d = decide(s, &s->facts);
	assert_null(d->assignee);
	assert_non_null(strstr(d->assignee_why, "nobody in first"));
	assert_int_equal(d->assign_at, DAYS(TODAY + 1) + HOURS(8));
	assert_true(notices(d, "ben") == 1 && notices(d, "ana") == 1 && notices(d, "eva") == 1);
}

static void
nobody_is_looked_for_where_it_makes_no_sense(void **state)
{
	struct scene *s = *state;

	s->team.assign = CONF_ASSIGN_NONE;
	assert_null(decide(s, &s->facts)->crew_of);
	s->team.assign = CONF_ASSIGN_LEAST_LOADED;
	/* What lay there before us. */
	s->facts.before_adoption = true;
	assert_null(decide(s, &s->facts)->crew_of);
	s->facts.before_adoption = false;
	/* A technician's own question is for another. */
	s->facts.crew = &s->crew;
	s->facts.agent = &s->agents[0];
	s->mail.from.address = s->agents[0].address;
	assert_string_equal(decide(s, &s->facts)->assignee, "ben");
}

/* Whose ticket it is, is away: their team hears of a reply too. */
static void
replies_do_not_wait_in_silence(void **state)
{
	struct scene *s = *state;
	struct decision *d;

	s->facts.sender = (struct person){ .id = 7 };
	s->facts.tie[TIE_MESSAGE_ID] = (struct tie){ .found = true, .sender_takes_part = true, .named = 7,
		.ticket = { .id = 7, .state = TICKET_OPEN, .queue = s->queue.name, .team = s->team.name, .assignee = s->members[1] } };
	d = decide(s, &s->facts);
	assert_true(notices(d, "ben") == 1 && notices(d, "ana") == 0);
	s->away[0] = (struct away){ .agent = TEXT("ben"), .since = 0, .until = NOW + 1 };
	s->facts.aways = (struct aways){ s->away, 1 };
	d = decide(s, &s->facts);
	assert_true(notices(d, "ben") == 1 && notices(d, "ana") == 1 && notices(d, "eva") == 1);
	s->away[0].until = NOW;
	d = decide(s, &s->facts);
	assert_int_equal(notices(d, "ana"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_open, scene_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_least_loaded_gets_it),
		TEST(equals_take_turns),
		TEST(round_robin_looks_at_turns_alone),
		TEST(nobody_who_is_away),
		TEST(nobody_who_is_not_at_work),
		TEST(nobody_who_does_not_work_on_the_tier),
		TEST(nobody_without_the_skills),
		TEST(nobody_who_cannot_answer_in_the_language),
		TEST(nobody_beyond_their_capacity),
		TEST(not_whom_it_comes_from),
		TEST(nobody_is_told_with_the_reason),
		TEST(a_new_ticket_is_given_to_one),
		TEST(nobody_is_looked_for_where_it_makes_no_sense),
		TEST(replies_do_not_wait_in_silence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
