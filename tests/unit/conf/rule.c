/* rule.c - rules as they are written: what is read, and what is said of a bad one */
#include <config.h>

#include "scene.h"

#define AGENTS "agents = ( { name = \"ana\"; address = \"ana@tech.example\"; } );\n"
#define RULE(more) SMALLEST AGENTS "rules = ( { name = \"r\"; " more " } );\n"	/* it stands on line 6 */

static const struct conf_rule *
load(void **state, TALLOC_CTX *ctx, const char *text)
{
	struct conf *conf = NULL;
	struct conf_problems problems;

	if (scene_load(*state, ctx, text, &conf, &problems) != DONE)
		fail_msg("%s: %u: %s", text, problems.list[0].line, problems.list[0].what);
	return conf->rules;
}

/* The conditions in a shape that can be compared: "(subject contains a|b) any[(...) (...)]". */
static char *
shape(TALLOC_CTX *ctx, const struct conf_condition *c)
{
	char *out = talloc_asprintf(ctx, "%s%s%s%s%s", c->kind <= CONDITION_NOT ? "" : "(", conf_condition_name(c->kind),
	    c->name != NULL ? " " : "", c->name != NULL ? c->name : "", c->kind <= CONDITION_NOT ? "[" : " ");

	if (c->kind > CONDITION_NOT && c->kind <= CONDITION_TECHNICIAN)
		out = talloc_asprintf_append(out, "%s%s%s", conf_compare_name(c->compare), c->exact ? "!" : "", c->wanted ? "" : " not");
	for (size_t i = 0; i < c->value_count && c->values[i] != NULL; i++)
		out = talloc_asprintf_append(out, "%s%s", i > 0 ? "|" : " ", c->values[i]);
	for (size_t i = 0; i < c->child_count; i++)
		out = talloc_asprintf_append(out, "%s%s", i > 0 ? " " : "", shape(ctx, &c->children[i]));
	return talloc_asprintf_append(out, "%s", c->kind <= CONDITION_NOT ? "]" : ")");
}

static void
conditions(void **state)
{
	static const struct {
		const char *when, *shape;
	} samples[] = {
		{ "subject = \"Drucker\";", "all[(subject contains drucker)]" },
		{ "subject = [ \"A B\", \"Ñu\" ]; text = { is = \"x\"; };", "all[(subject contains a b|nu) (text is x)]" },
		{ "subject = { starts = \"a\"; ends = [ \"b\", \"c\" ]; };", "all[(subject starts a) (subject ends b|c)]" },
		{ "subject = { contains = \"VPN\"; case = true; };", "all[(subject contains! VPN)]" },
		{ "text = { matches = \"\\\\bVPN\\\\b\"; };", "all[(text matches \\bvpn\\b)]" },
		{ "from = [ \"Ana@Acme.com\", \"@acme.com\" ];", "all[(from is ana@acme.com|@acme.com)]" },
		{ "recipient = { glob = \"sales-*@*\"; };", "all[(recipient glob sales-*@*)]" },
		{ "header = { name = \"X-Spam-Flag\"; is = \"YES\"; };", "all[(header X-Spam-Flag is yes)]" },
		{ "header = { name = \"List-Id\"; };", "all[(header List-Id present)]" },
		{ "header = ( { name = \"A\"; present = false; }, { name = \"B\"; glob = \"x*\"; } );",
		    "all[(header A present not) (header B glob x*)]" },
		{ "field = { name = \"site\"; one_of = [ \"a\", \"b\" ]; };", "all[(field site is a|b)]" },
		{ "any = ( { subject = \"a\"; }, { text = \"b\"; from_name = \"c\"; } );",
		    "all[any[(subject contains a) all[(text contains b) (from_name contains c)]]]" },
		{ "not = { subject = \"a\"; };", "all[not[(subject contains a)]]" },
		{ "not = ( { subject = \"a\"; }, { text = \"b\"; } );", "all[not[any[(subject contains a) (text contains b)]]]" },
		{ "all = ( { any = ( { subject = \"a\"; }, { subject = \"b\"; } ); }, { any = ( { text = \"a\"; }, { text = \"b\"; } ); } );",
		    "all[all[any[(subject contains a) (subject contains b)] any[(text contains a) (text contains b)]]]" },
		{ "technician = true;", "all[(technician present)]" },
		{ "technician = \"ana\"; mailbox = \"help\";", "all[(technician is ana) (mailbox is help)]" },
		{ "queue = { present = false; };", "all[(queue present not)]" },
		{ "organisation = { glob = \"ac*\"; };", "all[(organisation glob ac*)]" },
	};

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		const struct conf_rule *rule = load(state, tmp, talloc_asprintf(tmp, RULE("when = { %s }; then = { tier = 2; };"),
		    samples[i].when));
		char *got = shape(tmp, &rule->when);

		if (strcmp(got, samples[i].shape) != 0)
			fail_msg("%s\n   %s\ninstead of\n   %s", samples[i].when, got, samples[i].shape);
	}
}

static const struct conf_condition *
only(void **state, TALLOC_CTX *ctx, const char *when)
{
	const struct conf_rule *rule = load(state, ctx, talloc_asprintf(ctx, "%scalendars = ( { name = \"office\"; always = true; } );\n"
	    "rules = ( { name = \"r\"; when = { %s }; stop = true; } );\n", SMALLEST, when));

	assert_int_equal(rule->when.child_count, 1);
	return &rule->when.children[0];
}

static void
sets_and_numbers(void **state)
{
	static const struct {
		const char *when;
		unsigned set;
	} sets[] = {
		{ "class = \"human\";", 1 }, { "class = [ \"list\", \"bounce\" ];", 1u << 4 | 1u << 3 }, { "state = \"closed\";", 8 },
		{ "tier = 2;", 4 }, { "tier = [ 0, 4 ];", 17 }, { "tier = { least = 2; };", 0xFFFC }, { "tier = { least = 1; most = 2; };", 6 },
		{ "priority = \"high\";", 4 }, { "priority = { least = \"high\"; };", 0xFFFC }, { "priority = { most = \"normal\"; };", 3 },
	};
	SCRATCH(tmp);
	const struct conf_condition *c;

	for (size_t i = 0; i < sizeof(sets) / sizeof(sets[0]); i++)
		assert_int_equal(only(state, tmp, sets[i].when)->set, sets[i].set);
	assert_int_equal(only(state, tmp, "trust = \"auth\";")->least, TRUST_AUTH);
	c = only(state, tmp, "size = { over = \"5M\"; };");
	assert_true(c->over == 5 << 20 && c->under == INT64_MAX);
	c = only(state, tmp, "attachments = { name = [ \"*.PDF\", \"*.doc\" ]; type = \"application/*\"; under = \"1M\"; most = 3; };");
	assert_true(c->least == 0 && c->most == 3 && c->over == -1 && c->under == 1 << 20);
	assert_string_equal(c->values[0], "*.pdf");
	assert_string_equal(c->types[0], "application/*");
	assert_int_equal(only(state, tmp, "attachments = true;")->least, 1);
	assert_int_equal(only(state, tmp, "attachments = false;")->most, 0);
	assert_false(only(state, tmp, "follow_up = false;")->wanted);
	c = only(state, tmp, "date = \"2026-12-24..2027-01-06\";");
	assert_true(c->wanted && c->most - c->least == 13);
	c = only(state, tmp, "date = \"12-24..01-06\";");
	assert_true(!c->wanted && c->least == 1224 && c->most == 106);
	c = only(state, tmp, "date = \"02-29\";");
	assert_true(!c->wanted && c->least == 229 && c->most == 229);
	c = only(state, tmp, "time = \"mon-fri 22:00-06:00\";");
	assert_int_equal(c->days, 0x3E);
	assert_int_equal(c->hours.list[0].to, 30 * 60);
	assert_int_equal(only(state, tmp, "time = [ \"mon 08:00-09:00\", \"tue 09:00-10:00\" ];")->child_count, 2);
	c = only(state, tmp, "hours = { calendar = \"office\"; inside = false; };");
	assert_true(!c->wanted && c->calendar != NULL);
}

static void
actions(void **state)
{
	SCRATCH(tmp);
	const struct conf_rule *rule = load(state, tmp, RULE("on = \"both\"; when = { subject = { matches = \"(?<site>x)\"; }; };\n"
	    "then = { queue = \"q\"; assign = \"ana\"; tier = 3; priority = \"+1\"; language = \"es\"; tags = \"vip\";\n"
	    "untag = [ \"a\", \"b\" ]; fields = { site = \"{{capture.site}}\"; kind = \"net\"; }; reply = \"reply_vpn\"; acknowledge = false;\n"
	    "watch = [ \"ana\", \"boss@example.org\" ]; forward = \"archive@example.org\"; stop = true; };\n"
	    "points = [ \"tier:2 +30\", \"queue:q -5\" ];"));
	const struct conf_actions *then = &rule->then;

	assert_int_equal(rule->on, CONF_ON_CREATE | CONF_ON_FOLLOW_UP);
	assert_true(rule->stop);
	assert_string_equal(then->queue, "q");
	assert_string_equal(then->assignee, "ana");
	assert_int_equal(then->tier, 3);
	assert_int_equal(then->priority, CONF_UNSET);
	assert_int_equal(then->priority_step, 1);
	assert_string_equal(then->tags[0], "vip");
	assert_int_equal(then->untag_count, 2);
	assert_int_equal(then->field_count, 2);
	assert_string_equal(then->fields[0].name, "site");
	assert_string_equal(then->reply, "reply_vpn");
	assert_false(then->reply_beside);
	assert_true(then->unacknowledged);
	assert_int_equal(then->watch_count, 2);
	assert_int_equal(then->forward_count, 1);
	assert_int_equal(rule->points[0].tier, 2);
	assert_int_equal(rule->points[0].points, 30);
	assert_string_equal(rule->points[1].queue, "q");
	assert_int_equal(rule->points[1].points, -5);
	rule = load(state, tmp, RULE("then = { refuse = { why = \"spam\"; answer = \"reply_no\"; }; };"));
	assert_string_equal(rule->then.refuse, "spam");
	assert_string_equal(rule->then.refusal, "reply_no");
	assert_int_equal(rule->on, CONF_ON_CREATE);
	assert_int_equal(rule->when.child_count, 0);
	rule = load(state, tmp, RULE("then = { priority = 3; reply = { template = \"reply_x\"; beside = true; }; };"));
	assert_int_equal(rule->then.priority, 3);
	assert_true(rule->then.reply_beside);
	rule = load(state, tmp, RULE("then = { set_aside = \"to be looked at\"; };"));
	assert_string_equal(rule->then.set_aside, "to be looked at");
}

static void
files_of_addresses(void **state)
{
	SCRATCH(tmp);
	struct scene *s = *state;
	const struct conf_condition *c;
	struct conf *conf;
	struct conf_problems problems;

	(void)scene_write(s, "vip.txt", "# our best\nZoe@Example.net   # the boss\n\n@acme.com\r\nana@example.org", 0600);
	c = &load(state, tmp, RULE("when = { from_file = \"vip.txt\"; }; then = { tier = 2; };"))->when.children[0];
	assert_int_equal(c->addresses.count, 3);
	assert_true(conf_addresses_have(&c->addresses, "zoe@example.net"));
	assert_true(conf_addresses_have(&c->addresses, "anybody@acme.com"));
	assert_false(conf_addresses_have(&c->addresses, "anybody@sub.acme.com"));
	assert_false(conf_addresses_have(&c->addresses, "zoe@example.org"));
	assert_false(conf_addresses_have(&c->addresses, "acme.com"));
	(void)scene_write(s, "bad.txt", "one@example.org\nno address\n", 0600);
	assert_int_equal(scene_load(s, tmp, RULE("when = { from = { file = [ \"bad.txt\", \"gone.txt\" ]; }; }; then = { tier = 2; };"),
	    &conf, &problems), PERMFAIL);
	assert_problems(&problems, (struct wanted[]){ { NULL, 6, "bad.txt:2 is \"no address\"" }, { NULL, 6, "gone.txt is not there" } }, 2);
}

static void
samples_are_read(void **state)
{
	SCRATCH(tmp);
	struct scene *s = *state;
	const struct conf_rule *rule;

	(void)scene_write(s, "a.eml", "From: a@b\n\nx\n", 0600);
	rule = load(state, tmp, RULE("then = { tier = 2; }; expect = ( { mail = \"a.eml\"; then = { tier = 2; tags = \"x\"; priority = \"high\"; }; },\n"
	    "{ from = \"Pat <pat@example.org>\"; subject = \"s\"; text = \"two\\nlines\"; headers = { X-Spam-Flag = \"yes\"; };\n"
	    "at = \"2026-11-27T16:30:00+01:00\"; follow_up = true; then = { matched = false; outcome = \"refused\"; fields = { a = \"b\"; }; }; },\n"
	    "{ subject = \"s\"; } );"));
	assert_int_equal(rule->sample_count, 3);
	assert_non_null(strstr(rule->samples[0].file, "/a.eml"));
	assert_int_equal(rule->samples[0].matched, CONF_UNSET);
	assert_int_equal(rule->samples[0].tier, 2);
	assert_int_equal(rule->samples[0].priority, 2);
	assert_string_equal(rule->samples[1].text, "two\nlines");
	assert_string_equal(rule->samples[1].headers[0].name, "X-Spam-Flag");
	assert_int_equal(rule->samples[1].at % DAYS(1), HOURS(15) + MINUTES(30));
	assert_int_equal(rule->samples[1].matched, 0);
	assert_string_equal(rule->samples[1].outcome, "refused");
	assert_int_equal(rule->samples[1].line, 7);
	assert_int_equal(rule->samples[2].matched, 1);
}

/* Files in the order of their names, each with its own lines. */
static void
several_files(void **state)
{
	SCRATCH(tmp);
	struct scene *s = *state;
	const struct conf_rule *rules;

	scene_folder(s, "rules.d");
	(void)scene_write(s, "rules.d/20-b.conf", "rules = (\n\n{ name = \"b\"; stop = true; } );\n", 0600);
	(void)scene_write(s, "rules.d/10-a.conf", "rules = ( { name = \"a\"; stop = true; } );\n", 0600);
	rules = load(state, tmp, SMALLEST "rules = ( { name = \"first\"; stop = true; } );\n@include \"rules.d/*.conf\"\n");
	assert_string_equal(rules[0].name, "first");
	assert_string_equal(rules[1].name, "a");
	assert_string_equal(rules[2].name, "b");
	assert_non_null(strstr(rules[2].file, "20-b.conf"));
	assert_int_equal(rules[2].line, 3);
}

#define DEEP3(x) "any = ( { any = ( { any = ( { " x " } ); } ); } );"

static void
mistakes(void **state)
{
	static const struct {
		const char *rule, *words;
		unsigned line;		/* 0: 6 */
	} samples[] = {
		{ "when = { subjct = \"x\"; }; stop = true;", "did you mean \"subject\"", 0 },
		{ "when = { };  stop = true;", "has no condition in it", 0 },
		{ "when = \"x\";  stop = true;", "should be a group of conditions", 0 },
		{ "\nwhen = { subject = { contain = \"x\"; }; }; stop = true;", "did you mean \"contains\"", 7 },
		{ "\nwhen = {\ntext = { matches = \"(x\"; }; }; stop = true;", "at character 2: missing closing parenthesis", 8 },
		{ "when = { from = \"not an address\"; }; stop = true;", "which is no address", 0 },
		{ "when = { subject = { file = \"x\"; }; }; stop = true;", "no file of addresses", 0 },
		{ "when = { subject = 5; }; stop = true;", "should be text in quotes", 0 },
		{ "when = { header = { is = \"x\"; }; }; stop = true;", "has no name", 0 },
		{ "when = { header = \"X-Spam\"; }; stop = true;", "should be a group", 0 },
		{ "when = { class = \"humn\"; }; stop = true;", "did you mean \"human\"", 0 },
		{ "when = { tier = 5; }; stop = true;", "something else in it", 0 },
		{ "when = { tier = { from = 5; }; }; stop = true;", "least, most or both", 0 },
		{ "when = { trust = 7; }; stop = true;", "something else in it", 0 },
		{ "when = { size = \"5M\"; }; stop = true;", "should be a group", 0 },
		{ "when = { size = { ovr = \"5M\"; }; }; stop = true;", "did you mean \"over\"", 0 },
		{ "when = { attachments = 3; }; stop = true;", "should be true, false, or a group", 0 },
		{ "when = { follow_up = \"yes\"; }; stop = true;", "should be true or false", 0 },
		{ "when = { date = \"2026-02-30\"; }; stop = true;", "should be a day", 0 },
		{ "when = { date = \"2026-02-03..2026-02-01\"; }; stop = true;", "should be a day", 0 },
		{ "when = { date = \"2026-02-03..03-01\"; }; stop = true;", "should be a day", 0 },
		{ "when = { time = \"22:00-23:00\"; }; stop = true;", "say on which days", 0 },
		{ "when = { hours = { calendar = \"office\"; }; }; stop = true;", "names the calendar \"office\", which there is not", 0 },
		{ "when = { queue = \"Q2\"; }; stop = true;", "names the queue \"Q2\"", 0 },
		{ "when = { any = \"x\"; }; stop = true;", "should be groups of conditions", 0 },
		{ "when = { " DEEP3(DEEP3(DEEP3("subject = \"x\";"))) " }; stop = true;", "more than 8 groups deep", 0 },
		{ "on = \"reply\"; stop = true;", "it should be \"create\", \"follow_up\" or \"both\"", 0 },
		{ "then = { queu = \"q\"; };", "did you mean \"queue\"", 0 },
		{ "then = { queue = \"p\"; };", "names the queue \"p\", which there is not; add { name = ", 0 },
		{ "then = { assign = \"ann\"; };", "did you mean \"ana\"?", 0 },
		{ "then = { watch = \"anna\"; };", "did you mean \"ana\"?", 0 },
		{ "then = { tier = 5; };", "it should be from 0 to 4", 0 },
		{ "then = { priority = \"hgh\"; };", "then.priority should be", 0 },
		{ "then = { tags = \"a,b\"; };", "a tag is a word", 0 },
		{ "then = { reply = \"welcome\"; };", "begins with reply_", 0 },
		{ "then = { forward = \"help@example.com\"; };", "a mailbox of ours", 0 },
		{ "then = { refuse = \"x\"; set_aside = \"y\"; };", "stands beside set_aside", 0 },
		{ "when = { subject = { matches = \"(?<site>x)\"; }; }; then = { tags = \"{{capture.sit}}\"; };", "did you mean \"site\"", 0 },
		{ "points = \"tier:5 3\";", "points go to", 0 },
		{ "points = \"tier:2\";", "write what for and how many", 0 },
		{ "points = \"queue:p 3\";", "names the queue \"p\"", 0 },
		{ "stop = true; expect = ( { mail = \"gone.eml\"; } );", "gone.eml", 0 },
		{ "stop = true; expect = ( { subjet = \"x\"; } );", "did you mean \"subject\"", 0 },
		{ "stop = true; expect = ( { then = { queue = \"p\"; }; } );", "names the queue \"p\"", 0 },
		{ "stop = true; }, { name = \"r\"; stop = true;", "the name \"r\" of this rule is that of the rule at", 0 },
	};

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct conf *conf = NULL;
		struct conf_problems problems = { 0 };
		char *text = talloc_asprintf(tmp, RULE("%s"), samples[i].rule);
		bool found = false;

		(void)scene_load(*state, tmp, text, &conf, &problems);
		for (size_t n = 0; n < problems.count; n++)
			found |= strstr(problems.list[n].what, samples[i].words) != NULL &&
			    problems.list[n].line == (samples[i].line != 0 ? samples[i].line : 6);
		if (!found || problems.errors == 0)
			fail_msg("%s\nis not said to be \"%s\" but: %s", samples[i].rule, samples[i].words,
			    problems.count > 0 ? problems.list[problems.count - 1].what : "nothing");
	}
}

static void
does_nothing(void **state)
{
	SCRATCH(tmp);
	struct conf *conf;
	struct conf_problems problems;

	assert_int_equal(scene_load(*state, tmp, RULE("when = { subject = \"x\"; };"), &conf, &problems), DONE);
	assert_problems(&problems, (struct wanted[]){ { NULL, 6, "does nothing; add then" } }, 1);
}

/* Rules on trial stand for those of the config, also when they are the same files. */
static void
on_trial(void **state)
{
	SCRATCH(tmp);
	struct scene *s = *state;
	struct conf *conf = NULL;
	struct conf_problems problems;
	char *path;

	scene_folder(s, "rules.d");
	scene_folder(s, "new.d");
	(void)scene_write(s, "rules.d/1.conf", "rules = ( { name = \"old\"; stop = true; } );\n", 0600);
	(void)scene_write(s, "new.d/2.conf", "rules = ( { name = \"second\"; stop = true; } );\nthresholds = [ \"tier:2 70\" ];\n", 0600);
	(void)scene_write(s, "new.d/1.conf", "rules = ( { name = \"first\"; stop = true; } );\n", 0600);
	path = scene_write(s, "postigo.conf", SMALLEST "thresholds = [ \"tier:2 60\" ];\n@include \"rules.d/*.conf\"\n", 0600);
	assert_int_equal(conf_load_trial(tmp, path, talloc_asprintf(tmp, "%s/new.d", s->folder), &conf, &problems), DONE);
	assert_int_equal(conf->rule_count, 2);
	assert_string_equal(conf->rules[0].name, "first");
	assert_int_equal(conf->tiers[2].points, 70);
	assert_int_equal(conf_load_trial(tmp, path, talloc_asprintf(tmp, "%s/rules.d", s->folder), &conf, &problems), DONE);
	assert_int_equal(conf->rule_count, 1);
	assert_int_equal(conf->tiers[2].points, 60);
	assert_int_equal(conf_load_trial(tmp, path, talloc_asprintf(tmp, "%s/rules.d/1.conf", s->folder), &conf, &problems), DONE);
	assert_int_equal(conf->rule_count, 1);
	assert_int_equal(conf_load_trial(tmp, path, "/nowhere", &conf, &problems), PERMFAIL);
	assert_true(problems.errors > 0);
}

/* Not quadratic: ten thousand rules are read in a moment. */
static void
many(void **state)
{
	SCRATCH(tmp);
	char *text = talloc_strdup(tmp, SMALLEST "rules = (\n");
	struct conf *conf;
	struct conf_problems problems;
	int64_t began;

	for (int i = 0; i < 10000; i++)
		text = talloc_asprintf_append_buffer(text, "%s{ name = \"rule %d\"; when = { from = \"user%d@example.org\"; subject = \"word%d\"; };"
		    " then = { queue = \"q\"; tags = \"t%d\"; }; points = [ \"tier:2 +1\", \"queue:q 2\" ]; }\n", i > 0 ? "," : "", i, i, i, i);
	text = talloc_asprintf_append_buffer(text, ");\n");
	began = instant_monotonic();
	assert_int_equal(scene_load(*state, tmp, text, &conf, &problems), DONE);
	assert_int_equal(conf->rule_count, 10000);
	assert_in_range(instant_monotonic() - began, 0, 5000);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_open, scene_close)
	const struct CMUnitTest tests[] = {
		TEST(conditions), TEST(sets_and_numbers), TEST(actions), TEST(files_of_addresses), TEST(samples_are_read),
		TEST(several_files), TEST(mistakes), TEST(does_nothing), TEST(on_trial), TEST(many),
	};

	return cmocka_run_group_tests_name("rule", tests, NULL, NULL);
}
