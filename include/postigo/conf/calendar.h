/* calendar.h - the hours in which somebody works; what is reckoned with them is in clock/calendar.h */
#ifndef POSTIGO_CONF_CALENDAR_H
#define POSTIGO_CONF_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <postigo/base/instant.h>
#include <postigo/base/zone.h>

/* Holidays are known from the one year to the end of the other. */
#define CONF_HOLIDAYS_FROM 1970
#define CONF_HOLIDAYS_TO 2100

/* Minutes after the midnight that a day begins with; what ends after 24 * 60 goes on into the next day. */
struct conf_stretch {
	uint16_t from, to;
};

/* What begins on one day, in order; no two of them touch. Empty: nothing. */
struct conf_hours {
	struct conf_stretch *list;
	size_t count;
};

struct conf_holiday {
	int64_t day;		/* as instant_days() counts */
	struct conf_hours hours;	/* what begins on it instead of the usual; empty when it is free */
	const char *name;	/* NULL: not told */
};

struct conf_calendar {
	char *name;
	const struct zone *zone;	/* whose clocks hours and holidays are told by */
	struct conf_hours week[7];	/* from Sunday */
	struct conf_holiday *holidays;	/* sorted by day, one a day */
	size_t holiday_count;
	struct duration_day lengths;	/* how long "1d" and "1w" are; the day is negative when working days differ */
};

/* The hours that begin on that day. *holiday, which may be NULL: why they are not the usual, or NULL. */
const struct conf_hours *conf_calendar_hours(const struct conf_calendar *calendar, int64_t day,
    const struct conf_holiday **holiday);

#endif
