/* absent.c - a technician's answering machine: what is believed of it, and until when */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/zone.h>
#include <postigo/desk/decide.h>

#include "../../../src/desk/absent.h"

/* Monday, 12 January 2026, at noon. */
#define TODAY instant_days(2026, 1, 12)
#define NOW (DAYS(TODAY) + HOURS(12))

struct scene {
	struct conf_agent agents[2];
	struct conf_team team;
	struct conf_queue queue;
	struct conf_mailbox mailbox;
	struct conf conf;
	char *members[2];
	struct mail mail;
	struct facts facts;
};

/* Ana's machine answers a notice on ticket 7, by the address that only she was sent. */
static int
scene_open(void **state)
{
	struct scene *s = talloc_zero(NULL, struct scene);
	struct error err;
	struct zone *utc;

	assert_int_equal(zone_load(s, "UTC", &utc, &err), DONE);
	s->agents[0] = (struct conf_agent){ .name = talloc_strdup(s, "ana"), .address = talloc_strdup(s, "ana@desk.example"),
		.zone = utc };
	s->agents[1] = (struct conf_agent){ .name = talloc_strdup(s, "ben"), .address = talloc_strdup(s, "ben@desk.example"),
		.zone = utc };
	s->members[0] = s->agents[0].name;
	s->members[1] = s->agents[1].name;
	s->team = (struct conf_team){ .name = talloc_strdup(s, "first"), .members = s->members, .member_count = 2 };
	s->queue = (struct conf_queue){ .name = talloc_strdup(s, "help"), .team = s->team.name };
	s->mailbox = (struct conf_mailbox){ .name = talloc_strdup(s, "support"),
		.address = talloc_strdup(s, "support@desk.example"), .queue = s->queue.name };
	s->conf = (struct conf){ .mailboxes = &s->mailbox, .mailbox_count = 1, .queues = &s->queue, .queue_count = 1,
		.teams = &s->team, .team_count = 1, .agents = s->agents, .agent_count = 2,
		.trust = { .commands = TRUST_TOKEN, .absence = TRUST_AUTH }, .limits = { .ack_max_age = DAYS(1), .hops = 50 },
		.away = { .length = DAYS(1), .most = DAYS(60) } };
	s->mail = (struct mail){ .from.address = s->agents[0].address, .class = MAIL_AUTO_REPLY,
		.class_reason = talloc_strdup(s, "Auto-Submitted"), .subject = talloc_strdup(s, "Automatic reply: Printer"),
		.text = talloc_strdup(s, "I am out of the office until 19 January.") };
	s->facts = (struct facts){ .conf = &s->conf, .mailbox = &s->mailbox, .mail = &s->mail, .installation = "us",
		.language = "en", .now = NOW, .arrived = NOW, .agent = &s->agents[0], .has_token = true,
		.token = { .purpose = TOKEN_TECHNICIAN, .ticket = 7, .person = 3 },
		.token_person = { .id = 3, .address = s->agents[0].address } };
	s->facts.tie[TIE_REPLY_TOKEN] = (struct tie){ .found = true, .inside = true, .named = 7,
		.ticket = { .id = 7, .state = TICKET_NEW, .queue = s->queue.name, .team = s->team.name, .assignee = s->members[0] } };
	*state = s;
	return 0;
}

static int
scene_close(void **state)
{
	talloc_free(*state);
	return 0;
}

static bool
says(const struct decision *d, const char *words)
{
	for (size_t i = 0; i < d->events.count; i++)
		if (strstr(d->events.list[i], words) != NULL)
			return true;
	return false;
}

static void
they_are_away_until_the_day_that_it_names(void **state)
{
	struct scene *s = *state;
	struct decision *d = decide(s, &s->facts);

	assert_int_equal(d->outcome, DECIDE_REPLY);
	assert_string_equal(d->away.agent, "ana");
	assert_int_equal(d->away.until, DAYS(instant_days(2026, 1, 20)));
	assert_true(d->away.dated);
	assert_true(says(d, "ana is away until Tuesday 20 January 2026"));
	assert_int_equal(d->state, TICKET_NEW);
}

static void
or_for_a_day_when_it_names_none(void **state)
{
	struct scene *s = *state;
	struct decision *d;

	s->mail.text = talloc_strdup(s, "I am out of the office.");
	d = decide(s, &s->facts);
	assert_int_equal(d->away.until, NOW + DAYS(1));
	assert_false(d->away.dated);
	/* And when it is further away than is believed. */
	s->mail.text = talloc_strdup(s, "I am out of the office until 1 December 2026.");
	assert_int_equal(decide(s, &s->facts)->away.until, NOW + DAYS(1));
}

/* Without a ticket that is all there is to it; a ticket of it would help nobody. */
static void
about_no_ticket_it_is_filed(void **state)
{
	struct scene *s = *state;
	struct decision *d;

	s->facts.tie[TIE_REPLY_TOKEN] = (struct tie){ 0 };
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_FILED);
	assert_string_equal(d->away.agent, "ana");
	assert_int_equal(d->answer_count, 0);
}

static void
anybody_could_say_so(void **state)
{
	struct scene *s = *state;
	struct decision *d;

	s->facts.has_token = false;
	s->facts.tie[TIE_REPLY_TOKEN] = (struct tie){ 0 };
	d = decide(s, &s->facts);
	assert_null(d->away.agent);
	assert_true(says(d, "it says that ana is away, and nothing proves it"));
	assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
	s->conf.trust.absence = TRUST_NONE;
	assert_string_equal(decide(s, &s->facts)->away.agent, "ana");
}

static void
what_says_nothing_of_an_absence(void **state)
{
	struct scene *s = *state;

	s->mail.class = MAIL_HUMAN;
	assert_null(decide(s, &s->facts)->away.agent);
	s->mail.class = MAIL_AUTO_REPLY;
	s->mail.subject = talloc_strdup(s, "Printer");
	s->mail.text = talloc_strdup(s, "Your mail has been read on Friday.");
	assert_null(decide(s, &s->facts)->away.agent);
	/* A customer's machine is none of ours. */
	s->mail.text = talloc_strdup(s, "I am out of the office until 19 January.");
	s->facts.agent = NULL;
	s->mail.from.address = talloc_strdup(s, "pat@customer.example");
	s->facts.token.purpose = TOKEN_REQUESTER;
	s->facts.token_person.address = s->mail.from.address;
	assert_null(decide(s, &s->facts)->away.agent);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_open, scene_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(they_are_away_until_the_day_that_it_names),
		TEST(or_for_a_day_when_it_names_none),
		TEST(about_no_ticket_it_is_filed),
		TEST(anybody_could_say_so),
		TEST(what_says_nothing_of_an_absence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
