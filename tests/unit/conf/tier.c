/* tier.c - tiers and vendors as they are written: what is read, and what is said of a bad one */
#include <config.h>

#include "scene.h"

#define AGENTS "agents = ( { name = \"ana\"; address = \"ana@example.com\"; } );\n"
#define TEAMS "teams = ( { name = \"first\"; members = [ \"ana\" ]; }, { name = \"second\"; members = [ \"ana\" ]; } );\n"
#define OFFICE "calendars = ( { name = \"office\"; hours = \"mon-fri 09:00-17:00\"; } );\n"
#define PEOPLE AGENTS TEAMS OFFICE
#define TIER(more) "tiers = ( { number = 2; name = \"Second line\"; " more "} );\n"
#define VENDOR(more) "vendors = ( { name = \"acme\"; address = \"support@acme.example\"; " more "} );\n"

static void
load(void **state, TALLOC_CTX *ctx, const char *text, struct conf **conf)
{
	struct conf_problems problems;

	if (scene_load(*state, ctx, text, conf, &problems) != DONE)
		fail_msg("%u: %s", problems.list[0].line, problems.list[0].what);
}

/* What is shown of it is in the reader's language, or else in the desk's, or as it is called. */
static void
shown(void **state)
{
	SCRATCH(tmp);
	struct conf *conf = NULL;

	load(state, tmp, IDENTITY("language = \"en\";") SMTP("") MAILBOX("") "queues = ( { name = \"q\"; team = \"first\";"
	    " display_name = { es = \"Cola\"; en = \"Queue\"; }; } );\n" AGENTS
	    "teams = ( { name = \"first\"; members = [ \"ana\" ]; display_name = \"The first\"; } );\n"
	    "organisations = ( { name = \"acme\"; domains = \"acme.example\"; display_name = { es = \"Acme S.A.\"; }; } );\n"
	    "tiers = ( { number = 2; name = { es = \"Segunda línea\"; en = \"Second line\"; }; }, { number = 3; name = \"Third\"; } );\n",
	    &conf);
	assert_string_equal(conf_tier_shown(conf, 2, "es-MX"), "Segunda línea");
	assert_string_equal(conf_tier_shown(conf, 2, "fr"), "Second line");
	assert_string_equal(conf_tier_shown(conf, 2, NULL), "Second line");
	assert_string_equal(conf->tiers[2].name, "Second line");
	assert_string_equal(conf_tier_shown(conf, 3, "es"), "Third");
	assert_null(conf_tier_shown(conf, 1, "es"));
	assert_null(conf_tier_shown(conf, CONF_TIERS, "es"));
	assert_string_equal(conf_queue_shown(conf, "q", "es"), "Cola");
	assert_string_equal(conf_queue_shown(conf, "gone", "es"), "gone");
	assert_null(conf_queue_shown(conf, NULL, "es"));
	assert_string_equal(conf_team_shown(conf, "first", "es"), "The first");
	assert_string_equal(conf_organisation_shown(conf, "acme", "en"), "Acme S.A.");
	assert_string_equal(conf_organisation(conf, "acme")->display_name, "Acme S.A.");
}

static void
tiers(void **state)
{
	SCRATCH(tmp);
	struct conf *conf = NULL;

	load(state, tmp, IDENTITY("") SMTP("") MAILBOX("")
	    "queues = ( { name = \"q\"; team = \"first\"; teams = { tier3 = \"first\"; }; } );\n" PEOPLE
	    "tiers = ( { number = 2; name = \"Second line\"; team = \"second\"; calendar = \"office\"; budget = \"1d\";\n"
	    "over_budget = \"escalate\"; cost = \"35.50 EUR\"; questionnaire = \"net\";\n"
	    "entry = { points = 80; queues = \"q\"; tags = [ \"vip\" ]; categories = [ \"network\", \"mail\" ]; };\n"
	    "checklist = ( \"serial number known\", { text = \"restarted\"; field = \"restart\"; },\n"
	    "{ text = { es = \"se probó otro cable\"; en = \"another cable was tried\"; }; } ); } );\n"
	    "questionnaires = ( { name = \"net\"; questions = ( { field = \"socket\"; ask = \"Which socket is it?\"; } ); } );\n"
	    "ping_pong = 5;\n", &conf);
	const struct conf_tier *t = &conf->tiers[2];
	const struct conf_queue *q = conf_queue(conf, "q");

	assert_true(t->written && !conf->tiers[1].written);
	assert_string_equal(t->name, "Second line");
	assert_ptr_equal(t->calendar, conf_calendar(conf, "office"));
	assert_int_equal(t->budget, HOURS(8));
	assert_int_equal(t->over_budget, CONF_OVER_ESCALATE);
	assert_int_equal(t->cost.cents, 3550);
	assert_string_equal(t->cost.currency, "EUR");
	assert_string_equal(t->questionnaire, "net");
	assert_int_equal(t->points, 80);
	assert_string_equal(t->queues[0], "q");
	assert_string_equal(t->tags[0], "vip");
	assert_string_equal(t->categories[1], "mail");
	assert_int_equal(t->check_count, 3);
	assert_null(t->checklist[0].field);
	assert_string_equal(t->checklist[1].text, "restarted");
	assert_string_equal(t->checklist[1].field, "restart");
	assert_string_equal(conf_shown(conf, &t->checklist[1].shown, "es", NULL), "restarted");
	/* Ticks are kept by what stands first; who reads another language sees it in theirs. */
	assert_string_equal(t->checklist[2].text, "se probó otro cable");
	assert_string_equal(conf_shown(conf, &t->checklist[2].shown, "en-GB", NULL), "another cable was tried");
	assert_string_equal(conf_shown(conf, &t->checklist[2].shown, "fr", NULL), "another cable was tried");
	assert_int_equal(conf->ping_pong, 5);
	assert_string_equal(conf_tier_team(conf, q, 1), "first");
	assert_string_equal(conf_tier_team(conf, q, 2), "second");
	assert_string_equal(conf_tier_team(conf, q, 3), "first");
	assert_null(conf_tier_own_team(conf, q, 4));
	assert_null(conf_tier_team(conf, NULL, 1));
	assert_null(conf_tier_own_team(conf, q, 5));
}

/* Who writes nothing has five of them, which nobody gets to by himself. */
static void
without_any(void **state)
{
	SCRATCH(tmp);
	struct conf *conf = NULL;

	load(state, tmp, SMALLEST, &conf);
	assert_string_equal(conf->tiers[0].name, "Self-service");
	assert_string_equal(conf->tiers[4].name, "Vendors");
	assert_true(conf->tiers[2].points > 0 && conf->tiers[2].budget == 0 && conf->tiers[2].check_count == 0);
	assert_int_equal(conf->ping_pong, 3);
	assert_int_equal(conf->vendor_count, 0);
}

static void
vendors(void **state)
{
	SCRATCH(tmp);
	struct conf *conf = NULL;
	struct pattern_match match;
	struct error err;

	load(state, tmp, SMALLEST PEOPLE
	    "vendors = ( { name = \"acme\"; address = \"support@acme.example\"; display_name = \"Acme S.A.\"; language = \"en\";\n"
	    "numbers = ( \"\\\\bCASE-[0-9]{6,}\\\\b\" ); sla = { response = \"1d\"; calendar = \"office\"; }; chase = ( \"1d\", \"2h\" );\n"
	    "leave_out = { patterns = [ \"password: *[^ ]+\" ]; fields = \"pin\"; requester = false; }; },\n"
	    "{ name = \"other\"; address = \"help@gmail.example\"; senders = [ \"help@gmail.example\" ]; chase = [ ]; } );\n", &conf);
	const struct conf_vendor *acme = conf_vendor(conf, "acme"), *other = conf_vendor(conf, "other");

	assert_string_equal(acme->display_name, "Acme S.A.");
	assert_int_equal(acme->numbers.count, 1);
	assert_int_equal(pattern_find(acme->numbers.list[0], "Re: CASE-1234567", 16, 0, &match, &err), DONE);
	assert_int_equal(acme->response, HOURS(8));
	assert_int_equal(acme->chase_count, 2);
	assert_int_equal(acme->chase[0], HOURS(8));
	assert_int_equal(acme->chase[1], HOURS(2));
	assert_int_equal(acme->leave_out.count, 1);
	assert_string_equal(acme->hidden_fields[0], "pin");
	assert_false(acme->hide_requester);
	assert_true(conf_vendor_sends(acme, "Anybody@ACME.example"));
	assert_false(conf_vendor_sends(acme, "x@notacme.example"));
	assert_false(conf_vendor_sends(acme, "nobody"));
	assert_string_equal(other->display_name, "other");
	assert_true(other->hide_requester && other->response == 0 && other->chase_count == 0);
	assert_true(conf_vendor_sends(other, "help@gmail.example"));
	assert_false(conf_vendor_sends(other, "eva@gmail.example"));
}

#define CHOICES(choices) \
	"questionnaires = ( { name = \"d\"; questions = ( { field = \"kind\"; ask = \"Which one is it now?\"; choices = " choices "; } ); } );\n"

#define BAD(label, text, what) { label, SMALLEST PEOPLE text, { NULL, 8, what } }

static const struct sample {
	const char *name, *text;
	struct wanted wanted;
} samples[] = {
	BAD("no number", "tiers = ( { name = \"Second line\"; } );\n", "tier \"Second line\" has no number; add number = 2"),
	BAD("no such number", "tiers = ( { number = 5; name = \"Fifth\"; } );\n", "number is 5; it should be from 0 to 4"),
	BAD("no name", "tiers = ( { number = 2; } );\n", "name is missing; add name = \"Second line\""),
	BAD("the same number", "tiers = ( { number = 2; name = \"a\"; }, { number = 2; name = \"b\"; } );\n",
	    "number is 2, and another tier has it; give each its own"),
	BAD("no such team", TIER("team = \"secnd\"; "), "the tier's team is \"secnd\", which there is not; did you mean \"second\"?"),
	BAD("no such calendar", TIER("calendar = \"ofice\"; "), "the tier's calendar is \"ofice\""),
	BAD("no such queue", TIER("entry = { queues = \"qq\"; }; "), "the queue whose tickets begin on the tier is \"qq\""),
	BAD("no such questionnaire", TIER("questionnaire = \"nett\"; "), "the tier's questionnaire is \"nett\", which there is not"),
	BAD("points", TIER("entry = { points = \"many\"; }; "), "entry.points is text; it should be a number"),
	BAD("entry", TIER("entry = 50; "), "entry should be a group: { points = 50;"),
	BAD("entry misspelt", TIER("entry = { point = 50; }; "), "point is no setting; did you mean \"points\"?"),
	BAD("budget", TIER("budget = 2; "), "should be text like \"4h\", \"1h30m\" or \"3d\""),
	BAD("budget of no time", TIER("budget = \"0m\"; "), "it should be from 1m to 104w"),
	BAD("over a budget that is none", TIER("over_budget = \"tell\"; "), "there is no budget; add budget = \"2h\""),
	BAD("over budget", TIER("budget = \"2h\"; over_budget = \"shout\"; "), "it should be \"tell\" or \"escalate\""),
	BAD("nobody above", "tiers = ( { number = 3; name = \"Experts\"; budget = \"2h\"; over_budget = \"escalate\"; } );\n",
	    "write \"tell\""),
	BAD("cost", TIER("cost = \"35,00 EUR\"; "), "like \"35.00 EUR\""),
	BAD("cost without a currency", TIER("cost = \"35.00\"; "), "like \"35.00 EUR\""),
	BAD("checklist", TIER("checklist = \"restarted\"; "), "checklist should be a list: ( \"serial number known\""),
	BAD("checklist of numbers", TIER("checklist = [ 1 ]; "), "checklist is a number; it should be text in quotes, like \"restarted\""),
	BAD("check in no language", TIER("checklist = ( { text = { }; } ); "), "text is empty; write text = { en = \"restarted\"; }"),
	BAD("check in what is none", TIER("checklist = ( { text = { english = \"restarted\"; }; } ); "), "text has a name in it that"),
	BAD("check without text", TIER("checklist = ( { field = \"x\"; } ); "), "text is missing; add text = \"restarted\""),
	BAD("ping-pong", "ping_pong = 1;\n", "ping_pong is 1; it should be from 2 to 100"),

	BAD("a choice of no value", CHOICES("( { es = \"red\"; } )"), "value is missing; add value = "),
	BAD("a choice in no language", CHOICES("( { value = \"network\"; spanish = \"red\"; } )"), "spanish is no setting"),
	BAD("a choice twice", CHOICES("( \"network\", { value = \"Network\"; es = \"red\"; } )"), "choices has \"Network\" twice"),

	BAD("no address", "vendors = ( { name = \"acme\"; } );\n", "address is missing; add address = \"support@acme.example\""),
	BAD("no expression", VENDOR("numbers = ( \"CASE-(\" ); "),
	    "which is no regular expression: at character 6: missing closing parenthesis; a \\ is written \\\\"),
	BAD("empty expression", VENDOR("leave_out = { patterns = [ \"x*\" ]; }; "), "which is found in an empty text"),
	BAD("no response", VENDOR("sla = { calendar = \"office\"; }; "), "sla has no response; add response = \"4h\""),
	BAD("no such calendar of a vendor", VENDOR("sla = { response = \"4h\"; calendar = \"home\"; }; "),
	    "the vendor's calendar is \"home\", which there is not"),
	BAD("chase of numbers", VENDOR("sla = { response = \"4h\"; }; chase = [ 1 ]; "), "chase should be text like \"4h\""),
	BAD("chase without a clock", VENDOR("chase = ( \"1d\" ); "), "add sla = { response = \"4h\"; }"),
	BAD("a mailbox as a vendor", "vendors = ( { name = \"acme\"; address = \"help@example.com\"; } );\n",
	    "the address \"help@example.com\" of this vendor is that of the mailbox"),
	BAD("vendor twice", "vendors = ( { name = \"a\"; address = \"a@v.example\"; }, { name = \"a\"; address = \"b@v.example\"; } );\n",
	    "the name \"a\" of this vendor is that of the vendor at"),
};

static void
one_fault_one_problem(void **state)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct conf *conf = NULL;
		struct conf_problems problems;

		(void)scene_load(*state, tmp, samples[i].text, &conf, &problems);
		assert_problems(&problems, &samples[i].wanted, 1);
	}
}

/* A queue's teams are held against the teams as well. */
static void
queue_teams(void **state)
{
	SCRATCH(tmp);
	struct conf *conf = NULL;
	struct conf_problems problems;
	struct wanted wanted[] = {
		{ NULL, 4, "teams.tier7 is no setting" },
		{ NULL, 4, "the queue's team for the tier is \"third\"" },
	};

	assert_int_equal(scene_load(*state, tmp, IDENTITY("") SMTP("") MAILBOX("")
	    "queues = ( { name = \"q\"; teams = { tier2 = \"third\"; tier7 = \"first\"; }; } );\n" PEOPLE, &conf, &problems), PERMFAIL);
	assert_problems(&problems, wanted, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(shown, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(tiers, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(without_any, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(vendors, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(one_fault_one_problem, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(queue_teams, scene_open, scene_close),
	};

	return cmocka_run_group_tests_name("tier", tests, NULL, NULL);
}
