/* quotedate.c - see quotedate.h */
#include <config.h>

#include <glib.h>

#include <postigo/base/utf8.h>
#include <postigo/mail/quotedate.h>

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
	int shared;		/* a name that means different months, -1: none */
	bool doubtful;		/* the month was read from what may be a Tuesday: "mar." */
};

/* Names of months, in small letters; a star stands for any ending. What means one month here and another one there
 * is in neither, but see month(). A later line never hides a longer one: the longest wins. */
static const struct {
	const char *name;
	int month;
} months[] = {
	/* en de nl sv da no */
	{ "jan", 1 }, { "january", 1 }, { "januar", 1 }, { "januari", 1 }, { "jänner", 1 }, { "jän", 1 },
	{ "feb", 2 }, { "febr", 2 }, { "february", 2 }, { "februar", 2 }, { "februari", 2 }, { "feber", 2 },
	{ "mar", 3 }, { "march", 3 }, { "märz", 3 }, { "mär", 3 }, { "mrz", 3 }, { "maart", 3 }, { "mrt", 3 },
	{ "mars", 3 }, { "marts", 3 },
	{ "apr", 4 }, { "april*", 4 }, { "may", 5 }, { "mai", 5 }, { "maj", 5 }, { "mei", 5 },
	{ "jun", 6 }, { "june", 6 }, { "juni", 6 }, { "jul", 7 }, { "july", 7 }, { "juli", 7 },
	{ "aug", 8 }, { "august*", 8 }, { "augustus", 8 }, { "sep", 9 }, { "sept", 9 }, { "september", 9 },
	{ "oct", 10 }, { "october", 10 }, { "okt", 10 }, { "oktober", 10 },
	{ "nov", 11 }, { "november", 11 }, { "dec", 12 }, { "december", 12 }, { "dez", 12 }, { "dezember", 12 },
	{ "des", 12 }, { "desember", 12 },
	/* es pt ca it fr ro */
	{ "ene", 1 }, { "enero", 1 }, { "janeiro", 1 }, { "gener", 1 }, { "gen", 1 }, { "gennaio", 1 },
	{ "janvier", 1 }, { "janv", 1 }, { "ianuarie", 1 }, { "ian", 1 },
	{ "febrero", 2 }, { "fev", 2 }, { "fevereiro", 2 }, { "febrer", 2 }, { "febbraio", 2 }, { "février", 2 },
	{ "févr", 2 }, { "fév", 2 }, { "februarie", 2 },
	{ "marzo", 3 }, { "março", 3 }, { "març", 3 }, { "martie", 3 },
	{ "abr", 4 }, { "abril", 4 }, { "aprile", 4 }, { "avril", 4 }, { "avr", 4 }, { "aprilie", 4 },
	{ "mayo", 5 }, { "maio", 5 }, { "maig", 5 }, { "mag", 5 }, { "maggio", 5 },
	{ "junio", 6 }, { "junho", 6 }, { "juny", 6 }, { "giugno", 6 }, { "giu", 6 }, { "juin", 6 }, { "iunie", 6 },
	{ "iun", 6 },
	{ "julio", 7 }, { "julho", 7 }, { "juliol", 7 }, { "luglio", 7 }, { "lug", 7 }, { "juillet", 7 },
	{ "juil", 7 }, { "iulie", 7 }, { "iul", 7 },
	{ "ago", 8 }, { "agosto", 8 }, { "agost", 8 }, { "ag", 8 }, { "août", 8 }, { "aout", 8 },
	{ "septiembre", 9 }, { "setiembre", 9 }, { "set", 9 }, { "setembro", 9 }, { "setembre", 9 },
	{ "settembre", 9 }, { "sett", 9 }, { "septembre", 9 }, { "septembrie", 9 },
	{ "octubre", 10 }, { "out", 10 }, { "outubro", 10 }, { "octubre", 10 }, { "ott", 10 }, { "ottobre", 10 },
	{ "octobre", 10 }, { "octombrie", 10 },
	{ "noviembre", 11 }, { "novembro", 11 }, { "novembre", 11 }, { "noiembrie", 11 }, { "noi", 11 },
	{ "dic", 12 }, { "diciembre", 12 }, { "dezembro", 12 }, { "desembre", 12 }, { "dicembre", 12 },
	{ "décembre", 12 }, { "déc", 12 }, { "decembrie", 12 },
	/* pl */
	{ "stycz*", 1 }, { "sty", 1 }, { "lut", 2 }, { "luty", 2 }, { "lutego", 2 }, { "marca", 3 }, { "marzec", 3 },
	{ "kwi", 4 }, { "kwiet*", 4 }, { "kwiecień", 4 }, { "maja", 5 }, { "cze", 6 }, { "czerwca", 6 },
	{ "czerwiec", 6 }, { "lipca", 7 }, { "lipiec", 7 }, { "sie", 8 }, { "sierp*", 8 }, { "wrz*", 9 },
	{ "paź*", 10 }, { "gru", 12 }, { "grud*", 12 },
	/* cs sk */
	{ "led", 1 }, { "leden", 1 }, { "ledna", 1 }, { "úno*", 2 }, { "bře*", 3 }, { "dub", 4 }, { "duben", 4 },
	{ "dubna", 4 }, { "kvě*", 5 }, { "červen", 6 }, { "června", 6 }, { "čvn", 6 }, { "čen", 6 }, { "červenec", 7 },
	{ "července", 7 }, { "čvc", 7 }, { "čec", 7 }, { "srpen", 8 }, { "srpna", 8 }, { "zář*", 9 }, { "říj*", 10 },
	{ "listopadu", 11 }, { "prosin*", 12 }, { "pro", 12 },
	{ "január*", 1 }, { "február*", 2 }, { "marec", 3 }, { "apríl*", 4 }, { "máj*", 5 }, { "jún*", 6 },
	{ "júl*", 7 }, { "septembra", 9 }, { "október", 10 }, { "októbra", 10 }, { "novembra", 11 },
	{ "decembra", 12 },
	/* hr */
	{ "sij*", 1 }, { "velj*", 2 }, { "ožu*", 3 }, { "tra", 4 }, { "travanj", 4 }, { "travnja", 4 },
	{ "svi", 5 }, { "svib*", 5 }, { "lipanj", 6 }, { "lipnja", 6 }, { "srpanj", 7 }, { "srpnja", 7 },
	{ "kol", 8 }, { "kolovoz*", 8 }, { "ruj", 9 }, { "rujan", 9 }, { "rujna", 9 }, { "stu", 11 },
	{ "studen*", 11 },
	/* fi hu et lt */
	{ "tammi*", 1 }, { "helmi*", 2 }, { "maalis*", 3 }, { "huhti*", 4 }, { "touko*", 5 }, { "kesä*", 6 },
	{ "heinä*", 7 }, { "elo", 8 }, { "elok*", 8 }, { "syys*", 9 }, { "loka*", 10 }, { "marras*", 11 },
	{ "joulu*", 12 },
	{ "márc*", 3 }, { "ápr*", 4 }, { "augusztus*", 8 }, { "szept*", 9 },
	{ "jaan*", 1 }, { "veebr*", 2 }, { "märts*", 3 }, { "juuni*", 6 }, { "juuli*", 7 }, { "oktoober", 10 },
	{ "dets*", 12 },
	{ "saus*", 1 }, { "vas", 2 }, { "vasar*", 2 }, { "kov", 3 }, { "kovo", 3 }, { "kovas", 3 }, { "bal", 4 },
	{ "baland*", 4 }, { "geg*", 5 }, { "birž*", 6 }, { "liep*", 7 }, { "rugp*", 8 }, { "rugs*", 9 },
	{ "spal*", 10 }, { "lapk*", 11 }, { "gruod*", 12 },
	/* tr */
	{ "oca", 1 }, { "ocak", 1 }, { "şub*", 2 }, { "mart", 3 }, { "nis", 4 }, { "nisan", 4 }, { "mayıs", 5 },
	{ "haz", 6 }, { "haziran", 6 }, { "tem", 7 }, { "temmuz", 7 }, { "ağu*", 8 }, { "eyl*", 9 }, { "eki", 10 },
	{ "ekim", 10 }, { "kas", 11 }, { "kasım", 11 }, { "ara", 12 }, { "aralık", 12 },
	/* ru uk bg */
	{ "янв*", 1 }, { "фев*", 2 }, { "мар", 3 }, { "март*", 3 }, { "апр*", 4 }, { "май", 5 }, { "мая", 5 },
	{ "июн*", 6 }, { "июл*", 7 }, { "авг*", 8 }, { "сен*", 9 }, { "окт*", 10 }, { "ноя*", 11 }, { "дек*", 12 },
	{ "січ*", 1 }, { "лют*", 2 }, { "бер", 3 }, { "берез*", 3 }, { "кві", 4 }, { "квіт*", 4 }, { "тра", 5 },
	{ "трав*", 5 }, { "чер", 6 }, { "черв*", 6 },
	{ "лип", 7 }, { "липня", 7 }, { "липень", 7 }, { "сер", 8 }, { "серп*", 8 }, { "вер", 9 }, { "верес*", 9 },
	{ "жов", 10 }, { "жовт*", 10 }, { "лис", 11 }, { "лист", 11 }, { "листоп*", 11 }, { "гру", 12 },
	{ "груд*", 12 },
	{ "януари", 1 }, { "юни", 6 }, { "юли", 7 }, { "септември", 9 }, { "ноември", 11 },
	/* el */
	{ "ιαν*", 1 }, { "φεβ*", 2 }, { "μαρ", 3 }, { "μάρ*", 3 }, { "μαρτ*", 3 }, { "απρ*", 4 }, { "μαΐ*", 5 },
	{ "μάι*", 5 }, { "μαϊ*", 5 }, { "ιουν*", 6 }, { "ιούν*", 6 }, { "ιουλ*", 7 }, { "ιούλ*", 7 }, { "αυγ*", 8 },
	{ "αύγ*", 8 }, { "σεπ*", 9 }, { "οκτ*", 10 }, { "νοε*", 11 }, { "νοέ*", 11 }, { "δεκ*", 12 },
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
	return f->day >= 0 && (f->month >= 0 || f->shared >= 0) && f->year >= 0;
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

/* Names that are another month in Croatian, where the day is "26." and the year as well. */
static const struct {
	const char *name;
	int plain, day_dotted, both_dotted;	/* -1: it could be either */
} shared[] = {
	{ "listopada", 11, 10, 10 }, { "listopad", 11, 11, 10 }, { "lis", 11, -1, 10 }, { "lip", 7, 6, 6 },
	{ "srp", 8, -1, 7 },
};

static int
month(const char *word)
{
	size_t longest = 0;
	int found = -1;

	for (size_t k = 0; k < sizeof(months) / sizeof(months[0]); k++) {
		const char *name = months[k].name;
		size_t n = strlen(name);
		bool any_end = name[n - 1] == '*';

		if (any_end)
			n--;
		if (n <= longest || strncmp(word, name, n) != 0 || (!any_end && word[n] != '\0'))
			continue;
		longest = n;
		found = months[k].month;
	}
	return found;
}

/* Remembers such a name until the year is known. */
static bool
take_shared(const char *word, struct found *f)
{
	for (size_t k = 0; k < sizeof(shared) / sizeof(shared[0]); k++) {
		if (strcmp(word, shared[k].name) != 0)
			continue;
		f->shared = (int)k;
		return true;
	}
	return false;
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

/* "a. m." and "p.m." come as two words. */
static size_t
take_spread_half(struct span s, struct found *f)
{
	size_t i = 1;

	if (f->hour < 0 || (s.at[0] | 0x20) == 'm' || s.size < 3 || s.at[1] != '.')
		return 0;
	while (i < s.size && (s.at[i] == '.' || s.at[i] == ' '))
		i++;
	if (i == s.size || (s.at[i] | 0x20) != 'm' || (i + 1 < s.size && s.at[i + 1] != '.' && s.at[i + 1] != ' '))
		return 0;
	f->afternoon = (s.at[0] | 0x20) == 'p';
	f->morning = !f->afternoon;
	return i + 1;
}

static size_t
take_word(struct span s, struct found *f)
{
	char word[WORD_MAX];
	size_t n = word_at(s, word), spread;
	int m;

	if (n == 0)
		return 1;
	if ((strcmp(word, "a") == 0 || strcmp(word, "p") == 0) && (spread = take_spread_half(s, f)) > 0)
		return spread;
	if (f->month < 0 && take_shared(word, f))
		return n;
	if ((m = month(word)) > 0 && (f->month < 0 || f->doubtful)) {
		f->month = m;
		f->doubtful = strcmp(word, "mar") == 0 && f->day < 0;
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
	if (f->month < 0 && f->shared >= 0)
		f->month = !f->day_dotted ? shared[f->shared].plain : !f->year_dotted ? shared[f->shared].day_dotted :
		    shared[f->shared].both_dotted;
}

static const struct found nothing = { .day = -1, .month = -1, .year = -1, .hour = -1, .shared = -1 };

/* Days from 1970-01-01 in the Gregorian calendar (era of 400 years at a time, March first). */
static int64_t
days(int year, int m, int day)
{
	int64_t y = m <= 2 ? year - 1 : year, era = y / 400, of_era = y - era * 400;
	int64_t of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static instant
instant_of(const struct found *f, int m, int day, int zone)
{
	int hour = f->hour < 0 ? 0 : f->hour;

	if (f->afternoon && hour < 12)
		hour += 12;
	else if (f->morning && hour == 12)
		hour = 0;
	return SECONDS(days(f->year, m, day) * 86400 + hour * 3600 + f->minute * 60 + f->second - zone * 60);
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
	if (f.either == 0 || hints->day_first)
		*out = day_first;
	else if (f.american || (hints->latest != 0 && day_first > latest && month_first <= latest))
		*out = month_first;
	else if (hints->latest != 0 && month_first > latest && day_first <= latest)
		*out = day_first;
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
