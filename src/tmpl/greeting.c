/* greeting.c - see greeting.h */
#include <config.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/fold.h>
#include <postigo/base/memory.h>
#include <postigo/tmpl/greeting.h>

#include "entries.h"

#define SHOWN_MOST 100u		/* bytes; nobody is called like that */

#define WORDS_MOST 5u		/* of a first name: "María de los Ángeles", and one to spare */

/* So many words of the text, which has no two blanks beside each other; all of it when it has fewer. */
static size_t
length_of_words(const char *text, size_t words)
{
	size_t n = strcspn(text, " ");

	for (; words > 1 && text[n] != '\0'; words--)
		n += 1 + strcspn(text + n + 1, " ");
	return n;
}

static int
by_folded(const void *key, const void *name)
{
	return strcmp(key, ((const struct conf_given_name *)name)->folded);
}

static const char *
listed(const struct catalog *catalog, const char *folded)
{
	for (unsigned i = 0; i < catalog->language_count; i++) {
		const struct conf_words *words = catalog->languages[i].words;
		const struct conf_given_name *found = words->given_name_count == 0 ? NULL :
		    bsearch(folded, words->given_names, words->given_name_count, sizeof(words->given_names[0]), by_folded);

		if (found != NULL)
			return found->written;
	}
	return NULL;
}

/* The name that the folded words begin with, of those that are listed; the longest, for "José Luis" is no José. */
static const char *
known(const struct catalog *catalog, const char *folded, size_t *words)
{
	SCRATCH(tmp);

	for (*words = WORDS_MOST; *words > 0; --*words) {
		size_t n = length_of_words(folded, *words);
		const char *name = listed(catalog, talloc_strndup(tmp, folded, n));

		if (name != NULL)
			return name;
	}
	return NULL;
}

/* Whoever writes "ana" or "ANA" is Ana; else they know best how they are written. */
static bool
is_of_one_case(const char *word, size_t n)
{
	bool upper = false, lower = false;

	for (size_t i = 0; i < n; i++) {
		upper |= isupper((unsigned char)word[i]) != 0;
		lower |= islower((unsigned char)word[i]) != 0;
	}
	return !upper || !lower;
}

/* What the text begins with, when that is a first name. */
static char *
first_name(TALLOC_CTX *ctx, const struct catalog *catalog, const char *text)
{
	SCRATCH(tmp);
	size_t words, n;
	const char *name = known(catalog, fold_word(tmp, text), &words);

	if (name == NULL)
		return NULL;
	n = length_of_words(text, words);
	return is_of_one_case(text, n) ? talloc_strdup(ctx, name) : talloc_strndup(ctx, text, n);
}

/* Several people, or what no name has in it. */
static bool
is_strange(const char *folded)
{
	static const char *const joined[] = { " and ", " y ", " e ", " et ", " und " };

	for (size_t i = 0; i < sizeof(joined) / sizeof(joined[0]); i++)
		if (strstr(folded, joined[i]) != NULL)
			return true;
	return strpbrk(folded, "&+/@0123456789") != NULL;
}

/* Words with one blank between them, and none around. */
static char *
in_order(TALLOC_CTX *ctx, const char *text, size_t n)
{
	char *out = talloc_array(ctx, char, (unsigned)n + 1), *to = out;

	for (size_t i = 0; i < n; i++)
		if (text[i] != ' ' || (to > out && to[-1] != ' '))
			*to++ = text[i];
	while (to > out && to[-1] == ' ')
		to--;
	*to = '\0';
	return out;
}

char *
greeting_name(TALLOC_CTX *ctx, const struct catalog *catalog, const char *shown)
{
	SCRATCH(tmp);
	size_t n = shown != NULL ? strlen(shown) : 0;
	const char *comma = n > 0 ? strchr(shown, ',') : NULL;
	char *name = NULL;

	if (n == 0 || n > SHOWN_MOST || is_strange(fold_word(tmp, shown)))
		return talloc_strdup(ctx, "");
	/* "Mora, Luis"; but "Luis Mora, Acme", too. */
	if (comma != NULL)
		name = first_name(ctx, catalog, in_order(tmp, comma + 1, strlen(comma + 1)));
	if (name == NULL)
		name = first_name(ctx, catalog, in_order(tmp, shown, comma != NULL ? (size_t)(comma - shown) : n));
	return name != NULL ? name : talloc_strdup(ctx, "");
}
