/* stem.h - the words of a text as a search compares them: without case, accents and endings, and without those that every
 * mail has */
#ifndef POSTIGO_ARTICLE_STEM_H
#define POSTIGO_ARTICLE_STEM_H

#include <stddef.h>

#include <talloc.h>

#define STEM_LONGEST 40u	/* bytes; longer words are left out */

struct stems {
	char **list;		/* in the order of the text, as often as they stand there */
	size_t count;
};

/* The stems of at most `most` words. language is what we call languages by ("es", "pt-BR"); of one that nobody can stem, words
 * keep their endings. Words with a hyphen count as their parts and as one: "wi-fi" is found by "wifi". Owned by ctx. */
struct stems stem_words(TALLOC_CTX *ctx, const char *language, const char *text, size_t most);

#endif
