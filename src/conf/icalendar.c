/* icalendar.c - see icalendar.h
 *
 * Which days "the fourth Thursday of November" are, libical knows better than we would. It is given files that were
 * looked at before: it takes apart what is nested by calling itself.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libical/ical.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>

#include "icalendar.h"

#define DEEPEST 8		/* components inside of each other */
#define LONGEST 366		/* days of one event */
#define REPEATS_MOST 50000	/* of one event */
#define ODD_MOST 16		/* events that make no sense: libical takes its time over a day that never comes */
#define NAME_LONGEST 100

/* What one file is read into. */
struct file {
	TALLOC_CTX *ctx;
	struct holidays *holidays;
	struct icalendar_found *found;
	bool full;
};

/* One event of whole days. */
struct event {
	struct file *file;
	icalcomponent *component;
	int64_t days;
	const char *name;
};

static bool
is_shallow(const char *text)
{
	int depth = 0;

	for (const char *line = text; line != NULL && *line != '\0'; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (strncasecmp(line, "BEGIN:", 6) == 0)
			depth++;
		else if (strncasecmp(line, "END:", 4) == 0)
			depth--;
		if (depth > DEEPEST)
			return false;
		if (*line == '\0')
			break;
	}
	return true;
}

static int64_t
day_of(struct icaltimetype t)
{
	return instant_days(t.year, t.month, t.day);
}

static bool
is_date(struct icaltimetype t)
{
	return t.year >= 1 && t.year <= 9999 && t.month >= 1 && t.month <= 12 && t.day >= 1 &&
	    t.day <= instant_days_in_month(t.year, t.month);
}

static bool
is_excepted(icalcomponent *event, struct icaltimetype t)
{
	icalproperty *p = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY);

	for (; p != NULL; p = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY)) {
		struct icaltimetype not_on = icalproperty_get_exdate(p);

		if (not_on.year == t.year && not_on.month == t.month && not_on.day == t.day)
			return true;
	}
	return false;
}

/* Each day of the event, when it is on from t on. */
static void
add(struct event *e, struct icaltimetype t)
{
	if (!is_date(t) || is_excepted(e->component, t))
		return;
	for (int64_t i = 0; i < e->days && !e->file->full; i++)
		if (!holidays_add(e->file->holidays, day_of(t) + i, (struct conf_hours){ 0 }, e->name))
			e->file->full = true;
}

/* False for a rule that goes on within the day, or never comes to one. */
static bool
add_repeated(struct event *e, struct icalrecurrencetype rule, struct icaltimetype start)
{
	bool by_days = rule.freq == ICAL_YEARLY_RECURRENCE || rule.freq == ICAL_MONTHLY_RECURRENCE ||
	    rule.freq == ICAL_WEEKLY_RECURRENCE || rule.freq == ICAL_DAILY_RECURRENCE;
	icalrecur_iterator *walk = by_days ? icalrecur_iterator_new(rule, start) : NULL;
	int i = 0;

	for (; walk != NULL && i < REPEATS_MOST && !e->file->full; i++) {
		struct icaltimetype t = icalrecur_iterator_next(walk);

		if (icaltime_is_null_time(t) || t.year > CONF_HOLIDAYS_TO)
			break;
		add(e, t);
	}
	if (walk != NULL)
		icalrecur_iterator_free(walk);
	return i > 0;
}

/* Whether libical took the event for less than it says: it puts such a remark in the place of what it cannot read. */
static bool
is_misread(icalcomponent *event)
{
	static const char *const matter[] = { " RRULE ", " RDATE ", " EXDATE ", " DTEND ", " DURATION " };
	icalproperty *p = icalcomponent_get_first_property(event, ICAL_XLICERROR_PROPERTY);

	for (; p != NULL; p = icalcomponent_get_next_property(event, ICAL_XLICERROR_PROPERTY)) {
		const char *remark = icalproperty_get_xlicerror(p);

		for (size_t i = 0; remark != NULL && i < sizeof(matter) / sizeof(matter[0]); i++)
			if (strstr(remark, matter[i]) != NULL)
				return true;
	}
	return false;
}

/* An event's start, and what its rules and lists of dates add. False when it could not be made sense of. */
static bool
add_all(struct event *e, struct icaltimetype start)
{
	icalcomponent *c = e->component;
	icalproperty *p;

	add(e, start);
	for (p = icalcomponent_get_first_property(c, ICAL_RDATE_PROPERTY); p != NULL;
	    p = icalcomponent_get_next_property(c, ICAL_RDATE_PROPERTY))
		add(e, icalproperty_get_rdate(p).time);
	for (p = icalcomponent_get_first_property(c, ICAL_RRULE_PROPERTY); p != NULL;
	    p = icalcomponent_get_next_property(c, ICAL_RRULE_PROPERTY)) {
		if (!add_repeated(e, icalproperty_get_rrule(p), start))
			return false;
	}
	return !is_misread(c);
}

/* The first line of what the event is called; NULL when that is nothing. */
static const char *
name_of(TALLOC_CTX *ctx, icalcomponent *event)
{
	const char *name = icalcomponent_get_summary(event);

	if (name == NULL || *name == '\0' || !utf8_valid(name, strlen(name)))
		return NULL;
	size_t size = 0;

	while (size < NAME_LONGEST && (unsigned char)name[size] >= ' ' && name[size] != 0x7F)
		size++;
	while (size > 0 && ((unsigned char)name[size] & 0xC0) == 0x80)
		size--;
	return size == 0 ? NULL : talloc_strndup(ctx, name, size);
}

static void
read_event(struct file *f, icalcomponent *component)
{
	struct icaltimetype start = icalcomponent_get_dtstart(component), end = icalcomponent_get_dtend(component);
	struct event e = { .file = f, .component = component, .days = 1 };

	if (icalcomponent_get_status(component) == ICAL_STATUS_CANCELLED || f->full || f->found->odd > ODD_MOST)
		return;
	if (!start.is_date || !is_date(start)) {
		f->found->timed++;
		return;
	}
	/* The day of the end is the first that is free no more; there need not be one. */
	if (is_date(end) && day_of(end) > day_of(start))
		e.days = day_of(end) - day_of(start);
	e.name = name_of(f->ctx, component);
	if (e.days <= LONGEST && add_all(&e, start))
		f->found->whole++;
	else
		f->found->odd++;
}

/* Events stand in a VCALENDAR, of which a file may have several. */
static void
read_component(struct file *f, icalcomponent *outer)
{
	icalcomponent *c = icalcomponent_get_first_component(outer, ICAL_ANY_COMPONENT);

	if (icalcomponent_isa(outer) == ICAL_VEVENT_COMPONENT)
		read_event(f, outer);
	for (; c != NULL; c = icalcomponent_get_next_component(outer, ICAL_ANY_COMPONENT)) {
		if (icalcomponent_isa(c) == ICAL_VEVENT_COMPONENT)
			read_event(f, c);
		else if (icalcomponent_isa(c) == ICAL_VCALENDAR_COMPONENT)
			read_component(f, c);
	}
}

static void
release(void *component)
{
	icalcomponent_free(component);
}

enum result
icalendar_read(TALLOC_CTX *ctx, struct holidays *h, char *text, struct icalendar_found *found, struct error *err)
{
	SCRATCH(tmp);
	struct file f = { .ctx = ctx, .holidays = h, .found = found };

	*found = (struct icalendar_found){ 0 };
	if (!is_shallow(text))
		return error_set(err, PERMFAIL, "more than %d parts stand inside of each other", DEEPEST);
	icalerror_set_errors_are_fatal(false);
	icalcomponent *root = icalparser_parse_string(text);

	if (root == NULL)
		return error_set(err, PERMFAIL, "there is no calendar in it");
	memory_hold(tmp, root, release);
	read_component(&f, root);
	if (found->odd > ODD_MOST)
		return error_set(err, PERMFAIL, "most of its events make no sense");
	if (f.full)
		return error_set(err, PERMFAIL, "it has too many days");
	if (found->whole + found->timed + found->odd == 0)
		return error_set(err, PERMFAIL, "there is no event in it");
	return DONE;
}
