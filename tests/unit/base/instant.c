/* instant.c - points in time, there and back */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <locale.h>
#include <time.h>

#include <cmocka.h>

#include <postigo/base/instant.h>
#include <postigo/base/memory.h>
static void
known(void **state)
{
	static const struct {
		instant t;
		const char *rfc3339, *rfc5322;
	} samples[] = {
		{ 0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 +0000" },
		{ -1, "1969-12-31T23:59:59Z", "Wed, 31 Dec 1969 23:59:59 +0000" },
		{ 951782400000, "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00 +0000" },
		{ 1795379572123, "2026-11-22T20:32:52Z", "Sun, 22 Nov 2026 20:32:52 +0000" },
		{ 4107542399000, "2100-02-28T23:59:59Z", "Sun, 28 Feb 2100 23:59:59 +0000" },
		{ 4107542400000, "2100-03-01T00:00:00Z", "Mon, 01 Mar 2100 00:00:00 +0000" },
		{ 253402300799999, "9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 +0000" },
		{ -62167219200000, "0000-01-01T00:00:00Z", "Sat, 01 Jan 0000 00:00:00 +0000" },
		{ INT64_MAX, "9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 +0000" },
		{ INT64_MIN, "0000-01-01T00:00:00Z", "Sat, 01 Jan 0000 00:00:00 +0000" },
	};
	SCRATCH(tmp);

	(void)state;
	/* Names of days and months are English wherever we run; a locale that is not installed changes nothing. */
	setlocale(LC_ALL, "es_ES.UTF-8");
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		assert_string_equal(instant_rfc3339(tmp, samples[i].t), samples[i].rfc3339);
		assert_string_equal(instant_rfc5322(tmp, samples[i].t), samples[i].rfc5322);
	}
	setlocale(LC_ALL, "C");
}

/* Every day from 1600 to 2500, against the C library. */
static void
every_day(void **state)
{
	struct error err;

	(void)state;
	for (instant t = -11676096000000; t < 16725225600000; t += DAYS(1) + 12345678) {
		SCRATCH(tmp);
		char stamp[INSTANT_STAMP_SIZE], theirs[64];
		time_t seconds = (time_t)((t - (t % 1000 + 1000) % 1000) / 1000);
		struct tm tm;
		instant back = 0;

		instant_stamp(t, stamp);
		assert_non_null(gmtime_r(&seconds, &tm));
		strftime(theirs, sizeof(theirs), "%Y-%m-%dT%H:%M:%S", &tm);
		assert_memory_equal(stamp, theirs, 19);
		strftime(theirs, sizeof(theirs), "%a, %d %b %Y %H:%M:%S +0000", &tm);
		assert_string_equal(instant_rfc5322(tmp, t), theirs);
		assert_int_equal(instant_parse(stamp, &back, &err), DONE);
		assert_int_equal(back, t);
	}
}

static void
parse(void **state)
{
	static const struct {
		const char *text, *utc;		/* NULL: refused */
	} samples[] = {
		{ "2026-11-22T20:32:52Z", "2026-11-22T20:32:52.000Z" },
		{ "2026-11-22t20:32:52z", "2026-11-22T20:32:52.000Z" },
		{ "2026-11-22 20:32:52+00:00", "2026-11-22T20:32:52.000Z" },
		{ "2026-11-22T20:32:52-00:00", "2026-11-22T20:32:52.000Z" },
		{ "2026-11-22T20:32:52.1Z", "2026-11-22T20:32:52.100Z" },
		{ "2026-11-22T20:32:52.123456789012345678901234567890Z", "2026-11-22T20:32:52.123Z" },
		{ "2026-11-22T20:32:52+05:30", "2026-11-22T15:02:52.000Z" },
		{ "2026-11-22T20:32:52-08:00", "2026-11-23T04:32:52.000Z" },
		{ "2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z" },
		{ "2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z" },
		{ "0000-02-29T00:00:00Z", "0000-02-29T00:00:00.000Z" },
		{ "0000-03-01T00:00:00Z", "0000-03-01T00:00:00.000Z" },
		{ "2023-02-29T00:00:00Z", NULL },
		{ "1900-02-29T00:00:00Z", NULL },
		{ "2026-00-22T20:32:52Z", NULL },
		{ "2026-13-22T20:32:52Z", NULL },
		{ "2026-11-00T20:32:52Z", NULL },
		{ "2026-11-31T20:32:52Z", NULL },
		{ "2026-11-22T24:00:00Z", NULL },
		{ "2026-11-22T20:60:00Z", NULL },
		{ "2026-11-22T20:32:61Z", NULL },
		{ "2026-11-22T20:32:52", NULL },
		{ "2026-11-22T20:32:52.Z", NULL },
		{ "2026-11-22T20:32:52+0530", NULL },
		{ "2026-11-22T20:32:52+24:00", NULL },
		{ "2026-11-22T20:32:52+05:60", NULL },
		{ "2026-11-22T20:32:52ZZ", NULL },
		{ " 2026-11-22T20:32:52Z", NULL },
		{ "2026-11-22", NULL },
		{ "+026-11-22T20:32:52Z", NULL },
		{ "", NULL },
		{ "yesterday", NULL },
	};
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		char stamp[INSTANT_STAMP_SIZE] = "";
		instant t = 4711;
		enum result result = instant_parse(samples[i].text, &t, &err);
		if (samples[i].utc == NULL) {
			if (result != PERMFAIL || t != 4711)
				fail_msg("\"%s\" was taken", samples[i].text);
			continue;
		}
		instant_stamp(t, stamp);
		if (result != DONE || strcmp(stamp, samples[i].utc) != 0)
			fail_msg("\"%s\": %s", samples[i].text, stamp);
	}
}

static void
durations(void **state)
{
	static const struct {
		const char *text;
		duration want;		/* -1: refused */
		const char *back;
	} samples[] = {
		{ "0", 0, "0s" },
		{ "90", SECONDS(90), "1m30s" },
		{ "90s", SECONDS(90), "1m30s" },
		{ "5m", MINUTES(5), "5m" },
		{ "1h30m", MINUTES(90), "1h30m" },
		{ "2d", DAYS(2), "2d" },
		{ "1w", DAYS(7), "7d" },
		{ "2y", DAYS(730), "730d" },
		{ "1y1w", DAYS(372), "372d" },
		{ "1w1y", -1, NULL },
		{ "1w1d1h1m1s1ms", DAYS(8) + HOURS(1) + MINUTES(1) + SECONDS(1) + 1, "8d1h1m1s1ms" },
		{ "250ms", 250, "250ms" },
		{ "9223372036854775807ms", INT64_MAX, "106751991167d7h12m55s807ms" },
		{ "9223372036854775808ms", -1, NULL },
		{ "9223372036854775807", -1, NULL },
		{ "99999999999999999999", -1, NULL },
		{ "9223372036854775w", -1, NULL },
		{ "-5", -1, NULL },
		{ "+5", -1, NULL },
		{ "", -1, NULL },
		{ "s", -1, NULL },
		{ "5x", -1, NULL },
		{ "5M", -1, NULL },
		{ "5mm", -1, NULL },
		{ "5 m", -1, NULL },
		{ "5m ", -1, NULL },
		{ "1h30", -1, NULL },
		{ "30m1h", -1, NULL },
		{ "1h1h", -1, NULL },
		{ "1.5h", -1, NULL },
	};
	SCRATCH(tmp);
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		duration d = -1;
		enum result result = duration_parse(samples[i].text, &d, &err);
		if (result != (samples[i].want < 0 ? PERMFAIL : DONE) || d != samples[i].want)
			fail_msg("\"%s\": %d, %lld", samples[i].text, result, (long long)d);
		if (samples[i].back == NULL)
			continue;
		char *back = duration_text(tmp, d);
		assert_string_equal(back, samples[i].back);
		assert_int_equal(duration_parse(back, &d, &err), DONE);
		assert_int_equal(d, samples[i].want);
	}
	assert_string_equal(duration_text(tmp, -MINUTES(90)), "-1h30m");
	assert_string_equal(duration_text(tmp, INT64_MIN), "-106751991167d7h12m55s808ms");
}

/* In hours that count only now and then. */
static void
working_durations(void **state)
{
	static const struct duration_day office = { HOURS(8), HOURS(40) }, unclear = { -1, HOURS(38) };
	struct error err;
	duration d = 0;

	(void)state;
	assert_int_equal(duration_parse_as("1w2d3h", &office, &d, &err), DONE);
	assert_int_equal(d, HOURS(40 + 16 + 3));
	assert_int_equal(duration_parse_as("90", &office, &d, &err), DONE);
	assert_int_equal(d, SECONDS(90));
	assert_int_equal(duration_parse_as("1w4h", &unclear, &d, &err), DONE);
	assert_int_equal(d, HOURS(42));
	assert_int_equal(duration_parse_as("1d", &unclear, &d, &err), PERMFAIL);
	assert_non_null(strstr(err.text, "how long \"d\" is"));
	assert_int_equal(duration_parse_as("1y", &office, &d, &err), PERMFAIL);
	assert_int_equal(duration_parse_as("1d", NULL, &d, &err), DONE);
	assert_int_equal(d, DAYS(1));
}

static void
dates(void **state)
{
	struct instant_date d = instant_date(1795379572123);

	(void)state;
	assert_int_equal(d.year, 2026);
	assert_int_equal(d.month * 100 + d.day, 1122);
	assert_int_equal(d.weekday, 0);
	assert_int_equal(((d.hour * 100 + d.minute) * 100 + d.second) * 1000 + d.millisecond, 203252123);
	assert_int_equal(instant_days_in_month(2028, 2), 29);
	assert_int_equal(instant_days_in_month(2100, 2), 28);
}

static void
clocks(void **state)
{
	struct timespec pause = { .tv_nsec = 20000000 };
	int64_t before = instant_monotonic();

	(void)state;
	assert_true(llabs(instant_now() - (instant)time(NULL) * 1000) < 2000);
	nanosleep(&pause, NULL);
	assert_true(instant_monotonic() - before >= 19);
}

static void
waits_in_real_time(void **state)
{
	instant now = instant_now();

	(void)state;
	assert_int_equal(instant_patience(now - SECONDS(5)), 0);
	assert_in_range(instant_patience(now + SECONDS(10)), SECONDS(9), SECONDS(10));
	assert_int_equal(instant_patience(now + DAYS(9)), MINUTES(1));
}

/* Last, because a rehearsal does not end. */
static void
rehearsal(void **state)
{
	struct timespec pause = { .tv_nsec = 50000000 };

	(void)state;
	instant_rehearse(1000000, 1000);
	int64_t before = instant_monotonic();
	instant start = instant_now();
	assert_true(start >= 1000000 && start < 1000000 + SECONDS(10));
	nanosleep(&pause, NULL);
	duration passed = instant_now() - start;
	int64_t real = instant_monotonic() - before;
	assert_true(passed >= (real - 2) * 1000 && passed <= (real + 2) * 1000);
	assert_true(real < 1000);
	assert_in_range(instant_patience(instant_now() + SECONDS(10000)), SECONDS(9), SECONDS(10) + 1);
	assert_in_range(instant_patience(instant_now() + SECONDS(20)), 1, 21);
}

/* What others tell us of real time: a mail that lay there for an hour when a rehearsal began, and one that came in it. */
static void
what_others_tell_in_a_rehearsal(void **state)
{
	const struct timespec pause = { .tv_sec = 1, .tv_nsec = 100000000 };
	instant begun = instant_now(), real = SECONDS(time(NULL)), told;
	char *words;

	(void)state;
	assert_int_equal(instant_told(real), real);
	assert_null(instant_rehearsal(NULL));
	instant_rehearse(begun + DAYS(400), 1000);
	assert_false(instant_join("real time"));
	assert_false(instant_join("0 9223372036854775807 1000"));
	assert_true(instant_join(words = instant_rehearsal(NULL)));
	talloc_free(words);
	/* To the second, and the time that the test takes. */
	assert_in_range(instant_told(real - HOURS(1)), begun + DAYS(400) - HOURS(1) - SECONDS(2), begun + DAYS(400) - HOURS(1) + SECONDS(2));
	nanosleep(&pause, NULL);
	told = instant_told(SECONDS(time(NULL)));
	assert_true(told > begun + DAYS(400) && told <= instant_now());
	assert_true(told >= instant_now() - SECONDS(1100));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known),
		cmocka_unit_test(every_day),
		cmocka_unit_test(parse),
		cmocka_unit_test(durations),
		cmocka_unit_test(working_durations),
		cmocka_unit_test(dates),
		cmocka_unit_test(clocks),
		cmocka_unit_test(waits_in_real_time),
		cmocka_unit_test(what_others_tell_in_a_rehearsal),
		cmocka_unit_test(rehearsal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
