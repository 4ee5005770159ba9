/* local.h - dates, times and lengths of time as people read them, in their place and language */
#ifndef POSTIGO_CLOCK_LOCAL_H
#define POSTIGO_CLOCK_LOCAL_H

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/base/zone.h>
#include <postigo/conf/words.h>

/* words: those of the language; NULL: English. All texts are owned by ctx. */

enum local_form {
	LOCAL_WEEKDAY,		/* "Friday", "viernes" */
	LOCAL_DAY,		/* "Friday 27 November", "viernes 27 de noviembre" */
	LOCAL_DATE,		/* "Friday 27 November 2026", "viernes 27 de noviembre de 2026" */
	LOCAL_TIME,		/* "16:30" */
	LOCAL_SHORT,		/* "Fri 16:30", "vie 16:30" */
	LOCAL_MOMENT		/* "Friday 27 November 2026, 16:30", for a notice */
};

char *local_words(TALLOC_CTX *ctx, const struct zone *zone, instant t, const struct conf_words *words, enum local_form form);

/* A moment in a sentence that has told of another, by as few words as are clear: "16:30" (las 16:30) on the same day,
 * "Monday 11:30" (el lunes a las 11:30) within six days of it, else "Monday 7 December 11:30". */
char *local_near(TALLOC_CTX *ctx, const struct zone *zone, instant t, instant other, const struct conf_words *words);

/* When that day, as instant_days() counts, begins there. Where clocks are changed at midnight it may be that hour beside. */
instant local_midnight(const struct zone *zone, int64_t day);

/* Which day the calendar there shows, as instant_days() counts. */
int64_t local_day(const struct zone *zone, instant t);

/* The instant at which the clocks there show that minute of that day, the first if they show it twice. One that they leave out
 * is told by the clock as it was before. */
instant local_at(const struct zone *zone, int64_t day, unsigned minute);

/* "1 h 30 min", "2 h", "45 min", "30 s", "0 min": the same in each of our languages. Hours are not made into days, since
 * how long a working day is differs. Seconds are shown below an hour only; less than one is left out. */
char *local_length(TALLOC_CTX *ctx, duration d);

/* The same as people say it: to the nearest minute, and one where there is any time at all. What is left of a quarter of an hour when its mail is
 * written is "15 min", not "14 min 59 s". */
char *local_about(TALLOC_CTX *ctx, duration d);

#endif
