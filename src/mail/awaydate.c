/* awaydate.c - see awaydate.h
 *
 * The text is taken apart into words, numbers and signs; where numbers and names of months make a date, the words before it
 * in the sentence, and a few behind it, say what the day is: the last one of the absence, the first one after it, or the
 * first one of it. The latest day counts. A wrong date is worse than none: one in numbers alone, without a year, has to
 * stand by such a word, and so has a day of the week.
 */
#include <config.h>

#include <glib.h>
#include <string.h>

#include <postigo/base/instant.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/awaydate.h>
#include <postigo/mail/span.h>

#include "awaydate_words.h"
#include "quotemonth.h"

#define HEAD_BYTES 1500u	/* of a text that are looked at */
#define TOKENS_MAX 400u
#define WORD_MAX 40u
#define BEFORE 8u		/* tokens before a date that may say what it is */
#define BEHIND 6u

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_NUMBER, TOKEN_SIGN, TOKEN_STOP };

struct piece {
	enum token_kind kind;
	int number, digits;
	char sign;		/* '.', '/', '-' right behind what is before it */
	char word[WORD_MAX];
};

/* A date, in the tokens from first up to last. */
struct when {
	size_t first, last;
	int year, month, day;	/* 0: not said */
	int other_month;	/* of 3/4, with the day: it may be the other way round; 0: no */
	int weekday;		/* -1: it is a date */
	bool bare;		/* numbers alone, without a year */
};

struct search {
	struct piece *list;
	size_t count;
	int64_t written, most;
	int64_t best;		/* 0: none yet */
	bool best_told;		/* by a word beside it */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_sign(char c)
{
	return c == '.' || c == '/' || c == '-';
}

/* Chinese, Japanese and Korean write no blanks: each of their letters is a word, but "まで" and the like. */
static size_t
cjk_word(const char *at, const char *end)
{
	static const char *const words[] = { "まで", "から", "까지", "부터", "直到", "回来", "回來", "返回", "戻", "복귀" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		if ((size_t)(end - at) >= n && memcmp(at, words[i], n) == 0)
			return n;
	}
	return 0;
}

static bool
is_cjk(uint32_t c)
{
	return (c >= 0x3040 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF);
}

static const char *
take_word(const char *at, const char *end, struct piece *p)
{
	size_t made = cjk_word(at, end);

	p->kind = TOKEN_WORD;
	if (made > 0) {
		memcpy(p->word, at, made);
		return at + made;
	}
	while (at < end) {
		const char *next = at;
		uint32_t c = utf8_next(&next, end);

		if (!g_unichar_isalpha(c) || (is_cjk(c) && made > 0))
			break;
		if (made + 6 < WORD_MAX)
			made += (size_t)g_unichar_to_utf8(g_unichar_tolower(c), p->word + made);
		at = next;
		if (is_cjk(c))
			break;
	}
	return at;
}

static const char *
take_number(const char *at, const char *end, struct piece *p)
{
	p->kind = TOKEN_NUMBER;
	for (; at < end && is_digit(*at); at++, p->digits++)
		if (p->digits < 6)
			p->number = p->number * 10 + (*at - '0');
	return at;
}

/* One token; at is behind it. False at the end. */
static bool
next(const char **at, const char *end, bool after_number, struct piece *p)
{
	const char *c = *at, *one = c;
	uint32_t letter;

	*p = (struct piece){ 0 };
	if (c >= end)
		return false;
	letter = utf8_next(&one, end);
	if (is_digit(*c)) {
		one = take_number(c, end, p);
	} else if (g_unichar_isalpha(letter)) {
		one = take_word(c, end, p);
	} else if (after_number && is_sign(*c)) {
		p->kind = TOKEN_SIGN;
		p->sign = *c;
	} else if (*c == '!' || *c == '?' || *c == '.' || letter == 0x3002 || (*c == '\n' && one < end && *one == '\n')) {
		p->kind = TOKEN_STOP;
	}
	*at = one;
	return true;
}

static void
take_apart(struct search *s, const char *text)
{
	const char *at = text, *end = text + strnlen(text, HEAD_BYTES);
	bool after_number = false;
	struct piece p;

	while (s->count < TOKENS_MAX && next(&at, end, after_number, &p)) {
		after_number = p.kind == TOKEN_NUMBER;
		if (p.kind != TOKEN_END)
			s->list[s->count++] = p;
	}
	if (s->count < TOKENS_MAX)
		s->list[s->count++] = (struct piece){ .kind = TOKEN_STOP };
}

static const struct piece *
piece(const struct search *s, size_t i)
{
	static const struct piece end = { .kind = TOKEN_END };

	return i < s->count ? &s->list[i] : &end;
}

static bool
small(const struct piece *p, int most)
{
	return p->kind == TOKEN_NUMBER && p->digits <= 2 && p->number >= 1 && p->number <= most;
}

static bool
is_year(const struct piece *p)
{
	return p->kind == TOKEN_NUMBER && p->digits == 4 && p->number >= 1970 && p->number <= 2100;
}

static bool
is_sign_of(const struct piece *p, char sign)
{
	return p->kind == TOKEN_SIGN && (sign == '\0' || p->sign == sign);
}

static bool
is_word(const struct piece *p, const char *word)
{
	return p->kind == TOKEN_WORD && strcmp(p->word, word) == 0;
}

/* "2026-12-24" */
static bool
year_first(const struct search *s, size_t i, struct when *w)
{
	if (!is_year(piece(s, i)) || !is_sign_of(piece(s, i + 1), '\0') || !small(piece(s, i + 2), 12) ||
	    !is_sign_of(piece(s, i + 3), piece(s, i + 1)->sign) || !small(piece(s, i + 4), 31))
		return false;
	*w = (struct when){ i, i + 4, piece(s, i)->number, piece(s, i + 2)->number, piece(s, i + 4)->number, 0, -1, false };
	return true;
}

/* "24.12.2026", "24/12/26", "24.12." */
static bool
numbers(const struct search *s, size_t i, struct when *w)
{
	const struct piece *a = piece(s, i), *b = piece(s, i + 2), *year = piece(s, i + 4);
	char sign = piece(s, i + 1)->sign;

	if (!small(a, 31) || !is_sign_of(piece(s, i + 1), '\0') || !small(b, 31))
		return false;
	*w = (struct when){ i, i + 2, 0, b->number, a->number, 0, -1, true };
	if (is_sign_of(piece(s, i + 3), sign) && (is_year(year) || (sign != '-' && small(year, 99) && year->digits == 2))) {
		w->year = year->digits == 4 ? year->number : 2000 + year->number;
		w->last = i + 4;
		w->bare = false;
	}
	if (w->bare && sign == '-')
		return false;
	if (a->number > 12 && b->number > 12)
		return false;
	if (b->number > 12) {
		w->month = a->number;
		w->day = b->number;
	} else if (sign == '/' && a->number <= 12 && a->number != b->number) {
		w->other_month = a->number;
	}
	return true;
}

/* A year behind the month, and what may stand between. */
static void
take_year(const struct search *s, struct when *w)
{
	size_t i = w->last + 1;

	while (is_sign_of(piece(s, i), '.') || is_word(piece(s, i), "de") || is_word(piece(s, i), "del"))
		i++;
	if (!is_year(piece(s, i)))
		return;
	w->year = piece(s, i)->number;
	w->last = i;
}

static bool
among(const struct piece *p, const char *const *words)
{
	for (; *words != NULL; words++)
		if (is_word(p, *words))
			return true;
	return false;
}

/* "24. Dezember", "24 de diciembre de 2026", "the 24th of December" */
static bool
day_and_month(const struct search *s, size_t i, struct when *w)
{
	static const char *const between[] = { "st", "nd", "rd", "th", "er", "of", "de", "den", "º", "ª", NULL };
	size_t at = i + 1;
	int month;

	if (!small(piece(s, i), 31))
		return false;
	while (at < i + 4 && (is_sign_of(piece(s, at), '.') || among(piece(s, at), between)))
		at++;
	if (piece(s, at)->kind != TOKEN_WORD || !quotemonth_named(piece(s, at)->word, &month))
		return false;
	*w = (struct when){ i, at, 0, month, piece(s, i)->number, 0, -1, false };
	take_year(s, w);
	return true;
}

/* "December 24th, 2026" */
static bool
month_and_day(const struct search *s, size_t i, struct when *w)
{
	static const char *const endings[] = { "st", "nd", "rd", "th", NULL };
	size_t at = i + 1;
	int month;

	if (piece(s, i)->kind != TOKEN_WORD || !quotemonth_named(piece(s, i)->word, &month))
		return false;
	if (is_word(piece(s, at), "the"))
		at++;
	if (!small(piece(s, at), 31))
		return false;
	*w = (struct when){ i, at, 0, month, piece(s, at)->number, 0, -1, false };
	w->last += among(piece(s, at + 1), endings);
	take_year(s, w);
	return true;
}

/* "2026年1月19日", "1월 19일", "19日" */
static bool
cjk_date(const struct search *s, size_t i, struct when *w)
{
	*w = (struct when){ .first = i, .weekday = -1, .bare = true };
	if (is_year(piece(s, i)) && (is_word(piece(s, i + 1), "年") || is_word(piece(s, i + 1), "년"))) {
		w->year = piece(s, i)->number;
		i += 2;
	}
	if (small(piece(s, i), 12) && (is_word(piece(s, i + 1), "月") || is_word(piece(s, i + 1), "월"))) {
		w->month = piece(s, i)->number;
		w->bare = false;
		i += 2;
	}
	if (!small(piece(s, i), 31) || (!is_word(piece(s, i + 1), "日") && !is_word(piece(s, i + 1), "일")) ||
	    (w->year != 0 && w->month == 0))
		return false;
	w->day = piece(s, i)->number;
	w->last = i + 1;
	return true;
}

static bool
weekday(const struct search *s, size_t i, struct when *w)
{
	int day = piece(s, i)->kind == TOKEN_WORD ? awaydate_weekday(piece(s, i)->word) : -1;

	*w = (struct when){ .first = i, .last = i, .weekday = day, .bare = true };
	return day >= 0;
}

/* That day in that year or month; -1 when there is no such day. */
static int64_t
day_of(int64_t year, int month, int day)
{
	return month >= 1 && month <= 12 && day <= instant_days_in_month(year, month) ? instant_days(year, month, day) : -1;
}

/* The first such day after the mail was written. */
static int64_t
day_after(const struct search *s, const struct when *w, int month)
{
	struct instant_date written = instant_date(DAYS(s->written));
	int64_t day;

	if (w->weekday >= 0)
		return s->written + 1 + (w->weekday - written.weekday + 6) % 7;
	if (w->year != 0)
		return day_of(w->year, month, w->day);
	for (int ahead = 0; ahead < 13; ahead++) {
		int m = w->month != 0 ? month : (written.month - 1 + ahead) % 12 + 1;
		int64_t year = written.year + (w->month != 0 ? ahead : (written.month - 1 + ahead) / 12);

		day = day_of(year, m, w->day);
		if (day > s->written || (w->month != 0 && day == s->written))
			return day;
		if (w->month != 0 && ahead == 1)
			break;
	}
	return -1;
}

/* What the words around it say of the date. The nearest before it counts; of those behind it, only that they are back. */
static enum awaydate_word
meaning(const struct search *s, const struct when *w)
{
	enum awaydate_word said = AWAYDATE_OTHER;
	bool returns = false;

	for (size_t i = w->first, n = 0; i > 0 && n < BEFORE && s->list[i - 1].kind != TOKEN_STOP; i--, n++) {
		enum awaydate_word word = s->list[i - 1].kind == TOKEN_WORD ? awaydate_word(s->list[i - 1].word) : AWAYDATE_OTHER;

		/* Another date stands before it: those words are about that one. */
		if (n > 0 && s->list[i - 1].kind == TOKEN_NUMBER)
			break;
		returns |= word == AWAYDATE_BACK;
		if (said == AWAYDATE_OTHER && word != AWAYDATE_BACK)
			said = word;
	}
	for (size_t i = w->last + 1, n = 0; n < BEHIND && (piece(s, i)->kind == TOKEN_WORD || is_sign_of(piece(s, i), '.')); i++, n++) {
		enum awaydate_word word = awaydate_word(s->list[i].word);

		returns |= word == AWAYDATE_BACK;
		if (said == AWAYDATE_OTHER && n < 3 && word == AWAYDATE_UNTIL && s->list[i].word[1] != '\0')
			said = word;
	}
	return returns ? AWAYDATE_BACK : said;
}

/* The day that is meant. Of 3/4 it could be either: then the absence rather ends too early. */
static int64_t
meant(const struct search *s, const struct when *w)
{
	struct when swapped = *w;
	int64_t day = day_after(s, w, w->month), other;

	if (w->other_month == 0)
		return day;
	swapped.day = w->month;
	other = day_after(s, &swapped, w->other_month);
	return other > s->written && (day <= s->written || other < day) ? other : day;
}

static void
consider(struct search *s, const struct when *w)
{
	enum awaydate_word said = meaning(s, w);
	bool told = said == AWAYDATE_UNTIL || said == AWAYDATE_BACK;
	int64_t day = meant(s, w), back = day + (said != AWAYDATE_BACK);

	if (day < 0 || back <= s->written || back > s->written + s->most || said == AWAYDATE_FROM || (w->bare && !told))
		return;
	if (s->best == 0 || (told && !s->best_told) || (told == s->best_told && back > s->best)) {
		s->best = back;
		s->best_told = told;
	}
}

static void
find(struct search *s)
{
	static bool (*const forms[])(const struct search *, size_t, struct when *) = {
		year_first, cjk_date, day_and_month, month_and_day, numbers, weekday,
	};
	struct when w;

	for (size_t i = 0; i < s->count; i++)
		for (size_t k = 0; k < sizeof(forms) / sizeof(forms[0]); k++)
			if (forms[k](s, i, &w)) {
				consider(s, &w);
				i = w.last;
				break;
			}
}

bool
awaydate_back(const char *subject, const char *text, int64_t written, int64_t most, int64_t *back)
{
	SCRATCH(tmp);
	struct search s = { .list = talloc_array(tmp, struct piece, TOKENS_MAX), .written = written, .most = most };

	if (subject != NULL)
		take_apart(&s, subject);
	if (text != NULL)
		take_apart(&s, text);
	find(&s);
	if (s.best != 0)
		*back = s.best;
	return s.best != 0;
}
