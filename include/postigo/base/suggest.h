/* suggest.h - "did you mean": the known word that is nearest to a wrong one */
#ifndef POSTIGO_BASE_SUGGEST_H
#define POSTIGO_BASE_SUGGEST_H

#include <stddef.h>

#include <talloc.h>

/* A search: start it, offer every known word, read best. */
struct suggest {
	const char *word;
	const char *best;	/* one of those offered; NULL when none is near */
	size_t distance;	/* what the next one has to beat */
};

void suggest_start(struct suggest *s, const char *word);
void suggest_offer(struct suggest *s, const char *candidate);

/* "; did you mean \"host\"?", or "" when nothing is near. Owned by ctx. */
char *suggest_words(TALLOC_CTX *ctx, const struct suggest *s);

#endif
