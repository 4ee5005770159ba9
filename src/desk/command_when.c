/* command_when.c - see command_when.h */
#include <config.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/memory.h>

#include "command_value.h"
#include "command_when.h"
#include "command_word.h"

#define LENGTH_MOST DAYS(3652)
#define MOMENT_MOST DAYS(731)
#define MORNING 9

/* Words of a moment: no more are looked at. */
#define WORDS_MOST 8u

static const struct {
	const char *words;
	duration length;
} units[] = {
	{ "m min mins minute minutes minuto minutos ' ", MINUTES(1) },
	{ "h hr hrs hour hours hora horas", HOURS(1) },
	{ "d day days dia dias", DAYS(1) },
	{ "w wk wks week weeks sem semana semanas", DAYS(7) },
};

static const char *const weekdays[] = {
	"sunday sun domingo dom", "monday mon lunes lun", "tuesday tue tues martes mar", "wednesday wed miercoles mie",
	"thursday thu thur thurs jueves jue", "friday fri viernes vie", "saturday sat sabado sab",
};

static const char *const months[] = {
	"january jan enero ene", "february feb febrero", "march mar marzo", "april apr abril abr", "may mayo",
	"june jun junio", "july jul julio", "august aug agosto ago", "september sep sept septiembre setiembre",
	"october oct octubre", "november nov noviembre", "december dec diciembre dic",
};

/* The number at *p, which may have a fraction, in thousandths; false: there is none. */
static bool
take_number(const char **p, int64_t *thousandths)
{
	size_t digits = strspn(*p, "0123456789"), fraction;
	int64_t n;

	if (digits == 0 || digits > 6)
		return false;
	n = strtoll(*p, NULL, 10) * 1000;
	*p += digits;
	if ((**p == '.' || **p == ',') && isdigit((unsigned char)(*p)[1])) {
		int64_t worth = 100;

		fraction = strspn(*p + 1, "0123456789");
		for (size_t i = 1; i <= fraction && worth > 0; i++, worth /= 10)
			n += ((*p)[i] - '0') * worth;
		*p += 1 + fraction;
	}
	*thousandths = n;
	return true;
}

/* The unit at *p; 0: none, or one that nobody knows (*known is false then). */
static duration
take_unit(const char **p, bool *known)
{
	SCRATCH(tmp);
	size_t n = 0;
	char *word;

	while (isalpha((unsigned char)(*p)[n]) || (*p)[n] == '\'')
		n++;
	*known = true;
	if (n == 0)
		return 0;
	word = talloc_strndup(tmp, *p, n);
	*p += n;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (command_value_among(word, units[i].words))
			return units[i].length;
	*known = false;
	return 0;
}

/* "1:30" */
static bool
read_colon(const char *s, duration *out)
{
	size_t hours = strspn(s, "0123456789"), minutes = s[hours] == ':' ? strspn(s + hours + 1, "0123456789") : 0;

	if (hours == 0 || hours > 4 || minutes != 2 || s[hours + 3] != '\0' || s[hours + 1] > '5')
		return false;
	*out = HOURS(strtoll(s, NULL, 10)) + MINUTES(strtoll(s + hours + 1, NULL, 10));
	return true;
}

/* A folded text: "1h30", "1 h 30 min", "2 days", "1.5h and 10m", "half an hour". What comes last may go without its unit: it is
 * counted in the next smaller one. */
static bool
read_length(const char *s, duration bare, duration *out)
{
	duration sum = 0, last = 0;

	if (strcmp(s, "half an hour") == 0 || strcmp(s, "media hora") == 0) {
		*out = MINUTES(30);
		return true;
	}
	if (read_colon(s, out))
		return true;
	for (const char *p = s; *p != '\0';) {
		int64_t thousandths = 1000;
		duration unit;
		bool known, one = false;

		p += strspn(p, " ");
		if (!take_number(&p, &thousandths)) {
			/* "an hour", "una semana" */
			size_t n = strcspn(p, " ");
			const char *const ones[] = { "a", "an", "un", "una" };

			for (size_t i = 0; i < sizeof(ones) / sizeof(ones[0]); i++)
				one |= strlen(ones[i]) == n && strncmp(p, ones[i], n) == 0;
			if (!one)
				return false;
			p += n;
		}
		p += strspn(p, " ");
		unit = take_unit(&p, &known);
		if (!known || (unit == 0 && one))
			return false;
		if (unit == 0)
			unit = last == HOURS(1) ? MINUTES(1) : last == DAYS(1) ? HOURS(1) : last == 0 ? bare : 0;
		if (unit == 0 || (last != 0 && unit >= last))
			return false;
		sum += unit * thousandths / 1000;
		last = unit;
		p += strspn(p, " ");
		if (strncmp(p, "and ", 4) == 0 || strncmp(p, "con ", 4) == 0)
			p += 4;
		else if (strncmp(p, "y ", 2) == 0)
			p += 2;
	}
	*out = sum;
	return true;
}

bool
command_length(const char *text, duration bare, duration *out)
{
	SCRATCH(tmp);
	duration length;

	if (strlen(text) > 100 || !read_length(command_fold(tmp, text), bare, &length) || length <= 0 || length > LENGTH_MOST)
		return false;
	*out = length;
	return true;
}

/* What was found of a moment so far. */
struct moment {
	bool has_day, has_time;
	int64_t day;			/* as instant_days() counts */
	int hour, minute;
	duration in;			/* from now on, instead of both */
};

static struct instant_date
local_date(const struct command_now *now, instant t)
{
	return instant_date(t + zone_offset(now->zone, t, NULL));
}

/* What the clocks there show, as an instant. An hour that they leave out is the one after it. */
static instant
from_local(const struct command_now *now, int64_t day, int hour, int minute)
{
	instant local = DAYS(day) + HOURS(hour) + MINUTES(minute);
	instant guess = local - zone_offset(now->zone, local, NULL);

	return local - zone_offset(now->zone, guess, NULL);
}

static int
number_in(const char *word, const char *const *lists, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (command_value_among(word, lists[i]))
			return (int)i;
	return -1;
}

static int64_t
today(const struct command_now *now)
{
	struct instant_date d = local_date(now, now->now);

	return instant_days(d.year, d.month, d.day);
}

/* "monday", "lunes": the next one, never today. */
static bool
take_weekday(const char *word, const struct command_now *now, struct moment *m)
{
	int weekday = number_in(word, weekdays, sizeof(weekdays) / sizeof(weekdays[0]));
	int ahead;

	if (weekday < 0)
		return false;
	ahead = (weekday - local_date(now, now->now).weekday + 7) % 7;
	m->day = today(now) + (ahead == 0 ? 7 : ahead);
	return m->has_day = true;
}

static bool
set_date(const struct command_now *now, struct moment *m, long year, long month, long day)
{
	struct instant_date d = local_date(now, now->now);
	bool open = year == 0;

	if (year == 0)
		year = (long)d.year;
	if (year < 100)
		year += 2000;
	if (month < 1 || month > 12 || day < 1 || year < 2000 || year > 9999 || day > instant_days_in_month(year, (int)month))
		return false;
	m->day = instant_days(year, (int)month, (int)day);
	/* A day that has gone by is next year's. */
	if (open && m->day < today(now))
		return set_date(now, m, year + 1, month, day);
	return m->has_day = true;
}

/* "2026-12-01", "1/12", "1.12.2026": the day first, as most of the world has it, unless it can only be the other way round. */
static bool
take_date(const char *word, const struct command_now *now, struct moment *m)
{
	long n[3] = { 0, 0, 0 };
	const char *p = word;
	char mark = '\0';
	size_t count = 0;

	while (count < 3) {
		size_t digits = strspn(p, "0123456789");

		if (digits == 0 || digits > 4)
			return false;
		n[count++] = strtol(p, NULL, 10);
		p += digits;
		if (*p == '\0' || (*p == '.' && p[1] == '\0'))
			break;
		if (strchr("-/.", *p) == NULL || (mark != '\0' && *p != mark))
			return false;
		mark = *p++;
	}
	if (count < 2 || (*p != '\0' && p[1] != '\0'))
		return false;
	if (mark == '-')
		return count == 3 && n[0] > 999 && set_date(now, m, n[0], n[1], n[2]);
	if (n[1] > 12 && n[0] <= 12)
		return set_date(now, m, n[2], n[0], n[1]);
	return set_date(now, m, n[2], n[1], n[0]);
}

/* "9:00", "9h", "9am", "14.30h": what can be nothing but a time, or a bare "9" behind "at". */
static bool
take_time(const char *word, bool announced, struct moment *m)
{
	size_t digits = strspn(word, "0123456789");
	const char *p = word + digits;
	int hour = digits > 0 && digits <= 2 ? (int)strtol(word, NULL, 10) : -1, minute = 0;
	bool sure = announced;

	if ((*p == ':' || *p == '.') && strspn(p + 1, "0123456789") == 2) {
		minute = (int)strtol(p + 1, NULL, 10);
		sure |= *p == ':';
		p += 3;
	}
	if (strcmp(p, "am") == 0 || strcmp(p, "pm") == 0) {
		if (hour < 1 || hour > 12)
			return false;
		hour = hour % 12 + (*p == 'p' ? 12 : 0);
	} else if (strcmp(p, "h") != 0 && strcmp(p, "hs") != 0 && (*p != '\0' || !sure)) {
		return false;
	}
	if (hour < 0 || hour > 23 || minute > 59)
		return false;
	m->hour = hour;
	m->minute = minute;
	return m->has_time = true;
}

/* A day by its name, beside today: "tomorrow", "pasado mañana", "next week". Returns how many words it took. */
static size_t
take_near_day(char **words, size_t count, const struct command_now *now, struct moment *m)
{
	size_t used = 1;
	int64_t ahead;

	if (command_value_among(words[0], "today hoy")) {
		ahead = 0;
	} else if (command_value_among(words[0], "tomorrow manana")) {
		ahead = 1;
	} else if (count > 1 && strcmp(words[0], "pasado") == 0 && strcmp(words[1], "manana") == 0) {
		ahead = 2;
		used = 2;
	} else if (count > 1 && (command_value_among(words[0], "next proxima") && command_value_among(words[1], "week semana"))) {
		used = 2;
		ahead = (8 - local_date(now, now->now).weekday) % 7;
		ahead = ahead == 0 ? 7 : ahead;
	} else if (count > 2 && strcmp(words[0], "semana") == 0 && strcmp(words[1], "que") == 0 && strcmp(words[2], "viene") == 0) {
		used = 3;
		ahead = (8 - local_date(now, now->now).weekday) % 7;
		ahead = ahead == 0 ? 7 : ahead;
	} else {
		return 0;
	}
	m->day = today(now) + ahead;
	m->has_day = true;
	return used;
}

/* "1 december", "december 1", "1 de diciembre" */
static size_t
take_month(char **words, size_t count, const struct command_now *now, struct moment *m)
{
	size_t other = count > 2 && strcmp(words[1], "de") == 0 ? 2 : 1;
	int month;

	if (count <= other)
		return 0;
	month = number_in(words[other], months, sizeof(months) / sizeof(months[0]));
	if (month >= 0 && isdigit((unsigned char)words[0][0]) && strlen(words[0]) <= 4)
		return set_date(now, m, 0, month + 1, strtol(words[0], NULL, 10)) ? other + 1 : 0;
	month = number_in(words[0], months, sizeof(months) / sizeof(months[0]));
	if (month >= 0 && isdigit((unsigned char)words[1][0]) && strlen(words[1]) <= 4)
		return set_date(now, m, 0, month + 1, strtol(words[1], NULL, 10)) ? 2 : 0;
	return 0;
}

/* The longest length of time that begins there; returns how many words it took. */
static size_t
take_length(char **words, size_t count, struct moment *m)
{
	SCRATCH(tmp);
	size_t most = count < 6 ? count : 6;

	for (size_t n = most; n > 0; n--) {
		struct command_value v = { .words = words, .count = n };

		/* "9:00" is a time of day here. */
		if (strchr(words[0], ':') == NULL && read_length(command_value_join(tmp, &v, 0), 0, &m->in))
			return n;
	}
	return 0;
}

/* One more piece of a moment; returns how many words it took, 0: it is none. */
static size_t
take_piece(char **words, size_t count, bool announced, const struct command_now *now, struct moment *m)
{
	size_t n;

	if (m->in == 0 && !m->has_day && !m->has_time && (n = take_length(words, count, m)) > 0)
		return n;
	if (m->in != 0)
		return 0;
	if (!m->has_day && ((n = take_near_day(words, count, now, m)) > 0 || (n = take_month(words, count, now, m)) > 0))
		return n;
	if (!m->has_day && (take_weekday(words[0], now, m) || take_date(words[0], now, m)))
		return 1;
	if (!m->has_time && count > 1 && command_value_among(words[1], "am pm")) {
		SCRATCH(tmp);

		return take_time(talloc_asprintf(tmp, "%s%s", words[0], words[1]), announced, m) ? 2 : 0;
	}
	return !m->has_time && take_time(words[0], announced, m) ? 1 : 0;
}

static bool
finish(const struct moment *m, const struct command_now *now, instant *out)
{
	int64_t day = m->has_day ? m->day : today(now);
	instant t = m->in != 0 ? now->now + m->in :
	    from_local(now, day, m->has_time ? m->hour : MORNING, m->has_time ? m->minute : 0);

	/* A time of day that has gone by is tomorrow's. */
	if (m->in == 0 && !m->has_day && t <= now->now)
		t = from_local(now, day + 1, m->hour, m->minute);
	if (t <= now->now || t - now->now > MOMENT_MOST)
		return false;
	*out = t;
	return true;
}

bool
command_moment(const char *text, const struct command_now *now, instant *out, size_t *used)
{
	static const char small[] = "until till to on at by for in after the hasta el la las los a al dentro de en para next proximo "
	    "que viene";
	SCRATCH(tmp);
	struct command_value v;
	struct moment m = { 0 };
	size_t i = 0, taken = 0;
	bool announced = false;

	v = command_value_read(tmp, text, NUMBERS_NONE);
	for (size_t n = 0; n < v.count && n < WORDS_MOST; n++)
		v.words[n] = command_fold(tmp, v.words[n]);
	while (i < v.count && i < WORDS_MOST) {
		size_t left = (v.count < WORDS_MOST ? v.count : WORDS_MOST) - i, n = take_piece(v.words + i, left, announced, now, &m);

		if (n == 0 && !command_value_among(v.words[i], small))
			break;
		announced = n == 0 && command_value_among(v.words[i], "at las la");
		i += n > 0 ? n : 1;
		if (n > 0)
			taken = i;
	}
	if (taken == 0 || (used == NULL && taken < v.count && !command_value_among(v.words[v.count - 1], "viene")) ||
	    !finish(&m, now, out))
		return false;
	if (used != NULL)
		*used = taken;
	return true;
}
