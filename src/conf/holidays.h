/* holidays.h - the days of a calendar that are not as usual, collected one by one */
#ifndef POSTIGO_SRC_CONF_HOLIDAYS_H
#define POSTIGO_SRC_CONF_HOLIDAYS_H

#include <stdbool.h>

#include <talloc.h>

#include <postigo/conf/calendar.h>

#include "value.h"

extern const struct value_kind value_holiday;	/* "12-25", "2026-08-01..2026-08-15", "12-24 09:00-14:00", "01-06 Epiphany" */

struct holidays;

/* What is added is owned by ctx as well. */
struct holidays *holidays_new(TALLOC_CTX *ctx);

/* A day; one that is there already becomes this. Days outside of the years that are known are left out.
 * False when there are too many. hours and name are kept as they are. */
bool holidays_add(struct holidays *h, int64_t day, struct conf_hours hours, const char *name);

/* What a text of value_holiday means. */
bool holidays_add_text(struct holidays *h, const char *text);

/* Into the calendar; sorted. */
void holidays_finish(struct holidays *h, struct conf_calendar *calendar);

#endif
