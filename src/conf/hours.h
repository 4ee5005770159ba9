/* hours.h - how hours of a day are written: "mon-fri 09:00-14:00, 15:00-18:00" */
#ifndef POSTIGO_SRC_CONF_HOURS_H
#define POSTIGO_SRC_CONF_HOURS_H

#include <talloc.h>

#include <postigo/conf/calendar.h>

#include "value.h"

#define HOURS_DAY (24 * 60)

extern const struct value_kind value_hours;

/* Reads days and hours. NULL when text is that, else how it is not, owned by ctx. days: 1 << weekday, from Sunday; hours
 * are owned by ctx. */
const char *hours_read(TALLOC_CTX *ctx, const char *text, unsigned *days, struct conf_hours *out);

/* Reads hours alone, one after the other, as far as there are any; *p is then behind them. The same answer. */
const char *hours_read_stretches(TALLOC_CTX *ctx, const char **p, struct conf_hours *out);

/* Puts more into hours, whose list is owned by ctx: those that overlap or touch become one. */
void hours_join(TALLOC_CTX *ctx, struct conf_hours *hours, const struct conf_hours *more);

/* How long they are together. */
duration hours_length(const struct conf_hours *hours);

/* How much of a day's hours is covered already by those that the day before goes on with. */
duration hours_covered(const struct conf_hours *before, const struct conf_hours *hours);

#endif
