/* local.c - dates, times and lengths of time in words */
#include <config.h>

#include <postigo/clock/local.h>

#include "fixture.h"

static struct zone *
zone(TALLOC_CTX *ctx, const char *name)
{
	struct zone *out = NULL;
	struct error err;

	assert_int_equal(zone_load(ctx, name, &out, &err), DONE);
	return out;
}

static void
words(void **state)
{
	static const struct {
		const char *zone, *at, *language;
		enum local_form form;
		const char *words;
	} samples[] = {
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", "en", LOCAL_WEEKDAY, "Friday" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", "es", LOCAL_WEEKDAY, "viernes" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", "en", LOCAL_DAY, "Friday 27 November" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", "es", LOCAL_DAY, "viernes 27 de noviembre" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", NULL, LOCAL_DATE, "Friday 27 November 2026" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", "es-MX", LOCAL_DATE, "viernes 27 de noviembre de 2026" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", "en", LOCAL_TIME, "16:30" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", "en", LOCAL_SHORT, "Fri 16:30" },
		{ "Europe/Madrid", "2026-11-28T15:30:00Z", "es", LOCAL_SHORT, "sáb 16:30" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", "en-GB", LOCAL_MOMENT, "Friday 27 November 2026, 16:30" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", "es", LOCAL_MOMENT, "viernes 27 de noviembre de 2026, 16:30" },
		{ "Europe/Madrid", "2026-07-01T22:05:00Z", "est", LOCAL_MOMENT, "Thursday 2 July 2026, 00:05" },
		{ "America/New_York", "2027-01-01T04:59:59Z", "en", LOCAL_MOMENT, "Thursday 31 December 2026, 23:59" },
		{ "Asia/Kolkata", "2028-02-28T18:30:00Z", "es", LOCAL_MOMENT, "martes 29 de febrero de 2028, 00:00" },
		{ "UTC", "1969-12-31T23:00:00Z", "en", LOCAL_MOMENT, "Wednesday 31 December 1969, 23:00" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);

		assert_string_equal(local_words(tmp, zone(tmp, samples[i].zone), at(samples[i].at), samples[i].language,
		    samples[i].form), samples[i].words);
	}
}

static void
near(void **state)
{
	SCRATCH(tmp);
	struct zone *madrid = zone(tmp, "Europe/Madrid");
	instant other = at("2026-11-27T15:30:00Z");

	(void)state;
	assert_string_equal(local_near(tmp, madrid, at("2026-11-27T22:59:00Z"), other, "en"), "23:59");
	assert_string_equal(local_near(tmp, madrid, at("2026-11-27T23:00:00Z"), other, "en"), "Saturday 00:00");
	assert_string_equal(local_near(tmp, madrid, at("2026-12-03T10:00:00Z"), other, "en"), "Thursday 11:00");
	assert_string_equal(local_near(tmp, madrid, at("2026-12-04T10:00:00Z"), other, "en"), "Friday 4 December 11:00");
	assert_string_equal(local_near(tmp, madrid, at("2026-11-27T10:00:00Z"), other, "es"), "las 11:00");
	assert_string_equal(local_near(tmp, madrid, at("2026-11-30T10:00:00Z"), other, "es"), "el lunes a las 11:00");
	assert_string_equal(local_near(tmp, madrid, at("2026-12-07T10:00:00Z"), other, "es"), "el lunes 7 de diciembre a las 11:00");
	assert_int_equal(local_day(madrid, at("1970-01-01T22:59:59Z")), 0);
	assert_int_equal(local_day(madrid, at("1970-01-01T23:00:00Z")), 1);
}

static void
lengths(void **state)
{
	static const struct {
		duration d;
		const char *words;
	} samples[] = {
		{ 0, "0 min" }, { -5, "0 min" }, { 999, "0 min" }, { SECONDS(30), "30 s" }, { MINUTES(45), "45 min" },
		{ MINUTES(45) + SECONDS(3), "45 min 3 s" }, { HOURS(2), "2 h" }, { HOURS(1) + MINUTES(30), "1 h 30 min" },
		{ HOURS(1) + SECONDS(30), "1 h" }, { HOURS(100), "100 h" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);

		assert_string_equal(local_length(tmp, samples[i].d), samples[i].words);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
		cmocka_unit_test(near),
		cmocka_unit_test(lengths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
