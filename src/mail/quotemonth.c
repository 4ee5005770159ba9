/* quotemonth.c - see quotemonth.h */
#include <config.h>

#include <stddef.h>
#include <string.h>

#include "quotemonth.h"

/* Names of months, in small letters; a star stands for any ending. What means one month here and another one there
 * is in the table below. A later line never hides a longer one: the longest wins. */
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

/* Names that are another month in Croatian, where the day is "26." and the year as well. */
static const struct {
	const char *name;
	int plain, day_dotted, both_dotted;	/* -1: it could be either */
} shared[] = {
	{ "listopada", 11, 10, 10 }, { "listopad", 11, 11, 10 }, { "lis", 11, -1, 10 }, { "lip", 7, 6, 6 },
	{ "srp", 8, -1, 7 },
};

bool
quotemonth_named(const char *word, int *month)
{
	size_t longest = 0;

	for (size_t k = 0; k < sizeof(months) / sizeof(months[0]); k++) {
		const char *name = months[k].name;
		size_t n = strlen(name);
		bool any_end = name[n - 1] == '*';

		if (any_end)
			n--;
		if (n <= longest || strncmp(word, name, n) != 0 || (!any_end && word[n] != '\0'))
			continue;
		longest = n;
		*month = months[k].month;
	}
	return longest > 0;
}

bool
quotemonth_shared(const char *word)
{
	for (size_t k = 0; k < sizeof(shared) / sizeof(shared[0]); k++) {
		if (strcmp(word, shared[k].name) == 0)
			return true;
	}
	return false;
}

int
quotemonth_of(const char *word, bool day_dotted, bool year_dotted)
{
	for (size_t k = 0; k < sizeof(shared) / sizeof(shared[0]); k++) {
		if (strcmp(word, shared[k].name) != 0)
			continue;
		if (!day_dotted)
			return shared[k].plain;
		return year_dotted ? shared[k].both_dotted : shared[k].day_dotted;
	}
	return -1;
}
