/* command_when.h - times and lengths of time as people write them: "1h30", "hasta el lunes", "tomorrow 9am" */
#ifndef DESK_COMMAND_WHEN_H
#define DESK_COMMAND_WHEN_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/base/instant.h>
#include <postigo/base/zone.h>

/* Where and when it was written. */
struct command_now {
	instant now;
	const struct zone *zone;
};

/* "1h30", "1:30", "90", "1,5 h", "two" is none: a number without a unit has `bare`. False when it is none, or not between
 * nothing and ten years. */
bool command_length(const char *text, duration bare, duration *out);

/* A moment to come, within two years: a length from now on, a day of the week or of the year, a time of day. A day without a
 * time is nine in the morning. `used` is how many of the text's words it took, when words may follow; NULL: none may. */
bool command_moment(const char *text, const struct command_now *now, instant *out, size_t *used);

#endif
