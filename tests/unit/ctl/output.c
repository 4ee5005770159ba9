/* output.c - what people see: aligned, and harmless to their terminal */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>

#include "../../../src/ctl/output.h"
#include "capture.h"

static void
test_table(void **state)
{
	SCRATCH(tmp);
	struct table *table = table_new(tmp, "NO|WHO|SUBJECT");

	(void)state;
	table_number(table, 7);
	table_cell(table, "Íñigo");
	table_cell(table, "short");
	table_number(table, 1234);
	table_cell(table, NULL);
	table_cell(table, "evil \033]0;title\007 and\nmore");
	table_colour(table, COLOUR_BAD);
	struct capture c = capture_start(stdout);
	table_print(table);
	assert_string_equal(capture_end(tmp, &c),
	    "NO    WHO    SUBJECT\n"
	    "7     Íñigo  short\n"
	    "1234  -      evil ]0;title and more\n");
}

static void
test_text(void **state)
{
	SCRATCH(tmp);

	(void)state;
	struct capture c = capture_start(stdout);
	output_text("> ", "one\n    two\n\n\033[2Jthree");
	output_field("Subject", "a\r\nBcc: b\033[1m");
	output_field("Nothing", NULL);
	output_field("Empty", "");
	char *printed = capture_end(tmp, &c);
	assert_non_null(strstr(printed, "> one\n>     two\n\n>  [2Jthree\n") != NULL ? printed :
	    strstr(printed, "> one\n>     two\n\n> [2Jthree\n"));
	assert_null(strchr(printed, '\033'));
	assert_null(strchr(printed, '\r'));
	assert_non_null(strstr(printed, "Subject      a Bcc: b [1m\n"));
	assert_null(strstr(printed, "Nothing"));
	assert_null(strstr(printed, "Empty"));
}

static void
test_sizes(void **state)
{
	static const struct {
		uint64_t bytes;
		const char *wanted;
	} samples[] = {
		{ 0, "0 B" }, { 999, "999 B" }, { 1000, "1.0 KB" }, { 1234, "1.2 KB" }, { 12345, "12 KB" },
		{ 999499, "999 KB" }, { 999999, "1.0 MB" }, { UINT64_MAX, "18446744 TB" }
	};
	SCRATCH(tmp);

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		assert_string_equal(output_size(tmp, samples[i].bytes), samples[i].wanted);
}

static void
test_json(void **state)
{
	SCRATCH(tmp);

	(void)state;
	struct capture c = capture_start(stdout);
	output_json(json_pack("{s:o, s:o, s:o, s:o, s:o}", "b", json_of_string("a\n\xff"), "a", json_of_string(NULL),
	    "t", json_of_instant(1000), "z", json_of_instant(0), "n", json_of_number(0)));
	assert_string_equal(capture_end(tmp, &c),
	    "{\"b\":\"a\\n\xef\xbf\xbd\",\"a\":null,\"t\":\"1970-01-01T00:00:01Z\",\"z\":null,\"n\":null}\n");
}

static void
test_times(void **state)
{
	SCRATCH(tmp);

	(void)state;
	unsetenv("TZ");
	output_zone("Europe/Madrid");
	assert_string_equal(output_time(tmp, 0), "-");
	assert_string_equal(output_time(tmp, INT64_C(1795380905000)), "2026-11-22 21:55 Europe/Madrid");
	assert_string_equal(output_time(tmp, INT64_C(1795380905000)), "2026-11-22 21:55");
	setenv("TZ", "UTC", 1);
	output_zone("Europe/Madrid");
	assert_string_equal(output_time(tmp, INT64_C(1795380905000)), "2026-11-22 20:55 UTC");
	assert_string_equal(output_time(tmp, INT64_C(1795380905000)), "2026-11-22 20:55");
	assert_string_equal(output_near_time(tmp, INT64_C(1000000000000)), output_time(tmp, INT64_C(1000000000000)));
	assert_int_equal(strlen(output_near_time(tmp, instant_now() + SECONDS(90))), strlen("2026-11-22 20:55:05"));
}

/* The zone is said once: in the heading of the first column that has a time in it. */
static void
test_table_of_times(void **state)
{
	SCRATCH(tmp);

	(void)state;
	setenv("TZ", "UTC", 1);
	output_zone("Europe/Madrid");
	struct table *table = table_new(tmp, "NO|SINCE|UNTIL");
	table_number(table, 1);
	table_time(table, 0);
	table_near_time(table, INT64_C(1795380905000));
	table_number(table, 2);
	table_time(table, INT64_C(1795380905000));
	table_time(table, 0);
	struct capture c = capture_start(stdout);
	table_print(table);
	assert_string_equal(capture_end(tmp, &c), "NO  SINCE             UNTIL, UTC\n1   -                 2026-11-22 20:55\n"
	    "2   2026-11-22 20:55  -\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_table_of_times),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
