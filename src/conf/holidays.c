/* holidays.c - see holidays.h */
#include <config.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "holidays.h"
#include "hours.h"

#define MOST 100000		/* days of one calendar */
#define LONGEST 366		/* days from the first to the last of one text */

struct day {
	struct conf_holiday is;
	unsigned number;	/* in the order of adding */
};

struct holidays {
	struct day *list;
	unsigned count;
	int64_t first, last;
};

/* A date; year 0: of every year. */
struct date {
	int year, month, day;
};

/* What one text says. */
struct written {
	struct date from, to;
	struct conf_hours hours;
	const char *name;	/* NULL: none */
};

static bool
number(const char **p, int digits, int *out)
{
	*out = 0;
	for (; digits > 0; digits--, (*p)++) {
		if (!isdigit((unsigned char)**p))
			return false;
		*out = *out * 10 + (**p - '0');
	}
	return true;
}

/* "2026-12-25" or "12-25". */
static bool
date(const char **p, struct date *d)
{
	const char *c = *p;
	bool whole = number(&c, 4, &d->year) && *c == '-' && d->year > 0;

	c = whole ? c + 1 : *p;
	if (!whole)
		d->year = 0;
	if (!number(&c, 2, &d->month) || *c != '-' || (c++, !number(&c, 2, &d->day)) || isdigit((unsigned char)*c))
		return false;
	*p = c;
	/* 2000: the 29th of February is a day of some years. */
	return d->month >= 1 && d->month <= 12 && d->day >= 1 &&
	    d->day <= instant_days_in_month(whole ? d->year : 2000, d->month);
}

/* Days since 1970-01-01; year: which, when the date does not say. */
static int64_t
days_of(struct date d, int64_t year)
{
	return instant_days(d.year != 0 ? d.year : year, d.month, d.day);
}

static const char *
range_wrong(TALLOC_CTX *ctx, const char *text, const struct written *w)
{
	int64_t length = days_of(w->to, 2000) - days_of(w->from, 2000);

	if ((w->from.year == 0) != (w->to.year == 0))
		return talloc_asprintf(ctx, "is \"%.100s\"; give both dates with the year, or both without", text);
	if (w->from.year != 0 && (length < 0 || length >= LONGEST))
		return talloc_asprintf(ctx, "is \"%.100s\"; the second date should be within a year after the first", text);
	return NULL;
}

/* NULL when text is a date or two, and then perhaps hours, and then perhaps a name. */
static const char *
read_text(TALLOC_CTX *ctx, const char *text, struct written *w)
{
	const char *p = text, *wrong = NULL;

	*w = (struct written){ 0 };
	bool right = date(&p, &w->from);

	w->to = w->from;
	if (right && strncmp(p, "..", 2) == 0) {
		p += 2;
		right = date(&p, &w->to);
	}
	if (!right || (*p != '\0' && *p != ' '))
		return talloc_asprintf(ctx, "is \"%.100s\"; a holiday is a date like 2026-12-25, or 12-25 for every year, or two "
		    "with .. between them; hours or a name may follow", text);
	p += strspn(p, " ");
	wrong = range_wrong(ctx, text, w);
	if (wrong == NULL && isdigit((unsigned char)*p))
		wrong = hours_read_stretches(ctx, &p, &w->hours);
	w->name = *p != '\0' ? p : NULL;
	return wrong;
}

static const char *
holiday_wrong(TALLOC_CTX *ctx, const char *text)
{
	struct written w;

	return read_text(ctx, text, &w);
}

const struct value_kind value_holiday = { "12-25", holiday_wrong };

struct holidays *
holidays_new(TALLOC_CTX *ctx)
{
	struct holidays *h = talloc_zero(ctx, struct holidays);

	h->first = instant_days(CONF_HOLIDAYS_FROM, 1, 1);
	h->last = instant_days(CONF_HOLIDAYS_TO, 12, 31);
	return h;
}

bool
holidays_add(struct holidays *h, int64_t day, struct conf_hours hours, const char *name)
{
	if (day < h->first || day > h->last)
		return true;
	if (h->count == MOST)
		return false;
	if ((h->count & (h->count - 1)) == 0)
		h->list = talloc_realloc(h, h->list, struct day, h->count * 2 + 1);
	h->list[h->count] = (struct day){ { day, hours, name }, h->count };
	h->count++;
	return true;
}

/* In one year. The 29th of February is in most years no day: a range begins after it then, or ends before it. */
static bool
add_range(struct holidays *h, const struct written *w, int64_t year)
{
	bool next = w->to.year == 0 && w->to.month * 100 + w->to.day < w->from.month * 100 + w->from.day;
	int64_t last_year = w->to.year != 0 ? w->to.year : year + next;
	int most = instant_days_in_month(last_year, w->to.month);
	int64_t to = instant_days(last_year, w->to.month, w->to.day < most ? w->to.day : most);

	for (int64_t day = days_of(w->from, year); day <= to; day++)
		if (!holidays_add(h, day, w->hours, w->name))
			return false;
	return true;
}

bool
holidays_add_text(struct holidays *h, const char *text)
{
	struct written w;

	if (read_text(h, text, &w) != NULL)
		return true;
	if (w.from.year != 0)
		return add_range(h, &w, w.from.year);
	/* One that begins in the year before may reach into the first. */
	for (int64_t year = CONF_HOLIDAYS_FROM - 1; year <= CONF_HOLIDAYS_TO; year++)
		if (!add_range(h, &w, year))
			return false;
	return true;
}

static int
compare(const void *a, const void *b)
{
	const struct day *x = a, *y = b;

	if (x->is.day != y->is.day)
		return x->is.day < y->is.day ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

void
holidays_finish(struct holidays *h, struct conf_calendar *calendar)
{
	if (h->count == 0)
		return;
	qsort(h->list, h->count, sizeof(*h->list), compare);
	calendar->holidays = talloc_array(h, struct conf_holiday, h->count);
	for (unsigned i = 0; i < h->count; i++)
		if (i + 1 == h->count || h->list[i].is.day != h->list[i + 1].is.day)
			calendar->holidays[calendar->holiday_count++] = h->list[i].is;
}
