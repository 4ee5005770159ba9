/* rule_time.c - see rule_time.h */
#include <config.h>

#include <postigo/clock/calendar.h>
#include <postigo/clock/local.h>

#include "rule_time.h"

#define DAY_MINUTES (24 * 60)

/* What the clocks and the calendar on the wall showed when it arrived. */
static struct instant_date
local_date(const struct rule_view *v)
{
	const struct zone *zone = v->facts->conf->identity.zone;
	instant t = v->facts->arrived;

	return instant_date(t + (zone != NULL ? zone_offset(zone, t, NULL) : 0));
}

bool
rule_date_holds(const struct conf_condition *c, struct rule_view *v)
{
	struct instant_date date = local_date(v);
	int64_t day = c->wanted ? instant_days(date.year, date.month, date.day) : date.month * 100 + date.day;

	/* From December to January: of every year. */
	if (c->most < c->least)
		return day >= c->least || day <= c->most;
	return day >= c->least && day <= c->most;
}

static bool
within(const struct conf_hours *hours, int minute)
{
	for (size_t i = 0; i < hours->count; i++)
		if (minute >= hours->list[i].from && minute < hours->list[i].to)
			return true;
	return false;
}

/* What begins in the evening goes on into the next day. */
bool
rule_time_holds(const struct conf_condition *c, struct rule_view *v)
{
	struct instant_date date = local_date(v);
	int minute = date.hour * 60 + date.minute, before = (date.weekday + 6) % 7;

	return ((c->days >> date.weekday & 1) != 0 && within(&c->hours, minute)) ||
	    ((c->days >> before & 1) != 0 && within(&c->hours, minute + DAY_MINUTES));
}

bool
rule_hours_hold(const struct conf_condition *c, struct rule_view *v)
{
	return c->calendar != NULL && calendar_open(c->calendar, v->facts->arrived) == c->wanted;
}

char *
rule_time_words(TALLOC_CTX *ctx, const struct rule_view *v)
{
	const struct zone *zone = v->facts->conf->identity.zone;

	return zone != NULL ? local_words(ctx, zone, v->facts->arrived, NULL, LOCAL_MOMENT) : instant_rfc3339(ctx, v->facts->arrived);
}
