/* rule_time.h - conditions about when a mail arrived */
#ifndef DESK_RULE_TIME_H
#define DESK_RULE_TIME_H

#include "rule_view.h"

/* date = "12-24..01-06", by the calendar of the installation's place. */
bool rule_date_holds(const struct conf_condition *condition, struct rule_view *view);

/* time = "mon-fri 22:00-06:00", by its clocks. */
bool rule_time_holds(const struct conf_condition *condition, struct rule_view *view);

/* hours = { calendar = "office"; inside = true; } */
bool rule_hours_hold(const struct conf_condition *condition, struct rule_view *view);

/* "Friday 27 November 2026, 16:30", owned by ctx. */
char *rule_time_words(TALLOC_CTX *ctx, const struct rule_view *view);

#endif
