/* calendar.c - see calendar.h
 *
 * Everything is a walk over pieces. One step looks at what is left of a local day while clocks are not changed: there,
 * local time is UTC and a constant, and hours can be compared as they are written. So a day costs one step, or two.
 */
#include <config.h>

#include <postigo/clock/calendar.h>

#define DAY_MINUTES (24 * 60)
#define FARTHEST 253402300800000	/* the years 0 to 9999 are enough for everybody */

static instant
within_reason(instant t)
{
	return t > FARTHEST ? FARTHEST : t < -FARTHEST ? -FARTHEST : t;
}

/* The first stretch of a local day that ends after that moment of it, as milliseconds after its midnight. What the day
 * before began and goes on with comes first; the last may go on into the next day. */
static bool
stretch_after(const struct conf_calendar *calendar, int64_t day, duration moment, duration *from, duration *to)
{
	const struct conf_hours *before = conf_calendar_hours(calendar, day - 1, NULL);
	const struct conf_hours *hours = conf_calendar_hours(calendar, day, NULL);
	duration covered = 0;

	if (before->count > 0 && before->list[before->count - 1].to > DAY_MINUTES)
		covered = MINUTES(before->list[before->count - 1].to - DAY_MINUTES);
	if (moment < covered) {
		*from = 0;
		*to = covered;
		return true;
	}
	for (size_t i = 0; i < hours->count; i++) {
		duration end = MINUTES(hours->list[i].to);

		if (end <= moment)
			continue;
		*from = MINUTES(hours->list[i].from);
		*to = end;
		return true;
	}
	return false;
}

/* Looks at the time from t on in which neither the local day nor the clocks change; *end is the end of that. */
static bool
look(const struct conf_calendar *calendar, instant t, instant *end, struct calendar_piece *out)
{
	instant until;
	duration offset = zone_offset(calendar->zone, t, &until), from, to;
	instant local = t + offset;
	int64_t day = local / DAYS(1) - (local % DAYS(1) < 0);
	duration moment = local - DAYS(day);
	instant midnight = t - moment;

	*end = midnight + DAYS(1) < until ? midnight + DAYS(1) : until;
	if (!stretch_after(calendar, day, moment, &from, &to) || midnight + from >= *end)
		return false;
	out->from = midnight + from > t ? midnight + from : t;
	out->to = midnight + to < *end ? midnight + to : *end;
	return true;
}

/* calendar_next(), and not later than far. */
static bool
piece_before(const struct conf_calendar *calendar, instant t, instant far, struct calendar_piece *out)
{
	while (t < far) {
		if (look(calendar, t, &t, out))
			return out->from < far;
	}
	return false;
}

enum result
calendar_next(const struct conf_calendar *calendar, instant t, struct calendar_piece *out)
{
	t = within_reason(t);
	return piece_before(calendar, t, t + CALENDAR_FAR, out) ? DONE : NONE;
}

enum result
calendar_next_open(const struct conf_calendar *calendar, instant t, instant *out)
{
	struct calendar_piece piece;
	enum result result = calendar_next(calendar, t, &piece);

	if (result == DONE)
		*out = piece.from;
	return result;
}

bool
calendar_open(const struct conf_calendar *calendar, instant t)
{
	struct calendar_piece piece;
	instant end;

	t = within_reason(t);
	return look(calendar, t, &end, &piece) && piece.from == t;
}

enum result
calendar_add(const struct conf_calendar *calendar, instant from, duration d, instant *out)
{
	instant t = within_reason(from), far = t + CALENDAR_FAR;
	struct calendar_piece piece;

	if (d <= 0) {
		*out = from;
		return DONE;
	}
	while (piece_before(calendar, t, far, &piece)) {
		if (d <= piece.to - piece.from) {
			*out = piece.from + d;
			return *out <= far ? DONE : NONE;
		}
		d -= piece.to - piece.from;
		t = piece.to;
	}
	return NONE;
}

duration
calendar_between(const struct conf_calendar *calendar, instant from, instant to)
{
	instant t = within_reason(from), far = t + CALENDAR_FAR;
	struct calendar_piece piece;
	duration sum = 0;

	to = within_reason(to) < far ? within_reason(to) : far;
	while (piece_before(calendar, t, to, &piece)) {
		sum += (piece.to < to ? piece.to : to) - piece.from;
		t = piece.to;
	}
	return sum;
}
