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

/* As a folder of templates may have them. */
static const struct conf_words spanish = {
	.weekdays = { "domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado" },
	.short_weekdays = { "dom", "lun", "mar", "mié", "jue", "vie", "sáb" },
	.months = { "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
		"noviembre", "diciembre" },
	.day = "$weekday $day de $month", .date = "$weekday $day de $month de $year", .moment = "$date, $time",
	.time = "las $time", .day_and_time = "el $date a las $time",
};

static const struct conf_words *
words_of(const char *language)
{
	return language != NULL ? &spanish : NULL;
}

static void
words(void **state)
{
	static const struct {
		const char *zone, *at, *language;
		enum local_form form;
		const char *words;
	} samples[] = {
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", NULL, LOCAL_WEEKDAY, "Friday" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", "es", LOCAL_WEEKDAY, "viernes" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", NULL, LOCAL_DAY, "Friday 27 November" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", "es", LOCAL_DAY, "viernes 27 de noviembre" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", NULL, LOCAL_DATE, "Friday 27 November 2026" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", "es", LOCAL_DATE, "viernes 27 de noviembre de 2026" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", NULL, LOCAL_TIME, "16:30" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", NULL, LOCAL_SHORT, "Fri 16:30" },
		{ "Europe/Madrid", "2026-11-28T15:30:00Z", "es", LOCAL_SHORT, "sáb 16:30" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", NULL, LOCAL_MOMENT, "Friday 27 November 2026, 16:30" },
		{ "Europe/Madrid", "2026-11-27T15:30:00Z", "es", LOCAL_MOMENT, "viernes 27 de noviembre de 2026, 16:30" },
		{ "Europe/Madrid", "2026-07-01T22:05:00Z", NULL, LOCAL_MOMENT, "Thursday 2 July 2026, 00:05" },
		{ "America/New_York", "2027-01-01T04:59:59Z", NULL, LOCAL_MOMENT, "Thursday 31 December 2026, 23:59" },
		{ "Asia/Kolkata", "2028-02-28T18:30:00Z", "es", LOCAL_MOMENT, "martes 29 de febrero de 2028, 00:00" },
		{ "UTC", "1969-12-31T23:00:00Z", NULL, LOCAL_MOMENT, "Wednesday 31 December 1969, 23:00" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);

		assert_string_equal(local_words(tmp, zone(tmp, samples[i].zone), at(samples[i].at), words_of(samples[i].language),
		    samples[i].form), samples[i].words);
	}
}

static void
times_of_day(void **state)
{
	static const struct {
		const char *zone;
		int64_t year;
		int month, day;
		unsigned minute;
		const char *at;
	} samples[] = {
		{ "Europe/Madrid", 2026, 11, 27, 480, "2026-11-27T07:00:00Z" },
		{ "Europe/Madrid", 2026, 7, 1, 480, "2026-07-01T06:00:00Z" },
		/* Put back: 02:30 is shown twice, the evening once. */
		{ "Europe/Madrid", 2026, 10, 25, 150, "2026-10-25T00:30:00Z" },
		{ "Europe/Madrid", 2026, 10, 25, 1200, "2026-10-25T19:00:00Z" },
		{ "Europe/Madrid", 2026, 10, 26, 60, "2026-10-26T00:00:00Z" },
		/* Put forward: 02:30 is not shown at all. */
		{ "Europe/Madrid", 2026, 3, 29, 150, "2026-03-29T01:30:00Z" },
		{ "Europe/Madrid", 2026, 3, 29, 1200, "2026-03-29T18:00:00Z" },
		{ "Europe/Madrid", 2026, 3, 29, 60, "2026-03-29T00:00:00Z" },
		{ "America/New_York", 2026, 11, 1, 1380, "2026-11-02T04:00:00Z" },
		{ "Pacific/Auckland", 2026, 4, 5, 480, "2026-04-04T20:00:00Z" },
		{ "Pacific/Kiritimati", 2026, 1, 1, 0, "2025-12-31T10:00:00Z" },
		{ "UTC", 2026, 1, 1, 1439, "2026-01-01T23:59:00Z" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);

		same_instant(samples[i].zone, local_at(zone(tmp, samples[i].zone), instant_days(samples[i].year, samples[i].month,
		    samples[i].day), samples[i].minute), at(samples[i].at));
	}
}

static void
near(void **state)
{
	SCRATCH(tmp);
	struct zone *madrid = zone(tmp, "Europe/Madrid");
	instant other = at("2026-11-27T15:30:00Z");

	(void)state;
	assert_string_equal(local_near(tmp, madrid, at("2026-11-27T22:59:00Z"), other, NULL), "23:59");
	assert_string_equal(local_near(tmp, madrid, at("2026-11-27T23:00:00Z"), other, NULL), "Saturday 00:00");
	assert_string_equal(local_near(tmp, madrid, at("2026-12-03T10:00:00Z"), other, NULL), "Thursday 11:00");
	assert_string_equal(local_near(tmp, madrid, at("2026-12-04T10:00:00Z"), other, NULL), "Friday 4 December 11:00");
	assert_string_equal(local_near(tmp, madrid, at("2026-11-27T10:00:00Z"), other, &spanish), "las 11:00");
	assert_string_equal(local_near(tmp, madrid, at("2026-11-30T10:00:00Z"), other, &spanish), "el lunes a las 11:00");
	assert_string_equal(local_near(tmp, madrid, at("2026-12-07T10:00:00Z"), other, &spanish), "el lunes 7 de diciembre a las 11:00");
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

static void
about(void **state)
{
	SCRATCH(tmp);

	(void)state;
	assert_string_equal(local_about(tmp, MINUTES(15) - SECONDS(1)), "15 min");
	assert_string_equal(local_about(tmp, MINUTES(15) + SECONDS(29)), "15 min");
	assert_string_equal(local_about(tmp, MINUTES(60) - SECONDS(30)), "1 h");
	assert_string_equal(local_about(tmp, MINUTES(5)), "5 min");
	assert_string_equal(local_about(tmp, MINUTES(2) + SECONDS(19)), "2 min");
	assert_string_equal(local_about(tmp, SECONDS(10)), "1 min");
	assert_string_equal(local_about(tmp, 0), "0 min");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
		cmocka_unit_test(times_of_day),
		cmocka_unit_test(near),
		cmocka_unit_test(lengths),
		cmocka_unit_test(about),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
