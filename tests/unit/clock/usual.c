/* usual.c - how much there usually is at this hour of the week */
#include <config.h>

#include <postigo/clock/usual.h>

#include "fixture.h"

static const struct zone *
madrid(TALLOC_CTX *ctx)
{
	struct zone *out = NULL;
	struct error err;

	assert_int_equal(zone_load(ctx, "Europe/Madrid", &out, &err), DONE);
	return out;
}

/* Nine o'clock on Mondays is nine o'clock on Mondays, on both sides of both nights in which clocks are changed. */
static void
weeks_are_those_of_the_clocks(void **state)
{
	static const char *const mondays[] = {
		/* 25 October and 28 March 2027 lie between them. */
		"2026-10-19T07:00:00Z", "2026-10-26T08:00:00Z", "2026-11-02T08:00:00Z", "2027-03-22T08:00:00Z", "2027-03-29T07:00:00Z",
	};
	static const int weeks[] = { 0, 1, 2, 22, 23 };
	const struct zone *zone = madrid(*state);
	int64_t first = usual_hour(zone, at(mondays[0]));

	for (size_t i = 0; i < sizeof(weeks) / sizeof(weeks[0]); i++) {
		struct usual_stretch s = usual_stretch(zone, at(mondays[i]) + MINUTES(30), HOURS(1), (unsigned)weeks[i]);

		assert_int_equal(usual_hour(zone, at(mondays[i])), first + weeks[i] * USUAL_WEEK);
		assert_int_equal(usual_hour(zone, at(mondays[i]) - 1), first + weeks[i] * USUAL_WEEK - 1);
		assert_true(s.first == first - 1 && s.last == first && s.head == MINUTES(30) && s.tail == MINUTES(30));
	}
	/* The hour that is shown twice has one number; the one that is left out has none. */
	assert_int_equal(usual_hour(zone, at("2026-10-25T00:30:00Z")), usual_hour(zone, at("2026-10-25T01:30:00Z")));
	assert_int_equal(usual_hour(zone, at("2027-03-28T01:00:00Z")), usual_hour(zone, at("2027-03-28T00:59:00Z")) + 2);
	assert_int_equal(usual_hour(zone, at("1969-12-31T22:59:59Z")), -1);
}

/* Parts of hours count as parts; whole ones in between as they are. */
static void
a_stretch_has_parts_of_hours(void **state)
{
	static const struct {
		const char *at;
		duration length;
		unsigned counts[4], sum;
	} samples[] = {
		{ "2026-11-23T09:00:00Z", HOURS(1), { 12 }, 1200 },		/* just one hour */
		{ "2026-11-23T09:15:00Z", HOURS(1), { 12, 4 }, 1000 },	/* 45 minutes of the one, 15 of the other */
		{ "2026-11-23T09:15:00Z", MINUTES(10), { 12 }, 200 },	/* within one */
		{ "2026-11-23T09:15:00Z", MINUTES(150), { 12, 5, 4 }, 1500 - 300 + 0 },
		{ "2026-11-23T09:15:00Z", HOURS(3), { 12, 1, 2, 4 }, 900 + 300 + 100 },
		{ "2026-11-23T09:15:00Z", HOURS(1), { 0, 0 }, 0 },
	};
	const struct zone *zone = madrid(*state);

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct usual_stretch s = usual_stretch(zone, at(samples[i].at), samples[i].length, 3);

		assert_in_range(s.last - s.first, 0, 3);
		assert_int_equal(usual_sum(&s, samples[i].counts), samples[i].sum);
	}
	for (int minute = 0; minute < 60 * 24; minute += 7) {
		struct usual_stretch s = usual_stretch(zone, at("2026-10-25T00:00:00Z") + MINUTES(minute), DAYS(1), 0);

		assert_in_range(s.last - s.first + 1, 24, USUAL_HOURS_MOST);
		assert_int_equal(s.head + HOURS(1) * (s.last - s.first - 1) + s.tail, DAYS(1));
	}
}

static void
one_odd_week_says_nothing(void **state)
{
	unsigned none[1] = { 7 }, odd[] = { 300, 200, 90000, 400, 100 }, even[] = { 400, 100, 0, 250 }, rare[] = { 0, 0, 500, 0 };

	(void)state;
	assert_int_equal(usual_median(none, 0), 0);
	assert_int_equal(usual_median(none, 1), 7);
	assert_int_equal(usual_median(odd, 5), 300);
	assert_int_equal(usual_median(even, 4), 175);
	assert_int_equal(usual_median(rare, 4), 0);
}

static void
floor_and_factor(void **state)
{
	static const struct {
		unsigned floor, factor, usual, wanted;
	} samples[] = {
		{ 5, 3, 0, 5 }, { 5, 3, 100, 5 }, { 5, 3, 166, 5 }, { 5, 3, 167, 6 }, { 5, 3, 200, 6 }, { 5, 1, 2000, 20 }, { 2, 1000, 1, 10 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		assert_int_equal(usual_too_many(samples[i].floor, samples[i].factor, samples[i].usual), samples[i].wanted);
}

static int
open_memory(void **state)
{
	*state = talloc_new(NULL);
	return 0;
}

static int
close_memory(void **state)
{
	talloc_free(*state);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(weeks_are_those_of_the_clocks, open_memory, close_memory),
		cmocka_unit_test_setup_teardown(a_stretch_has_parts_of_hours, open_memory, close_memory),
		cmocka_unit_test(one_odd_week_says_nothing),
		cmocka_unit_test(floor_and_factor),
	};

	return cmocka_run_group_tests_name("usual", tests, NULL, NULL);
}
