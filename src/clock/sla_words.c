/* sla_words.c - how a due time was reckoned, in a sentence, see sla.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/clock/calendar.h>
#include <postigo/clock/local.h>

#include "stretch.h"

#define LONGEST 1500
#define DAYS_SHOWN 3		/* at the beginning; and the last */
#define OTHERS_SHOWN 3		/* holidays, pauses */

/* What was used on one day. */
struct day {
	instant from;		/* the first of it */
	duration used;
};

struct telling {
	const struct sla_run *run;
	const struct conf_calendar *calendar;
	struct day *days;
	size_t count;
	duration rest;		/* of the target, when the clock stands still or never comes there */
	instant due;
};

static void
count_in(struct telling *t, instant from, duration used)
{
	const struct zone *zone = t->calendar->zone;

	if (t->count > 0 && local_day(zone, t->days[t->count - 1].from) == local_day(zone, from)) {
		t->days[t->count - 1].used += used;
		return;
	}
	if ((t->count & (t->count - 1)) == 0)
		t->days = talloc_realloc(t, t->days, struct day, (unsigned)t->count * 2 + 1);
	t->days[t->count++] = (struct day){ from, used };
}

/* The days of one stretch, until all of the target is used. */
static void
use(struct telling *t, const struct sla_stretch *s)
{
	instant far = s->from + CALENDAR_FAR, end = s->to < far ? s->to : far;
	struct calendar_piece piece;

	for (instant at = s->from; t->rest > 0 && calendar_next(t->calendar, at, &piece) == DONE; at = piece.to) {
		if (piece.from >= end)
			return;
		instant to = piece.to < end ? piece.to : end;

		if (to - piece.from > t->rest)
			to = piece.from + t->rest;
		t->rest -= to - piece.from;
		t->due = to;
		count_in(t, piece.from, to - piece.from);
	}
}

/* A day in the sentence, which began with that of the start. */
static char *
day_words(TALLOC_CTX *ctx, const struct telling *t, instant at)
{
	const struct zone *zone = t->calendar->zone;
	bool near = local_day(zone, at) - local_day(zone, t->run->start) < 7;

	return local_words(ctx, zone, at, NULL, near ? LOCAL_WEEKDAY : LOCAL_DAY);
}

static void
tell_day(const struct telling *t, struct text *out, const struct day *day, bool last)
{
	SCRATCH(tmp);

	text_printf(out, "%s on %s", local_length(tmp, day->used), day_words(tmp, t, day->from));
	if (last)
		text_printf(out, " until %s", local_near(tmp, t->calendar->zone, t->due, day->from, NULL));
}

static void
tell_days(const struct telling *t, struct text *out)
{
	SCRATCH(tmp);
	const char *between = ": ";
	duration hidden = 0;
	size_t hidden_count = t->count > DAYS_SHOWN + 2 ? t->count - DAYS_SHOWN - 1 : 0;

	if (t->run->carried > 0) {
		text_printf(out, ": %s before that", local_length(tmp, t->run->carried));
		between = ", ";
	}
	for (size_t i = 0; i < t->count; i++) {
		if (hidden_count > 0 && i >= DAYS_SHOWN && i + 1 < t->count) {
			hidden += t->days[i].used;
			continue;
		}
		if (hidden > 0)
			text_printf(out, ", %s on %zu more days", local_length(tmp, hidden), hidden_count);
		hidden = 0;
		text_add_string(out, between);
		between = ", ";
		tell_day(t, out, &t->days[i], i + 1 == t->count && t->rest == 0);
	}
}

/* Days on which somebody would have worked. */
static void
tell_holidays(const struct telling *t, struct text *out)
{
	const struct zone *zone = t->calendar->zone;
	int64_t day = local_day(zone, t->run->start), last = t->count > 0 ? local_day(zone, t->days[t->count - 1].from) : day;
	int shown = 0;

	for (; day <= last && shown < OTHERS_SHOWN; day++) {
		SCRATCH(tmp);
		const struct conf_holiday *holiday;

		/* 1970-01-01 was a Thursday; noon is on the same day whatever clocks do. */
		if (conf_calendar_hours(t->calendar, day, &holiday)->count > 0 || holiday == NULL ||
		    t->calendar->week[((day + 4) % 7 + 7) % 7].count == 0)
			continue;
		instant noon = DAYS(day) + HOURS(12);
		char *name = local_words(tmp, zone, noon - zone_offset(zone, noon, NULL), NULL, LOCAL_DAY);

		text_printf(out, "; %s is a holiday", name);
		if (holiday->name != NULL)
			text_printf(out, " (%s)", holiday->name);
		shown++;
	}
}

/* Pauses that matter to what is told. */
static void
tell_pauses(const struct telling *t, instant now, struct text *out)
{
	const struct sla_run *run = t->run;
	const struct zone *zone = t->calendar->zone;
	int shown = 0;

	for (size_t i = 0; i < run->pause_count && shown < OTHERS_SHOWN; i++) {
		SCRATCH(tmp);
		const struct sla_pause *pause = &run->pauses[i];
		char *from = local_near(tmp, zone, pause->from, run->start, NULL);

		if (pause->to <= run->start || pause->from > now || (t->rest == 0 && pause->from >= t->due))
			continue;
		shown++;
		if (pause->to == SLA_NEVER)
			text_printf(out, "; stopped since %s", from);
		else
			text_printf(out, "; stopped from %s to %s", from, local_near(tmp, zone, pause->to, pause->from, NULL));
	}
}

static void
tell_rest(const struct telling *t, bool stopped, struct text *out)
{
	SCRATCH(tmp);

	if (t->rest == 0)
		return;
	if (stopped)
		text_printf(out, ", %s left", local_length(tmp, t->rest));
	else
		text_add_string(out, ": more than ten years from then");
}

enum result
sla_words(TALLOC_CTX *ctx, const struct sla_run *run, instant now, char **out)
{
	struct sla_stretch s = { .next = run->start };
	duration target = run->sla->aims[run->aim];

	if (target == 0)
		return NONE;
	SCRATCH(tmp);
	struct telling *t = talloc_zero(tmp, struct telling);
	struct text *text = text_new(tmp, LONGEST);
	bool stopped = true;

	*t = (struct telling){ .run = run, .calendar = run->sla->calendar, 
		.rest = target > run->carried ? target - run->carried : 0, .due = run->start };
	while (t->rest > 0 && sla_stretch_next(run, &s)) {
		stopped = s.to != SLA_NEVER;
		use(t, &s);
	}
	text_printf(text, "%s in the hours of %s (%s) from %s %s", local_length(tmp, target), t->calendar->name,
	    zone_name(t->calendar->zone),
	    local_words(tmp, t->calendar->zone, run->start, NULL, LOCAL_DAY),
	    local_words(tmp, t->calendar->zone, run->start, NULL, LOCAL_TIME));
	if (t->rest == 0 || stopped)
		tell_days(t, text);
	tell_holidays(t, text);
	tell_pauses(t, now, text);
	tell_rest(t, stopped, text);
	*out = talloc_strndup(ctx, text->bytes, text->size);
	return DONE;
}
