/* organisation.c - whose people they are, and who may be given which tickets: what is read, and what is said of faults */
#include <config.h>

#include "scene.h"

#define AGENTS "agents = ( { name = \"ana\"; address = \"ana@desk.example\"; skills = ( \"network\" ); } );\n"
#define TEAM(more) "teams = ( { name = \"first\"; members = ( \"ana\" ); " more "} );\n"
#define QUEUES(more) "queues = ( { name = \"q\"; team = \"first\"; " more "} );\n"
#define REST IDENTITY("timezone = \"Europe/Madrid\"; ") SMTP("") MAILBOX("")
#define ORGANISATIONS \
	"organisations = ( { name = \"acme\"; domains = ( \"acme.example\", \".acme.example\" ); language = \"es\"; queue = \"q\";\n" \
	"    addresses = ( \"Eva.Gil@home.example\" ); manager = \"ana\"; },\n" \
	"  { name = \"globex\"; display_name = \"Globex Ltd\"; domains = ( \"globex.example\", \"lab.acme.example\" ); },\n" \
	"  { name = \"initech\"; domains = ( \".initech.example\", \".eu.initech.example\" ); mailboxes = ( \"help\" ); } );\n"

/* Loads it and wants no problem. */
static struct conf *
load(void **state, TALLOC_CTX *ctx, const char *text)
{
	struct conf *conf = NULL;
	struct conf_problems problems;

	if (scene_load(*state, ctx, text, &conf, &problems) != DONE)
		fail_msg("%s:%u: %s", problems.list[0].file, problems.list[0].line, problems.list[0].what);
	return conf;
}

static void
finds_whose_somebody_is(void **state)
{
	static const struct {
		const char *address, *mailbox, *organisation, *why;
	} samples[] = {
		{ "pat@acme.example", "help", "acme", "acme.example" },
		{ "PAT@ACME.Example", "help", "acme", "ACME.Example" },
		{ "pat@paris.acme.example", "help", "acme", ".acme.example" },
		{ "pat@deep.paris.acme.example", "help", "acme", ".acme.example" },
		{ "pat@lab.acme.example", "help", "globex", "lab.acme.example" },
		{ "eva.gil@home.example", "help", "acme", "eva.gil@home.example" },
		{ "eva.gil+shop@home.example", "help", "acme", "eva.gil+shop@home.example" },
		{ "eva.gill@home.example", "help", NULL, NULL },
		{ "pat@globex.example", "help", "globex", "globex.example" },
		{ "pat@paris.globex.example", "help", NULL, NULL },
		{ "pat@initech.example", "help", NULL, NULL },
		{ "pat@a.initech.example", "help", "initech", ".initech.example" },
		{ "pat@a.eu.initech.example", "help", "initech", ".eu.initech.example" },
		{ "pat@a.initech.example", "other", NULL, NULL },
		{ "pat@notacme.example", "help", NULL, NULL },
		{ "acme.example@elsewhere.example", "help", NULL, NULL },
		{ "pat@acme.example@elsewhere.example", "help", NULL, NULL },
		{ "pat@example", "help", NULL, NULL },
		{ "pat@", "help", NULL, NULL },
		{ "acme.example", "help", NULL, NULL },
		{ "", "help", NULL, NULL },
		{ "pat@...............", "help", NULL, NULL },
	};
	SCRATCH(tmp);
	struct conf *conf = load(state, tmp, REST QUEUES("") TEAM("") AGENTS ORGANISATIONS);
	char *far = talloc_asprintf(tmp, "pat@%0300d.acme.example", 0);
	const char *why;

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		const struct conf_organisation *o = conf_organisation_of(conf, samples[i].address, samples[i].mailbox, &why);

		if ((o == NULL) != (samples[i].organisation == NULL))
			fail_msg("%s to %s: %s", samples[i].address, samples[i].mailbox, o != NULL ? o->name : "nobody");
		if (o == NULL)
			continue;
		assert_string_equal(o->name, samples[i].organisation);
		assert_string_equal(why, samples[i].why);
	}
	assert_null(conf_organisation_of(conf, far, "help", &why));
	assert_string_equal(conf_organisation(conf, "acme")->display_name, "acme");
	assert_string_equal(conf_organisation(conf, "globex")->display_name, "Globex Ltd");
	assert_string_equal(conf_organisation(conf, "acme")->manager, "ana");
	assert_null(conf_organisation(conf, "Acme"));
}

static void
reads_who_may_be_given_what(void **state)
{
	SCRATCH(tmp);
	struct conf *conf = load(state, tmp, REST QUEUES("skill = \"network\"; ")
	    TEAM("assign = \"round_robin\"; require_language = true; calendar = \"late\"; ")
	    "agents = ( { name = \"ana\"; address = \"ana@desk.example\"; skills = ( \"network\", \"mail\" ); capacity = 12;\n"
	    "  languages = ( \"en\", \"es\" ); tiers = [ 1, 2 ]; calendar = \"early\";\n"
	    "  absent = ( { from = \"2026-12-24\"; until = \"2027-01-02\"; note = \"Christmas\"; },\n"
	    "    { from = \"2027-02-28\"; until = \"2027-02-28\"; } ); },\n"
	    "  { name = \"ben\"; address = \"ben@desk.example\"; },\n"
	    "  { name = \"kim\"; address = \"kim@desk.example\"; calendar = \"early\"; timezone = \"Asia/Tokyo\"; } );\n"
	    "calendars = ( { name = \"early\"; hours = \"mon-fri 06:00-14:00\"; timezone = \"America/New_York\"; },\n"
	    "  { name = \"late\"; hours = \"mon-fri 14:00-22:00\"; } );\n");
	const struct conf_agent *ana = conf_agent(conf, "ana"), *ben = conf_agent(conf, "ben");
	const struct conf_team *team = conf_team(conf, "first");

	assert_int_equal(team->assign, CONF_ASSIGN_ROUND_ROBIN);
	assert_true(team->require_language);
	assert_ptr_equal(team->calendar, conf_calendar(conf, "late"));
	assert_ptr_equal(ana->calendar, conf_calendar(conf, "early"));
	assert_ptr_equal(ana->zone, conf_calendar(conf, "early")->zone);
	assert_true(ana->skill_count == 2 && ana->language_count == 2 && ana->capacity == 12 && ana->tiers == 6u);
	assert_int_equal(ana->absent_count, 2);
	assert_int_equal(ana->absent[0].until - ana->absent[0].from, 9);
	assert_int_equal(ana->absent[1].until, instant_days(2027, 2, 28));
	assert_string_equal(ana->absent[0].note, "Christmas");
	assert_true(ben->skill_count == 0 && ben->language_count == 0 && ben->capacity == 0 && ben->tiers == 0);
	assert_ptr_equal(ben->zone, conf->identity.zone);
	assert_string_equal(zone_name(conf_agent(conf, "kim")->zone), "Asia/Tokyo");
	assert_string_equal(conf_queue(conf, "q")->skills[0], "network");
	assert_int_equal(conf->away.length, DAYS(1));
	assert_int_equal(conf->trust.organisation, TRUST_NONE);
	assert_int_equal(conf->trust.absence, TRUST_AUTH);
}

#define BAD(label, text, at, what) { label, REST text, { NULL, at, what }, false }
#define ODD(label, text, at, what) { label, REST text, { NULL, at, what }, true }
#define USUAL QUEUES("") TEAM("") AGENTS

static const struct sample {
	const char *name, *text;
	struct wanted wanted;
	bool warning;
} samples[] = {
	BAD("domain of two", USUAL "organisations = ( { name = \"a\"; domains = ( \"x.example\" ); },\n"
	    "{ name = \"b\"; domains = ( \"y.example\",\n\"X.example\" ); } );\n", 9,
	    "the domain \"X.example\" of this organisation is that of the organisation at "),
	BAD("address of two", USUAL "organisations = ( { name = \"a\"; addresses = ( \"p@x.example\" ); },\n"
	    "{ name = \"b\"; addresses = ( \"P@x.example\" ); } );\n", 8, "postigo.conf:7; give each its own"),
	BAD("name twice", USUAL "organisations = ( { name = \"a\"; },\n{ name = \"a\"; } );\n", 8, "the name \"a\""),
	BAD("address for a domain", USUAL "organisations = ( { name = \"a\"; domains = ( \"p@x.example\" ); } );\n", 7,
	    "without the @"),
	BAD("star", USUAL "organisations = ( { name = \"a\"; domains = ( \"*.x.example\" ); } );\n", 7,
	    "write \".x.example\" for all that lies below"),
	BAD("only a dot", USUAL "organisations = ( { name = \"a\"; domains = ( \".\" ); } );\n", 7, "which is no domain"),
	BAD("no such queue", USUAL "organisations = ( { name = \"a\"; queue = \"p\"; } );\n", 7,
	    "the organisation's queue is \"p\", which there is not"),
	BAD("no such mailbox", USUAL "organisations = ( { name = \"a\"; mailboxes = ( \"hepl\" ); } );\n", 7,
	    "did you mean \"help\"?"),
	BAD("no such manager", USUAL "organisations = ( { name = \"a\"; manager = \"anna\"; } );\n", 7, "did you mean \"ana\"?"),
	BAD("no such calendar", USUAL "organisations = ( { name = \"a\"; calendar = \"office\"; } );\n", 7,
	    "the organisation's calendar is \"office\""),
	BAD("SLA of an organisation that there is not", USUAL "organisations = ( { name = \"acme\"; } );\n"
	    "calendars = ( { name = \"c\"; always = true; } );\nslas = ( { name = \"s\"; calendar = \"c\"; resolution = \"1d\";\n"
	    "organisations = ( \"amce\" ); } );\n", 10, "the SLA's organisation is \"amce\", which there is not; did you mean \"acme\"?"),
	BAD("no such way", QUEUES("") TEAM("assign = \"roundrobin\"; ") AGENTS, 5,
	    "assign is \"roundrobin\"; it should be \"none\", \"round_robin\" or \"least_loaded\"; did you mean \"round_robin\"?"),
	BAD("team's calendar", QUEUES("") TEAM("calendar = \"c\"; ") AGENTS, 5, "the team's calendar is \"c\""),
	BAD("agent's calendar", QUEUES("") TEAM("") "agents = ( { name = \"ana\"; address = \"a@desk.example\"; calendar = \"c\"; } );\n",
	    6, "the agent's calendar is \"c\""),
	BAD("no day", QUEUES("") TEAM("") "agents = ( { name = \"ana\"; address = \"a@desk.example\";\n"
	    "absent = ( { from = \"24.12.2026\"; until = \"2027-01-02\"; } ); } );\n", 7,
	    "from is \"24.12.2026\", which is no day; write one like 2026-12-24"),
	BAD("day that there is not", QUEUES("") TEAM("") "agents = ( { name = \"ana\"; address = \"a@desk.example\";\n"
	    "absent = ( { from = \"2026-02-29\"; until = \"2027-01-02\"; } ); } );\n", 7, "which is no day"),
	BAD("backwards", QUEUES("") TEAM("") "agents = ( { name = \"ana\"; address = \"a@desk.example\";\n"
	    "absent = ( { from = \"2026-12-24\"; until = \"2026-12-23\"; } ); } );\n", 7, "which is before from"),
	BAD("absent without an end", QUEUES("") TEAM("") "agents = ( { name = \"ana\"; address = \"a@desk.example\";\n"
	    "absent = ( { from = \"2026-12-24\"; } ); } );\n", 7, "until is missing; add until = \"2026-12-24\""),
	BAD("absent, of a wrong kind", QUEUES("") TEAM("") "agents = ( { name = \"ana\"; address = \"a@desk.example\";\n"
	    "absent = true; } );\n", 7, "absent should be a list of groups"),
	BAD("no capacity", QUEUES("") TEAM("") "agents = ( { name = \"ana\"; address = \"a@desk.example\"; capacity = 0; } );\n", 6,
	    "capacity is 0; it should be from 1 to 100000"),
	BAD("no such tier", QUEUES("") TEAM("") "agents = ( { name = \"ana\"; address = \"a@desk.example\"; tiers = [ 5 ]; } );\n", 6,
	    "numbers from 0 to 4"),
	ODD("everybody's domain", USUAL "organisations = ( { name = \"a\"; domains = ( \"x.example\",\n\"Gmail.com\" ); } );\n", 8,
	    "where anybody can have an address"),
	ODD("skill that nobody has", QUEUES("skill = ( \"network\", \"telephone\" ); ") TEAM("assign = \"least_loaded\"; ") AGENTS, 4,
	    "queue \"q\" asks for a skill that nobody in its team \"first\" has"),
	ODD("skill for nobody in particular", QUEUES("skill = \"network\"; ") TEAM("") AGENTS, 4,
	    "its team \"first\" does not assign tickets to anybody"),
	ODD("language for nobody in particular", QUEUES("") TEAM("require_language = true; ") AGENTS, 5,
	    "require_language does nothing without assign"),
};

static void
says_what_is_wrong(void **state)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		const struct sample *sample = &samples[i];
		struct conf *conf = NULL;
		struct conf_problems problems;
		enum result result = scene_load(*state, tmp, sample->text, &conf, &problems);

		if (problems.errors != !sample->warning)
			print_message("%s: %zu errors\n", sample->name, problems.errors);
		assert_problems(&problems, &sample->wanted, 1);
		assert_int_equal(result, sample->warning ? DONE : PERMFAIL);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(finds_whose_somebody_is, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(reads_who_may_be_given_what, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(says_what_is_wrong, scene_open, scene_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
