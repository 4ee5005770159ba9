/* spike.c - spikes as they are written: what is read, and what is said of a bad one */
#include <config.h>

#include "scene.h"

#define PEOPLE "agents = ( { name = \"ana\"; address = \"ana@example.com\"; } );\n" \
	"teams = ( { name = \"first\"; members = [ \"ana\" ]; } );\n"
#define SPIKE(more) "spikes = ( { name = \"vpn\"; category = \"vpn\"; " more "} );\n"

static void
spikes(void **state)
{
	SCRATCH(tmp);
	struct conf *conf = NULL;
	struct conf_problems problems;

	if (scene_load(*state, tmp, SMALLEST PEOPLE "organisations = ( { name = \"acme\"; domains = \"acme.example\"; } );\n"
	    "spikes = ( { name = \"vpn\"; category = \"remote access\"; tag = \"x\"; window = \"2h\"; floor = 4; factor = 2; weeks = 6;"
	    " learn = 3; across = \"several\"; organisations = 3; quiet = \"0\"; tie_for = \"always\"; team = \"first\"; },"
	    " { name = \"rest\"; queue = \"q\"; }, { name = \"each\"; queue = \"q\"; across = \"one\"; } );\n", &conf, &problems) != DONE)
		fail_msg("%u: %s", problems.list[0].line, problems.list[0].what);
	const struct conf_spike *s = conf->spikes;

	assert_int_equal(conf->spike_count, 3);
	assert_string_equal(s->category, "remote access");
	assert_string_equal(s->tag, "x");
	assert_null(s->queue);
	assert_true(s->window == HOURS(2) && s->floor == 4 && s->factor == 2 && s->weeks == 6 && s->learn == 3);
	assert_true(s->across == CONF_ACROSS_SEVERAL && s->organisations == 3 && s->quiet == 0 && s->tie_for == CONF_ALWAYS);
	assert_string_equal(s->team, "first");
	s++;
	assert_true(s->window == HOURS(1) && s->floor == 5 && s->factor == 3 && s->weeks == 8 && s->learn == 2);
	assert_true(s->across == CONF_ACROSS_ALL && s->organisations == 0 && s->quiet == HOURS(4) && s->tie_for == DAYS(1));
	assert_null(s->team);
	assert_true(conf->spikes[2].across == CONF_ACROSS_ONE && conf->spikes[2].organisations == 0);
}

#define BAD(label, text, what) { label, SMALLEST PEOPLE text, { NULL, 7, what } }

static const struct sample {
	const char *name, *text;
	struct wanted wanted;
} samples[] = {
	BAD("no name", "spikes = ( { queue = \"q\"; } );\n", "name is missing; add name = \"vpn\""),
	BAD("of nothing", "spikes = ( { name = \"vpn\"; } );\n", "spike \"vpn\" does not say which tickets it counts; add queue = "),
	BAD("no such queue", "spikes = ( { name = \"vpn\"; queue = \"hlep\"; } );\n", "the spike's queue is \"hlep\", which there is not"),
	BAD("no such team", SPIKE("team = \"frist\"; "), "the spike's team is \"frist\", which there is not; did you mean \"first\"?"),
	BAD("window", SPIKE("window = \"3d\"; "), "window is out of range; it should be from 1m to 1d"),
	BAD("floor", SPIKE("floor = 1; "), "floor is 1; it should be from 2 to"),
	BAD("never learnt", SPIKE("learn = 9; "), "learn = 9 more than weeks = 8"),
	BAD("across", SPIKE("across = \"many\"; "), "it should be \"all\", \"several\" or \"one\""),
	BAD("organisations beside all", SPIKE("organisations = 2; "), "organisations does nothing without across = \"several\""),
	BAD("no organisations", SPIKE("across = \"one\"; "), "spike \"vpn\" looks at organisations, and there are none"),
	BAD("twice", "spikes = ( { name = \"a\"; queue = \"q\"; }, { name = \"a\"; queue = \"q\"; } );\n",
	    "the name \"a\" of this spike is that of the spike at"),
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(spikes, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(one_fault_one_problem, scene_open, scene_close),
	};

	return cmocka_run_group_tests_name("spike", tests, NULL, NULL);
}
