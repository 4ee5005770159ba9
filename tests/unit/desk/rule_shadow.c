/* rule_shadow.c - rules that can never act: only those are told that really cannot */
#include <config.h>

#include "rules.h"

#include "../../../src/desk/rule_digest.h"
#include "../../../src/desk/rule_shadow.h"

static const struct {
	const char *first, *second;
	bool shadowed;
} samples[] = {
	{ "", "when = { subject = \"x\"; };", true },
	{ "when = { subject = \"printer\"; };", "when = { subject = \"printer\"; };", true },
	{ "when = { subject = \"printer\"; };", "when = { subject = \"my printer jams\"; };", true },
	{ "when = { subject = \"my printer jams\"; };", "when = { subject = \"printer\"; };", false },
	{ "when = { subject = [ \"printer\", \"fax\" ]; };", "when = { subject = [ \"the fax\", \"printers\" ]; text = \"x\"; };", true },
	{ "when = { subject = \"printer\"; };", "when = { subject = [ \"printer\", \"fax\" ]; };", false },
	{ "when = { subject = \"printer\"; };", "when = { text = \"printer\"; };", false },
	{ "when = { subject = \"printer\"; from = \"@acme.example\"; };", "when = { subject = \"printer\"; };", false },
	{ "when = { from = \"@acme.example\"; };", "when = { from = [ \"a@acme.example\", \"b@acme.example\" ]; };", true },
	{ "when = { from = \"a@acme.example\"; };", "when = { from = \"@acme.example\"; };", false },
	{ "when = { subject = { starts = \"re\"; }; };", "when = { subject = { starts = \"re: x\"; }; };", true },
	{ "when = { subject = { starts = \"re\"; }; };", "when = { subject = \"re: x\"; };", false },
	{ "when = { subject = { ends = \"x\"; }; };", "when = { subject = { is = \"re: x\"; }; };", true },
	{ "when = { subject = { glob = \"re*\"; }; };", "when = { subject = { is = \"re: x\"; }; };", true },
	{ "when = { subject = { matches = \"a+\"; }; };", "when = { subject = { matches = \"a+\"; }; };", true },
	{ "when = { subject = { matches = \"a+\"; }; };", "when = { subject = \"aa\"; };", false },
	{ "when = { header = { name = \"X-Spam\"; }; };", "when = { header = { name = \"x-spam\"; is = \"yes\"; }; };", true },
	{ "when = { header = { name = \"X-Spam\"; is = \"yes\"; }; };", "when = { header = { name = \"X-Other\"; is = \"yes\"; }; };", false },
	{ "when = { class = [ \"list\", \"bounce\" ]; };", "when = { class = \"list\"; };", true },
	{ "when = { class = \"list\"; };", "when = { class = [ \"list\", \"bounce\" ]; };", false },
	{ "when = { trust = \"known\"; };", "when = { trust = \"auth\"; };", true }, { "when = { trust = \"auth\"; };", "when = { trust = \"known\"; };", false },
	{ "when = { size = { over = \"1M\"; }; };", "when = { size = { over = \"2M\"; under = \"9M\"; }; };", true },
	{ "when = { any = ( { subject = \"a\"; }, { text = \"b\"; } ); };", "when = { text = \"abc\"; };", true },
	{ "when = { text = \"b\"; };", "when = { any = ( { text = \"abc\"; }, { text = \"bcd\"; } ); };", true },
	{ "when = { text = \"b\"; };", "when = { any = ( { text = \"abc\"; }, { subject = \"b\"; } ); };", false },
	{ "when = { not = { subject = \"my printer\"; }; };", "when = { not = { subject = \"printer\"; }; };", true },
	{ "when = { not = { subject = \"printer\"; }; };", "when = { not = { subject = \"my printer\"; }; };", false },
	/* What rules between them may change says nothing. */
	{ "when = { queue = \"help\"; };", "when = { queue = \"help\"; subject = \"x\"; };", false },
	{ "when = { tier = 1; };", "when = { tier = 1; };", false },
	{ "on = \"follow_up\"; when = { subject = \"x\"; };", "when = { subject = \"x\"; };", false },
	{ "on = \"both\"; when = { subject = \"x\"; };", "when = { subject = \"x\"; };", true },
	{ "when = { subject = \"x\"; };", "on = \"both\"; when = { subject = \"x\"; };", false },
	{ "when = { subject = { contains = \"X\"; case = true; }; };", "when = { subject = \"x\"; };", false },
};

static void
each(void **state)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct rules_case *c = rules_case(*state, tmp, talloc_asprintf(tmp, "rules = ( { name = \"first\"; %s stop = true; },\n"
		    "{ name = \"second\"; %s then = { tier = 2; }; } );", samples[i].first, samples[i].second), "\n");

		if ((rule_shadow_of(c->conf, &c->conf->rules[1]) != NULL) != samples[i].shadowed)
			fail_msg("%s  %s", samples[i].first, samples[i].second);
		assert_null(rule_shadow_of(c->conf, &c->conf->rules[0]));
	}
}

static void
only_stops_shadow(void **state)
{
	SCRATCH(tmp);
	struct rules_case *c = rules_case(*state, tmp, "rules = ( { name = \"a\"; then = { tier = 2; }; }, { name = \"b\"; then = { tier = 3; }; },\n"
	    "{ name = \"c\"; when = { subject = \"x\"; }; then = { refuse = \"x\"; }; }, { name = \"d\"; when = { subject = \"xy\"; }; stop = true; } );", "\n");

	assert_null(rule_shadow_of(c->conf, &c->conf->rules[1]));
	assert_string_equal(rule_shadow_of(c->conf, &c->conf->rules[3])->name, "c");
}

/* What a rule asks for and does makes its digest; its name, place and samples do not. */
static void
digests(void **state)
{
	static const char *const rules[] = {
		"when = { subject = \"a\"; }; then = { tier = 2; };", "when = { subject = \"b\"; }; then = { tier = 2; };",
		"when = { subject = \"a\"; }; then = { tier = 3; };", "when = { subject = \"a\"; }; then = { tier = 2; }; stop = true;",
		"when = { text = \"a\"; }; then = { tier = 2; };", "when = { subject = { is = \"a\"; }; }; then = { tier = 2; };",
		"when = { not = { subject = \"a\"; }; }; then = { tier = 2; };", "on = \"both\"; when = { subject = \"a\"; }; then = { tier = 2; };",
		"when = { subject = [ \"a\", \"b\" ]; }; then = { tier = 2; };", "when = { subject = \"a\"; }; then = { tier = 2; }; points = \"tier:2 1\";",
		"when = { subject = \"a\"; }; then = { tier = 2; fields = { a = \"b\"; }; };", "when = { date = \"12-24\"; }; then = { tier = 2; };",
		"when = { time = \"mon 10:00-11:00\"; }; then = { tier = 2; };", "when = { time = \"mon 10:00-12:00\"; }; then = { tier = 2; };",
	};
	enum { COUNT = sizeof(rules) / sizeof(rules[0]) };
	uint8_t digest[COUNT + 1][DIGEST_SIZE];
	SCRATCH(tmp);

	for (size_t i = 0; i <= COUNT; i++) {
		struct rules_case *c = rules_case(*state, tmp, talloc_asprintf(tmp, "%srules = ( { name = \"r%zu\"; %s } );", i == COUNT ? "\n" : "",
		    i, i == COUNT ? "when = { subject = \"a\"; }; then = { tier = 2; }; expect = ( { subject = \"a\"; } );" : rules[i]), "\n");

		rule_digest(&c->conf->rules[0], digest[i]);
		for (size_t n = 0; n < i; n++)
			if ((memcmp(digest[n], digest[i], DIGEST_SIZE) == 0) != (i == COUNT && n == 0))
				fail_msg("%zu and %zu", n, i);
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_open, scene_close)
	const struct CMUnitTest tests[] = { TEST(each), TEST(only_stops_shadow), TEST(digests) };

	return cmocka_run_group_tests_name("rule_shadow", tests, NULL, NULL);
}
