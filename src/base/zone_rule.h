/* zone_rule.h - how clocks are changed year by year, as the last line of a zone's file says */
#ifndef POSTIGO_SRC_BASE_ZONE_RULE_H
#define POSTIGO_SRC_BASE_ZONE_RULE_H

#include <stdbool.h>
#include <stdint.h>

/* A moment of each year, by the clocks as they are before the change. */
struct zone_moment {
	enum { ZONE_WEEKDAY, ZONE_JULIAN, ZONE_DAY } kind;
	int month, week, day;		/* ZONE_WEEKDAY: week 5 is the last; the others have day alone */
	int64_t time;			/* seconds after midnight; may be negative or more than a day */
};

struct zone_rule {
	int64_t standard, summer;	/* seconds east of UTC */
	bool changes;			/* false: it is always standard */
	struct zone_moment start, end;	/* of summer time */
};

/* Reads "CET-1CEST,M3.5.0,M10.5.0/3" (RFC 9636 section 3.3.1). False when it is none. */
bool zone_rule_read(const char *text, struct zone_rule *out);

/* When summer time starts and ends in that year, in seconds since 1970-01-01T00:00:00Z. */
void zone_rule_year(const struct zone_rule *rule, int64_t year, int64_t *start, int64_t *end);

#endif
