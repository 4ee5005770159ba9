/* rank.h - which articles answer a mail, if any does: pure
 *
 * The words of a mail are weighed against those of the articles: a word that few articles have tells more than one that many
 * have, one of a title or keyword more than one of the text, and the subject of a mail more than what follows. It is better to
 * offer nothing than something that is beside the point, so one word alone is never enough.
 */
#ifndef POSTIGO_ARTICLE_RANK_H
#define POSTIGO_ARTICLE_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

/* Where a word stands in an article; more than one may be true. */
enum rank_place { RANK_TITLE = 1, RANK_KEYWORD = 2, RANK_BODY = 4 };

/* Words of a mail that are looked up, at most. */
#define RANK_WORDS_MAX 120u

/* A word of an article, once. */
struct rank_entry {
	char *stem;
	unsigned places;	/* enum rank_place, or-ed */
};

/* A word of a mail, once. */
struct rank_word {
	char *stem;
	bool in_subject;
};

/* An article that has the word. */
struct rank_hit {
	int64_t article;
	unsigned places;
};

struct rank_found {
	int64_t article;
	unsigned score;		/* 0 to 100 */
};

/* The words of an article, sorted and each once, for an index. Owned by ctx. */
struct rank_entry *rank_entries(TALLOC_CTX *ctx, const char *language, const char *title, const char *keywords, const char *body,
    size_t *count);

/* The words of a mail, those of its subject first, each once, at most RANK_WORDS_MAX. Owned by ctx. */
struct rank_word *rank_words(TALLOC_CTX *ctx, const char *language, const char *subject, const char *text, size_t *count);

/* A weighing among so many articles (of that language). Opaque, talloc. */
struct rank;
struct rank *rank_new(TALLOC_CTX *ctx, size_t articles);

/* Which articles have that word; with every word of the mail once. */
void rank_add(struct rank *rank, const struct rank_word *word, const struct rank_hit *hits, size_t count);

/* The best, best first, at most `most`, none below `least`. Owned by rank. */
const struct rank_found *rank_best(struct rank *rank, size_t most, unsigned least, size_t *count);

#endif
