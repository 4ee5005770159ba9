/* calendar.c - the hours in which somebody works: calendars = ( { ... }, ... ) */
#include <config.h>

#include <string.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>

#include "holidays.h"
#include "hours.h"
#include "icalendar.h"
#include "sections.h"
#include "source.h"

#define FILE_LARGEST (4u << 20)
#define CLOSED_LONGEST 366	/* days without any hours */

static void
weekly_hours(struct group *g, struct conf_calendar *c)
{
	SCRATCH(tmp);
	struct conf *conf = g->reading->conf;
	bool always = read_yes(g, "always", false);
	struct conf_stretch whole = { 0, HOURS_DAY };
	size_t faults = g->reading->problem_count, count;
	char **texts = read_texts(g, "hours", &value_hours, &count);

	if (always && texts != NULL)
		read_error(g, "hours", "says little beside always = true; keep one of them");
	if (!always && !read_has(g, "hours"))
		read_error(g, "hours", "is missing; add hours = [ \"mon-fri 09:00-18:00\" ], or always = true");
	if (texts != NULL && count == 0 && g->reading->problem_count == faults)
		read_error(g, "hours", "is empty, so that nobody ever works; write some, like \"mon-fri 09:00-18:00\"");
	for (int day = 0; always && day < 7; day++)
		hours_join(conf, &c->week[day], &(struct conf_hours){ &whole, 1 });
	for (size_t i = 0; texts != NULL && i < count; i++) {
		struct conf_hours hours;
		unsigned days;

		if (hours_read(tmp, texts[i], &days, &hours) != NULL)
			continue;
		for (int day = 0; day < 7; day++)
			if ((days & 1u << day) != 0)
				hours_join(conf, &c->week[day], &hours);
	}
}

static void
holidays_of_file(struct group *g, struct holidays *h, const char *path)
{
	SCRATCH(tmp);
	struct place place = read_place_of(g, "holidays_file");
	struct icalendar_found found;
	struct error err;
	char *bytes;
	size_t size;

	if (file_read(tmp, path, FILE_LARGEST, &bytes, &size, &err) != DONE) {
		read_error(g, "holidays_file", "names %s", err.text);
		return;
	}
	if (strlen(bytes) != size || icalendar_read(g->reading->conf, h, bytes, &found, &err) != DONE) {
		read_error(g, "holidays_file", "names %s, which is no iCalendar file that we can use: %s", path,
		    strlen(bytes) != size ? "it has bytes of 0 in it" : err.text);
		return;
	}
	if (found.whole == 0)
		read_error(g, "holidays_file", "names %s, in which no event is of whole days", path);
	else if (found.timed > 0)
		reading_warning(g->reading, place, "%s: what has a time of day is no holiday, and left out; number of events: %zu", path, found.timed);
	if (found.whole > 0 && found.odd > 0)
		reading_warning(g->reading, place, "%s: some days may be missing; number of events that could not be made "
		    "sense of: %zu", path, found.odd);
}

static void
read_holidays(struct group *g, struct conf_calendar *c)
{
	struct conf *conf = g->reading->conf;
	struct holidays *h = holidays_new(conf);
	size_t count;
	char **files = read_texts(g, "holidays_file", &value_line, &count);

	/* What is written here is said of a day that the file knows, too: it comes after. */
	for (size_t i = 0; files != NULL && i < count; i++)
		holidays_of_file(g, h, source_path(h, g->source, files[i]));
	char **texts = read_texts(g, "holidays", &value_holiday, &count);

	for (size_t i = 0; texts != NULL && i < count; i++)
		if (!holidays_add_text(h, texts[i])) {
			read_error(g, "holidays", "has too many days in it");
			break;
		}
	holidays_finish(h, c);
}

/* The first day before which nobody has worked for a year; -1: there is none. */
static int64_t
closed_before(const struct conf_calendar *c)
{
	int64_t last = instant_days(CONF_HOLIDAYS_TO, 12, 31), closed = 0;

	for (int64_t day = instant_days(CONF_HOLIDAYS_FROM, 1, 1); day <= last; day++) {
		closed = conf_calendar_hours(c, day, NULL)->count > 0 ? 0 : closed + 1;
		if (closed > CLOSED_LONGEST)
			return day;
	}
	return -1;
}

/* A year in which nobody works is a slip of the pen, and no time would ever be up. */
static void
check_open(struct group *g, const struct conf_calendar *c)
{
	SCRATCH(tmp);
	int64_t day = closed_before(c);

	if (day >= 0)
		read_error(g, read_has(g, "holidays") ? "holidays" : "holidays_file",
		    "leaves no hours at all in the year before %.10s; nothing would ever be due", instant_rfc3339(tmp, DAYS(day)));
}

/* How long a day and a week are; of the days, only when all that have hours are equally long. */
static struct duration_day
lengths(const struct conf_calendar *c)
{
	struct duration_day out = { 0, 0 };

	for (int day = 0; day < 7; day++) {
		const struct conf_hours *hours = &c->week[day], *before = &c->week[(day + 6) % 7];
		duration length = hours_length(hours);

		if (length == 0)
			continue;
		if (out.day != 0 && out.day != length)
			out.day = -1;
		else
			out.day = length;
		out.week += length - hours_covered(before, hours);
	}
	return out;
}

void
calendar_section(struct group *g)
{
	struct conf *conf = g->reading->conf;
	size_t faults = g->reading->problem_count;

	conf->calendars = talloc_realloc(conf, conf->calendars, struct conf_calendar, (unsigned)conf->calendar_count + 1);
	struct conf_calendar *c = &conf->calendars[conf->calendar_count++];

	*c = (struct conf_calendar){ 0 };
	c->name = read_needed(g, "name", &value_calendar);
	(void)zone_setting(g, &c->zone, conf->identity.zone);
	weekly_hours(g, c);
	read_holidays(g, c);
	c->lengths = lengths(c);
	c->lengths.day = read_duration(g, "day", MINUTES(1), HOURS(24), c->lengths.day);
	/* A calendar with a fault may well look closed. */
	if (g->reading->problem_count == faults)
		check_open(g, c);
}

const struct conf_hours *
conf_calendar_hours(const struct conf_calendar *calendar, int64_t day, const struct conf_holiday **holiday)
{
	size_t from = 0, to = calendar->holiday_count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (calendar->holidays[middle].day < day)
			from = middle + 1;
		else
			to = middle;
	}
	bool is_one = from < calendar->holiday_count && calendar->holidays[from].day == day;

	if (holiday != NULL)
		*holiday = is_one ? &calendar->holidays[from] : NULL;
	/* 1970-01-01 was a Thursday. */
	return is_one ? &calendar->holidays[from].hours : &calendar->week[((day + 4) % 7 + 7) % 7];
}
