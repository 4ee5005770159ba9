/* quotedate.c - see quotedate.h */
#include <config.h>

#include <glib.h>

#include <postigo/base/utf8.h>
#include <postigo/mail/quotedate.h>

#include "quotemonth.h"

#define VALUE_MAX 200u
#define WORD_MAX 40u

struct found {
	int day, month, year;	/* -1: not yet */
	int either;		/* of 02/10/2023 the second number, 0 when it is clear which is the month */
	int hour, minute, second;
	int zone;
	bool has_zone, american;	/* in a zone where the month is written first */
	bool morning, afternoon;
	bool day_dotted, year_dotted;	/* "26. 10. 2021." */
	char shared[WORD_MAX];	/* a name that means different months; "": none */
	bool doubtful;		/* the month was read from what may be a Tuesday: "mar." */
};

/* Of hours: "9:31 PM", "下午9:31". Found anywhere in a word, for some languages write none between. */
static const struct {
	const char *word;
	bool afternoon;
} halves[] = {
	{ "am", false }, { "pm", true }, { "πμ", false }, { "μμ", true }, { "öö", false }, { "ös", true },
	{ "上午", false }, { "凌晨", false }, { "早上", false }, { "下午", true }, { "晚上", true }, { "中午", true },
	{ "午前", false }, { "午後", true }, { "오전", false }, { "오후", true },
};

static const struct {
	const char *name;
	int hours;
	bool american;
} zones[] = {
	{ "GMT", 0, false }, { "UTC", 0, false }, { "UT", 0, false }, { "Z", 0, false }, { "EDT", -4, true },
	{ "EST", -5, true }, { "CDT", -5, true }, { "CST", -6, true }, { "MDT", -6, true }, { "MST", -7, true },
	{ "PDT", -7, true }, { "PST", -8, true }, { "CET", 1, false }, { "MET", 1, false }, { "CEST", 2, false },
	{ "MEST", 2, false }, { "MESZ", 2, false }, { "MEZ", 1, false }, { "BST", 1, false }, { "WET", 0, false },
	{ "WEST", 1, false }, { "EET", 2, false }, { "EEST", 3, false }, { "MSK", 3, false }, { "TRT", 3, false },
	{ "JST", 9, false }, { "KST", 9, false }, { "HKT", 8, false }, { "AEST", 10, false }, { "AEDT", 11, false },
	{ "NZST", 12, false }, { "NZDT", 13, false }, { "ART", -3, false }, { "BRT", -3, false },
	{ "CLT", -4, false }, { "COT", -5, false }, { "HST", -10, true },
};

/* The signs that Chinese, Japanese and Korean put behind a number. */
static const struct {
	const char *sign;
	char what;
} units[] = {
	{ "年", 'y' }, { "月", 'm' }, { "日", 'd' }, { "時", 'H' }, { "时", 'H' }, { "点", 'H' }, { "點", 'H' },
	{ "分", 'M' }, { "秒", 'S' }, { "년", 'y' }, { "월", 'm' }, { "일", 'd' }, { "시", 'H' }, { "분", 'M' },
	{ "초", 'S' },
};

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
at(struct span s, size_t i, char c)
{
	return i < s.size && s.at[i] == c;
}

/* Reads up to `most` digits at *i; -1 when there is none. */
static int
number(struct span s, size_t *i, size_t most)
{
	size_t from = *i;
	int n = 0;

	while (*i < s.size && *i - from < most && digit(s.at[*i]))
		n = n * 10 + (s.at[(*i)++] - '0');
	return *i == from ? -1 : n;
}

static bool
have_date(const struct found *f)
{
	return f->day >= 0 && (f->month >= 0 || f->shared[0] != '\0') && f->year >= 0;
}

/* "10:11", "10:11:12", and with dots or "h" where the date stands before it. Returns its length, 0: none. */
static size_t
take_time(struct span s, size_t i, struct found *f)
{
	size_t from = i, mark;
	int hour = number(s, &i, 2), minute, second = 0;
	char c;

	while (at(s, i, ' ') && at(s, i + 1, 'h'))
		i++;
	c = i < s.size ? s.at[i] : '\0';
	if (f->hour >= 0 || (c != ':' && c != 'h' && (c != '.' || !have_date(f))))
		return 0;
	mark = ++i;
	while (c == 'h' && at(s, i, ' '))
		i++;
	minute = number(s, &i, 2);
	if (i - mark < 2 || hour > 24 || minute > 59)
		return 0;
	if (at(s, i, c) && i + 1 < s.size && digit(s.at[i + 1])) {
		i++;
		second = number(s, &i, 2);
	}
	f->hour = hour;
	f->minute = minute;
	f->second = second;
	return i - from;
}

/* Three numbers with the same sign between them. Returns their length, 0: no such thing. */
static size_t
take_triple(struct span s, size_t i, struct found *f)
{
	size_t from = i, digits[3];
	int n[3];
	char sign = '\0';

	for (int k = 0; k < 3; k++) {
		size_t before = i;

		n[k] = number(s, &i, 4);
		digits[k] = i - before;
		if (n[k] < 0)
			return 0;
		if (k == 2)
			break;
		if (i == s.size || (s.at[i] != '/' && s.at[i] != '-' && s.at[i] != '.') ||
		    (k == 1 && s.at[i] != sign))
			return 0;
		sign = s.at[i++];
		while (at(s, i, ' '))
			i++;
	}
	if (digits[1] > 2 || f->year >= 0)
		return 0;
	if (digits[0] == 4 && digits[2] <= 2) {
		f->year = n[0];
		f->month = n[1];
		f->day = n[2];
		return i - from;
	}
	if (digits[0] > 2 || (digits[2] != 4 && (digits[2] != 2 || sign == '-')))
		return 0;
	f->year = digits[2] == 4 ? n[2] : 2000 + n[2];
	f->day = n[0];
	f->month = n[1];
	if (sign == '/' && n[0] <= 12 && n[1] <= 12 && n[0] != n[1])
		f->either = n[1];
	else if (n[1] > 12) {
		f->day = n[1];
		f->month = n[0];
	}
	return i - from;
}

/* Puts a number where the sign behind it says; returns that sign's length, 0: none of them. */
static size_t
take_unit(struct span rest, int n, struct found *f)
{
	for (size_t k = 0; k < sizeof(units) / sizeof(units[0]); k++) {
		size_t length = strlen(units[k].sign);

		if (rest.size < length || memcmp(rest.at, units[k].sign, length) != 0)
			continue;
		switch (units[k].what) {
		case 'y':
			f->year = n;
			break;
		case 'm':
			f->month = n;
			break;
		case 'd':
			f->day = n;
			break;
		case 'H':
			f->hour = n;
			break;
		case 'M':
			f->minute = n;
			break;
		default:
			f->second = n;
		}
		return length;
	}
	return 0;
}

/* A number that is none of the forms above: by how many digits it has, and by what there is already. */
static size_t
take_number(struct span s, size_t i, struct found *f)
{
	size_t from = i, unit, blanks = 0;
	int n = number(s, &i, 8);

	while (at(s, i + blanks, ' '))
		blanks++;
	unit = take_unit((struct span){ s.at + i + blanks, s.size - i - blanks }, n, f);
	if (unit > 0)
		return i - from + blanks + unit;
	if (i - from == 4 && f->year < 0) {
		f->year = n;
		f->year_dotted = at(s, i, '.');
	} else if (i - from <= 2 && f->day < 0) {
		f->day = n;
		f->day_dotted = at(s, i, '.');
	}
	return i - from;
}

/* "+0100", "+1", "+05:30" */
static size_t
take_offset(struct span s, size_t i, struct found *f)
{
	size_t from = i++, digits = i;
	int n = number(s, &i, 4), minutes = 0;

	if (n < 0)
		return 1;
	if (i - digits > 2) {
		minutes = n % 100;
		n /= 100;
	} else if (at(s, i, ':') && i + 2 < s.size && digit(s.at[i + 1])) {
		i++;
		minutes = number(s, &i, 2);
	}
	if (n > 14 || minutes > 59)
		return i - from;
	f->zone = (n * 60 + minutes) * (s.at[from] == '-' ? -1 : 1);
	f->has_zone = true;
	return i - from;
}

/* The word in small letters; how many bytes of s it takes. */
static size_t
word_at(struct span s, char *out)
{
	const char *p = s.at, *end = s.at + s.size;
	size_t made = 0;

	while (p < end) {
		const char *next = p;
		uint32_t c = utf8_next(&next, end);

		if (!g_unichar_isalpha(c))
			break;
		if (made + 6 < WORD_MAX)
			made += (size_t)g_unichar_to_utf8(g_unichar_tolower(c), out + made);
		p = next;
	}
	out[made] = '\0';
	return (size_t)(p - s.at);
}

static bool
take_half(const char *word, struct found *f)
{
	for (size_t k = 0; k < sizeof(halves) / sizeof(halves[0]); k++) {
		const char *half = halves[k].word;

		/* "Am 28. Oktober" is no morning. */
		if (half[0] < 'a' || half[0] > 'z' ? strstr(word, half) == NULL :
		    (f->hour < 0 || strcmp(word, half) != 0))
			continue;
		f->afternoon = halves[k].afternoon;
		f->morning = !f->afternoon;
		return true;
	}
	return false;
}

static void
take_zone(struct span word, struct found *f)
{
	for (size_t k = 0; k < sizeof(zones) / sizeof(zones[0]) && !f->has_zone; k++) {
		if (strlen(zones[k].name) != word.size || memcmp(zones[k].name, word.at, word.size) != 0)
			continue;
		f->zone = zones[k].hours * 60;
		f->has_zone = true;
		f->american = zones[k].american;
	}
}

/* "a. m.", "p.m." and "μ.μ." come as two words. Returns how long both are, 0: these are none of them. */
static size_t
take_spread_half(struct span s, const char *first, size_t i, struct found *f)
{
	char second[WORD_MAX];
	bool morning = strcmp(first, "a") == 0 || strcmp(first, "π") == 0;
	size_t n;

	if (f->hour < 0 || (!morning && strcmp(first, "p") != 0 && strcmp(first, "μ") != 0) || !at(s, i, '.'))
		return 0;
	while (at(s, i, '.') || at(s, i, ' '))
		i++;
	n = word_at((struct span){ s.at + i, s.size - i }, second);
	if (strcmp(second, "m") != 0 && strcmp(second, "μ") != 0)
		return 0;
	f->morning = morning;
	f->afternoon = !morning;
	return i + n;
}

static size_t
take_word(struct span s, struct found *f)
{
	char word[WORD_MAX];
	size_t n = word_at(s, word), spread;

	if (n == 0)
		return 1;
	if ((spread = take_spread_half(s, word, n, f)) > 0)
		return spread;
	if ((f->month < 0 || f->doubtful) && quotemonth_named(word, &f->month)) {
		f->doubtful = strcmp(word, "mar") == 0 && f->day < 0;
	} else if (f->month < 0 && quotemonth_shared(word)) {
		(void)memcpy(f->shared, word, sizeof(f->shared));
	} else if (!take_half(word, f) && f->hour >= 0) {
		take_zone((struct span){ s.at, n }, f);
	}
	return n;
}

static void
scan(struct span s, struct found *f)
{
	for (size_t i = 0; i < s.size;) {
		size_t n = 0;

		if (digit(s.at[i])) {
			n = take_triple(s, i, f);
			if (n == 0)
				n = take_time(s, i, f);
			if (n == 0)
				n = take_number(s, i, f);
		} else if ((s.at[i] == '+' || s.at[i] == '-') && f->hour >= 0) {
			n = take_offset(s, i, f);
		} else {
			n = take_word((struct span){ s.at + i, s.size - i }, f);
		}
		i += n;
	}
	if (f->month < 0 && f->shared[0] != '\0')
		f->month = quotemonth_of(f->shared, f->day_dotted, f->year_dotted);
}

static const struct found nothing = { .day = -1, .month = -1, .year = -1, .hour = -1 };

static instant
instant_of(const struct found *f, int m, int day, int zone)
{
	int hour = f->hour < 0 ? 0 : f->hour;

	if (f->afternoon && hour < 12)
		hour += 12;
	else if (f->morning && hour == 12)
		hour = 0;
	return SECONDS(instant_days(f->year, m, day) * 86400 + hour * 3600 + f->minute * 60 + f->second - zone * 60);
}

bool
quotedate_read(struct span value, const struct quotedate_hints *hints, instant *out)
{
	struct found f = nothing;
	instant day_first, month_first, latest = hints->latest + SECONDS((int64_t)86400);
	int zone;

	if (value.size > VALUE_MAX)
		value.size = VALUE_MAX;
	scan(value, &f);
	if (f.day < 1 || f.day > 31 || f.month < 1 || f.month > 12 || f.year < 1970 || f.year > 2100 ||
	    f.hour > 24 || f.minute > 59)
		return false;
	zone = f.has_zone ? f.zone : hints->zone;
	day_first = instant_of(&f, f.month, f.day, zone);
	month_first = instant_of(&f, f.day, f.month, zone);
	if (f.either == 0 || hints->day_first ||
	    (!f.american && hints->latest != 0 && month_first > latest && day_first <= latest))
		*out = day_first;
	else if (f.american || (hints->latest != 0 && day_first > latest && month_first <= latest))
		*out = month_first;
	else
		return false;
	return true;
}

int
quotedate_zone(struct span value)
{
	struct found f = nothing;

	if (value.size > VALUE_MAX)
		value.size = VALUE_MAX;
	scan(value, &f);
	return f.has_zone ? f.zone : 0;
}
