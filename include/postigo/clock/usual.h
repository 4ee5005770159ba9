/* usual.h - how much there usually is at this hour of the week, and how much is too much; pure
 *
 * Weeks are those that the clocks of a place show: what comes in at nine on Mondays does so in summer and in winter.
 */
#ifndef POSTIGO_CLOCK_USUAL_H
#define POSTIGO_CLOCK_USUAL_H

#include <stddef.h>
#include <stdint.h>

#include <postigo/base/instant.h>
#include <postigo/base/zone.h>

#define USUAL_WEEK 168			/* hours */

/* A stretch of time touches at most so many hours more than it is long. */
#define USUAL_HOURS_MOST 26

/* Which hour the clocks there show at t: 24 a day, counted through from 1970. Where they are put back two hours have the same
 * number, and where they are put forward one number is left out. */
int64_t usual_hour(const struct zone *zone, instant t);

/* The hours of a stretch of a week, and how much of each lies in it. */
struct usual_stretch {
	int64_t first, last;		/* as usual_hour() */
	duration head, tail;		/* of the first and of the last hour; head alone when they are the same */
};

/* The last `length`, up to a day, that the clocks there show before t, and the same so many weeks ago. */
struct usual_stretch usual_stretch(const struct zone *zone, instant t, duration length, unsigned weeks_ago);

/* How much there was in it, in hundredths: counts has a place for each hour from first to last. */
unsigned usual_sum(const struct usual_stretch *s, const unsigned *counts);

/* What is usual, of what there was in each of so many weeks: the median, so that a week with a spike, or a holiday, says little.
 * Sorts the list. 0 of none. */
unsigned usual_median(unsigned *weeks, size_t count);

/* How many are too many: the floor, or more where the usual (in hundredths) times the factor is more. */
unsigned usual_too_many(unsigned floor, unsigned factor, unsigned usual);

#endif
