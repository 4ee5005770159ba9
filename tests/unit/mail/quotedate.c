/* Dates as mail programs write them for people. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/quotedate.h>

/* Where the date names no zone it is an hour east; it was read on 14 January 2026. */
static const struct quotedate_hints english = { .zone = 60, .latest = SECONDS((int64_t)1768381200) };
static const struct quotedate_hints other = { .zone = 60, .day_first = true };

static const struct {
	const char *value;
	const char *foreign, *in_english;	/* NULL: it cannot be told */
} samples[] = {
	{ "Tue, 13 Jan 2026 10:11:12 +0100", "2026-01-13T09:11:12Z", "2026-01-13T09:11:12Z" },
	{ "Tuesday, January 13, 2026 10:11 AM", "2026-01-13T09:11:00Z", "2026-01-13T09:11:00Z" },
	{ "Tue, Jan 13, 2026 at 12:11 AM", "2026-01-12T23:11:00Z", "2026-01-12T23:11:00Z" },
	{ "January 13, 2026 at 10:11:12 PM GMT+1", "2026-01-13T21:11:12Z", "2026-01-13T21:11:12Z" },
	{ "On Tuesday, January 13th, 2026 at 10:11", "2026-01-13T09:11:00Z", "2026-01-13T09:11:00Z" },
	{ "13/01/2026  10:11  (GMT+05:30)", "2026-01-13T04:41:00Z", "2026-01-13T04:41:00Z" },
	{ "02/10/2023 10:11", "2023-10-02T09:11:00Z", NULL },
	{ "02/10/2023 4:52 PM EST", "2023-10-02T21:52:00Z", "2023-02-10T21:52:00Z" },
	{ "01/02/2026 10:11", "2026-02-01T09:11:00Z", "2026-01-02T09:11:00Z" },
	{ "2026-01-13 10:11", "2026-01-13T09:11:00Z", "2026-01-13T09:11:00Z" },
	{ "mar, 13 ene 2026 a las 10:11 p. m.", "2026-01-13T21:11:00Z", "2026-01-13T21:11:00Z" },
	{ "mar. 3 févr. 2026 à 14h25", "2026-02-03T13:25:00Z", "2026-02-03T13:25:00Z" },
	{ "mar 3 mar 2026, 14:25", "2026-03-03T13:25:00Z", "2026-03-03T13:25:00Z" },
	{ "Am 28. Oktober 2025 um 00:46 Uhr", "2025-10-27T23:46:00Z", "2025-10-27T23:46:00Z" },
	{ "Am 28.10.25, 12:46", "2025-10-28T11:46:00Z", "2025-10-28T11:46:00Z" },
	{ "torstaina, 28. lokakuuta 2025 klo 12.06", "2025-10-28T11:06:00Z", "2025-10-28T11:06:00Z" },
	{ "2025. okt. 27., H, 9:31", "2025-10-27T08:31:00Z", "2025-10-27T08:31:00Z" },
	{ "st 27. 10. 2025 o 9:31", "2025-10-27T08:31:00Z", "2025-10-27T08:31:00Z" },
	{ "środa, 26 listopada 2025 09:31", "2025-11-26T08:31:00Z", "2025-11-26T08:31:00Z" },
	{ "26. listopada 2025. u 09:31", "2025-10-26T08:31:00Z", "2025-10-26T08:31:00Z" },
	{ "26. srp 2025 09:31", NULL, NULL },
	{ "ср, 27 окт. 2025 г. в 09:31", "2025-10-27T08:31:00Z", "2025-10-27T08:31:00Z" },
	{ "2025 m. spalio 27 d. 09:31", "2025-10-27T08:31:00Z", "2025-10-27T08:31:00Z" },
	{ "Τρί 13 Ιαν 2026 στις 10:11 μ.μ.", "2026-01-13T21:11:00Z", "2026-01-13T21:11:00Z" },
	{ "2026年1月13日(星期二) 下午2:25", "2026-01-13T13:25:00Z", "2026-01-13T13:25:00Z" },
	{ "2026년 1월 13일 화요일 오전 10시 11분", "2026-01-13T09:11:00Z", "2026-01-13T09:11:00Z" },
	{ "yesterday at 10:11", NULL, NULL },
	{ "13 January", NULL, NULL },
	{ "31/31/2026 10:11", NULL, NULL },
	{ "", NULL, NULL },
};

static void
check(const char *value, const struct quotedate_hints *hints, const char *want)
{
	SCRATCH(tmp);
	instant got = 0;

	if (quotedate_read(span_of(value), hints, &got) != (want != NULL))
		fail_msg("'%s': %s", value, want != NULL ? "not read" : instant_rfc3339(tmp, got));
	if (want != NULL && strcmp(instant_rfc3339(tmp, got), want) != 0)
		fail_msg("'%s': %s, not %s", value, instant_rfc3339(tmp, got), want);
}

static void
read_dates(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		check(samples[i].value, &other, samples[i].foreign);
		check(samples[i].value, &english, samples[i].in_english);
	}
}

static void
zones(void **state)
{
	(void)state;
	assert_int_equal(quotedate_zone(span_of("Tue, 13 Jan 2026 10:11:12 -0330")), -210);
	assert_int_equal(quotedate_zone(span_of("Tue, 13 Jan 2026 10:11:12 CEST")), 120);
	assert_int_equal(quotedate_zone(span_of("Tue, 13 Jan 2026 10:11:12")), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(read_dates), cmocka_unit_test(zones) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
