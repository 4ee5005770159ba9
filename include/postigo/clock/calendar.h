/* calendar.h - business time: when somebody works, and how much of that lies between two instants
 *
 * A calendar's hours are what the clocks of its place show: on the night on which they are put back, an hour that they
 * show twice is open twice; one that they leave out is not there. Hours over midnight belong to the day on which they
 * begin, and so do holidays: the night shift of the eve works to its end.
 *
 * Pure, and in memory. Nothing walks further than ten years.
 */
#ifndef POSTIGO_CLOCK_CALENDAR_H
#define POSTIGO_CLOCK_CALENDAR_H

#include <stdbool.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>
#include <postigo/conf/calendar.h>

#define CALENDAR_FAR DAYS(3653)

/* Whether somebody works at t. */
bool calendar_open(const struct conf_calendar *calendar, instant t);

/* A piece of open time: from <= t < to. */
struct calendar_piece {
	instant from, to;
};

/* The first piece at or after t, of which what is before t is left out. It ends at midnight at the latest, and where
 * clocks are changed; the next may begin right there. NONE when none begins within ten years. */
enum result calendar_next(const struct conf_calendar *calendar, instant t, struct calendar_piece *out);

/* The first instant at or after t at which somebody works. NONE as above. */
enum result calendar_next_open(const struct conf_calendar *calendar, instant t, instant *out);

/* The first instant by which d of open time has passed since from: at the end of a day, not at the beginning of the next.
 * from itself when d is 0 or less. NONE when that is later than ten years from then. */
enum result calendar_add(const struct conf_calendar *calendar, instant from, duration d, instant *out);

/* How much open time there is between two instants; 0 when to is not later. Of more than ten years the first ten count.
 * calendar_between(c, from, x) is d when calendar_add(c, from, d, &x) is DONE. */
duration calendar_between(const struct conf_calendar *calendar, instant from, instant to);

#endif
