/* hours.c - see hours.h */
#include <config.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "hours.h"

static const char *const weekdays[] = {
	"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
};

static void
skip_blanks(const char **p, const char *blanks)
{
	*p += strspn(*p, blanks);
}

/* "mon" or "monday", in any case: three letters of it or more. False when none stands at *p. */
static bool
weekday(const char **p, int *out)
{
	size_t n = 0;

	while (isalpha((unsigned char)(*p)[n]))
		n++;
	for (int i = 0; n >= 3 && i < 7; i++)
		if (n <= strlen(weekdays[i]) && strncasecmp(*p, weekdays[i], n) == 0) {
			*p += n;
			*out = i;
			return true;
		}
	return false;
}

/* "mon", "mon-thu" or "sat-mon", into the set. */
static bool
some_days(const char **p, unsigned *days)
{
	int from, to;

	if (!weekday(p, &from))
		return false;
	to = from;
	if (**p == '-') {
		(*p)++;
		if (!weekday(p, &to))
			return false;
	}
	for (int day = from;; day = (day + 1) % 7) {
		*days |= 1u << day;
		if (day == to)
			return true;
	}
}

/* "9:00" or "09:00", to "24:00". */
static bool
clock_time(const char **p, int *minutes)
{
	int digits = isdigit((unsigned char)(*p)[0]) ? isdigit((unsigned char)(*p)[1]) ? 2 : 1 : 0;
	const char *c = *p + digits;

	if (digits == 0 || c[0] != ':' || !isdigit((unsigned char)c[1]) || !isdigit((unsigned char)c[2]) ||
	    isdigit((unsigned char)c[3]))
		return false;
	int hour = digits == 1 ? **p - '0' : (**p - '0') * 10 + ((*p)[1] - '0');
	int minute = (c[1] - '0') * 10 + (c[2] - '0');

	*minutes = hour * 60 + minute;
	*p = c + 3;
	return minute < 60 && *minutes <= HOURS_DAY;
}

/* NULL when "09:00-18:00" stands at *p. */
static const char *
stretch(TALLOC_CTX *ctx, const char **p, struct conf_stretch *out)
{
	const char *start = *p;
	int from, to;

	if (!clock_time(p, &from) || **p != '-' || ((*p)++, !clock_time(p, &to)) || from == HOURS_DAY)
		return talloc_asprintf(ctx, "has \"%.40s\" in it where there should be hours like 09:00-18:00", start);
	if (from == to)
		return talloc_asprintf(ctx, "has \"%.*s\" in it, which is no time at all; a whole day is 00:00-24:00",
		    (int)(*p - start), start);
	/* Until a time that is earlier: of the next day. */
	out->from = (uint16_t)from;
	out->to = (uint16_t)(to > from ? to : to + HOURS_DAY);
	return NULL;
}

const char *
hours_read_stretches(TALLOC_CTX *ctx, const char **p, struct conf_hours *out)
{
	*out = (struct conf_hours){ 0 };
	do {
		struct conf_stretch one;
		const char *wrong = stretch(ctx, p, &one);

		if (wrong != NULL)
			return wrong;
		hours_join(ctx, out, &(struct conf_hours){ &one, 1 });
		skip_blanks(p, " ,");
	} while (isdigit((unsigned char)**p));
	return NULL;
}

const char *
hours_read(TALLOC_CTX *ctx, const char *text, unsigned *days, struct conf_hours *out)
{
	const char *p = text;

	*days = 0;
	if (strncasecmp(p, "daily ", 6) == 0) {
		*days = 0x7F;
		p += 6;
	}
	skip_blanks(&p, " ");
	while (*days != 0x7F && isalpha((unsigned char)*p)) {
		if (!some_days(&p, days))
			return talloc_asprintf(ctx,
			    "is \"%.100s\"; days are mon, tue, wed, thu, fri, sat, sun, or daily, as in \"mon-fri 09:00-18:00\"", text);
		skip_blanks(&p, " ,");
	}
	if (*days == 0)
		return talloc_asprintf(ctx, "is \"%.100s\"; say on which days, as in \"mon-fri 09:00-18:00\"", text);
	const char *wrong = hours_read_stretches(ctx, &p, out);

	if (wrong == NULL && *p != '\0')
		wrong = talloc_asprintf(ctx, "has \"%.40s\" behind the hours; write one text for each kind of day", p);
	return wrong;
}

static const char *
hours_wrong(TALLOC_CTX *ctx, const char *text)
{
	struct conf_hours hours;
	unsigned days;

	return hours_read(ctx, text, &days, &hours);
}

const struct value_kind value_hours = { "mon-fri 09:00-18:00", hours_wrong };

static int
compare(const void *a, const void *b)
{
	return ((const struct conf_stretch *)a)->from - ((const struct conf_stretch *)b)->from;
}

void
hours_join(TALLOC_CTX *ctx, struct conf_hours *hours, const struct conf_hours *more)
{
	struct conf_hours all = { talloc_array(ctx, struct conf_stretch, (unsigned)(hours->count + more->count)), 0 };
	size_t last = 0;

	for (size_t i = 0; i < hours->count; i++)
		all.list[all.count++] = hours->list[i];
	for (size_t i = 0; i < more->count; i++)
		all.list[all.count++] = more->list[i];
	qsort(all.list, all.count, sizeof(*all.list), compare);
	for (size_t i = 1; i < all.count; i++) {
		if (all.list[i].from > all.list[last].to)
			all.list[++last] = all.list[i];
		else if (all.list[i].to > all.list[last].to)
			all.list[last].to = all.list[i].to;
	}
	talloc_free(hours->list);
	*hours = (struct conf_hours){ all.list, all.count == 0 ? 0 : last + 1 };
}

duration
hours_length(const struct conf_hours *hours)
{
	duration sum = 0;

	for (size_t i = 0; i < hours->count; i++)
		sum += MINUTES(hours->list[i].to - hours->list[i].from);
	return sum;
}

duration
hours_covered(const struct conf_hours *before, const struct conf_hours *hours)
{
	int until = before->count == 0 ? 0 : before->list[before->count - 1].to - HOURS_DAY;
	duration sum = 0;

	for (size_t i = 0; i < hours->count && hours->list[i].from < until; i++)
		sum += MINUTES((hours->list[i].to < until ? hours->list[i].to : until) - hours->list[i].from);
	return sum;
}
