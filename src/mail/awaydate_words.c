/* awaydate_words.c - see awaydate_words.h; a star stands for any ending */
#include <config.h>

#include <stddef.h>
#include <string.h>

#include "awaydate_words.h"

static const char *const until[] = {
	/* en es ca pt fr it ro */
	"until", "till", "til", "through", "thru", "to", "hasta", "al", "fins", "até", "a", "jusqu*", "au", "fino", "sino",
	"până", "pana", "la",
	/* de nl da sv no fi */
	"bis", "einschließlich", "tot", "tm", "t", "indtil", "och", "asti", "saakka",
	/* pl cs sl ru uk bg el tr hu ja ko zh */
	"do", "до", "по", "έως", "μέχρι", "ως", "kadar", "dek", "ig", "まで", "까지", "直到", "至", "到", NULL,
};

static const char *const back[] = {
	"back", "return*", "before", "again", "resume*", "vuelvo", "volver*", "vuelta", "regres*", "reincorpor*",
	"retom*", "torno", "tornar*", "retorno", "volto", "voltar*", "retour", "rentre*", "reviens", "reviendr*", "reprendr*",
	"rientr*", "ritorn*", "torner*", "revin", "zurück*", "wieder", "vor", "terug", "weer", "tilbage",
	"tilbake", "før", "tillbaka", "förrän", "åter", "takaisin", "palaan", "wracam", "wróc*", "wrac*", "zpět", "vrát*",
	"nazaj", "вернусь", "вернёмся", "повернусь", "επιστρ*", "dön*", "vissza*", "戻*", "回来", "回來", "返回", "복귀*", NULL,
};

static const char *const from[] = {
	"from", "starting", "since", "beginning", "as", "desde", "del", "partir", "des", "du", "dal", "dall", "din", "vom",
	"ab", "seit", "van", "vanaf", "sinds", "fra", "från", "alkaen", "od", "с", "з", "от", "από", "itibaren", "から", "부터", "从",
	NULL,
};

/* English, Spanish, Catalan, Portuguese, French, Italian, German, Dutch, Danish and Norwegian, Swedish, Polish. */
static const char *const weekdays[][7] = {
	{ "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday" },
	{ "domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado" },
	{ "diumenge", "dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte" },
	{ "domingo", "segunda", "terça", "quarta", "quinta", "sexta", "sábado" },
	{ "dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi" },
	{ "domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato" },
	{ "sonntag", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag" },
	{ "zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag" },
	{ "søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag" },
	{ "söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag" },
	{ "niedzieli", "poniedziałku", "wtorku", "środy", "czwartku", "piątku", "soboty" },
};

static bool
in(const char *const *words, const char *word)
{
	for (; *words != NULL; words++) {
		size_t n = strlen(*words);

		if ((*words)[n - 1] == '*' ? strncmp(word, *words, n - 1) == 0 : strcmp(word, *words) == 0)
			return true;
	}
	return false;
}

enum awaydate_word
awaydate_word(const char *word)
{
	return in(back, word) ? AWAYDATE_BACK : in(until, word) ? AWAYDATE_UNTIL : in(from, word) ? AWAYDATE_FROM : AWAYDATE_OTHER;
}

int
awaydate_weekday(const char *word)
{
	for (size_t i = 0; i < sizeof(weekdays) / sizeof(weekdays[0]); i++)
		for (int day = 0; day < 7; day++)
			if (strcmp(weekdays[i][day], word) == 0)
				return day;
	return -1;
}
