/* local.c - see local.h
 *
 * Not strftime(): its words are those of the one locale that the process has, if that is installed.
 */
#include <config.h>

#include <stdlib.h>

#include <postigo/base/memory.h>
#include <postigo/clock/local.h>


static struct instant_date
date_there(const struct zone *zone, instant t)
{
	return instant_date(t + zone_offset(zone, t, NULL));
}

static char *
date(TALLOC_CTX *ctx, const struct conf_words *words, const char *sentence, const struct instant_date *d)
{
	SCRATCH(tmp);

	return words_fill(ctx, sentence, &(struct words_values){
		.weekday = words->weekdays[d->weekday], .day = talloc_asprintf(tmp, "%d", d->day), .month = words->months[d->month - 1],
		.year = talloc_asprintf(tmp, "%d", (int)d->year)
	});
}

static char *
time_of_day(TALLOC_CTX *ctx, const struct instant_date *d)
{
	return talloc_asprintf(ctx, "%02d:%02d", d->hour, d->minute);
}

char *
local_words(TALLOC_CTX *ctx, const struct zone *zone, instant t, const struct conf_words *given, enum local_form form)
{
	SCRATCH(tmp);
	const struct conf_words *words = given != NULL ? given : &words_english;
	struct instant_date d = date_there(zone, t);

	switch (form) {
	case LOCAL_WEEKDAY:
		return talloc_strdup(ctx, words->weekdays[d.weekday]);
	case LOCAL_DAY:
		return date(ctx, words, words->day, &d);
	case LOCAL_DATE:
		return date(ctx, words, words->date, &d);
	case LOCAL_TIME:
		return time_of_day(ctx, &d);
	case LOCAL_SHORT:
		return talloc_asprintf(ctx, "%s %s", words->short_weekdays[d.weekday], time_of_day(tmp, &d));
	case LOCAL_MOMENT:
		break;
	}
	return words_fill(ctx, words->moment, &(struct words_values){
		.date = date(tmp, words, words->date, &d), .time = time_of_day(tmp, &d)
	});
}

instant
local_midnight(const struct zone *zone, int64_t day)
{
	instant near = DAYS(day) - zone_offset(zone, DAYS(day), NULL);

	return DAYS(day) - zone_offset(zone, near, NULL);
}

instant
local_at(const struct zone *zone, int64_t day, unsigned minute)
{
	instant shown = DAYS(day) + MINUTES(minute);
	/* No clock is further than a day from UTC: what is valid a day before is so before any change of that day. */
	instant before = shown - zone_offset(zone, shown - DAYS(1), NULL);
	instant after = shown - zone_offset(zone, before, NULL);

	if (before + zone_offset(zone, before, NULL) == shown)
		return before;
	return after + zone_offset(zone, after, NULL) == shown ? after : before;
}

int64_t
local_day(const struct zone *zone, instant t)
{
	struct instant_date d = date_there(zone, t);

	return instant_days(d.year, d.month, d.day);
}

char *
local_near(TALLOC_CTX *ctx, const struct zone *zone, instant t, instant other, const struct conf_words *given)
{
	SCRATCH(tmp);
	const struct conf_words *words = given != NULL ? given : &words_english;
	int64_t apart = llabs(local_day(zone, t) - local_day(zone, other));
	struct words_values values = { .time = local_words(tmp, zone, t, words, LOCAL_TIME) };

	if (apart == 0)
		return words_fill(ctx, words->time, &values);
	values.date = local_words(tmp, zone, t, words, apart < 7 ? LOCAL_WEEKDAY : LOCAL_DAY);
	return words_fill(ctx, words->day_and_time, &values);
}

char *
local_length(TALLOC_CTX *ctx, duration d)
{
	int64_t seconds = d < 0 ? 0 : d / 1000;
	int64_t hours = seconds / 3600, minutes = seconds / 60 % 60;
	char *out = talloc_strdup(ctx, "");

	if (hours > 0)
		out = talloc_asprintf_append(out, "%lld h", (long long)hours);
	if (minutes > 0 || seconds == 0)
		out = talloc_asprintf_append(out, "%s%lld min", hours > 0 ? " " : "", (long long)minutes);
	if (hours == 0 && seconds % 60 > 0)
		out = talloc_asprintf_append(out, "%s%lld s", minutes > 0 ? " " : "", (long long)(seconds % 60));
	return out;
}

char *
local_about(TALLOC_CTX *ctx, duration d)
{
	duration minutes = (d + SECONDS(30)) / MINUTES(1) * MINUTES(1);

	return local_length(ctx, d > 0 && minutes == 0 ? MINUTES(1) : minutes);
}
