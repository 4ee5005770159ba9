/* usual.c - see usual.h */
#include <config.h>

#include <stdlib.h>

#include <postigo/clock/usual.h>

/* Hours before 1970 are rounded down as well. */
static int64_t
hour_of(instant shown)
{
	int64_t hour = shown / HOURS(1);

	return shown % HOURS(1) < 0 ? hour - 1 : hour;
}

/* As if the place had no zone. */
static instant
shown(const struct zone *zone, instant t)
{
	return t + zone_offset(zone, t, NULL);
}

int64_t
usual_hour(const struct zone *zone, instant t)
{
	return hour_of(shown(zone, t));
}

struct usual_stretch
usual_stretch(const struct zone *zone, instant t, duration length, unsigned weeks_ago)
{
	instant end = shown(zone, t) - HOURS(USUAL_WEEK) * (int64_t)weeks_ago, begin = end - length;
	struct usual_stretch s = { .first = hour_of(begin), .last = hour_of(end - 1) };

	if (s.first == s.last) {
		s.head = length;
		return s;
	}
	s.head = HOURS(1) * (s.first + 1) - begin;
	s.tail = end - HOURS(1) * s.last;
	return s;
}

unsigned
usual_sum(const struct usual_stretch *s, const unsigned *counts)
{
	int64_t sum = counts[0] * s->head * 100;

	for (int64_t i = 1; i < s->last - s->first; i++)
		sum += counts[i] * HOURS(1) * 100;
	if (s->last > s->first)
		sum += counts[s->last - s->first] * s->tail * 100;
	return (unsigned)((sum + HOURS(1) / 2) / HOURS(1));
}

static int
rising(const void *a, const void *b)
{
	const unsigned *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

unsigned
usual_median(unsigned *weeks, size_t count)
{
	if (count == 0)
		return 0;
	qsort(weeks, count, sizeof(*weeks), rising);
	return count % 2 == 1 ? weeks[count / 2] : (weeks[count / 2 - 1] + weeks[count / 2]) / 2;
}

unsigned
usual_too_many(unsigned floor, unsigned factor, unsigned usual)
{
	uint64_t wanted = ((uint64_t)factor * usual + 99) / 100;

	return wanted > floor ? (unsigned)wanted : floor;
}
