/* command.c - who may do what by a command, and how sure we want to be of who wrote it */
#include <config.h>

#include "scene.h"

#define AGENTS "agents = ( { name = \"ana\"; address = \"ana@desk.example\"; hold_answers = \"2m\"; },\n" \
	"  { name = \"ben\"; address = \"ben@desk.example\"; }, { name = \"leo\"; address = \"leo@desk.example\"; } );\n"
#define TEAMS "teams = ( { name = \"first\"; members = ( \"ana\", \"ben\" ); commands = { default = \"auth\"; verbs = {\n" \
	"  merge = \"never\"; }; }; }, { name = \"second\"; members = ( \"ben\" ); commands = { verbs = { spam = \"never\"; }; }; },\n" \
	"  { name = \"third\"; members = ( \"leo\" ); } );\n"
#define QUEUES "queues = ( { name = \"q\"; team = \"first\"; } );\n"

static const struct {
	const char *agent, *verb;
	bool reads, may;
	enum conf_trust level;
} samples[] = {
	{ "leo", "close", false, true, TRUST_TOKEN }, { "leo", "merge", false, true, TRUST_TOKEN_AND_AUTH },
	{ "leo", "spam", false, false, TRUST_NONE }, { "leo", "mine", true, true, TRUST_AUTH },
	{ "leo", "find", true, true, TRUST_TOKEN },
	{ "ana", "close", false, true, TRUST_AUTH }, { "ana", "merge", false, false, TRUST_NONE },
	{ "ana", "spam", false, true, TRUST_AUTH },
	/* Of two teams the one that asks for less. */
	{ "ben", "close", false, true, TRUST_AUTH }, { "ben", "merge", false, true, TRUST_TOKEN_AND_AUTH },
	{ "ben", "spam", false, true, TRUST_AUTH },
};

static void
knows_who_may_do_what(void **state)
{
	SCRATCH(tmp);
	struct conf *conf = NULL;
	struct conf_problems problems;
	enum conf_trust level;

	assert_int_equal(scene_load(*state, tmp, IDENTITY("") SMTP("") MAILBOX("aliases = ( \"desk@example.com\" ); control = true; ")
	    QUEUES TEAMS AGENTS "commands = { verbs = { merge = \"token_and_auth\"; spam = \"never\"; find = \"token\"; };\n"
	    "control = \"desk@example.com\"; hold_answers = \"30s\"; };\n", &conf, &problems), DONE);
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		bool may = conf_command_level(conf, samples[i].agent, samples[i].verb, samples[i].reads, &level);

		if (may != samples[i].may || (may && level != samples[i].level))
			fail_msg("%s %s: %d %d", samples[i].agent, samples[i].verb, may, level);
	}
	assert_string_equal(conf->commands.control, "desk@example.com");
	assert_true(conf->mailboxes[0].control);
	assert_int_equal(conf_agent(conf, "ana")->hold_answers, MINUTES(2));
	assert_int_equal(conf_agent(conf, "ben")->hold_answers, SECONDS(30));
}

/* Whatever is asked of answers, and where nothing is said at all. */
static void
an_address_alone_gives_no_commands(void **state)
{
	SCRATCH(tmp);
	struct conf *conf = NULL, nothing = { 0 };
	struct conf_problems problems;
	enum conf_trust level;

	assert_int_equal(scene_load(*state, tmp, SMALLEST "trust = { commands = \"none\"; };\n", &conf, &problems), DONE);
	assert_true(conf_command_level(conf, "leo", "close", false, &level));
	assert_int_equal(level, TRUST_AUTH);
	assert_true(conf_command_level(&nothing, "leo", "close", false, &level));
	assert_int_equal(level, TRUST_AUTH);
	assert_null(conf->commands.control);
	assert_int_equal(conf->commands.hold_answers, 0);
}

static void
says_what_is_wrong(void **state)
{
	static const struct wanted wanted[] = {
		{ NULL, 5, "commands.default is \"known\": anybody can write" },
		{ NULL, 5, "commands.verbs.merge is \"tokens\"; it should be" },
		{ NULL, 5, "clsoe is no setting; did you mean \"close\"?" },
		{ NULL, 6, "commands.control is \"desk@example.com\", which is no mailbox's address; add it to the aliases" },
		{ NULL, 7, "team \"first\": commands should be a group" },
	};
	SCRATCH(tmp);
	struct conf *conf = NULL;
	struct conf_problems problems;

	assert_int_equal(scene_load(*state, tmp, SMALLEST
	    "commands = { default = \"known\"; verbs = { clsoe = \"token\"; merge = \"tokens\"; };\n"
	    "control = \"desk@example.com\"; };\n"
	    "teams = ( { name = \"first\"; commands = \"token\"; } );\n", &conf, &problems), PERMFAIL);
	assert_problems(&problems, wanted, sizeof(wanted) / sizeof(wanted[0]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(knows_who_may_do_what, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(an_address_alone_gives_no_commands, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(says_what_is_wrong, scene_open, scene_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
