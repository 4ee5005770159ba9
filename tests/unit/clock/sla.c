/* sla.c - which SLA, when its time is up, who is told when, and how that is explained */
#include <config.h>

#include <postigo/clock/calendar.h>
#include <postigo/clock/sla.h>

#include "fixture.h"

#define PEOPLE \
	"teams = ( { name = \"first\"; members = ( \"ana\" ); lead = \"ana\"; } );\n" \
	"agents = ( { name = \"ana\"; address = \"ana@example.com\"; } );\n"
#define CALENDARS \
	"calendars = ( { name = \"office\"; timezone = \"Europe/Madrid\"; hours = \"mon-fri 09:00-18:00\"; " \
	"holidays = [ \"2026-12-07\", \"2026-12-08 Inmaculada\" ]; }, { name = \"always\"; always = true; }, " \
	"{ name = \"hour\"; hours = \"mon 09:00-10:00\"; } );\n"
#define ORGANISATIONS "organisations = ( { name = \"acme\"; }, { name = \"acme-two\"; } );\n"
#define SLAS PEOPLE ORGANISATIONS CALENDARS \
	"slas = ( { name = \"standard\"; calendar = \"office\"; first_response = \"8h\"; resolution = \"3d\"; },\n" \
	"{ name = \"urgent\"; calendar = \"always\"; priorities = [ \"high\", \"urgent\" ]; first_response = \"1h\"; },\n" \
	"{ name = \"queue\"; calendar = \"office\"; queues = [ \"q\" ]; first_response = \"4h\"; },\n" \
	"{ name = \"acme\"; calendar = \"office\"; organisations = [ \"acme\", \"acme-two\" ]; priorities = [ \"urgent\" ]; " \
	"first_response = \"4h\"; warn = [ 50, 80, 100, 150 ]; repeat = \"1h\"; " \
	"ladder = ( { at = 100; tell = \"team\"; }, { at = 150; tell = \"ana\"; } ); },\n" \
	"{ name = \"third\"; calendar = \"hour\"; tiers = [ 3, 4 ]; priorities = [ \"low\" ]; queues = [ \"q\" ]; " \
	"resolution = \"104w\"; pause = [ ]; } );\n"

static void
choice(void **state)
{
	static const struct {
		struct sla_case c;
		const char *words;
	} samples[] = {
		{ { NULL, "none", 1, 1 }, "standard: for all" },
		{ { "other", "none", 2, 1 }, "urgent: priority high" },
		{ { NULL, "q", 1, 1 }, "queue: queue q" },
		{ { NULL, "q", 3, 1 }, "urgent: priority urgent" },
		{ { "Acme-Two", "q", 3, 1 }, "acme: organisation Acme-Two, priority urgent" },
		{ { "acme", "q", 2, 1 }, "urgent: priority high" },
		{ { NULL, "q", 0, 3 }, "third: queue q, priority low, tier 3" },
		{ { NULL, "q", 0, 2 }, "queue: queue q" },
		{ { NULL, NULL, -1, -1 }, "standard: for all" },
		{ { NULL, NULL, 77, 77 }, "standard: for all" },
	};
	SCRATCH(tmp);
	const struct conf *conf = clock_conf(*state, tmp, SLAS);

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		const struct conf_sla *sla = sla_choose(conf, &samples[i].c);

		assert_non_null(sla);
		assert_string_equal(sla_chosen_words(tmp, sla, &samples[i].c), samples[i].words);
	}
	assert_null(sla_choose(clock_conf(*state, tmp, ""), &samples[0].c));
}

static struct sla_run
run_of(const struct conf *conf, const char *name, const char *start)
{
	return (struct sla_run){ .sla = conf_sla(conf, name), .aim = CONF_FIRST_RESPONSE, .start = at(start), .end = SLA_NEVER };
}

static struct sla_clock
reckon(const struct sla_run *run, const char *now)
{
	struct sla_clock c;

	assert_int_equal(sla_reckon(run, at(now), &c), DONE);
	return c;
}

static void
a_clock(void **state)
{
	SCRATCH(tmp);
	const struct conf *conf = clock_conf(*state, tmp, SLAS);
	struct sla_run run = run_of(conf, "queue", "2026-11-27T15:30:00Z");
	struct sla_clock c = reckon(&run, "2026-11-27T15:30:00Z");

	/* Friday 16:30; the office closes at 18:00, and opens on Monday at 09:00. */
	assert_true(c.target == HOURS(4) && c.used == 0 && c.left == HOURS(4) && c.percent == 0);
	assert_true(!c.paused && !c.ended && !c.missed);
	same_instant("due", c.due, at("2026-11-30T10:30:00Z"));
	c = reckon(&run, "2026-11-29T12:00:00Z");
	assert_true(c.used == MINUTES(90) && c.percent == 37 && !c.missed);
	c = reckon(&run, "2026-11-30T10:30:00Z");
	assert_true(c.left == 0 && c.percent == 100 && !c.missed);
	c = reckon(&run, "2026-11-30T10:30:01Z");
	assert_true(c.left == -1000 && c.percent == 100 && c.missed);
	run.end = at("2026-11-30T09:00:00Z");
	c = reckon(&run, "2026-12-30T09:00:00Z");
	assert_true(c.ended && !c.missed && c.used == HOURS(2) + MINUTES(30) && c.percent == 62);
	run.end = at("2026-12-01T09:00:00Z");
	assert_true(reckon(&run, "2026-12-30T09:00:00Z").missed);
	run.aim = CONF_NEXT_RESPONSE;
	assert_int_equal(sla_reckon(&run, at("2026-11-30T09:00:00Z"), &c), NONE);
	/* "3d" are three days of nine hours. */
	run = run_of(conf, "standard", "2026-11-27T15:30:00Z");
	run.aim = CONF_RESOLUTION;
	same_instant("3d", reckon(&run, "2026-11-27T15:30:00Z").due, at("2026-12-02T15:30:00Z"));
	assert_string_equal(sla_aim_name(run.aim), "resolution");
}

static void
pauses(void **state)
{
	SCRATCH(tmp);
	const struct conf *conf = clock_conf(*state, tmp, SLAS);
	struct sla_run run = run_of(conf, "queue", "2026-11-30T08:00:00Z");
	struct sla_pause list[] = {
		{ at("2026-11-29T08:00:00Z"), at("2026-11-29T09:00:00Z") },	/* before it began */
		{ at("2026-11-30T09:00:00Z"), at("2026-11-30T11:00:00Z") },
		{ at("2026-11-30T10:00:00Z"), at("2026-11-30T10:30:00Z") },	/* inside of the other */
		{ at("2026-11-30T11:00:00Z"), at("2026-11-30T12:00:00Z") },	/* touches it */
		{ at("2026-11-30T13:00:00Z"), SLA_NEVER },
	};
	struct sla_clock c;

	run.pauses = list;
	run.pause_count = 4;
	c = reckon(&run, "2026-11-30T11:30:00Z");
	assert_true(c.paused && c.used == HOURS(1));
	same_instant("due is known all the same", c.due, at("2026-11-30T15:00:00Z"));
	assert_false(reckon(&run, "2026-11-30T12:00:00Z").paused);
	run.pause_count = 5;
	c = reckon(&run, "2026-12-20T11:30:00Z");
	assert_true(c.paused && !c.missed && c.used == HOURS(2) && c.percent == 50 && c.due == SLA_NEVER);
	/* It stopped after the time was up: that does not help any more. */
	list[4].from = at("2026-11-30T16:00:00Z");
	c = reckon(&run, "2026-12-20T11:30:00Z");
	assert_true(c.paused && c.missed && c.left == -HOURS(1));
	same_instant("missed before", c.due, at("2026-11-30T15:00:00Z"));
	/* Two hours of it were used in another life. */
	run = run_of(conf, "queue", "2026-11-30T08:00:00Z");
	run.carried = HOURS(2);
	c = reckon(&run, "2026-11-30T09:00:00Z");
	assert_true(c.used == HOURS(3));
	same_instant("carried", c.due, at("2026-11-30T10:00:00Z"));
	run.carried = HOURS(5);
	c = reckon(&run, "2026-11-30T07:00:00Z");
	assert_true(c.missed && c.percent == 125);
	same_instant("over from the start", c.due, run.start);
}

static void
far_away(void **state)
{
	SCRATCH(tmp);
	const struct conf *conf = clock_conf(*state, tmp, SLAS);
	struct sla_run run = run_of(conf, "third", "2026-11-30T08:00:00Z");
	struct conf_sla sla = *run.sla;
	char *words;

	run.aim = CONF_RESOLUTION;
	same_instant("104 Mondays", reckon(&run, "2026-11-30T08:00:00Z").due, at("2028-11-20T10:00:00Z"));
	sla.aims[CONF_RESOLUTION] = HOURS(600);
	run.sla = &sla;
	assert_true(reckon(&run, "2026-11-30T08:00:00Z").due == SLA_NEVER);
	assert_int_equal(sla_words(tmp, &run, run.start, &words), DONE);
	assert_string_equal(words, "600 h in the hours of hour (UTC) from Monday 30 November 08:00: more than ten years from then");
}

/* Each warning as it would be told, one after the other. */
static void
ladder(void **state)
{
	static const struct {
		const char *at;
		unsigned percent;
		enum conf_tell tell;
		bool repeated;
	} wanted[] = {
		{ "2026-11-30T10:00:00Z", 50, CONF_TELL_ASSIGNEE, false },
		{ "2026-11-30T11:12:00Z", 80, CONF_TELL_ASSIGNEE, false },
		{ "2026-11-30T12:00:00Z", 100, CONF_TELL_TEAM, false },
		{ "2026-11-30T14:00:00Z", 150, CONF_TELL_AGENT, false },
		{ "2026-11-30T15:00:00Z", 150, CONF_TELL_AGENT, true },
		{ "2026-11-30T16:00:00Z", 150, CONF_TELL_AGENT, true },
		{ "2026-11-30T17:00:00Z", 150, CONF_TELL_AGENT, true },
		{ "2026-12-01T09:00:00Z", 150, CONF_TELL_AGENT, true },
	};
	SCRATCH(tmp);
	const struct conf *conf = clock_conf(*state, tmp, SLAS);
	struct sla_run run = run_of(conf, "acme", "2026-11-30T08:00:00Z");
	instant told_at = 0, now = run.start;
	unsigned told = 0;

	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		struct sla_warning w;

		assert_int_equal(sla_next_warning(&run, told, told_at, now, &w), DONE);
		same_instant("warning", w.at, at(wanted[i].at));
		assert_int_equal(w.percent, wanted[i].percent);
		assert_int_equal(w.rung->tell, wanted[i].tell);
		assert_int_equal(w.repeated, wanted[i].repeated);
		told = w.percent;
		told_at = now = w.at;
	}
}

static void
warnings(void **state)
{
	SCRATCH(tmp);
	const struct conf *conf = clock_conf(*state, tmp, SLAS);
	struct sla_run run = run_of(conf, "acme", "2026-11-30T08:00:00Z");
	struct sla_pause pause = { at("2026-11-30T11:00:00Z"), SLA_NEVER };
	struct sla_warning w;

	/* Down since the morning: one warning, the highest, and then as ever. */
	assert_int_equal(sla_next_warning(&run, 0, 0, at("2026-11-30T13:00:00Z"), &w), DONE);
	assert_int_equal(w.percent, 100);
	assert_int_equal(sla_next_warning(&run, 50, 0, at("2026-12-04T13:00:00Z"), &w), DONE);
	assert_int_equal(w.percent, 150);
	/* A repetition counts from when it was told. */
	assert_int_equal(sla_next_warning(&run, 150, at("2026-12-04T13:00:00Z"), at("2026-12-04T13:00:00Z"), &w), DONE);
	same_instant("again", w.at, at("2026-12-04T14:00:00Z"));
	/* While it stands still, what lies before that is still told, and nothing else. */
	run.pauses = &pause;
	run.pause_count = 1;
	assert_int_equal(sla_next_warning(&run, 0, 0, at("2026-12-04T13:00:00Z"), &w), DONE);
	assert_int_equal(w.percent, 50);
	assert_int_equal(sla_next_warning(&run, 50, at("2026-11-30T10:00:00Z"), at("2026-12-04T13:00:00Z"), &w), NONE);
	pause.from = at("2026-11-30T16:30:00Z");
	assert_int_equal(sla_next_warning(&run, 150, at("2026-11-30T16:00:00Z"), at("2026-12-04T13:00:00Z"), &w), NONE);
	/* Nobody is told of what is done, and without repeat the last is the last. */
	run.pause_count = 0;
	run.end = at("2026-11-30T09:00:00Z");
	assert_int_equal(sla_next_warning(&run, 0, 0, at("2026-12-04T13:00:00Z"), &w), NONE);
	run = run_of(conf, "queue", "2026-11-30T08:00:00Z");
	assert_int_equal(sla_next_warning(&run, 80, 1, at("2026-11-30T08:00:00Z"), &w), DONE);
	assert_int_equal(w.percent, 100);
	assert_int_equal(sla_next_warning(&run, 100, 1, at("2026-11-30T08:00:00Z"), &w), NONE);
	run.aim = CONF_NEXT_RESPONSE;
	assert_int_equal(sla_next_warning(&run, 0, 0, at("2026-11-30T08:00:00Z"), &w), NONE);
}

static void
words(void **state)
{
	static const struct {
		const char *sla, *start;
		struct sla_pause pauses[2];
		const char *words;
	} samples[] = {
		{ "queue", "2026-11-27T15:30:00Z", { { 0, 0 } }, "4 h in the hours of office (Europe/Madrid) from Friday 27 November 16:30: "
		    "1 h 30 min on Friday, 2 h 30 min on Monday until 11:30" },
		{ "queue", "2026-11-30T08:00:00Z", { { 0, 0 } },
		    "4 h in the hours of office (Europe/Madrid) from Monday 30 November 09:00: 4 h on Monday until 13:00" },
		{ "queue", "2026-12-04T16:00:00Z", { { 0, 0 } }, "4 h in the hours of office (Europe/Madrid) from Friday 4 December 17:00: "
		    "1 h on Friday, 3 h on Wednesday until 12:00; Monday 7 December is a holiday; Tuesday 8 December is a holiday "
		    "(Inmaculada)" },
		{ "queue", "2026-11-30T08:00:00Z", { { 1796032800000, 1796115600000 } }, "4 h in the hours of office (Europe/Madrid) from "
		    "Monday 30 November 09:00: 2 h on Monday, 2 h on Tuesday until 12:00; stopped from 11:00 to Tuesday 10:00" },
		{ "queue", "2026-11-30T08:00:00Z", { { 1796032800000, SLA_NEVER } }, "4 h in the hours of office (Europe/Madrid) from Monday "
		    "30 November 09:00: 2 h on Monday; stopped since 11:00, 2 h left" },
		{ "queue", "2026-11-30T08:00:00Z", { { 0, SLA_NEVER } }, "4 h in the hours of office (Europe/Madrid) from Monday 30 November "
		    "09:00; stopped since Thursday 1 January 01:00, 4 h left" },
	};
	SCRATCH(tmp);
	const struct conf *conf = clock_conf(*state, tmp, SLAS);
	instant now = at("2026-12-24T12:00:00Z");

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct sla_run run = run_of(conf, samples[i].sla, samples[i].start);
		char *got;

		run.pauses = samples[i].pauses;
		run.pause_count = samples[i].pauses[0].to != 0;
		assert_int_equal(sla_words(tmp, &run, now, &got), DONE);
		assert_string_equal(got, samples[i].words);
	}
	struct sla_run run = run_of(conf, "standard", "2026-11-27T15:30:00Z");
	struct conf_sla sla = *run.sla;
	char *got;

	sla.aims[CONF_FIRST_RESPONSE] = HOURS(60);
	run.sla = &sla;
	assert_int_equal(sla_words(tmp, &run, now, &got), DONE);
	assert_string_equal(got, "60 h in the hours of office (Europe/Madrid) from Friday 27 November 16:30: 1 h 30 min on Friday, 9 h on Monday, "
	    "9 h on Tuesday, 36 h on 4 more days, 4 h 30 min on Thursday 10 December until 13:30; Monday 7 December is a holiday; "
	    "Tuesday 8 December is a holiday (Inmaculada)");
	run.carried = HOURS(59);
	assert_int_equal(sla_words(tmp, &run, now, &got), DONE);
	assert_string_equal(got, "60 h in the hours of office (Europe/Madrid) from Friday 27 November 16:30: 59 h before that, 1 h on Friday until 17:30");
	run.aim = CONF_NEXT_RESPONSE;
	assert_int_equal(sla_words(tmp, &run, now, &got), NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(choice, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(a_clock, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(pauses, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(far_away, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(ladder, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(warnings, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(words, scene_open, scene_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
