/* template_sample.c - see template_sample.h */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/base/memory.h>

#include "template_sample.h"

static int
place_of(const char *name, const char *const *names, int count)
{
	for (int i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

/* "Friday 27 November 2026, 16:30", its beginnings, or "Friday 16:30"; NULL when it is none of these. */
static char *
date_in(TALLOC_CTX *ctx, const char *text, const struct conf_words *words)
{
	char weekday[16], month[16], day[8], year[8], time[8];
	int read = sscanf(text, "%15[A-Za-z] %2[0-9] %15[A-Za-z] %4[0-9], %5[0-9:]", weekday, day, month, year, time);
	int w = read >= 1 ? place_of(weekday, words_english.weekdays, 7) : -1, m = read >= 3 ? place_of(month, words_english.months, 12) : -1;
	struct words_values v = { .day = day, .year = year, .time = time };

	if (w < 0)
		return NULL;
	v.weekday = words->weekdays[w];
	if (read < 3) {
		if (sscanf(text, "%*s %5[0-9:]", time) != 1 || strchr(time, ':') == NULL)
			return NULL;
		v.date = v.weekday;
		return words_fill(ctx, words->day_and_time, &v);
	}
	if (m < 0)
		return NULL;
	v.month = words->months[m];
	if (read == 3)
		return words_fill(ctx, words->day, &v);
	v.date = words_fill(ctx, words->date, &v);
	return read == 4 ? talloc_strdup(ctx, v.date) : words_fill(ctx, words->moment, &v);
}

static json_t *
spoken(const char *text, const struct conf_words *words)
{
	SCRATCH(tmp);
	int tier = place_of(text, words_english.tiers, CONF_TIERS);
	const char *said = tier >= 0 ? words->tiers[tier] : date_in(tmp, text, words);

	return said != NULL ? json_string(said) : NULL;
}

/* What is in a list or object of the samples, which are no deeper than that. */
static void
speak_within(json_t *value, const struct conf_words *words)
{
	for (size_t i = 0; i < json_array_size(value); i++)
		for (void *f = json_object_iter(json_array_get(value, i)); f != NULL; f = json_object_iter_next(json_array_get(value, i), f)) {
			const char *text = json_string_value(json_object_iter_value(f));
			json_t *said = text != NULL ? spoken(text, words) : NULL;

			if (said != NULL)
				json_object_iter_set_new(json_array_get(value, i), f, said);
		}
}

void
template_sample_speak(json_t *values, const struct conf_words *words)
{
	for (void *i = json_object_iter(values); i != NULL; i = json_object_iter_next(values, i)) {
		const char *text = json_string_value(json_object_iter_value(i));
		json_t *said = text != NULL ? spoken(text, words) : NULL;

		if (said != NULL)
			json_object_iter_set_new(values, i, said);
		else
			speak_within(json_object_iter_value(i), words);
	}
}
