/* organisation.c - whose people a requester is one of, and what that decides */
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

#include "../../../src/desk/organisation.h"

#define TEXT(s) ((char[]){ s })

static struct conf_agent agents[] = {
	{ .name = TEXT("ana"), .address = TEXT("ana@desk.example"), .display_name = TEXT("Ana Ruiz") },
};
static struct conf_queue queues[] = { { .name = TEXT("help") }, { .name = TEXT("acme") } };
static struct conf_mailbox mailboxes[] = {
	{ .name = TEXT("support"), .address = TEXT("support@desk.example"), .queue = TEXT("help") },
};
static struct conf_organisation organisations[] = {
	{ .name = TEXT("acme"), .display_name = TEXT("Acme Ltd"), .queue = TEXT("acme"), .manager = TEXT("ana") },
	{ .name = TEXT("globex"), .display_name = TEXT("Globex") },
};
static struct conf_belonging belongings[] = {
	{ "acme.example", &organisations[0] }, { "globex.example", &organisations[1] },
};
static const struct conf plain = {
	.mailboxes = mailboxes, .mailbox_count = 1, .queues = queues, .queue_count = 2, .agents = agents, .agent_count = 1,
	.organisations = organisations, .organisation_count = 2, .belongings = belongings, .belonging_count = 2,
	.trust = { .commands = TRUST_TOKEN, .on_behalf = TRUST_AUTH, .participants = TRUST_AUTH },
	.limits = { .ack_max_age = DAYS(1), .hops = 50 },
};

/* A mail from that address. */
struct scene {
	struct conf conf;
	struct mail mail;
	struct facts facts;
};

static struct scene *
scene(TALLOC_CTX *ctx, const char *from)
{
	struct scene *s = talloc_zero(ctx, struct scene);

	s->conf = plain;
	s->mail = (struct mail){ .from.address = talloc_strdup(s, from), .class = MAIL_HUMAN,
		.text = talloc_strdup(s, "It burns.") };
	s->facts = (struct facts){ .conf = &s->conf, .mailbox = &mailboxes[0], .mail = &s->mail, .installation = "us",
		.language = "en", .now = DAYS(20000), .arrived = DAYS(20000) };
	return s;
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
a_new_ticket_is_its_requesters_organisations(void **state)
{
	SCRATCH(tmp);
	struct decision *acme = decide(tmp, &scene(tmp, "pat@acme.example")->facts);
	struct decision *globex = decide(tmp, &scene(tmp, "pat@globex.example")->facts);
	struct decision *nobodys = decide(tmp, &scene(tmp, "pat@elsewhere.example")->facts);

	(void)state;
	assert_string_equal(acme->organisation, "acme");
	assert_string_equal(acme->queue, "acme");
	assert_true(says(acme, "from organisation acme (acme.example)"));
	assert_non_null(strstr(acme->events.list[0], "ticket made in queue acme"));
	assert_string_equal(globex->organisation, "globex");
	assert_string_equal(globex->queue, "help");
	assert_null(nobodys->organisation);
	assert_string_equal(nobodys->queue, "help");
}

static void
who_asks_for_proof_gets_it(void **state)
{
	SCRATCH(tmp);
	struct scene *s = scene(tmp, "pat@acme.example");
	struct decision *d;

	(void)state;
	s->conf.trust.organisation = TRUST_KNOWN;
	d = decide(tmp, &s->facts);
	assert_null(d->organisation);
	assert_string_equal(d->queue, "help");
	assert_true(says(d, "it says that it is from organisation acme"));
	s->facts.sender = (struct person){ .id = 7, .proven = DAYS(19000) };
	assert_string_equal(decide(tmp, &s->facts)->organisation, "acme");
}

/* Not the technician's, who passes it on. */
static void
on_behalf_of_somebody_it_is_theirs(void **state)
{
	SCRATCH(tmp);
	struct scene *s = scene(tmp, "ana@desk.example");
	struct mail_forwarded forwarded = { .from.address = TEXT("pat@globex.example") };

	(void)state;
	s->facts.agent = &agents[0];
	s->mail.forwarded = &forwarded;
	s->facts.confirmed = true;	/* as sure as can be */
	assert_string_equal(decide(tmp, &s->facts)->organisation, "globex");
	s->facts.confirmed = false;
	assert_null(decide(tmp, &s->facts)->organisation);
}

#define LONG "The printer on the second floor has not printed anything since yesterday, whatever we do."

static const char *
language(struct scene *s)
{
	return decide(s, &s->facts)->language;
}

/* One after the other is taken away. */
static void
the_surest_language_comes_first(void **state)
{
	SCRATCH(tmp);
	struct scene *s = scene(tmp, "pat@acme.example");
	struct conf_organisation acme = organisations[0];

	(void)state;
	acme.language = TEXT("fr");
	s->conf.organisations = &acme;
	s->conf.organisation_count = 1;
	s->conf.belongings = &(struct conf_belonging){ "acme.example", &acme };
	s->conf.belonging_count = 1;
	s->conf.identity.language = TEXT("en");
	s->mail.language = TEXT("de");
	s->mail.text = s->mail.reply = TEXT(LONG);
	s->facts.languages.mail = "de";
	s->facts.languages.sender = "es";
	assert_string_equal(language(s), "de");
	s->mail.text = s->mail.reply = TEXT("It burns.");
	assert_string_equal(language(s), "es");
	assert_string_equal(decide(s, &s->facts)->language_why, "they have written in it before");
	s->facts.languages.sender = NULL;
	assert_string_equal(language(s), "fr");
	acme.language = NULL;
	assert_string_equal(language(s), "de");
	s->facts.languages.mail = NULL;
	assert_string_equal(language(s), "en");
	/* A machine speaks for nobody. */
	s->facts.languages.mail = "de";
	acme.language = TEXT("fr");
	s->mail.text = s->mail.reply = TEXT(LONG);
	s->mail.class = MAIL_AUTO_GENERATED;
	s->mail.class_reason = TEXT("Auto-Submitted");
	assert_string_equal(language(s), "fr");
}

static void
a_language_is_learned_from_who_speaks_it(void **state)
{
	SCRATCH(tmp);
	struct scene *s = scene(tmp, "pat@acme.example");

	(void)state;
	s->mail.language = TEXT("de");
	assert_null(decide(tmp, &s->facts)->learned);
	s->mail.text = s->mail.reply = TEXT(LONG);
	assert_string_equal(decide(tmp, &s->facts)->learned, "de");
	/* What is known already is not for anybody to change who writes that address. */
	s->facts.sender = (struct person){ .id = 7, .address = s->mail.from.address, .language = TEXT("es") };
	assert_null(decide(tmp, &s->facts)->learned);
	s->facts.has_token = true;
	s->facts.token = (struct token){ .purpose = TOKEN_REQUESTER, .ticket = 9, .person = 7 };
	s->facts.token_person = s->facts.sender;
	assert_string_equal(decide(tmp, &s->facts)->learned, "de");
	s->facts.sender.language = TEXT("de");
	assert_null(decide(tmp, &s->facts)->learned);
}

static void
a_ticket_keeps_its_organisation(void **state)
{
	SCRATCH(tmp);
	struct scene *s = scene(tmp, "pat@acme.example");
	struct decision *d;

	(void)state;
	s->facts.sender.id = 7;
	s->facts.tie[TIE_MESSAGE_ID] = (struct tie){ .found = true, .sender_takes_part = true, .named = 7,
		.ticket = { .id = 7, .state = TICKET_OPEN, .queue = queues[0].name, .organisation = organisations[1].name } };
	d = decide(tmp, &s->facts);
	assert_int_equal(d->outcome, DECIDE_REPLY);
	assert_string_equal(d->organisation, "globex");
}

static const char *
value(const json_t *values, const char *key)
{
	return json_string_value(json_object_get(values, key));
}

static void
templates_are_told_of_it(void **state)
{
	SCRATCH(tmp);
	struct conf conf = plain;
	struct conf_organisation acme = organisations[0];
	struct conf_stretch nine_to_five = { 9 * 60, 17 * 60 };
	struct conf_calendar office = { .name = TEXT("office") };
	struct ticket ticket = { .organisation = TEXT("acme") };
	struct error err;
	struct zone *utc;
	json_t *values = json_object();

	(void)state;
	assert_int_equal(zone_load(tmp, "UTC", &utc, &err), DONE);
	office.zone = utc;
	for (int day = 0; day < 7; day++)
		office.week[day] = (struct conf_hours){ &nine_to_five, 1 };
	acme.calendar = &office;
	conf.organisations = &acme;
	conf.organisation_count = 1;
	organisation_values(&conf, &ticket, NULL, NULL, DAYS(20000) + HOURS(20), values);
	assert_string_equal(value(values, "organisation"), "acme");
	assert_string_equal(value(values, "organisation_name"), "Acme Ltd");
	assert_string_equal(value(values, "organisation_manager"), "Ana Ruiz");
	assert_non_null(strstr(value(values, "organisation_opens"), "09:00"));
	organisation_values(&conf, &ticket, NULL, NULL, DAYS(20000) + HOURS(10), values);
	assert_string_equal(value(values, "organisation_opens"), "");
	/* One that has left the config, and none. */
	ticket.organisation = TEXT("initech");
	organisation_values(&conf, &ticket, NULL, NULL, DAYS(20000), values);
	assert_string_equal(value(values, "organisation"), "initech");
	assert_string_equal(value(values, "organisation_name"), "initech");
	ticket.organisation = NULL;
	organisation_values(&conf, &ticket, NULL, NULL, DAYS(20000), values);
	assert_string_equal(value(values, "organisation"), "");
	json_decref(values);
}

static void
two_organisations_stay_apart(void **state)
{
	SCRATCH(tmp);
	struct ticket a = { .id = 1, .organisation = TEXT("acme") }, b = { .id = 2, .organisation = TEXT("globex") };
	struct ticket nobodys = { .id = 3 };

	(void)state;
	assert_non_null(strstr(organisation_forbids(tmp, &a, &b), "acme"));
	assert_null(organisation_forbids(tmp, &a, &a));
	assert_null(organisation_forbids(tmp, &nobodys, &b));
	assert_null(organisation_forbids(tmp, &a, &nobodys));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_ticket_is_its_requesters_organisations),
		cmocka_unit_test(who_asks_for_proof_gets_it),
		cmocka_unit_test(on_behalf_of_somebody_it_is_theirs),
		cmocka_unit_test(the_surest_language_comes_first),
		cmocka_unit_test(a_language_is_learned_from_who_speaks_it),
		cmocka_unit_test(a_ticket_keeps_its_organisation),
		cmocka_unit_test(templates_are_told_of_it),
		cmocka_unit_test(two_organisations_stay_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
