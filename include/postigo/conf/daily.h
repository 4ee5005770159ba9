/* daily.h - a time of day at which something is told each day */
#ifndef POSTIGO_CONF_DAILY_H
#define POSTIGO_CONF_DAILY_H

#include <stdbool.h>

/* Once a day. */
struct conf_daily {
	bool set;
	unsigned minute;	/* of the day, by the clocks of a place */
};

#endif
