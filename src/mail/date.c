/* date.c - see date.h */
#include <config.h>

#include <postigo/mail/date.h>

/* What was found so far; -1: not yet. */
struct found {
	int day, month, year;
	int hour, minute, second;
	int zone;		/* minutes east */
	bool has_zone;
};

struct token {
	struct span text;
	bool number;
};

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Comments may nest; what follows an open one is comment. */
static size_t
skip_comment(struct span s, size_t i)
{
	size_t depth = 0;

	for (; i < s.size; i++) {
		if (s.at[i] == '\\')
			i++;
		else if (s.at[i] == '(')
			depth++;
		else if (s.at[i] == ')' && --depth == 0)
			return i + 1;
	}
	return s.size;
}

static int
number(struct span s)
{
	int n = 0;

	for (size_t i = 0; i < s.size && i < 8 && digit(s.at[i]); i++)
		n = n * 10 + (s.at[i] - '0');
	return n;
}

static int
month(struct span s)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	for (int m = 0; m < 12 && s.size >= 3; m++) {
		if (strncasecmp(s.at, names + (ptrdiff_t)m * 3, 3) == 0)
			return m + 1;
	}
	return -1;
}

/* "10:11", "10:11:12", "10:11:12.345", "10.11.12" */
static bool
clock_time(struct span s, struct found *f)
{
	int part[3] = { 0, 0, 0 };
	size_t i = 0;
	int n = 0;

	while (n < 3 && i < s.size && digit(s.at[i])) {
		size_t from = i;

		while (i < s.size && digit(s.at[i]))
			i++;
		part[n++] = number((struct span){ s.at + from, i - from });
		if (i < s.size && (s.at[i] == ':' || s.at[i] == '.'))
			i++;
	}
	if (n < 2 || part[0] > 24 || part[1] > 59 || part[2] > 60)
		return false;
	f->hour = part[0];
	f->minute = part[1];
	f->second = part[2];
	return true;
}

static void
zone_number(struct span s, struct found *f)
{
	char digits[5] = "0000";
	size_t n = 0;

	for (size_t i = 1; i < s.size && n < 4; i++) {
		if (digit(s.at[i]))
			digits[n++] = s.at[i];
	}
	if (n < 2)
		return;
	f->zone = ((digits[0] - '0') * 10 + digits[1] - '0') * 60;
	if (n == 4)
		f->zone += (digits[2] - '0') * 10 + digits[3] - '0';
	if (f->zone > 24 * 60)
		f->zone = 0;
	if (s.at[0] == '-')
		f->zone = -f->zone;
	f->has_zone = true;
}

/* RFC 5322 section 4.3: military letters say nothing that can be relied on, so they are UTC, as is the unknown. */
static void
zone_name(struct span s, struct found *f)
{
	static const struct {
		const char *name;
		int hours;
	} zones[] = {
		{ "EDT", -4 }, { "EST", -5 }, { "CDT", -5 }, { "CST", -6 }, { "MDT", -6 }, { "MST", -7 }, { "PDT", -7 },
		{ "PST", -8 }, { "CET", 1 }, { "MET", 1 }, { "CEST", 2 }, { "MEST", 2 }, { "BST", 1 }, { "WEST", 1 },
		{ "EET", 2 }, { "EEST", 3 }, { "MSK", 3 }, { "JST", 9 }, { "KST", 9 }, { "HST", -10 },
	};

	if (f->has_zone || f->hour < 0)
		return;
	f->has_zone = true;
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		if (span_is(s, zones[i].name))
			f->zone = zones[i].hours * 60;
	}
}

static int
full_year(int n, size_t digits)
{
	if (digits <= 2)
		return n < 50 ? 2000 + n : 1900 + n;
	return digits == 3 ? 1900 + n : n;
}

/* "2026-01-13", and what follows a T */
static void
iso_date(struct span s, struct found *f)
{
	f->year = number(s);
	f->month = number((struct span){ s.at + 5, s.size - 5 });
	f->day = number((struct span){ s.at + 8, s.size - 8 });
}

static void
take_number(struct span s, struct found *f)
{
	if (s.size >= 10 && s.at[4] == '-' && s.at[7] == '-')
		iso_date(s, f);
	else if (f->hour < 0 && (memchr(s.at, ':', s.size) != NULL ||
	    (f->year >= 0 && memchr(s.at, '.', s.size) != NULL)))
		clock_time(s, f);
	else if (f->day < 0 && s.size <= 2)
		f->day = number(s);
	else if (f->year < 0 && (f->month >= 0 || s.size == 4))
		f->year = full_year(number(s), s.size);
}

static void
take(struct span s, struct found *f)
{
	int m;

	if (digit(s.at[0]))
		take_number(s, f);
	else if (s.at[0] == '+' || s.at[0] == '-')
		zone_number(s, f);
	else if (f->month < 0 && (m = month(s)) > 0)
		f->month = m;
	else
		zone_name(s, f);
}

/* Days from 1970-01-01 in the Gregorian calendar (era of 400 years at a time, March first). */
static int64_t
days(int year, int m, int day)
{
	int64_t y = m <= 2 ? year - 1 : year, era = y / 400, of_era = y - era * 400;
	int64_t of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* How long the token at i is. A "-" ends a number unless the date is ISO's or "13-Jan-2026". */
static size_t
token_length(struct span s, size_t i)
{
	size_t n = 1;

	if (digit(s.at[i])) {
		bool iso = s.size - i >= 10 && s.at[i + 4] == '-' && s.at[i + 7] == '-' && digit(s.at[i + 5]);

		while (i + n < s.size && (digit(s.at[i + n]) || s.at[i + n] == ':' || s.at[i + n] == '.' ||
		    (iso && n < 10 && s.at[i + n] == '-')))
			n++;
		return n;
	}
	if (letter(s.at[i])) {
		while (i + n < s.size && letter(s.at[i + n]))
			n++;
		return n;
	}
	if ((s.at[i] == '+' || s.at[i] == '-') && i + 1 < s.size && digit(s.at[i + 1])) {
		while (i + n < s.size && (digit(s.at[i + n]) || s.at[i + n] == ':'))
			n++;
	}
	return n;
}

bool
date_read(struct span value, instant *out)
{
	struct span s = span_trim(value);
	struct found f = { -1, -1, -1, -1, 0, 0, 0, false };

	if (s.size > 200)
		s.size = 200;
	for (size_t i = 0; i < s.size;) {
		size_t n;

		if (s.at[i] == '(') {
			i = skip_comment(s, i);
			continue;
		}
		n = token_length(s, i);
		/* "13-Jan-2026": there the dash is no sign. */
		if (s.at[i] == '-' && n > 1 && f.hour < 0) {
			i++;
			continue;
		}
		if (digit(s.at[i]) || letter(s.at[i]) || n > 1)
			take((struct span){ s.at + i, n }, &f);
		i += n;
	}
	if (f.day < 1 || f.day > 31 || f.month < 1 || f.month > 12 || f.year < 1900 || f.year > 9999)
		return false;
	if (f.hour < 0)
		f.hour = 0;
	*out = SECONDS(days(f.year, f.month, f.day) * 86400 + f.hour * 3600 + f.minute * 60 + f.second -
	    f.zone * 60);
	return true;
}
