/* greeting.c - see greeting.h */
#include <config.h>

#include <ctype.h>
#include <string.h>

#include <postigo/base/fold.h>
#include <postigo/base/memory.h>
#include <postigo/tmpl/greeting.h>

#include "entries.h"

#define SHOWN_MOST 100u		/* bytes; nobody is called like that */

/* The name that the folded words begin with, of those in the list; the longest, for "José Luis" is no José. */
static const char *
longest_of(const struct conf_words *words, const char *folded, const char *best, size_t *length)
{
	SCRATCH(tmp);

	for (size_t i = 0; i < words->given_name_count; i++) {
		const char *one = fold_word(tmp, words->given_names[i]);
		size_t n = strlen(one);

		if (n > *length && strncmp(folded, one, n) == 0 && (folded[n] == '\0' || folded[n] == ' ')) {
			best = words->given_names[i];
			*length = n;
		}
	}
	return best;
}

static const char *
known(const struct catalog *catalog, const char *folded, size_t *length)
{
	const char *best = NULL;

	*length = 0;
	for (unsigned i = 0; i < catalog->language_count; i++)
		best = longest_of(catalog->languages[i].words, folded, best, length);
	return best;
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

/* So many words of the text, which has no two blanks beside each other. */
static size_t
length_of_words(const char *text, size_t words)
{
	const char *s = text;

	for (; words > 0 && *s != '\0'; words--)
		s += strcspn(s, " ") + (words > 1);
	return (size_t)(s - text);
}

/* What the text begins with, when that is a first name. */
static char *
first_name(TALLOC_CTX *ctx, const struct catalog *catalog, const char *text)
{
	SCRATCH(tmp);
	const char *folded = fold_word(tmp, text);
	size_t length, words = 1, n;
	const char *name = known(catalog, folded, &length);

	if (name == NULL)
		return NULL;
	for (size_t i = 0; i < length; i++)
		words += folded[i] == ' ';
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
