/* zone_rule.c - see zone_rule.h */
#include <config.h>

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include <postigo/base/instant.h>

#include "zone_rule.h"

#define DAY 86400

/* Letters, or anything in angle brackets: the zone's abbreviation, which nobody needs. */
static bool
skip_name(const char **p)
{
	const char *start = *p;

	if (**p == '<') {
		while (**p != '\0' && **p != '>')
			(*p)++;
		return *(*p)++ == '>';
	}
	while (isalpha((unsigned char)**p))
		(*p)++;
	return *p - start >= 3;
}

static bool
number(const char **p, int most, int *out)
{
	int n = 0;

	if (**p < '0' || **p > '9')
		return false;
	for (; **p >= '0' && **p <= '9'; (*p)++) {
		n = n * 10 + (**p - '0');
		if (n > most)
			return false;
	}
	*out = n;
	return true;
}

static bool
skip(const char **p, char c)
{
	if (**p != c)
		return false;
	(*p)++;
	return true;
}

/* "-3:30" or "26", hours[:minutes[:seconds]], in seconds. */
static bool
clock_time(const char **p, int64_t *out)
{
	bool negative = **p == '-';
	int hours, minutes = 0, seconds = 0;

	if (**p == '-' || **p == '+')
		(*p)++;
	if (!number(p, 167, &hours) || (skip(p, ':') && !number(p, 59, &minutes)) ||
	    (skip(p, ':') && !number(p, 59, &seconds)))
		return false;
	*out = ((int64_t)hours * 3600 + minutes * 60 + seconds) * (negative ? -1 : 1);
	return true;
}

/* ",M3.5.0/2", ",J60" or ",59". */
static bool
moment(const char **p, struct zone_moment *m)
{
	*m = (struct zone_moment){ .kind = ZONE_DAY, .time = 2 * 3600 };
	if (!skip(p, ','))
		return false;
	if (skip(p, 'M')) {
		m->kind = ZONE_WEEKDAY;
		if (!number(p, 12, &m->month) || m->month < 1 || !skip(p, '.') || !number(p, 5, &m->week) || m->week < 1 ||
		    !skip(p, '.') || !number(p, 6, &m->day))
			return false;
	} else if (skip(p, 'J')) {
		m->kind = ZONE_JULIAN;
		if (!number(p, 365, &m->day) || m->day < 1)
			return false;
	} else if (!number(p, 365, &m->day)) {
		return false;
	}
	return !skip(p, '/') || clock_time(p, &m->time);
}

bool
zone_rule_read(const char *text, struct zone_rule *out)
{
	struct zone_rule rule = { .changes = true };
	const char *p = text;

	/* What stands there is how much earlier the clocks are than UTC. */
	if (!skip_name(&p) || !clock_time(&p, &rule.standard))
		return false;
	rule.standard = -rule.standard;
	rule.summer = rule.standard + 3600;
	if (*p == '\0') {
		rule.changes = false;
		*out = rule;
		return true;
	}
	if (!skip_name(&p))
		return false;
	if (*p != ',') {
		if (!clock_time(&p, &rule.summer))
			return false;
		rule.summer = -rule.summer;
	}
	if (!moment(&p, &rule.start) || !moment(&p, &rule.end) || *p != '\0')
		return false;
	*out = rule;
	return true;
}

/* Days since 1970-01-01. */
static int64_t
day_of(const struct zone_moment *m, int64_t year)
{
	bool leap = instant_days_in_month(year, 2) == 29;

	if (m->kind == ZONE_DAY)
		return instant_days(year, 1, 1) + m->day;
	if (m->kind == ZONE_JULIAN)	/* the 29th of February does not count */
		return instant_days(year, 1, 1) + m->day - 1 + (leap && m->day >= 60);
	int64_t first = instant_days(year, m->month, 1);
	int weekday = (int)((first + 4) % 7);
	int day = 1 + (m->day - weekday + 7) % 7 + (m->week - 1) * 7;

	if (day > instant_days_in_month(year, m->month))
		day -= 7;
	return first + day - 1;
}

void
zone_rule_year(const struct zone_rule *rule, int64_t year, int64_t *start, int64_t *end)
{
	*start = day_of(&rule->start, year) * DAY + rule->start.time - rule->standard;
	*end = day_of(&rule->end, year) * DAY + rule->end.time - rule->summer;
}
