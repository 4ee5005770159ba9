/* clock.c - calendars and SLAs as they are written: what is read, and what is said of a bad one */
#include <config.h>

#include "scene.h"

#define AGENTS "agents = ( { name = \"ana\"; address = \"ana@example.com\"; } );\n"
#define CALENDAR(more) "calendars = ( { name = \"office\"; " more "} );\n"
#define OFFICE CALENDAR("hours = \"mon-fri 09:00-18:00\"; ")
#define QUEUELESS IDENTITY("") SMTP("") MAILBOX("")
#define FOLLOW(more) "queues = ( { name = \"q\";\nfollow_up = { " more "}; } );\n"
#define SLA(more) "slas = ( { name = \"gold\"; calendar = \"office\"; " more "} );\n"

static const struct conf_calendar *
load_calendar(void **state, TALLOC_CTX *ctx, const char *settings)
{
	struct conf *conf = NULL;
	struct conf_problems problems;
	char *text = talloc_asprintf(ctx, "%scalendars = ( { name = \"office\"; %s } );\n", SMALLEST, settings);

	if (scene_load(*state, ctx, text, &conf, &problems) != DONE)
		fail_msg("%u: %s", problems.list[0].line, problems.list[0].what);
	return conf_calendar(conf, "office");
}

/* "540-840 900-1080" of the day. */
static char *
hours_text(TALLOC_CTX *ctx, const struct conf_hours *hours)
{
	char *out = talloc_strdup(ctx, "");

	for (size_t i = 0; i < hours->count; i++)
		out = talloc_asprintf_append(out, "%s%u-%u", i > 0 ? " " : "", hours->list[i].from, hours->list[i].to);
	return out;
}

static void
hours(void **state)
{
	static const struct {
		const char *settings;
		const char *week[7];	/* from Sunday */
		int day, week_minutes;	/* lengths */
	} samples[] = {
		{ "hours = \"mon-fri 09:00-18:00\";", { "", "540-1080", "540-1080", "540-1080", "540-1080", "540-1080", "" }, 540, 2700 },
		{ "hours = [ \"mon-thu 9:00-14:00,15:00-18:00\", \"fri 08:00-15:00\" ];",
		    { "", "540-840 900-1080", "540-840 900-1080", "540-840 900-1080", "540-840 900-1080", "480-900", "" }, -1, 2340 },
		{ "hours = [ \"Monday, wed-thurs  09:00-10:00 08:30-09:15\" ]; day = \"8h\";",
		    { "", "510-600", "", "510-600", "510-600", "", "" }, 480, 270 },
		{ "hours = \"sat-mon 22:00-06:00\";", { "1320-1800", "1320-1800", "", "", "", "", "1320-1800" }, 480, 1440 },
		{ "hours = [ \"sun 20:00-04:00\", \"mon 03:00-05:00\" ];", { "1200-1680", "180-300", "", "", "", "", "" }, -1, 540 },
		{ "hours = \"daily 00:00-24:00\";", { "0-1440", "0-1440", "0-1440", "0-1440", "0-1440", "0-1440", "0-1440" }, 1440, 10080 },
		{ "always = true;", { "0-1440", "0-1440", "0-1440", "0-1440", "0-1440", "0-1440", "0-1440" }, 1440, 10080 },
		{ "hours = ( \"mon 09:00-12:00\", \"mon 11:00-13:00\", \"mon 13:00-14:00\" );", { "", "540-840", "", "", "", "", "" }, 300, 300 },
	};

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		const struct conf_calendar *c = load_calendar(state, tmp, samples[i].settings);

		for (int day = 0; day < 7; day++)
			assert_string_equal(hours_text(tmp, &c->week[day]), samples[i].week[day]);
		assert_int_equal(c->lengths.day, samples[i].day < 0 ? -1 : MINUTES(samples[i].day));
		assert_int_equal(c->lengths.week, MINUTES(samples[i].week_minutes));
		assert_string_equal(zone_name(c->zone), "UTC");
	}
}

/* "-" for a day as usual, "" for one without hours. */
static char *
day_text(TALLOC_CTX *ctx, const struct conf_calendar *c, const char *date)
{
	const struct conf_holiday *holiday;
	struct error err;
	instant t = 0;

	assert_int_equal(instant_parse(talloc_asprintf(ctx, "%sT00:00:00Z", date), &t, &err), DONE);
	const struct conf_hours *on = conf_calendar_hours(c, t / DAYS(1), &holiday);

	if (holiday == NULL)
		return talloc_strdup(ctx, "-");
	return talloc_asprintf(ctx, "%s%s%s", hours_text(ctx, on), holiday->name != NULL ? "|" : "",
	    holiday->name != NULL ? holiday->name : "");
}

static void
holidays(void **state)
{
	static const struct {
		const char *holiday, *date, *day;
	} samples[] = {
		{ "12-25", "2026-12-25", "" }, { "12-25", "1999-12-25", "" }, { "12-25", "2100-12-25", "" }, { "12-25", "2026-12-24", "-" },
		{ "2026-12-25", "2026-12-25", "" }, { "2026-12-25", "2027-12-25", "-" },
		{ "01-06 Epifanía", "2030-01-06", "|Epifanía" },
		{ "12-24 09:00-14:00", "2026-12-24", "540-840" },
		{ "12-24 09:00-14:00, 16:00-17:00 Nochebuena", "2026-12-24", "540-840 960-1020|Nochebuena" },
		{ "2026-08-01..2026-08-15", "2026-07-31", "-" }, { "2026-08-01..2026-08-15", "2026-08-01", "" },
		{ "2026-08-01..2026-08-15", "2026-08-15", "" }, { "2026-08-01..2026-08-15", "2026-08-16", "-" },
		{ "2026-12-30..2027-01-02", "2027-01-02", "" },
		{ "12-24..01-02", "2026-12-31", "" }, { "12-24..01-02", "2027-01-02", "" }, { "12-24..01-02", "2027-01-03", "-" },
		{ "12-24..01-02", "1970-01-01", "" }, { "12-24..01-02", "2026-12-23", "-" },
		{ "02-29", "2028-02-29", "" }, { "02-29", "2027-03-01", "-" }, { "02-29", "2027-02-28", "-" },
		{ "02-20..02-29", "2027-02-28", "" }, { "02-20..02-29", "2027-03-01", "-" }, { "02-20..02-29", "2028-02-29", "" },
		{ "02-29..03-02", "2027-02-28", "-" }, { "02-29..03-02", "2027-03-02", "" },
	};

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		const struct conf_calendar *c = load_calendar(state, tmp, talloc_asprintf(tmp,
		    "hours = \"daily 09:00-18:00\"; holidays = [ \"%s\" ];", samples[i].holiday));
		char *got = day_text(tmp, c, samples[i].date);

		if (strcmp(got, samples[i].day) != 0)
			fail_msg("%s, %s: \"%s\" instead of \"%s\"", samples[i].holiday, samples[i].date, got, samples[i].day);
	}
}

#define EVENT(lines) "BEGIN:VEVENT\r\n" lines "END:VEVENT\r\n"
#define FILE_OF(events) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n" events "END:VCALENDAR\r\n"

/* One event, the days around it, and perhaps a warning. */
static void
icalendar(void **state)
{
	static const struct {
		const char *name, *event, *date, *day;
	} samples[] = {
		{ "one day", EVENT("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226\r\nSUMMARY:Navidad\r\n"), "2026-12-25", "|Navidad" },
		{ "until the end, not with it", EVENT("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226\r\n"), "2026-12-26", "-" },
		{ "without an end", EVENT("DTSTART;VALUE=DATE:20261225\r\n"), "2026-12-25", "" },
		{ "with a length", EVENT("DTSTART;VALUE=DATE:20261225\r\nDURATION:P2D\r\n"), "2026-12-26", "" },
		{ "with a length, behind it", EVENT("DTSTART;VALUE=DATE:20261225\r\nDURATION:P2D\r\n"), "2026-12-27", "-" },
		{ "several days", EVENT("DTSTART;VALUE=DATE:20261230\r\nDTEND;VALUE=DATE:20270103\r\n"), "2027-01-02", "" },
		{ "every year", EVENT("DTSTART;VALUE=DATE:20200106\r\nRRULE:FREQ=YEARLY\r\n"), "2034-01-06", "" },
		{ "not before it began", EVENT("DTSTART;VALUE=DATE:20200106\r\nRRULE:FREQ=YEARLY\r\n"), "2019-01-06", "-" },
		{ "since long ago", EVENT("DTSTART;VALUE=DATE:19001012\r\nRRULE:FREQ=YEARLY\r\n"), "2026-10-12", "" },
		{ "fourth Thursday", EVENT("DTSTART;VALUE=DATE:20201126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\n"), "2027-11-25", "" },
		{ "until a year", EVENT("DTSTART;VALUE=DATE:20200106\r\nRRULE:FREQ=YEARLY;UNTIL=20250106\r\n"), "2026-01-06", "-" },
		{ "so many times", EVENT("DTSTART;VALUE=DATE:20240106\r\nRRULE:FREQ=YEARLY;COUNT=2\r\n"), "2026-01-06", "-" },
		{ "but not then", EVENT("DTSTART;VALUE=DATE:20200106\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20260106\r\n"), "2026-01-06", "-" },
		{ "and then", EVENT("DTSTART;VALUE=DATE:20200410\r\nRDATE;VALUE=DATE:20260403\r\n"), "2026-04-03", "" },
		{ "called off", EVENT("DTSTART;VALUE=DATE:20261225\r\nSTATUS:CANCELLED\r\n") EVENT("DTSTART;VALUE=DATE:20261224\r\n"),
		    "2026-12-25", "-" },
		{ "folded", EVENT("DTSTART;VALUE=DATE:2026\r\n 1225\r\nSUMMARY:Fiesta \r\n mayor\r\n"), "2026-12-25", "|Fiesta mayor" },
		{ "with an alarm in it", EVENT("DTSTART;VALUE=DATE:20261225\r\nBEGIN:VALARM\r\nTRIGGER:-PT5M\r\nACTION:DISPLAY\r\n"
		    "DESCRIPTION:x\r\nEND:VALARM\r\n"), "2026-12-25", "" },
	};

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);

		scene_write(*state, "days.ics", talloc_asprintf(tmp, "%s%s%s", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", samples[i].event,
		    "END:VCALENDAR\r\n"), 0600);
		const struct conf_calendar *c = load_calendar(state, tmp,
		    "hours = \"daily 09:00-18:00\"; holidays_file = \"days.ics\";");
		char *got = day_text(tmp, c, samples[i].date);

		if (strcmp(got, samples[i].day) != 0)
			fail_msg("%s: \"%s\" instead of \"%s\"", samples[i].name, got, samples[i].day);
	}
}

/* What is written in the config is said of the file's day, too. */
static void
file_and_text(void **state)
{
	SCRATCH(tmp);

	scene_write(*state, "a.ics", FILE_OF(EVENT("DTSTART;VALUE=DATE:20261224\r\nSUMMARY:a\r\n")), 0600);
	scene_write(*state, "b.ics", FILE_OF(EVENT("DTSTART;VALUE=DATE:20261224\r\nSUMMARY:b\r\n")
	    EVENT("DTSTART;VALUE=DATE:20261225\r\nSUMMARY:b\r\n")), 0600);
	const struct conf_calendar *c = load_calendar(state, tmp,
	    "hours = \"daily 09:00-18:00\"; holidays_file = [ \"a.ics\", \"b.ics\" ]; holidays = [ \"12-24 09:00-12:00\" ];");

	assert_string_equal(day_text(tmp, c, "2026-12-24"), "540-720");
	assert_string_equal(day_text(tmp, c, "2026-12-25"), "|b");
	assert_true(c->holiday_count == CONF_HOLIDAYS_TO - CONF_HOLIDAYS_FROM + 2);
}

static void
bad_files(void **state)
{
	static const struct {
		const char *text;
		bool warning;
		const char *words;
	} samples[] = {
		{ "hello\n", false, "there is no calendar in it" },
		{ "", false, "there is no calendar in it" },
		{ FILE_OF(""), false, "there is no event in it" },
		{ FILE_OF(EVENT("DTSTART:20261225T100000Z\r\n")), false, "in which no event is of whole days" },
		{ FILE_OF(EVENT("SUMMARY:never\r\n")), false, "in which no event is of whole days" },
		{ FILE_OF(EVENT("DTSTART;VALUE=DATE:20261225\r\n") EVENT("DTSTART:20261225T100000Z\r\n")), true,
		    "left out; number of events: 1" },
		{ FILE_OF(EVENT("DTSTART;VALUE=DATE:20261225\r\n") EVENT("DTSTART;VALUE=DATE:20261224\r\nRRULE:FREQ=HOURLY\r\n")), true,
		    "some days may be missing; number of events that could not be made sense of: 1" },
		{ FILE_OF(EVENT("DTSTART;VALUE=DATE:20261225\r\n") EVENT("DTSTART;VALUE=DATE:20261224\r\nRRULE:FREQ=FOO\r\n")), true,
		    "some days may be missing" },
		{ FILE_OF(EVENT("DTSTART;VALUE=DATE:20261225\r\n") EVENT("DTSTART;VALUE=DATE:20000101\r\nDTEND;VALUE=DATE:20300101\r\n")),
		    true, "some days may be missing" },
	};

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct conf *conf = NULL;
		struct conf_problems problems;
		struct wanted wanted = { NULL, 6, samples[i].words };

		scene_write(*state, "bad.ics", samples[i].text, 0600);
		enum result result = scene_load(*state, tmp, SMALLEST CALENDAR("always = true;\nholidays_file = \"bad.ics\"; "), &conf,
		    &problems);
		assert_int_equal(result, samples[i].warning ? DONE : PERMFAIL);
		assert_problems(&problems, &wanted, 1);
	}
}

/* begin, so many times text, end. */
static char *
many(TALLOC_CTX *ctx, const char *begin, const char *text, size_t times, const char *end)
{
	size_t size = strlen(text);
	char *middle = talloc_zero_size(ctx, size * times + 1);

	for (size_t i = 0; i < times; i++)
		memcpy(middle + i * size, text, size);
	return talloc_asprintf(ctx, "%s%s%s", begin, middle, end);
}

/* Nothing that a file says takes long or much. */
static void
hostile_files(void **state)
{
	SCRATCH(tmp);
	struct conf *conf = NULL;
	struct conf_problems problems;
	const char *const texts[] = {
		many(tmp, "", "begin:VCALENDAR\n", 100000, ""),
		many(tmp, "BEGIN:VCALENDAR\n", EVENT("DTSTART;VALUE=DATE:20261225\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n"), 2000,
		    "END:VCALENDAR\n"),
		many(tmp, "BEGIN:VCALENDAR\n", EVENT("DTSTART;VALUE=DATE:19700101\r\nRRULE:FREQ=DAILY\r\n"), 2000, "END:VCALENDAR\n"),
	};
	const char *const words[] = { "stand inside of each other", "most of its events make no sense", "it has too many days" };

	for (size_t i = 0; i < 3; i++) {
		struct wanted wanted[] = { { NULL, 6, words[i] } };

		scene_write(*state, "bad.ics", texts[i], 0600);
		assert_int_equal(scene_load(*state, tmp, SMALLEST CALENDAR("always = true;\nholidays_file = \"bad.ics\"; "), &conf, &problems),
		    PERMFAIL);
		assert_problems(&problems, wanted, 1);
	}
}

static void
slas(void **state)
{
	SCRATCH(tmp);
	struct conf *conf = NULL;
	struct conf_problems problems;

	assert_int_equal(scene_load(*state, tmp, SMALLEST AGENTS OFFICE
	    "slas = ( { name = \"gold\"; calendar = \"office\"; first_response = \"4h\"; next_response = \"1d2h\"; resolution = \"2w\";\n"
	    "queues = \"q\"; organisations = [ \"acme\" ]; priorities = [ \"high\", \"urgent\" ]; tiers = [ 0, 4 ];\n"
	    "warn = [ 150, 50, 80, 50 ]; ladder = ( { at = 80; tell = \"team\"; }, { at = 200; tell = \"ana\"; } ); repeat = \"1h\";\n"
	    "pause = [ \"vendor\" ]; }, { name = \"plain\"; calendar = \"office\"; resolution = \"3d\"; } );\n"
	    "organisations = ( { name = \"acme\"; } );\n", &conf, &problems), DONE);
	const struct conf_sla *gold = conf_sla(conf, "gold"), *plain = conf_sla(conf, "plain");

	assert_ptr_equal(gold->calendar, conf_calendar(conf, "office"));
	assert_int_equal(gold->aims[CONF_FIRST_RESPONSE], HOURS(4));
	assert_int_equal(gold->aims[CONF_NEXT_RESPONSE], HOURS(11));
	assert_int_equal(gold->aims[CONF_RESOLUTION], HOURS(90));
	assert_string_equal(gold->queues[0], "q");
	assert_string_equal(gold->organisations[0], "acme");
	assert_int_equal(gold->priorities, 1u << 2 | 1u << 3);
	assert_int_equal(gold->tiers, 1u << 0 | 1u << 4);
	assert_int_equal(gold->repeat, HOURS(1));
	assert_int_equal(gold->pauses, CONF_PAUSE_VENDOR);
	const struct conf_rung wanted[] = { { 50, CONF_TELL_ASSIGNEE, NULL }, { 80, CONF_TELL_TEAM, NULL }, { 150, CONF_TELL_TEAM, NULL },
		{ 200, CONF_TELL_AGENT, "ana" } };

	assert_int_equal(gold->rung_count, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(gold->ladder[i].at, wanted[i].at);
		assert_int_equal(gold->ladder[i].tell, wanted[i].tell);
		assert_true((gold->ladder[i].agent == NULL) == (wanted[i].agent == NULL));
	}
	assert_true(plain->aims[CONF_FIRST_RESPONSE] == 0 && plain->aims[CONF_RESOLUTION] == HOURS(27));
	assert_true(plain->rung_count == 2 && plain->ladder[0].at == 80 && plain->ladder[1].at == 100 && plain->repeat == 0);
	assert_int_equal(plain->pauses, CONF_PAUSE_WAITING);
	assert_true(plain->priorities == 0 && plain->tiers == 0 && plain->queue_count == 0 && plain->organisation_count == 0);
	assert_ptr_equal(conf->calendars[0].zone, conf->identity.zone);
}

#define BAD(label, text, at, what) { label, SMALLEST text, { NULL, at, what } }

static const struct sample {
	const char *name, *text;
	struct wanted wanted;
} samples[] = {
	BAD("no hours", CALENDAR(""), 5, "hours is missing; add hours = [ \"mon-fri 09:00-18:00\" ], or always = true"),
	BAD("empty hours", CALENDAR("hours = [ ]; "), 5, "hours is empty, so that nobody ever works"),
	BAD("both", CALENDAR("always = true; hours = \"mon 09:00-10:00\"; "), 5, "says little beside always = true"),
	BAD("no days", CALENDAR("hours = \"09:00-10:00\"; "), 5, "say on which days"),
	BAD("no such day", CALENDAR("hours = \"lun 09:00-10:00\"; "), 5, "days are mon, tue"),
	BAD("no such day in a range", CALENDAR("hours = \"mon-vie 09:00-10:00\"; "), 5, "days are mon, tue"),
	BAD("no hours behind days", CALENDAR("hours = \"mon-fri\"; "), 5, "should be hours like 09:00-18:00"),
	BAD("25 o'clock", CALENDAR("hours = \"mon 09:00-25:00\"; "), 5, "has \"09:00-25:00\" in it"),
	BAD("minute 60", CALENDAR("hours = \"mon 09:60-10:00\"; "), 5, "should be hours like 09:00-18:00"),
	BAD("from 24:00", CALENDAR("hours = \"mon 24:00-10:00\"; "), 5, "should be hours like 09:00-18:00"),
	BAD("no time", CALENDAR("hours = \"mon 09:00-09:00\"; "), 5, "which is no time at all; a whole day is 00:00-24:00"),
	BAD("am and pm", CALENDAR("hours = \"mon 9:00am-5:00pm\"; "), 5, "should be hours like 09:00-18:00"),
	BAD("days behind hours", CALENDAR("hours = \"mon 09:00-10:00 tue 09:00-10:00\"; "), 5, "has \"tue 09:00-10:00\" behind the hours"),
	BAD("no holiday", CALENDAR("always = true; holidays = [ \"25.12.2026\" ]; "), 5, "a holiday is a date like 2026-12-25"),
	BAD("no such date", CALENDAR("always = true; holidays = [ \"2027-02-29\" ]; "), 5, "a holiday is a date like 2026-12-25"),
	BAD("no such month", CALENDAR("always = true; holidays = [ \"13-01\" ]; "), 5, "a holiday is a date like 2026-12-25"),
	BAD("backwards", CALENDAR("always = true; holidays = [ \"2026-08-15..2026-08-01\" ]; "), 5, "within a year after the first"),
	BAD("long", CALENDAR("always = true; holidays = [ \"2026-01-01..2027-01-02\" ]; "), 5, "within a year after the first"),
	BAD("half a year", CALENDAR("always = true; holidays = [ \"2026-08-15..09-01\" ]; "), 5, "both dates with the year"),
	BAD("holiday's hours", CALENDAR("always = true; holidays = [ \"12-24 09:00\" ]; "), 5, "should be hours like 09:00-18:00"),
	BAD("never open", CALENDAR("hours = \"mon-fri 09:00-18:00\";\nholidays = [ \"01-01..12-31\" ]; "), 6,
	    "leaves no hours at all in the year before 1971-01-02"),
	BAD("no file", CALENDAR("always = true; holidays_file = \"none.ics\"; "), 5, "none.ics: No such file"),
	BAD("no zone", CALENDAR("always = true; timezone = \"Europe/Madird\"; "), 5, "did you mean \"Europe/Madrid\"?"),
	BAD("twice", "calendars = ( { name = \"a\"; always = true; },\n{ name = \"a\"; always = true; } );\n", 6,
	    "the name \"a\" of this calendar is that of the calendar at"),

	{ "follow_up of another kind", QUEUELESS OFFICE "queues = ( { name = \"q\";\nfollow_up = \"2d\"; } );\n", { NULL, 6,
	    "queue \"q\": follow_up should be a group: { remind" } },
	{ "reminders that fall", QUEUELESS OFFICE FOLLOW("remind = [ \"2d\", \"1d\" ]; "), { NULL, 6, "they should rise" } },
	{ "closed before the reminder", QUEUELESS OFFICE FOLLOW("remind = [ \"2d\" ]; close = \"18h\"; calendar = \"office\"; "), { NULL, 6,
	    "is not later than the last of remind" } },
	{ "reminded by no calendar", QUEUELESS OFFICE FOLLOW("close = \"2d\"; calendar = \"ofice\"; "), { NULL, 6, "did you mean \"office\"?" } },
	{ "what is asked", QUEUELESS OFFICE FOLLOW("ratings = true; "), { NULL, 6, "did you mean \"rating\"?" } },
	BAD("a digest at no time", "agents = ( { name = \"ana\"; address = \"ana@example.com\";\ndigest = \"25:00\"; } );\n", 6,
	    "should be a time of day like \"08:00\""),
	BAD("a digest for nobody", AGENTS "teams = ( { name = \"t\"; members = [ \"ana\" ];\ndigest = \"08:00\"; } );\n", 7,
	    "is sent to the team's lead, and there is none"),
	BAD("catching up with too much", "catch_up = {\nmost = 1001;\n};\n", 6, "catch_up.most is 1001; it should be from 0 to 1000"),
	BAD("no calendar", OFFICE "slas = ( { name = \"gold\"; resolution = \"4h\"; } );\n", 6,
	    "SLA \"gold\": calendar is missing; add calendar = \"office\""),
	BAD("no such calendar", OFFICE "slas = ( { name = \"gold\"; calendar = \"ofice\"; resolution = \"4h\"; } );\n", 6,
	    "the SLA's calendar is \"ofice\", which there is not; did you mean \"office\"?"),
	BAD("no times", OFFICE SLA(""), 6, "SLA \"gold\" has no time; add first_response"),
	BAD("time as a number", OFFICE SLA("resolution = 4; "), 6, "should be text like \"4h\""),
	BAD("no time", OFFICE SLA("resolution = \"4 h\"; "), 6, "should be text like \"4h\""),
	BAD("no time at all", OFFICE SLA("resolution = \"0h\"; "), 6, "it should be from 1m to 104w"),
	BAD("a year", OFFICE SLA("resolution = \"1y\"; "), 6, "it should be from 1m to 104w"),
	BAD("too long", OFFICE SLA("resolution = \"105w\"; "), 6, "it should be from 1m to 104w"),
	BAD("days of different lengths", CALENDAR("hours = [ \"mon-thu 09:00-18:00\", \"fri 08:00-15:00\" ]; ") SLA("resolution = \"3d\"; "), 6,
	    "the days of calendar \"office\" are not equally long; write hours, or say how long a day is with day = \"8h\" there"),
	BAD("no such queue", OFFICE SLA("resolution = \"4h\"; queues = [ \"qq\" ]; "), 6, "the SLA's queue is \"qq\""),
	BAD("no such priority", OFFICE SLA("resolution = \"4h\"; priorities = [ \"top\" ]; "), 6,
	    "priorities has \"top\" in it; there are \"low\", \"normal\", \"high\" and \"urgent\""),
	BAD("no such tier", OFFICE SLA("resolution = \"4h\"; tiers = [ 5 ]; "), 6, "tiers has something else in it than numbers from 0 to 4"),
	BAD("no such pause", OFFICE SLA("resolution = \"4h\"; pause = [ \"closed\" ]; "), 6, "there are \"waiting\" and \"vendor\""),
	BAD("warn", OFFICE SLA("resolution = \"4h\"; warn = 80; "), 6, "warn is a number; it should be a list like [ 1, 2 ]"),
	BAD("warn of nothing", OFFICE SLA("resolution = \"4h\"; warn = [ 0 ]; "), 6, "numbers from 1 to 1000"),
	BAD("falling ladder", OFFICE SLA("resolution = \"4h\"; ladder = ( { at = 100; tell = \"team\"; }, { at = 80; tell = \"team\"; } ); "), 6,
	    "has 80 after 100"),
	BAD("rung without at", OFFICE SLA("resolution = \"4h\"; ladder = ( { tell = \"team\"; } ); "), 6, "has no at; add at = 100"),
	BAD("rung without tell", OFFICE SLA("resolution = \"4h\"; ladder = ( { at = 50; } ); "), 6, "tell is missing; add tell = \"assignee\""),
	BAD("rung misspelt", OFFICE SLA("resolution = \"4h\"; ladder = ( { at = 50; tel = \"team\"; } ); "), 6, "tel is no setting; did you mean \"tell\"?"),
	BAD("ladder of texts", OFFICE SLA("resolution = \"4h\"; ladder = ( \"team\" ); "), 6, "should have groups in it"),
	BAD("tells nobody", OFFICE AGENTS SLA("resolution = \"4h\"; ladder = ( { at = 50; tell = \"anna\"; } ); warn = [ 60, 70 ]; "), 7,
	    "whom the SLA tells is \"anna\", which there is not; did you mean \"ana\"?"),
	BAD("same cases", OFFICE "slas = ( { name = \"a\"; calendar = \"office\"; resolution = \"1h\"; queues = \"q\"; },\n"
	    "{ name = \"b\"; calendar = \"office\"; resolution = \"2h\"; queues = [ \"q\" ]; } );\n", 7, "SLA \"b\" never applies: \"a\", before it,"),
	BAD("no lead", OFFICE AGENTS "teams = ( { name = \"t\"; members = [ \"ana\" ]; } );\n"
	    SLA("resolution = \"4h\"; ladder = ( { at = 50; tell = \"lead\"; } ); "), 7, "team \"t\" has no lead, whom SLA \"gold\" wants to tell"),
	BAD("no such lead", AGENTS "teams = ( { name = \"t\"; members = [ \"ana\" ]; lead = \"anna\"; } );\n", 6,
	    "the team's lead is \"anna\", which there is not; did you mean \"ana\"?"),
};

static void
one_fault_one_problem(void **state)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct conf *conf = NULL;
		struct conf_problems problems;

		(void)scene_load(*state, tmp, samples[i].text, &conf, &problems);
		assert_problems(&problems, &samples[i].wanted, 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(hours, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(holidays, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(icalendar, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(file_and_text, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(bad_files, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(hostile_files, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(slas, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(one_fault_one_problem, scene_open, scene_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
