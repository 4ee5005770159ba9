/* assent.c - see assent.h */
#include <config.h>

#include <stdbool.h>
#include <string.h>

#include <glib.h>

#include <postigo/mail/courtesy.h>

#include "assent.h"

#define WORD_MOST 40u

static const char *const yes[] = {
	"yes", "yep", "yeah", "ok", "okay", "sí", "si", "ja", "oui", "sim", "sì", "tak", "ano", "igen", "da", "evet", "kyllä",
	"joo", "да", "так", "ναι", "是", "是的", "はい", "네", "confirmed", "confirmo",
};
static const char *const no[] = {
	"no", "nope", "not", "nein", "non", "não", "nao", "nee", "nie", "ne", "nej", "nei", "nem", "nu", "ei", "hayır", "нет",
	"ні", "не", "όχι", "不", "不是", "いいえ", "아니요",
};

static bool
is_among(const char *word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

enum assent
assent_of(const char *text)
{
	const char *start = text != NULL ? text + strspn(text, " \t\n\r") : "";
	size_t n = strcspn(start, " \t\n\r,.;:!?-"), rest = strspn(start + n, " \t\n\r,.;:!?-");
	enum assent assent = ASSENT_MORE;
	gchar *word;

	if (n == 0 || n > WORD_MOST)
		return ASSENT_MORE;
	word = g_utf8_strdown(start, (gssize)n);
	if (is_among(word, no, sizeof(no) / sizeof(no[0])))
		assent = ASSENT_NO;
	else if (is_among(word, yes, sizeof(yes) / sizeof(yes[0])) &&
	    (start[n + rest] == '\0' || courtesy_is(start + n + rest)))
		assent = ASSENT_YES;
	g_free(word);
	return assent;
}
