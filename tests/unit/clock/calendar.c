/* calendar.c - business time: known cases, and against the C library minute by minute */
#include <config.h>

#include <fcntl.h>
#include <seccomp.h>
#include <sys/wait.h>
#include <time.h>

#include <postigo/clock/calendar.h>
#include <postigo/clock/local.h>

#include "fixture.h"

static const char *const zones[] = { "Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
	"America/Santiago", "Asia/Kolkata", "UTC" };
#define ZONES (sizeof(zones) / sizeof(zones[0]))

/* Hours as the oracle knows them: minutes, per weekday. */
static const struct kind {
	const char *hours;	/* as they are written in the config */
	int week[7][3][2];	/* from Sunday */
	bool holidays;		/* 12-25 and the two days around each change of clocks */
} kinds[] = {
	{ "\"daily 00:00-24:00\"", { { { 0, 1440 } }, { { 0, 1440 } }, { { 0, 1440 } }, { { 0, 1440 } }, { { 0, 1440 } },
	    { { 0, 1440 } }, { { 0, 1440 } } }, false },
	{ "\"daily 22:00-06:00\"", { { { 1320, 1800 } }, { { 1320, 1800 } }, { { 1320, 1800 } }, { { 1320, 1800 } },
	    { { 1320, 1800 } }, { { 1320, 1800 } }, { { 1320, 1800 } } }, false },
	{ "\"daily 01:30-02:30, 03:15-23:45\"", { { { 90, 150 }, { 195, 1425 } }, { { 90, 150 }, { 195, 1425 } },
	    { { 90, 150 }, { 195, 1425 } }, { { 90, 150 }, { 195, 1425 } }, { { 90, 150 }, { 195, 1425 } },
	    { { 90, 150 }, { 195, 1425 } }, { { 90, 150 }, { 195, 1425 } } }, false },
	{ "\"mon-thu 09:00-14:00, 15:00-18:00\", \"fri 08:00-15:00\", \"sat 23:30-02:15\", \"sun 01:45-02:10, 2:20-3:00\"",
	    { { { 105, 130 }, { 140, 180 } }, { { 540, 840 }, { 900, 1080 } }, { { 540, 840 }, { 900, 1080 } },
	    { { 540, 840 }, { 900, 1080 } }, { { 540, 840 }, { 900, 1080 } }, { { 480, 900 } }, { { 1410, 1575 } } }, false },
	{ "\"daily 23:00-03:00, 00:30-00:45, 05:00-20:00\"", { { { 1380, 1620 }, { 30, 45 }, { 300, 1200 } },
	    { { 1380, 1620 }, { 30, 45 }, { 300, 1200 } }, { { 1380, 1620 }, { 30, 45 }, { 300, 1200 } },
	    { { 1380, 1620 }, { 30, 45 }, { 300, 1200 } }, { { 1380, 1620 }, { 30, 45 }, { 300, 1200 } },
	    { { 1380, 1620 }, { 30, 45 }, { 300, 1200 } }, { { 1380, 1620 }, { 30, 45 }, { 300, 1200 } } }, true },
};
#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

/* The holidays of those that have some: written out for the config, and asked by the oracle. */
static const char *const holidays[] = { "2026-03-28", "2026-03-29", "2024-11-03", "2027-10-31", "2025-04-05", "2028-12-25" };
#define HOLIDAYS (sizeof(holidays) / sizeof(holidays[0]))

/* Whether hours that begin on that date cover the minute. */
static bool
covers(const struct kind *kind, const struct tm *date, int minute)
{
	char name[16];

	strftime(name, sizeof(name), "%Y-%m-%d", date);
	for (size_t i = 0; kind->holidays && i < HOLIDAYS; i++)
		if (strcmp(name, holidays[i]) == 0)
			return false;
	for (int i = 0; i < 3; i++)
		if (kind->week[date->tm_wday][i][0] <= minute && minute < kind->week[date->tm_wday][i][1])
			return true;
	return false;
}

/* The oracle: what the C library shows on the clock of TZ. */
static bool
is_open(const struct kind *kind, time_t t)
{
	struct tm there, before;

	localtime_r(&t, &there);
	int minute = there.tm_hour * 60 + there.tm_min;

	before = (struct tm){ .tm_year = there.tm_year, .tm_mon = there.tm_mon, .tm_mday = there.tm_mday - 1, .tm_hour = 12 };
	(void)timegm(&before);
	return covers(kind, &there, minute) || covers(kind, &before, minute + 1440);
}

static void
use_zone(const char *name)
{
	setenv("TZ", name, 1);
	tzset();
}

/* From a day and a half before an instant to as long after it. */
static void
around(const struct conf_calendar *calendar, const struct kind *kind, time_t middle)
{
	time_t from = middle - 36 * 3600, to = middle + 36 * 3600;
	duration sum = 0;
	instant start = SECONDS(from), last = start, sample;

	for (time_t t = from; t < to; t += 60) {
		bool open = is_open(kind, t);
		instant now = SECONDS(t);

		if (calendar_open(calendar, now) != open || calendar_open(calendar, now + 59999) != open)
			fail_msg("%s: %lld should be %s", calendar->name, (long long)t, open ? "open" : "closed");
		if (calendar_between(calendar, start, now) != sum)
			fail_msg("%s: until %lld: %lld, should be %lld", calendar->name, (long long)t,
			    (long long)calendar_between(calendar, start, now), (long long)sum);
		if (!open)
			continue;
		assert_int_equal(calendar_next_open(calendar, last, &sample), DONE);
		same_instant("next open", sample, now);
		assert_int_equal(calendar_add(calendar, start, sum + 1, &sample), DONE);
		same_instant(calendar->name, sample, now + 1);
		sum += MINUTES(1);
		assert_int_equal(calendar_add(calendar, start, sum, &sample), DONE);
		same_instant(calendar->name, sample, now + MINUTES(1));
		last = now + MINUTES(1);
	}
}

/* All calendars in one config, zones by kinds. */
static const struct conf *
all_calendars(struct scene *s, TALLOC_CTX *ctx)
{
	char *text = talloc_strdup(ctx, "calendars = (\n"), *list = talloc_strdup(ctx, "");

	for (size_t i = 0; i < HOLIDAYS; i++)
		list = talloc_asprintf_append(list, "%s\"%s\"", i > 0 ? ", " : "", holidays[i]);
	for (size_t z = 0; z < ZONES; z++)
		for (size_t k = 0; k < KINDS; k++)
			text = talloc_asprintf_append(text, "{ name = \"%zu.%zu\"; timezone = \"%s\"; hours = [ %s ]; holidays = [ %s ]; },\n",
			    z, k, zones[z], kinds[k].hours, kinds[k].holidays ? list : "");
	return clock_conf(s, ctx, talloc_asprintf_append(text, ");\n"));
}

/* Every minute of the days around each change of clocks, 2024 to 2030; where there is none, around days in spring. */
static void
every_minute(void **state)
{
	SCRATCH(tmp);
	const struct conf *conf = all_calendars(*state, tmp);
	size_t windows = 0;

	for (size_t z = 0; z < ZONES; z++) {
		struct tm tm;
		time_t t = 1704067200;

		use_zone(zones[z]);
		localtime_r(&t, &tm);
		for (long before = tm.tm_gmtoff; t < 1924992000; t += 1800) {
			localtime_r(&t, &tm);
			bool look = tm.tm_gmtoff != before || (z >= 5 && (t - 1704067200) % (180 * 86400) == 0);

			before = tm.tm_gmtoff;
			for (size_t k = 0; look && k < KINDS; k++, windows++)
				around(&conf->calendars[z * KINDS + k], &kinds[k], t);
		}
	}
	use_zone("UTC");
	/* Twice a year, seven years, of five zones; and the others. */
	assert_true(windows >= 5 * 2 * 7 * KINDS);
}

/* A whole year, with each of its hours reckoned from the beginning. */
static void
a_year(void **state)
{
	SCRATCH(tmp);
	const struct conf *conf = all_calendars(*state, tmp);
	const struct conf_calendar *calendar = &conf->calendars[3];
	time_t from = (time_t)(at("2026-01-01T00:00:00Z") / 1000);
	duration sum = 0;

	use_zone(zones[0]);
	for (time_t t = from; t < from + 365 * 86400; t += 60) {
		bool open = is_open(&kinds[3], t);

		if (calendar_open(calendar, SECONDS(t)) != open)
			fail_msg("%lld should be %s", (long long)t, open ? "open" : "closed");
		if (t % 3600 == 0 && calendar_between(calendar, SECONDS(from), SECONDS(t)) != sum)
			fail_msg("until %lld", (long long)t);
		sum += open ? MINUTES(1) : 0;
	}
	use_zone("UTC");
}

/* The same numbers on every machine. */
static uint64_t
random_number(uint64_t *seed, uint64_t below)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed % below;
}

/* What must be so, whatever the calendar. */
static void
properties(void **state)
{
	SCRATCH(tmp);
	const struct conf *conf = all_calendars(*state, tmp);
	uint64_t seed = 20261127;

	for (int i = 0; i < 20000; i++) {
		const struct conf_calendar *c = &conf->calendars[random_number(&seed, conf->calendar_count)];
		instant from = at("2024-01-01T00:00:00Z") + (instant)random_number(&seed, (uint64_t)DAYS(3650)), due, later;
		duration d = (duration)random_number(&seed, (uint64_t)HOURS(i % 10 == 0 ? 2000 : 40)) + 1;
		duration more = (duration)random_number(&seed, (uint64_t)HOURS(20));

		assert_int_equal(calendar_add(c, from, d, &due), DONE);
		assert_true(due >= from + d);
		assert_int_equal(calendar_between(c, from, due), d);
		/* The last millisecond was open, so that no earlier instant would do. */
		assert_int_equal(calendar_between(c, from, due - 1), d - 1);
		assert_true(calendar_open(c, due - 1));
		/* There and back, monotone, and in parts as at once. */
		assert_int_equal(calendar_add(c, from, d + more, &later), DONE);
		assert_true(later >= due + more);
		instant through;
		assert_int_equal(calendar_add(c, due, more, &through), DONE);
		same_instant("in parts", through, later);
		assert_int_equal(calendar_add(c, from + more, d, &later), DONE);
		assert_true(later >= due);
		instant to = from + (duration)random_number(&seed, (uint64_t)DAYS(60));
		instant middle = from + (to - from) / 3;
		duration whole = calendar_between(c, from, to);
		assert_int_equal(calendar_between(c, from, middle) + calendar_between(c, middle, to), whole);
		assert_true(whole <= to - from);
		assert_int_equal(calendar_add(c, from, whole, &later), DONE);
		assert_true(later <= to);
		assert_int_equal(calendar_between(c, later, to), 0);
	}
}

#define OFFICE \
	"calendars = ( { name = \"office\"; timezone = \"Europe/Madrid\"; " \
	"hours = [ \"mon-thu 09:00-14:00,15:00-18:00\", \"fri 08:00-15:00\" ]; " \
	"holidays = [ \"12-25\", \"12-24 09:00-12:00 Nochebuena\", \"2026-12-07..2026-12-08\", \"2026-12-20 10:00-11:00\" ]; }, " \
	"{ name = \"night\"; timezone = \"Europe/Madrid\"; hours = \"mon-fri 22:00-06:00\"; holidays = \"2026-11-25\"; }, " \
	"{ name = \"always\"; always = true; timezone = \"Europe/Madrid\"; }, " \
	"{ name = \"hour\"; hours = \"mon 09:00-10:00\"; } );\n"

static void
known(void **state)
{
	static const struct {
		const char *name, *calendar, *from, *d, *due;
	} samples[] = {
		{ "over the weekend", "office", "2026-11-27T13:30:00Z", "4h", "2026-11-30T11:30:00Z" },
		{ "over lunch", "office", "2026-11-30T12:00:00Z", "3h", "2026-11-30T16:00:00Z" },
		{ "just until the evening", "office", "2026-11-30T16:00:00Z", "1h", "2026-11-30T17:00:00Z" },
		{ "a moment longer", "office", "2026-11-30T16:00:00Z", "1h1s", "2026-12-01T08:00:01Z" },
		{ "from the night before", "office", "2026-11-29T23:00:00Z", "1h", "2026-11-30T09:00:00Z" },
		{ "over two holidays", "office", "2026-12-04T13:00:00Z", "2h", "2026-12-09T09:00:00Z" },
		{ "a short day and a holiday", "office", "2026-12-24T10:00:00Z", "2h", "2026-12-28T09:00:00Z" },
		{ "open on a Sunday for once", "office", "2026-12-18T14:00:00Z", "1h30m", "2026-12-21T08:30:00Z" },
		{ "holiday of every year", "office", "2030-12-24T10:00:00Z", "2h", "2030-12-26T09:00:00Z" },
		{ "nothing at all", "office", "2026-11-29T23:00:00Z", "0s", "2026-11-29T23:00:00Z" },
		{ "through the night", "night", "2026-11-23T20:00:00Z", "8h", "2026-11-24T05:00:00Z" },
		{ "the night of the eve works to its end", "night", "2026-11-24T22:00:00Z", "8h", "2026-11-26T22:00:00Z" },
		{ "Friday's night ends on Saturday", "night", "2026-11-27T22:00:00Z", "8h", "2026-11-30T22:00:00Z" },
		{ "clocks forward, all day", "always", "2026-03-28T23:00:00Z", "24h", "2026-03-29T23:00:00Z" },
		{ "clocks back, at night", "always", "2026-10-25T00:30:00Z", "1h", "2026-10-25T01:30:00Z" },
		{ "nine years of Mondays", "hour", "2026-01-01T00:00:00Z", "469h", "2034-12-25T10:00:00Z" },
	};
	SCRATCH(tmp);
	const struct conf *conf = clock_conf(*state, tmp, OFFICE);

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		const struct conf_calendar *c = conf_calendar(conf, samples[i].calendar);
		struct error err;
		duration d;
		instant due;

		assert_int_equal(duration_parse(samples[i].d, &d, &err), DONE);
		if (calendar_add(c, at(samples[i].from), d, &due) != DONE)
			fail_msg("%s: none", samples[i].name);
		same_instant(samples[i].name, due, at(samples[i].due));
		assert_int_equal(calendar_between(c, at(samples[i].from), due), d);
	}
}

static void
bounded(void **state)
{
	static const instant extremes[] = { INT64_MIN, -1, 0, INT64_MAX, 253402300799999, -62167219200000 };
	SCRATCH(tmp);
	const struct conf *conf = clock_conf(*state, tmp, OFFICE);
	const struct conf_calendar *hour = conf_calendar(conf, "hour"), *office = conf_calendar(conf, "office");
	struct conf_calendar never = *office;
	struct calendar_piece piece;
	instant out = 42, from = at("2026-01-01T00:00:00Z");

	assert_int_equal(calendar_add(hour, from, HOURS(530), &out), NONE);
	assert_int_equal(calendar_add(hour, from, INT64_MAX, &out), NONE);
	assert_int_equal(out, 42);
	assert_int_equal(calendar_between(hour, from, from + DAYS(3653)), calendar_between(hour, from, INT64_MAX));
	assert_int_equal(calendar_between(hour, from, from), 0);
	assert_int_equal(calendar_between(hour, from, INT64_MIN), 0);
	memset(never.week, 0, sizeof(never.week));
	never.holiday_count = 0;
	assert_int_equal(calendar_next_open(&never, from, &out), NONE);
	assert_false(calendar_open(&never, from));
	for (size_t i = 0; i < sizeof(extremes) / sizeof(extremes[0]); i++)
		for (size_t j = 0; j < sizeof(extremes) / sizeof(extremes[0]); j++) {
			(void)calendar_open(office, extremes[i]);
			(void)calendar_next(office, extremes[i], &piece);
			assert_true(calendar_between(office, extremes[i], extremes[j]) >= 0);
			(void)calendar_add(office, extremes[i], extremes[j], &out);
		}
}

/* Opening anything, or asking whether a file is there, would kill. */
static void
forbid_files(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	static const char *const names[] = { "open", "openat", "openat2", "stat", "lstat", "newfstatat", "statx", "access",
		"faccessat", "faccessat2", "readlink", "readlinkat" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		int call = seccomp_syscall_resolve_name(names[i]);

		if (call >= 0 && seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, call, 0) != 0)
			_exit(2);
	}
	if (seccomp_load(filter) != 0)
		_exit(2);
}

static void
opens_no_file(void **state)
{
	SCRATCH(tmp);
	const struct conf *conf = all_calendars(*state, tmp);
	int status;

	for (int trial = 0; trial < 2; trial++) {
		pid_t pid = fork();

		assert_true(pid >= 0);
		if (pid == 0) {
			instant from = at("2026-10-20T00:00:00Z"), due;

			forbid_files();
			/* The second one sees the trap work. */
			if (trial == 1)
				_exit(open("/usr/share/zoneinfo/UTC", O_RDONLY | O_CLOEXEC) >= 0);
			for (size_t i = 0; i < conf->calendar_count; i++)
				if (calendar_add(&conf->calendars[i], from, HOURS(1000), &due) != DONE ||
				    calendar_between(&conf->calendars[i], from, due) != HOURS(1000) ||
				    local_words(tmp, conf->calendars[i].zone, due, NULL, LOCAL_MOMENT) == NULL)
					_exit(1);
			_exit(0);
		}
		assert_int_equal(waitpid(pid, &status, 0), pid);
		if (trial == 0)
			assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		else
			assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(known, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(bounded, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(every_minute, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(a_year, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(properties, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(opens_no_file, scene_open, scene_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
