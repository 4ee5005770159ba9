/* quotedate.h - dates as mail programs write them for people, in each language: "mié, 27 oct 2021 a las 9:31" */
#ifndef POSTIGO_MAIL_QUOTEDATE_H
#define POSTIGO_MAIL_QUOTEDATE_H

#include <stdbool.h>

#include <postigo/base/instant.h>
#include <postigo/mail/span.h>

/* What is known of a date beside its own words. */
struct quotedate_hints {
	int zone;		/* minutes east of UTC, where the date names no zone */
	instant latest;		/* it cannot be later than this; 0: not known */
	bool day_first;		/* 02/10/2023 is in October: the words around it are not English */
};

/* Reads the date in the value. False when there is none, or when it could as well be another one: 02/10/2023 is
 * nothing unless the hints say which. */
bool quotedate_read(struct span value, const struct quotedate_hints *hints, instant *out);

/* The zone in the value of a Date field, in minutes east of UTC; 0 when it names none. */
int quotedate_zone(struct span value);

#endif
