/* Dates as mailers write them. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/charset.h>
#include <postigo/mail/date.h>

#define NONE INT64_MIN

static const struct {
	const char *value;
	int64_t seconds;
} samples[] = {
	{ "Tue, 13 Jan 2026 10:11:12 +0100", 1768295472 },
	{ "Tue,13 Jan 2026 10:11:12+0100", 1768295472 },
	{ "13 Jan 2026 10:11 +0100", 1768295460 },
	{ "Sun, 13 Jan 2026 10:11:12 +0100", 1768295472 },
	{ "Tue, 13 Jan 26 09:11:12 GMT", 1768295472 },
	{ "Tue, 13 Jan 126 09:11:12 GMT", 1768295472 },
	{ "Fri, 13 Jan 95 09:11:12 GMT", 789988272 },
	{ "13-Jan-2026 09:11:12 -0000", 1768295472 },
	{ "13-Jan-26 9:11:12 Z", 1768295472 },
	{ "Tue Jan 13 09:11:12 2026", 1768295472 },
	{ "Tue Jan 13 10:11:12 CET 2026", 1768295472 },
	{ "Tue Jan 13 10:11:12 +0100 2026", 1768295472 },
	{ "Jan 13, 2026 9:11:12 AM", 1768295472 },
	{ "January 13, 2026 09:11:12 PM", 1768338672 },
	{ "Jan 13, 2026 12:11:12 AM", 1768263072 },
	{ "Tue, 13 Jan 2026 04:11:12 EST", 1768295472 },
	{ "Tue, 13 Jan 2026 11:11:12 EET", 1768295472 },
	{ "Tue, 13 Jan 2026 14:41:12 IST", 1768295472 },
	{ "Tue, 13 Jan 2026 09:11:12 A", 1768295472 },
	{ "Tue, 13 Jan 2026 09:11:12 XYZ", 1768295472 },
	{ "Tue, 13 Jan 2026 14:41:12 +0530", 1768295472 },
	{ "Tue, 13 Jan 2026 14:41:12 +05:30", 1768295472 },
	{ "Tue, 13 Jan 2026 05:41:12 -330", 1768295472 },
	{ "Tue, 13 Jan 2026 11:11:12 GMT+2", 1768295472 },
	{ "Tue, 13 Jan 2026 10:11:12 GMT+0100", 1768295472 },
	{ "Tue, 13 Jan 2026 10:11:12 UTC+01:00 (CET)", 1768295472 },
	{ "Tue, 13 Jan 2026 10:11:12 0100", 1768295472 },
	{ "Tue, 13 Jan 2026 10.11.12 +0100", 1768295472 },
	{ "Tue, 13 Jan 2026 09:11:12.345", 1768295472 },
	{ "2026-01-13T10:11:12+01:00", 1768295472 },
	{ "2026-01-13T09:11:12.5Z", 1768295472 },
	{ "2026-01-13 09:11:12", 1768295472 },
	{ "2026/01/13 09:11:12", 1768295472 },
	{ "13/01/2026 09:11:12", 1768295472 },
	{ "01/13/2026 09:11:12", 1768295472 },
	{ "13.01.2026 10:11:12 +0100", 1768295472 },
	{ "02.01.2026 00:00", 1767312000 },
	{ "03/03/2026 00:00", 1772496000 },
	{ "Di, 13 Januar 2026 10:11:12 +0100", 1768295472 },
	{ "mar., 13 ene. 2026 10:11:12 +0100", 1768295472 },
	{ "mardi 13 janvier 2026 10:11:12 +0100", 1768295472 },
	{ "Mi, 11 M\xC3\xA4rz 2026 10:11:12 +0100", 1773220272 },
	{ "Mi, 11 Mrz 2026 10:11:12 +0100", 1773220272 },
	{ "Вт, 13 янв 2026 10:11:12 +0100", 1768295472 },
	{ "Tue, (day) 13 (of (this)) Jan 2026 9:11:12 UT", 1768295472 },
	{ "Tue, 13 Jan 2026 24:00:00 +0000", 1768348800 },
	{ "Tue, 13 Jan 2026 23:59:60 +0000", 1768348800 },
	{ "Sun, 29 Feb 2016 00:00:00 +0000", 1456704000 },
	{ "Wed, 31 Dec 1969 00:00:00 +0000", -86400 },
	{ "yesterday", NONE },
	{ "", NONE },
	{ "13 2026", NONE },
	{ "32 Jan 2026 10:11:12 +0000", NONE },
	{ "29 Feb 2026 10:11:12 +0000", NONE },
	{ "31 Apr 2026 10:11", NONE },
	{ "13 Jan 99999 10:11:12 +0000", NONE },
	{ "13 Foo 2026 10:11:12 +0000", NONE },
	{ "13 Jan 2026 25:11:12 +0000", NONE },
	{ "13 Jan 2026 10:61:12 +0000", NONE },
	{ "02/03/2026 10:11", NONE },
	{ "mardi 13 2026", NONE },
	{ "4 8 15 16 23 42", NONE },
};

static void
dates(void **state)
{
	unsigned bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		instant got;
		int64_t seconds = date_read(span_of(samples[i].value), &got) ? got / 1000 : NONE;

		if (seconds != samples[i].seconds)
			print_error("%s: want %lld, got %lld\n", samples[i].value, (long long)samples[i].seconds,
			    (long long)seconds);
		bad += seconds != samples[i].seconds;
	}
	assert_int_equal(bad, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = { cmocka_unit_test(dates) };

	charset_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
