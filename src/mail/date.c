/* date.c - see date.h */
#include <config.h>

#include <glib.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/date.h>
#include <postigo/mail/words.h>

#include "quotemonth.h"

#define NUMBERS 3u
#define MONTH_MAX 32u	/* bytes of a month's name */

/* What was found so far; -1: not yet. */
struct found {
	int day, month, year;
	int hour, minute, second;
	int zone;		/* minutes east */
	bool has_zone;
	int numbers[NUMBERS];	/* before the time, while no month has a name: "13/01/2026" */
	unsigned count;
	bool dotted;		/* "13.01.2026": so written, the day comes first */
	bool nonsense;		/* a time that cannot be */
};

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
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

/* The month that people call so, in any language; -1: none. */
static int
spoken_month(struct span s)
{
	char word[MONTH_MAX + 6];
	const char *p = s.at, *end = s.at + s.size;
	size_t made = 0;
	int m = -1;

	while (p < end && made < MONTH_MAX)
		made += (size_t)g_unichar_to_utf8(g_unichar_tolower(utf8_next(&p, end)), word + made);
	word[made] = '\0';
	return p == end && quotemonth_named(word, &m) ? m : -1;
}

/* Mail has English names; programs that forget it have those of their user. A word counts when it begins one of these
 * and has three letters at least, so that "mar" is March and "mardi" is not. */
static int
month(struct span s)
{
	static const char *const names[12] = {
		"january enero janvier januar gennaio janeiro januari", "february febrero février februar febbraio fevereiro februari",
		"march marzo mars märz março maart mrt", "april abril avril aprile", "may mayo mai maggio maio mei maj",
		"june junio juin juni giugno junho", "july julio juillet juli luglio julho",
		"august agosto août augustus augusti", "september septiembre septembre settembre setembro setiembre",
		"october octubre octobre oktober ottobre outubro", "november noviembre novembre novembro",
		"december diciembre décembre dezember dicembre dezembro december" };

	for (int m = 0; m < 12 && s.size >= 3; m++) {
		for (const char *p = names[m]; p != NULL; p = strchr(p, ' ')) {
			p += *p == ' ';
			if (strncasecmp(p, s.at, s.size) == 0)
				return m + 1;
		}
	}
	return s.size >= 3 ? spoken_month(s) : -1;
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
	if (n < 2 || part[0] > 24 || part[1] > 59 || part[2] > 60 || (part[0] == 24 && part[1] + part[2] > 0)) {
		f->nonsense = true;
		return false;
	}
	f->hour = part[0];
	f->minute = part[1];
	f->second = part[2];
	return true;
}

/* "+0100", "+01:00", "-330", "+2" */
static void
zone_number(struct span s, struct found *f)
{
	int digits[4] = { 0, 0, 0, 0 };
	size_t n = 0;

	for (size_t i = 0; i < s.size && n < 4; i++) {
		if (digit(s.at[i]))
			digits[n++] = s.at[i] - '0';
	}
	if (n == 0)
		return;
	if (n == 1 || n == 3)	/* one digit for the hours */
		f->zone = digits[0] * 60 + (n == 3 ? digits[1] * 10 + digits[2] : 0);
	else
		f->zone = (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3];
	if (f->zone > 15 * 60)
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
		int minutes;
	} zones[] = {
		{ "EDT", -240 }, { "EST", -300 }, { "CDT", -300 }, { "CST", -360 }, { "MDT", -360 }, { "MST", -420 },
		{ "PDT", -420 }, { "PST", -480 }, { "AKDT", -480 }, { "AKST", -540 }, { "HST", -600 }, { "AST", -240 },
		{ "ADT", -180 }, { "NST", -210 }, { "NDT", -150 }, { "BRT", -180 }, { "ART", -180 }, { "CLT", -240 },
		{ "CLST", -180 }, { "COT", -300 }, { "PET", -300 }, { "VET", -240 }, { "WEST", 60 }, { "BST", 60 },
		{ "CET", 60 }, { "MET", 60 }, { "MEZ", 60 }, { "CEST", 120 }, { "MEST", 120 }, { "MESZ", 120 }, { "EET", 120 },
		{ "SAST", 120 }, { "EEST", 180 }, { "IDT", 180 }, { "MSK", 180 }, { "MSD", 240 }, { "PKT", 300 },
		{ "IST", 330 }, { "ICT", 420 }, { "WIB", 420 }, { "HKT", 480 }, { "SGT", 480 }, { "PHT", 480 }, { "AWST", 480 },
		{ "JST", 540 }, { "KST", 540 }, { "ACST", 570 }, { "AEST", 600 }, { "AEDT", 660 }, { "NZST", 720 },
		{ "NZDT", 780 },
	};

	if (f->hour < 0)
		return;
	if (span_is(s, "am") || span_is(s, "pm")) {
		if (f->hour > 12)
			return;
		f->hour = f->hour % 12 + ((s.at[0] | 0x20) == 'p' ? 12 : 0);
		return;
	}
	if (f->has_zone)
		return;
	f->has_zone = true;
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		if (span_is(s, zones[i].name))
			f->zone = zones[i].minutes;
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

/* "13.01.2026" */
static bool
dotted_date(struct span s, struct found *f)
{
	size_t i = 0;

	if (f->count > 0 || f->day >= 0 || memchr(s.at, ':', s.size) != NULL)
		return false;
	for (unsigned n = 0; n < NUMBERS; n++) {
		size_t from = i;

		while (i < s.size && digit(s.at[i]))
			i++;
		if (i == from || i - from > 4 || (n < 2 && (i == s.size || s.at[i++] != '.')))
			return false;
		f->numbers[n] = number((struct span){ s.at + from, s.size - from });
	}
	f->count = NUMBERS;
	f->dotted = i == s.size;
	return f->dotted;
}

static void
take_number(struct span s, struct found *f)
{
	if (s.size >= 10 && s.at[4] == '-' && s.at[7] == '-') {
		iso_date(s, f);
		return;
	}
	if (f->hour < 0 && (memchr(s.at, ':', s.size) != NULL ||
	    (f->year >= 0 && memchr(s.at, '.', s.size) != NULL))) {
		clock_time(s, f);
		return;
	}
	if (f->hour < 0 && f->month < 0 && memchr(s.at, '.', s.size) != NULL && dotted_date(s, f))
		return;
	if (f->month < 0 && f->hour < 0 && f->count < NUMBERS && s.size <= 4)
		f->numbers[f->count++] = number(s);
	if (f->day < 0 && s.size <= 2)
		f->day = number(s);
	else if (f->year < 0 && (f->month >= 0 || s.size == 4))
		f->year = full_year(number(s), s.size);
	else if (f->year >= 0 && f->hour >= 0 && !f->has_zone && s.size == 4)	/* a zone that lost its sign */
		zone_number(s, f);
}

/* A date of numbers alone, where it can be only one: which comes first depends on the country. */
static void
resolve_numbers(struct found *f)
{
	int a = f->numbers[0], b = f->numbers[1], c = f->numbers[2];

	if (f->month >= 0 || f->count != NUMBERS)
		return;
	if (a > 31) {		/* 2026/01/13 */
		f->year = a;
		f->month = b;
		f->day = c;
		return;
	}
	if (a > 12 || a == b || f->dotted) {
		f->day = a;
		f->month = b;
	} else if (b > 12) {
		f->day = b;
		f->month = a;
	} else {
		return;
	}
	f->year = full_year(c, c < 100 ? 2 : 4);
}

static void
take(struct span s, struct found *f)
{
	int m;

	if (digit(s.at[0]))
		take_number(s, f);
	else if (s.at[0] == '+' || s.at[0] == '-')
		zone_number(s, f);
	else if ((m = month(s)) > 0 && (f->hour < 0 || f->month < 0))	/* the last counts: "mar" may have been a Tuesday */
		f->month = m;
	else
		zone_name(s, f);
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

static bool
possible(const struct found *f)
{
	static const int lengths[12] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (f->year % 4 == 0 && f->year % 100 != 0) || f->year % 400 == 0;

	if (f->nonsense || f->month < 1 || f->month > 12 || f->year < 1900 || f->year > 9999)
		return false;
	return f->day >= 1 && f->day <= lengths[f->month - 1] && (f->month != 2 || f->day < 29 || leap);
}

static void
take_all(struct span s, struct found *f)
{
	for (size_t i = 0; i < s.size;) {
		size_t n;

		if (s.at[i] == '(') {
			i = skip_comment(s, i);
			continue;
		}
		n = token_length(s, i);
		/* "13-Jan-2026": there the dash is no sign. */
		if (s.at[i] == '-' && n > 1 && f->hour < 0) {
			i++;
			continue;
		}
		if (digit(s.at[i]) || letter(s.at[i]) || n > 1)
			take((struct span){ s.at + i, n }, f);
		i += n;
	}
}

bool
date_read(struct span value, instant *out)
{
	SCRATCH(tmp);
	struct span s = span_trim(value);
	struct found f = { .day = -1, .month = -1, .year = -1, .hour = -1 };

	if (s.size > 200)
		s.size = 200;
	if (words_encoded(s))
		s = span_of(words_decode(tmp, s));
	take_all(s, &f);
	resolve_numbers(&f);
	if (!possible(&f))
		return false;
	if (f.hour < 0)
		f.hour = 0;
	*out = SECONDS(instant_days(f.year, f.month, f.day) * 86400 + f.hour * 3600 + f.minute * 60 + f.second -
	    f.zone * 60);
	return true;
}
