/* instant.c - see instant.h
 *
 * The calendar is reckoned here and not by the C library: gmtime_r() may want to read the zone's file, which a
 * process in the sandbox cannot, and strftime() writes names in the locale's language.
 */
#include <config.h>

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <postigo/base/instant.h>
#include <postigo/base/memory.h>
#include <postigo/base/text.h>

#define LAST_INSTANT 253402300799999	/* 9999-12-31T23:59:59.999Z: RFC 3339 knows no later one */
#define FIRST_INSTANT (-62167219200000)	/* 0000-01-01T00:00:00Z, and no earlier one */

/* A rehearsal: simulated time is start + (monotonic - since) * speed. */
static struct {
	bool on;
	instant start;
	int64_t since;
	double speed;
} rehearsal;

static int64_t
clock_milliseconds(clockid_t id)
{
	struct timespec ts;

	clock_gettime(id, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

int64_t
instant_monotonic(void)
{
	return clock_milliseconds(CLOCK_MONOTONIC);
}

instant
instant_now(void)
{
	if (!rehearsal.on)
		return clock_milliseconds(CLOCK_REALTIME);
	return rehearsal.start + (duration)((double)(instant_monotonic() - rehearsal.since) * rehearsal.speed);
}

void
instant_rehearse(instant start, double speed)
{
	rehearsal.start = start;
	rehearsal.speed = speed;
	rehearsal.since = instant_monotonic();
	rehearsal.on = true;
}

char *
instant_rehearsal(TALLOC_CTX *ctx)
{
	return !rehearsal.on ? NULL : talloc_asprintf(ctx, "%lld %lld %lld", (long long)rehearsal.start, (long long)rehearsal.since,
	    (long long)(rehearsal.speed * 1000));
}

/* The clock that never jumps is the same for all programs, until the machine is started anew. */
bool
instant_join(const char *words)
{
	long long start, since, speed;

	if (sscanf(words, "%lld %lld %lld", &start, &since, &speed) != 3 || since > instant_monotonic() || speed <= 0)
		return false;
	rehearsal.start = start;
	rehearsal.since = since;
	rehearsal.speed = (double)speed / 1000;
	rehearsal.on = true;
	return true;
}

bool
instant_rehearsed(void)
{
	return rehearsal.on;
}

instant
instant_told(instant second)
{
	int64_t age, at;

	if (!rehearsal.on)
		return second;
	/* It may have been at the very end of that second, and much passes in one. */
	age = clock_milliseconds(CLOCK_REALTIME) - (second + 999);
	at = instant_monotonic() - (age > 0 ? age : 0);
	if (at < rehearsal.since)
		return rehearsal.start - (rehearsal.since - at);
	return rehearsal.start + (duration)((double)(at - rehearsal.since) * rehearsal.speed);
}

int
instant_patience(instant due)
{
	duration left = due - instant_now();

	if (rehearsal.on)
		left = (duration)((double)left / rehearsal.speed) + (left > 0);
	return left < 0 ? 0 : left > MINUTES(1) ? (int)MINUTES(1) : (int)left;
}

/* Years begin in March here, so that the leap day is the last of its year. */
int64_t
instant_days(int64_t year, int month, int day)
{
	int64_t y = month > 2 ? year : year - 1;
	int64_t m = month > 2 ? month - 3 : month + 9;
	int64_t leaps = y / 4 - y / 100 + y / 400;

	if (y < 0)		/* only January and February of year 0 */
		leaps = -1;
	return y * 365 + leaps + (m * 153 + 2) / 5 + day - 1 - 719468;
}

int
instant_days_in_month(int64_t year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

struct instant_date
instant_date(instant t)
{
	if (t < FIRST_INSTANT)
		t = FIRST_INSTANT;
	if (t > LAST_INSTANT)
		t = LAST_INSTANT;
	int64_t since_zero = t - FIRST_INSTANT;
	int64_t days = since_zero / DAYS(1) + instant_days(0, 1, 1);
	int in_day = (int)(since_zero % DAYS(1));
	int64_t year = since_zero / DAYS(1) * 400 / 146097;	/* right, or one too many or too few */

	while (instant_days(year, 1, 1) > days)
		year--;
	while (instant_days(year + 1, 1, 1) <= days)
		year++;
	int day = (int)(days - instant_days(year, 1, 1)) + 1, month = 1;
	while (day > instant_days_in_month(year, month))
		day -= instant_days_in_month(year, month++);
	return (struct instant_date){
		.year = year, .month = month, .day = day,
		.hour = in_day / 3600000, .minute = in_day / 60000 % 60,
		.second = in_day / 1000 % 60, .millisecond = in_day % 1000,
		.weekday = (int)((days + 4 + 7 * 200000) % 7),	/* 1970-01-01 was a Thursday */
	};
}

char *
instant_rfc3339(TALLOC_CTX *ctx, instant t)
{
	struct instant_date d = instant_date(t);

	return talloc_asprintf(ctx, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)d.year, d.month, d.day, d.hour, d.minute,
	    d.second);
}

void
instant_stamp(instant t, char out[INSTANT_STAMP_SIZE])
{
	struct instant_date d = instant_date(t);
	char stamp[96];

	snprintf(stamp, sizeof(stamp), "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", (int)d.year, d.month, d.day, d.hour,
	    d.minute, d.second, d.millisecond);
	memcpy(out, stamp, INSTANT_STAMP_SIZE - 1);
	out[INSTANT_STAMP_SIZE - 1] = '\0';
}

char *
instant_rfc5322(TALLOC_CTX *ctx, instant t)
{
	static const char weekdays[][4] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
		"Dec" };
	struct instant_date d = instant_date(t);

	return talloc_asprintf(ctx, "%s, %02d %s %04d %02d:%02d:%02d +0000", weekdays[d.weekday], d.day,
	    months[d.month - 1], (int)d.year, d.hour, d.minute, d.second);
}

/* Reads exactly so many digits; false when they are not there. */
static bool
digits(const char **p, int count, int *out)
{
	int n = 0;

	for (int i = 0; i < count; i++, (*p)++) {
		if (**p < '0' || **p > '9')
			return false;
		n = n * 10 + (**p - '0');
	}
	*out = n;
	return true;
}

static bool
literal(const char **p, const char *one_of)
{
	if (**p == '\0' || strchr(one_of, **p) == NULL)
		return false;
	(*p)++;
	return true;
}

/* ".123456" to milliseconds; no fraction is one of 0. */
static bool
fraction(const char **p, int *milliseconds)
{
	int weight = 100;

	*milliseconds = 0;
	if (**p != '.')
		return true;
	(*p)++;
	if (**p < '0' || **p > '9')
		return false;
	for (; **p >= '0' && **p <= '9'; (*p)++, weight /= 10)
		*milliseconds += (**p - '0') * weight;
	return true;
}

/* "Z" or "+02:00", in minutes east. */
static bool
offset(const char **p, int *minutes)
{
	int hour, minute;
	bool west = **p == '-';

	*minutes = 0;
	if (literal(p, "Zz"))
		return true;
	if (!literal(p, "+-") || !digits(p, 2, &hour) || !literal(p, ":") || !digits(p, 2, &minute) || hour > 23 ||
	    minute > 59)
		return false;
	*minutes = (hour * 60 + minute) * (west ? -1 : 1);
	return true;
}

enum result
instant_parse(const char *text, instant *out, struct error *err)
{
	const char *p = text;
	int year, month, day, hour, minute, second, millisecond, east;

	if (!digits(&p, 4, &year) || !literal(&p, "-") || !digits(&p, 2, &month) || !literal(&p, "-") ||
	    !digits(&p, 2, &day) || !literal(&p, "Tt ") || !digits(&p, 2, &hour) || !literal(&p, ":") ||
	    !digits(&p, 2, &minute) || !literal(&p, ":") || !digits(&p, 2, &second) || !fraction(&p, &millisecond) ||
	    !offset(&p, &east) || *p != '\0')
		return error_set(err, PERMFAIL, "\"%.60s\" is no point in time like 2026-11-22T20:32:52Z", text);
	/* Second 60 is a leap second, and becomes the first of the next minute. */
	if (month < 1 || month > 12 || day < 1 || day > instant_days_in_month(year, month) || hour > 23 || minute > 59 ||
	    second > 60)
		return error_set(err, PERMFAIL, "\"%.60s\": there is no such day or time", text);
	*out = DAYS(instant_days(year, month, day)) + HOURS(hour) + MINUTES(minute - east) + SECONDS(second) + millisecond;
	return DONE;
}

static const struct unit {
	const char *name;
	duration length;
} units[] = {		/* the largest first; a year is no calendar's, so that a length is one whatever the day */
	{ "y", DAYS(365) }, { "w", DAYS(7) }, { "d", DAYS(1) }, { "h", HOURS(1) }, { "m", MINUTES(1) }, { "s", SECONDS(1) }, { "ms", 1 },
};
#define UNITS (sizeof(units) / sizeof(units[0]))
#define UNIT_DAY 2
#define UNIT_SECOND 5

/* The unit whose name stands at *p, as its place in the table; UNITS when there is none. */
static size_t
unit_at(const char **p)
{
	size_t n = 0;

	while (isalpha((unsigned char)(*p)[n]))
		n++;
	for (size_t i = 0; i < UNITS; i++)
		if (strlen(units[i].name) == n && memcmp(*p, units[i].name, n) == 0) {
			*p += n;
			return i;
		}
	return UNITS;
}

/* A number that is not negative; false when there is none or it does not fit. */
static bool
number(const char **p, int64_t *out)
{
	int64_t n = 0;

	if (**p < '0' || **p > '9')
		return false;
	for (; **p >= '0' && **p <= '9'; (*p)++)
		if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, **p - '0', &n))
			return false;
	*out = n;
	return true;
}

/* The length of a unit; negative when it is told by the day's, which nobody knows. */
static duration
length_of(const struct unit *unit, const struct duration_day *as)
{
	if (as == NULL || unit->length < DAYS(1))
		return unit->length;
	return unit->length == DAYS(1) ? as->day : unit->length == DAYS(7) ? as->week : -1;
}

enum result
duration_parse_as(const char *text, const struct duration_day *as, duration *out, struct error *err)
{
	const char *p = text;
	duration sum = 0;
	int64_t n = 0;
	size_t least = 0;

	do {
		if (!number(&p, &n))
			return error_set(err, PERMFAIL, "\"%.60s\" is no length of time like 90s, 5m or 1h30m", text);
		bool bare = least == 0 && *p == '\0';
		size_t unit = bare ? UNIT_SECOND : unit_at(&p);
		if (unit == UNITS || (unit < least && !bare))
			return error_set(err, PERMFAIL,
			    "\"%.60s\": units of time are y, w, d, h, m, s and ms, each once, the largest first", text);
		duration length = length_of(&units[unit], as);
		if (length < 0)
			return error_set(err, PERMFAIL, "\"%.60s\": nobody knows how long \"%s\" is here", text, units[unit].name);
		if (__builtin_mul_overflow(n, length, &n) || __builtin_add_overflow(sum, n, &sum))
			return error_set(err, PERMFAIL, "\"%.60s\" is too long a time", text);
		least = unit + 1;
	} while (*p != '\0');
	*out = sum;
	return DONE;
}

enum result
duration_parse(const char *text, duration *out, struct error *err)
{
	return duration_parse_as(text, NULL, out, err);
}

char *
duration_text(TALLOC_CTX *ctx, duration d)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, 100);
	uint64_t rest = d < 0 ? -(uint64_t)d : (uint64_t)d;

	if (d < 0)
		text_add_char(t, '-');
	for (size_t i = UNIT_DAY; i < UNITS; i++) {
		uint64_t n = rest / (uint64_t)units[i].length;
		rest %= (uint64_t)units[i].length;
		if (n > 0)
			text_printf(t, "%llu%s", (unsigned long long)n, units[i].name);
	}
	if (d == 0)
		text_add_string(t, "0s");
	return talloc_strndup(ctx, t->bytes, t->size);
}
