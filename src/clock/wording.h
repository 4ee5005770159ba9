/* wording.h - the words that dates and reckonings are made of, a language each */
#ifndef POSTIGO_SRC_CLOCK_WORDING_H
#define POSTIGO_SRC_CLOCK_WORDING_H

#include <talloc.h>

/* In sentences, $1 to $4 stand for what is put in. */
struct wording {
	const char *name;
	const char *weekdays[7], *short_weekdays[7], *months[12];
	const char *day, *date;			/* weekday, day, month, year */
	const char *time, *day_and_time;	/* inside a sentence */
	/* The sentences of sla_words.c, which has the order of what is put in. */
	const char *within, *on_day, *until, *more_days, *holiday, *paused, *paused_since, *left, *carried, *far;
};

/* That of the language, of the language that it is a kind of, or English. */
const struct wording *wording_of(const char *name);

/* The sentence with those put in, owned by ctx; b to d may be NULL when it does not use them. */
char *wording_fill(TALLOC_CTX *ctx, const char *sentence, const char *a, const char *b, const char *c, const char *d);

#endif
