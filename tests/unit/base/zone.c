/* zone.c - what clocks show, against the C library; and files that are none */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/base/zone.h>

#define FROM (-2208988800)	/* 1900-01-01 */
#define TO 4133980799		/* 2100-12-31T23:59:59Z */

static struct zone *
load(TALLOC_CTX *ctx, const char *name)
{
	struct zone *zone = NULL;
	struct error err = { "" };

	if (zone_load(ctx, name, &zone, &err) != DONE)
		fail_msg("%s", err.text);
	return zone;
}

/* The C library's answer, under the TZ of now. */
static void
same_at(const struct zone *zone, int64_t seconds)
{
	time_t t = (time_t)seconds;
	struct tm tm;

	localtime_r(&t, &tm);
	if (zone_offset(zone, SECONDS(seconds), NULL) != SECONDS(tm.tm_gmtoff))
		fail_msg("%s at %lld: %lld, the C library says %ld", zone_name(zone), (long long)seconds,
		    (long long)zone_offset(zone, SECONDS(seconds), NULL) / 1000, tm.tm_gmtoff);
}

/* Around each change, and every few days. Walking by the changes must not leave one out. */
static void
compare(const char *name)
{
	SCRATCH(tmp);
	struct zone *zone = load(tmp, name);
	instant until;

	setenv("TZ", name, 1);
	tzset();
	for (int64_t t = FROM; t < TO; t += 23 * 86400 + 3599)
		same_at(zone, t);
	for (instant t = SECONDS(FROM); t < SECONDS(TO); t = until) {
		duration before = zone_offset(zone, t, &until);

		assert_true(until > t);
		if (until >= SECONDS(TO))
			break;
		same_at(zone, until / 1000 - 1);
		same_at(zone, until / 1000);
		assert_true(zone_offset(zone, until - 1, NULL) == before);
		assert_true(zone_offset(zone, until, NULL) != before);
	}
	unsetenv("TZ");
	tzset();
}

/* All that the system has. Without tzdata it is none. */
static void
every_zone(void **state)
{
	SCRATCH(tmp);
	char *table, *rest = NULL;
	size_t size, count = 0;
	struct error err;

	(void)state;
	if (file_read(tmp, ZONE_FOLDER "/tzdata.zi", 1u << 20, &table, &size, &err) != DONE)
		skip();
	for (char *line = strtok_r(table, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
		char name[64];

		if (sscanf(line, "Z %63s", name) == 1 || sscanf(line, "L %*s %63s", name) == 1) {
			if (name[0] < 'A' || name[0] > 'Z')
				continue;
			compare(name);
			count++;
		}
	}
	assert_true(count > 300);
}

static void
utc_needs_no_file(void **state)
{
	SCRATCH(tmp);
	struct zone *zone = load(tmp, "UTC");
	instant until;

	(void)state;
	assert_true(zone_offset(zone, INT64_MIN, &until) == 0 && until == ZONE_NEVER);
	assert_true(zone_offset(zone, INT64_MAX, NULL) == 0);
	assert_string_equal(zone_name(zone), "UTC");
}

static void
no_zone(void **state)
{
	static const char *const names[] = { "Europe/Madird", "../../../etc/passwd", "/etc/localtime", "", "zone1970.tab",
		"Europe/../Europe/Madrid", "right/Europe/Madrid", "Europe/Madrid/x" };
	SCRATCH(tmp);
	struct zone *zone = NULL;
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_int_equal(zone_load(tmp, names[i], &zone, &err), NONE);
	assert_true(zone_load(tmp, "Europe", &zone, &err) < 0);
	assert_null(zone);
}

/* The header of a part with one change, two offsets and four letters. */
static size_t
make_header(uint8_t out[44])
{
	memset(out, 0, 44);
	memcpy(out, "TZif2", 5);
	out[35] = 1;
	out[39] = 2;
	out[43] = 4;
	return 44;
}

/* A file with one change by hand, at 2019-12-20 from UTC to an hour east, and a rule. */
static size_t
make(uint8_t *out, const char *rule)
{
	static const uint8_t body1[] = "\0\0\0\0\1" "\0\0\0\0\0\0" "\0\0\x0e\x10\0\0" "ABC";
	static const uint8_t body2[] = "\0\0\0\0\x5d\xfc\x0f\0\1" "\0\0\0\0\0\0" "\0\0\x0e\x10\0\0" "ABC";
	size_t n = make_header(out);

	memcpy(out + n, body1, sizeof(body1));
	n += sizeof(body1);
	n += make_header(out + n);
	memcpy(out + n, body2, sizeof(body2));
	n += sizeof(body2);
	return n + (size_t)sprintf((char *)out + n, "\n%s\n", rule);
}

/* Rules of kinds that hardly any zone has. */
static void
rules(void **state)
{
	static const struct {
		const char *rule, *at;
		int minutes;
	} samples[] = {
		{ "", "2050-07-01T00:00:00Z", 60 },
		{ "CET-1", "2050-07-01T00:00:00Z", 60 },
		{ "<-03>3", "2050-07-01T00:00:00Z", 60 },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2027-03-28T00:59:59Z", 60 },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2027-03-28T01:00:00Z", 120 },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2019-07-01T00:00:00Z", 0 },
		{ "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2027-10-02T15:30:00Z", 660 },
		{ "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2027-04-03T14:59:59Z", 660 },
		{ "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2027-04-03T15:00:00Z", 630 },
		{ "IST-1GMT0,M10.5.0,M3.5.0/1", "2050-01-15T00:00:00Z", 0 },
		{ "IST-1GMT0,M10.5.0,M3.5.0/1", "2050-07-15T00:00:00Z", 60 },
		{ "EST5EDT,J60,J300/26:30", "2028-03-01T06:59:59Z", -300 },
		{ "EST5EDT,J60,J300/26:30", "2028-03-01T07:00:00Z", -240 },
		{ "EST5EDT,J60,J300/26:30", "2028-10-28T06:29:59Z", -240 },
		{ "EST5EDT,J60,J300/26:30", "2028-10-28T06:30:00Z", -300 },
		{ "EST5EDT,59/-1,300", "2028-02-29T03:59:59Z", -300 },
		{ "EST5EDT,59/-1,300", "2028-02-29T04:00:00Z", -240 },
		{ "XXX3EDT4,0/0,J365/23", "2050-01-01T04:00:00Z", -240 },
		{ "XXX3EDT4,0/0,J365/23", "2050-12-31T23:59:59Z", -240 },
		{ "XXX3EDT4,0/0,J365/23", "2051-01-01T02:59:59Z", -240 },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2100-07-01T00:00:00Z", 120 },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "9999-07-01T00:00:00Z", 60 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		uint8_t bytes[512];
		struct zone *zone = NULL;
		struct error err;
		instant t;

		assert_int_equal(zone_read(tmp, "Test", bytes, make(bytes, samples[i].rule), &zone, &err), DONE);
		assert_int_equal(instant_parse(samples[i].at, &t, &err), DONE);
		if (zone_offset(zone, t, NULL) != MINUTES(samples[i].minutes))
			fail_msg("%s at %s: %lld", samples[i].rule, samples[i].at,
			    (long long)zone_offset(zone, t, NULL) / 60000);
	}
}

static void
bad_rules(void **state)
{
	static const char *const bad[] = { "CE-1", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
		"CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J10", "CET-1CEST,J366,J10",
		"CET-1CEST,366,10", "CET-168", "CET-1:60", "<CET-1", "CET-1CEST,M3.5.0,M10.5.0/3x", "CET-99999999999999999999" };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		SCRATCH(tmp);
		uint8_t bytes[512];
		struct zone *zone = NULL;
		struct error err;

		if (zone_read(tmp, "Test", bytes, make(bytes, bad[i]), &zone, &err) == DONE)
			fail_msg("%s was taken for a rule", bad[i]);
	}
}

/* Cut anywhere, and with any byte another: never a fault of ours, and what is taken is searchable. */
static void
hostile(void **state)
{
	uint8_t whole[512];
	size_t size = make(whole, "CET-1CEST,M3.5.0,M10.5.0/3");

	(void)state;
	for (size_t n = 0; n < size; n++) {
		SCRATCH(tmp);
		struct zone *zone = NULL;
		struct error err;
		uint8_t *bytes = talloc_memdup(tmp, whole, n);

		assert_int_equal(zone_read(tmp, "Test", bytes, n, &zone, &err), PERMFAIL);
	}
	for (size_t n = 0; n < size * 256; n++) {
		SCRATCH(tmp);
		struct zone *zone = NULL;
		struct error err;
		uint8_t *bytes = talloc_memdup(tmp, whole, size);
		instant until = 0;

		bytes[n / 256] = (uint8_t)n;
		if (zone_read(tmp, "Test", bytes, size, &zone, &err) != DONE)
			continue;
		for (instant t = INT64_MIN; t != ZONE_NEVER; t = until) {
			(void)zone_offset(zone, t, &until);
			assert_true(until > t);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_zone),
		cmocka_unit_test(utc_needs_no_file),
		cmocka_unit_test(no_zone),
		cmocka_unit_test(rules),
		cmocka_unit_test(bad_rules),
		cmocka_unit_test(hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
