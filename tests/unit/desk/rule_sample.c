/* rule_sample.c - the mails that rules bring with them: what is said when another thing comes of them */
#include <config.h>

#include "rules.h"

#include <postigo/desk/desk.h>
#include <postigo/mail/message.h>

#include "../../../src/desk/rule_sample.h"

/* One rule about mice, with one sample; wrong NULL: it is as wanted. */
static const struct {
	const char *sample, *wrong;
} samples[] = {
	{ "subject = \"a mouse\";", NULL },
	{ "subject = \"a mouse\"; then = { queue = \"hardware\"; tags = \"mouse\"; priority = \"high\"; tier = 2; matched = true; };", NULL },
	{ "text = \"my mouse\"; then = { matched = false; queue = \"help\"; tier = 1; outcome = \"new_ticket\"; };", NULL },
	{ "subject = \"a rat\";", "sample 1 does not fit the rule, and should: subject does not contain \"mouse\"; it is \"a rat\"" },
	{ "subject = \"a mouse\"; then = { matched = false; };", "sample 1 fits the rule, and should not: subject contains \"mouse\"" },
	{ "subject = \"a mouse\"; then = { queue = \"billing\"; };",
	    "sample 1 gives queue \"hardware\"; expected \"billing\" (rule \"mice\" has set it)" },
	{ "subject = \"a rat\"; then = { queue = \"hardware\"; };", "sample 1 gives queue \"help\"; expected \"hardware\"" },
	{ "subject = \"a mouse\"; then = { tier = 3; };", "sample 1 gives tier 2; expected 3" },
	{ "subject = \"a mouse\"; then = { priority = \"low\"; };", "sample 1 gives priority \"high\"; expected \"low\" (rule \"mice\" has set it)" },
	{ "subject = \"a mouse\"; then = { tags = [ \"mouse\", \"rat\" ]; };", "sample 1 gives no tag \"rat\"" },
	{ "subject = \"a mouse\"; then = { fields = { kind = \"rat\"; }; };", "sample 1 gives field kind \"mouse\"; expected \"rat\"" },
	{ "subject = \"a mouse\"; then = { fields = { none = \"rat\"; }; };", "sample 1 gives field none none; expected \"rat\"" },
	{ "subject = \"a mouse\"; then = { outcome = \"refused\"; };", "sample 1 gives outcome \"new_ticket\"; expected \"refused\"" },
	{ "from = \"Eva <eva@acme.example>\"; subject = \"mouse\"; then = { organisation = \"acme\"; };", NULL },
	{ "subject = \"mouse\"; headers = { X-Spam-Flag = \"yes\"; }; then = { outcome = \"quarantined\"; };", NULL },
	{ "subject = \"mouse\"; headers = { Auto-Submitted = \"auto-generated\"; }; then = { tags = \"machine\"; };", NULL },
	{ "subject = \"Re: mouse\"; follow_up = true; then = { matched = false; tags = \"again\"; outcome = \"reply\"; };", NULL },
	{ "subject = \"mouse\"; at = \"2026-11-28T12:00:00+01:00\"; then = { tags = \"weekend\"; };", NULL },
	{ "subject = \"mouse\"; at = \"2026-11-27T12:00:00+01:00\"; then = { tags = \"weekend\"; };", "sample 1 gives no tag \"weekend\"" },
	{ "subject = \"the hook\"; then = { matched = false; webhook = \"chat\"; program = [ \"ping\", \"look\" ]; };", NULL },
	{ "subject = \"the hook\"; then = { matched = false; webhook = \"other\"; };", "sample 1 does not tell the webhook \"other\"" },
	{ "subject = \"a mouse\"; then = { program = \"ping\"; };", "sample 1 does not run the program \"ping\"" },
	{ "mail = \"mouse.eml\"; then = { queue = \"hardware\"; };", NULL },
};

#define MICE \
	"rules = ( { name = \"mice\"; when = { subject = \"mouse\"; };\n" \
	"then = { queue = \"hardware\"; tags = \"mouse\"; priority = \"high\"; tier = 2; fields = { kind = \"mouse\"; }; };\n" \
	"expect = ( { %s } ); },\n" \
	"{ name = \"weekend\"; when = { date = \"2026-11-28\"; }; then = { tags = \"weekend\"; }; },\n" \
	"{ name = \"machines\"; when = { class = \"auto_generated\"; }; then = { tags = \"machine\"; }; },\n" \
	"{ name = \"again\"; on = \"follow_up\"; then = { tags = \"again\"; }; },\n" \
	"{ name = \"hook\"; when = { subject = \"hook\"; }; then = { webhook = \"chat\"; program = [ \"ping\", \"look\" ]; }; },\n" \
	"{ name = \"spam\"; when = { header = { name = \"X-Spam-Flag\"; is = \"yes\"; }; }; then = { set_aside = \"spam\"; }; } );"

static void
each(void **state)
{
	(void)scene_write(*state, "mouse.eml", "From: a@b.example\nTo: help@desk.example\nSubject: =?utf-8?q?A_m=6Fuse?=\n\nx\n", 0600);
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct rules_case *c = rules_case(*state, tmp, talloc_asprintf(tmp, MICE, samples[i].sample), "\n");
		char *wrong = rule_sample_try(tmp, c->conf, c->rules, NULL, &c->conf->rules[0], 0);

		if ((wrong == NULL) != (samples[i].wrong == NULL) || (wrong != NULL && strcmp(wrong, samples[i].wrong) != 0))
			fail_msg("%s\n     %s\nnot  %s", samples[i].sample, wrong != NULL ? wrong : "fine",
			    samples[i].wrong != NULL ? samples[i].wrong : "fine");
	}
}

/* In a process of their own, with the place of each that fails. */
static void
all_at_once(void **state)
{
	SCRATCH(tmp);
	struct rules_case *c = rules_case(*state, tmp, "rules = (\n{ name = \"a\"; when = { subject = \"a\"; }; stop = true;\n"
	    "expect = ( { subject = \"a\"; },\n{ subject = \"b\"; } ); },\n{ name = \"b\"; stop = true; expect = (\n"
	    "{ subject = \"x\"; then = { queue = \"billing\"; }; } ); } );", "\n");
	struct conf_problems problems = { 0 };

	desk_check_rules(c->conf, tmp, &problems);
	assert_int_equal(problems.errors, 2);
	assert_int_equal(problems.list[0].line + 2, problems.list[1].line);
	assert_non_null(strstr(problems.list[0].file, "postigo.conf"));
	assert_string_equal(problems.list[0].what, "rule \"a\": sample 2 does not fit the rule, and should: subject does not contain \"a\"; "
	    "it is \"b\"");
	assert_string_equal(problems.list[1].what, "rule \"b\": sample 1 gives queue \"help\"; expected \"billing\"");
}

static int
setup(void **state)
{
	(void)state;
	message_init();
	return 0;
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_open, scene_close)
	const struct CMUnitTest tests[] = { TEST(each), TEST(all_at_once) };

	return cmocka_run_group_tests_name("rule_sample", tests, setup, NULL);
}
