/* icalendar.h - holidays out of an iCalendar file (RFC 5545), as states and calendars on the web give them */
#ifndef POSTIGO_SRC_CONF_ICALENDAR_H
#define POSTIGO_SRC_CONF_ICALENDAR_H

#include "holidays.h"

/* What was found. */
struct icalendar_found {
	size_t whole;		/* events of whole days: those count, on each day that they repeat */
	size_t timed;		/* events with a time of day, which were left out */
	size_t odd;		/* events that could not be made sense of, at least not wholly */
};

/* Adds the days of all its events to h; names are owned by ctx. PERMFAIL, with words, when it is no such file or means
 * more days than there is room for. */
enum result icalendar_read(TALLOC_CTX *ctx, struct holidays *h, char *text, struct icalendar_found *found,
    struct error *err);

#endif
