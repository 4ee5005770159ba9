/* Times and lengths of time as people write them in commands. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>

#include "../../../src/desk/command_when.h"

static void
lengths(void **state)
{
	static const struct {
		const char *text;
		duration length;	/* 0: it is none */
	} list[] = {
		{ "1h30", MINUTES(90) }, { "1h30m", MINUTES(90) }, { "1 h 30 min", MINUTES(90) }, { "1:30", MINUTES(90) },
		{ "90", MINUTES(90) }, { "90m", MINUTES(90) }, { "1.5h", MINUTES(90) }, { "1,5 h", MINUTES(90) },
		{ "1,5 horas", MINUTES(90) }, { "2 horas y 15 minutos", MINUTES(135) }, { "45'", MINUTES(45) },
		{ "half an hour", MINUTES(30) }, { "media hora", MINUTES(30) }, { "an hour", HOURS(1) }, { "una hora", HOURS(1) },
		{ "2d", DAYS(2) }, { "2 días", DAYS(2) }, { "1d4", HOURS(28) }, { "1 week", DAYS(7) }, { "0:15", MINUTES(15) },
		{ "0.25h", MINUTES(15) }, { "3H", HOURS(3) },
		{ "", 0 }, { "0", 0 }, { "-1h", 0 }, { "soon", 0 }, { "1x", 0 }, { "1m1h", 0 }, { "1h1h", 0 }, { "1:99", 0 },
		{ "1:3", 0 }, { "h", 0 }, { "an", 0 }, { "99999999", 0 }, { "999999w", 0 }, { "1 2 3", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		duration d = 0;

		if (command_length(list[i].text, MINUTES(1), &d) != (list[i].length != 0) || d != list[i].length)
			print_error("%s: %lld\n", list[i].text, (long long)d);
		assert_int_equal(d, list[i].length);
	}
}

/* It is Friday 27 November 2026, 16:15 in Madrid. */
static void
moments(void **state)
{
	static const struct {
		const char *text;
		const char *at;		/* NULL: it is none */
	} list[] = {
		{ "3d", "2026-11-30T15:15:00Z" }, { "in 2 hours", "2026-11-27T17:15:00Z" }, { "en 2 horas", "2026-11-27T17:15:00Z" },
		{ "dentro de una semana", "2026-12-04T15:15:00Z" }, { "1h30", "2026-11-27T16:45:00Z" },
		{ "until monday", "2026-11-30T08:00:00Z" }, { "hasta el lunes", "2026-11-30T08:00:00Z" },
		{ "until Monday 14:30", "2026-11-30T13:30:00Z" }, { "el miércoles a las 9", "2026-12-02T08:00:00Z" },
		{ "friday", "2026-12-04T08:00:00Z" }, { "next friday", "2026-12-04T08:00:00Z" },
		{ "el próximo martes", "2026-12-01T08:00:00Z" }, { "el lunes que viene", "2026-11-30T08:00:00Z" },
		{ "tomorrow", "2026-11-28T08:00:00Z" }, { "mañana", "2026-11-28T08:00:00Z" }, { "tomorrow 9am", "2026-11-28T08:00:00Z" },
		{ "tomorrow at 5 pm", "2026-11-28T16:00:00Z" }, { "pasado mañana", "2026-11-29T08:00:00Z" },
		{ "today 18:00", "2026-11-27T17:00:00Z" }, { "hoy a las 18h", "2026-11-27T17:00:00Z" }, { "18:00", "2026-11-27T17:00:00Z" },
		{ "9:00", "2026-11-28T08:00:00Z" }, { "at 9", "2026-11-28T08:00:00Z" }, { "next week", "2026-11-30T08:00:00Z" },
		{ "la semana que viene", "2026-11-30T08:00:00Z" }, { "la próxima semana", "2026-11-30T08:00:00Z" },
		{ "2026-12-24", "2026-12-24T08:00:00Z" }, { "1/12", "2026-12-01T08:00:00Z" }, { "1.12.2026 10:15", "2026-12-01T09:15:00Z" },
		{ "12/24/2026", "2026-12-24T08:00:00Z" }, { "1/3", "2027-03-01T08:00:00Z" }, { "24.12.", "2026-12-24T08:00:00Z" },
		{ "1 december", "2026-12-01T08:00:00Z" }, { "December 1st", "2026-12-01T08:00:00Z" }, { "december 1", "2026-12-01T08:00:00Z" },
		{ "el 1 de diciembre a las 12:00", "2026-12-01T11:00:00Z" }, { "28/03/2027 02:30", "2027-03-28T01:30:00Z" },
		{ "until 1/7/2027 9:00", "2027-07-01T07:00:00Z" },
		{ "", NULL }, { "until", NULL }, { "soon", NULL }, { "today 9:00", NULL }, { "yesterday", NULL }, { "30/2/2027", NULL },
		{ "2020-01-01", NULL }, { "2099-01-01", NULL }, { "99:99", NULL }, { "3", NULL }, { "monday call Eva", NULL },
		{ "13pm", NULL }, { "1/1/1/1", NULL }, { "1//2", NULL },
	};
	SCRATCH(tmp);
	struct zone *zone;
	struct command_now now = { 0 };
	struct error err;

	(void)state;
	if (zone_load(tmp, "Europe/Madrid", &zone, &err) != DONE)
		skip();
	now.zone = zone;
	assert_int_equal(instant_parse("2026-11-27T16:15:00+01:00", &now.now, &err), DONE);
	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		instant at = 0;
		bool is = command_moment(list[i].text, &now, &at, NULL);

		if (is != (list[i].at != NULL))
			print_error("%s: %s\n", list[i].text, instant_rfc3339(tmp, at));
		assert_int_equal(is, list[i].at != NULL);
		if (is)
			assert_string_equal(instant_rfc3339(tmp, at), list[i].at);
	}
}

static void
words_behind_a_moment(void **state)
{
	static const struct {
		const char *text;
		size_t used;
	} list[] = {
		{ "friday call Eva", 1 }, { "in 2 hours ask about the toner", 3 }, { "mañana a las 9 llamar a Eva", 4 }, { "2d", 1 },
		{ "3d new printers", 1 }, { "1 december order", 2 },
	};
	SCRATCH(tmp);
	struct zone *zone;
	struct command_now now = { .now = DAYS(20784) };
	struct error err;

	(void)state;
	assert_int_equal(zone_load(tmp, "UTC", &zone, &err), DONE);
	now.zone = zone;
	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		size_t used = 0;
		instant at;

		assert_true(command_moment(list[i].text, &now, &at, &used));
		if (used != list[i].used)
			print_error("%s: %zu\n", list[i].text, used);
		assert_int_equal(used, list[i].used);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lengths),
		cmocka_unit_test(moments),
		cmocka_unit_test(words_behind_a_moment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
