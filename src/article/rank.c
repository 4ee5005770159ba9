/* rank.c - see rank.h
 *
 * Why not the database's full-text search, which is well kept and has bm25()? Because it answers another question: which of these
 * is nearest, never whether any is near enough. Its weights depend on how many articles there are: with one of them every word
 * weighs nothing, with a thousand one rare word alone outweighs four of a small desk. Given rows of padding, weights divided by the
 * most that one word can weigh, and our rule of two telling words on top, it comes near: at the threshold at which nothing wrong is
 * offered to any of 1178 questions it finds 420 answers of 440, as it is 262, and this 430 (tests/unit/article/fts5.c asks both).
 * What it would spare us is the arithmetic below, and no more: the stems are ours in any case, since unicode61 folds accents and
 * knows no endings. And its tables would tie the store to one database, or have every `postigo article search` read all articles
 * first.
 */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/article/rank.h>
#include <postigo/article/stem.h>
#include <postigo/base/memory.h>

#define ENTRIES_MAX 4000u	/* words of an article */
#define CANDIDATES_MAX 4096u	/* articles that are weighed */

/* So few articles tell nothing of how rare a word is: it counts as if there were more. */
#define ARTICLES_LEAST 40.0

/* What a word weighs by where it stands. */
#define BODY_WEIGHT 0.3		/* ... in an article, against one of its title or keywords */
#define TEXT_WEIGHT 0.7		/* ... in a mail, against one of its subject */

#define TELLING_LEAST 1.05	/* of title and keywords together: more than any word has alone */
#define HALF_WAY 2.0		/* the weight that scores 50 */
#define NEAR_BEST 75u		/* percent of the best one's score: those below are beside the point */

struct candidate {
	int64_t article;
	double telling;		/* of the words of title and keywords */
	double weight;		/* of all */
};

struct rank {
	double articles;
	struct candidate *list;	/* sorted by article */
	size_t count;
	struct rank_found *found;
};

/* ---- words */

struct found_word {
	char *stem;
	unsigned places;
	size_t order;
};

static int
by_stem(const void *a, const void *b)
{
	const struct found_word *x = a, *y = b;
	int order = strcmp(x->stem, y->stem);

	return order != 0 ? order : (x->order > y->order) - (x->order < y->order);
}

static int
by_order(const void *a, const void *b)
{
	const struct found_word *x = a, *y = b;

	return (x->order > y->order) - (x->order < y->order);
}

/* Adds the words of a text that stand in one place. */
static void
gather(TALLOC_CTX *ctx, struct found_word *list, size_t *count, size_t most, const char *language, const char *text,
    unsigned place)
{
	struct stems stems = stem_words(ctx, language, text, most - *count);

	for (size_t i = 0; i < stems.count; i++) {
		list[*count] = (struct found_word){ stems.list[i], place, *count };
		(*count)++;
	}
}

/* Sorts them, and makes one of those that are the same: it has the places of all and the order of the first. */
static size_t
unite(struct found_word *list, size_t count)
{
	size_t n = 0;

	if (count > 1)
		qsort(list, count, sizeof(*list), by_stem);
	for (size_t i = 0; i < count; i++) {
		if (n > 0 && strcmp(list[n - 1].stem, list[i].stem) == 0)
			list[n - 1].places |= list[i].places;
		else
			list[n++] = list[i];
	}
	return n;
}

struct rank_entry *
rank_entries(TALLOC_CTX *ctx, const char *language, const char *title, const char *keywords, const char *body, size_t *count)
{
	SCRATCH(tmp);
	struct found_word *list = talloc_array(tmp, struct found_word, ENTRIES_MAX);
	struct rank_entry *entries;
	size_t n = 0;

	gather(tmp, list, &n, ENTRIES_MAX, language, title, RANK_TITLE);
	gather(tmp, list, &n, ENTRIES_MAX, language, keywords, RANK_KEYWORD);
	gather(tmp, list, &n, ENTRIES_MAX, language, body, RANK_BODY);
	n = unite(list, n);
	entries = talloc_array(ctx, struct rank_entry, (unsigned)n + 1);
	for (size_t i = 0; i < n; i++)
		entries[i] = (struct rank_entry){ talloc_steal(entries, list[i].stem), list[i].places };
	*count = n;
	return entries;
}

struct rank_word *
rank_words(TALLOC_CTX *ctx, const char *language, const char *subject, const char *text, size_t *count)
{
	SCRATCH(tmp);
	struct found_word *list = talloc_array(tmp, struct found_word, 4 * RANK_WORDS_MAX);
	struct rank_word *words;
	size_t n = 0;

	gather(tmp, list, &n, RANK_WORDS_MAX / 2, language, subject, 1);
	gather(tmp, list, &n, 4 * RANK_WORDS_MAX, language, text, 0);
	n = unite(list, n);
	if (n > 1)
		qsort(list, n, sizeof(*list), by_order);
	n = n < RANK_WORDS_MAX ? n : RANK_WORDS_MAX;
	words = talloc_array(ctx, struct rank_word, (unsigned)n + 1);
	for (size_t i = 0; i < n; i++)
		words[i] = (struct rank_word){ talloc_steal(words, list[i].stem), list[i].places != 0 };
	*count = n;
	return words;
}

/* ---- weighing */

struct rank *
rank_new(TALLOC_CTX *ctx, size_t articles)
{
	struct rank *rank = talloc_zero(ctx, struct rank);

	rank->articles = (double)articles > ARTICLES_LEAST ? (double)articles : ARTICLES_LEAST;
	return rank;
}

/* 1 for a word that one article has, less the more have it. */
static double
rarity(const struct rank *rank, size_t having)
{
	return log(1 + (rank->articles - (double)having + 0.5) / ((double)having + 0.5)) /
	    log(1 + (rank->articles - 0.5) / 1.5);
}

static struct candidate *
candidate(struct rank *rank, int64_t article)
{
	size_t from = 0, to = rank->count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (rank->list[middle].article == article)
			return &rank->list[middle];
		if (rank->list[middle].article < article)
			from = middle + 1;
		else
			to = middle;
	}
	if (rank->count == CANDIDATES_MAX)
		return NULL;
	if ((rank->count & (rank->count - 1)) == 0)
		rank->list = talloc_realloc(rank, rank->list, struct candidate, (unsigned)rank->count * 2 + 1);
	memmove(&rank->list[from + 1], &rank->list[from], (rank->count - from) * sizeof(*rank->list));
	rank->list[from] = (struct candidate){ .article = article };
	rank->count++;
	return &rank->list[from];
}

void
rank_add(struct rank *rank, const struct rank_word *word, const struct rank_hit *hits, size_t count)
{
	double rare = count > 0 && (double)count <= rank->articles ? rarity(rank, count) : 0;

	for (size_t i = 0; i < count; i++) {
		struct candidate *c = candidate(rank, hits[i].article);
		bool telling = (hits[i].places & (RANK_TITLE | RANK_KEYWORD)) != 0;

		if (c == NULL)
			return;
		c->weight += rare * (telling ? 1 : BODY_WEIGHT) * (word->in_subject ? 1 : TEXT_WEIGHT);
		c->telling += telling ? rare : 0;
	}
}

static unsigned
score(const struct candidate *c)
{
	return c->telling < TELLING_LEAST ? 0 : (unsigned)(100 * c->weight / (c->weight + HALF_WAY));
}

static int
best_first(const void *a, const void *b)
{
	const struct rank_found *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return (x->article > y->article) - (x->article < y->article);
}

const struct rank_found *
rank_best(struct rank *rank, size_t most, unsigned least, size_t *count)
{
	size_t n = 0;

	rank->found = talloc_array(rank, struct rank_found, (unsigned)rank->count + 1);
	for (size_t i = 0; i < rank->count; i++) {
		struct rank_found found = { rank->list[i].article, score(&rank->list[i]) };

		if (found.score > 0 && found.score >= least)
			rank->found[n++] = found;
	}
	if (n > 1)
		qsort(rank->found, n, sizeof(*rank->found), best_first);
	n = n < most ? n : most;
	while (n > 1 && rank->found[n - 1].score * 100 < rank->found[0].score * NEAR_BEST)
		n--;
	*count = n;
	return rank->found;
}
