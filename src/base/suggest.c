/* suggest.c - see suggest.h */
#include <config.h>

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include <postigo/base/suggest.h>

#define LONGEST 64

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static bool
same(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Damerau and Levenshtein: how many characters have to be put in, left out, replaced or swapped with their
 * neighbour. Three rows of the table are enough, because a swap looks back two. */
static size_t
distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
	size_t rows[3][LONGEST + 1];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];

	for (size_t j = 0; j <= b_size; j++)
		before[j] = last[j] = j;
	for (size_t i = 1; i <= a_size; i++) {
		row[0] = i;
		for (size_t j = 1; j <= b_size; j++) {
			row[j] = least(last[j - 1] + !same(a[i - 1], b[j - 1]), least(last[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
				row[j] = least(row[j], before[j - 2] + 1);
		}
		size_t *spare = before;

		before = last;
		last = row;
		row = spare;
	}
	return last[b_size];
}

void
suggest_start(struct suggest *s, const char *word)
{
	/* A third of the word may be wrong; in a short word, one letter. */
	size_t tolerated = strlen(word) / 3;

	*s = (struct suggest){ .word = word, .distance = (tolerated > 0 ? tolerated : 1) + 1 };
}

void
suggest_offer(struct suggest *s, const char *candidate)
{
	size_t word_size = strlen(s->word), candidate_size = strlen(candidate);

	if (word_size > LONGEST || candidate_size > LONGEST)
		return;
	size_t d = distance(s->word, word_size, candidate, candidate_size);

	if (d >= s->distance || d >= candidate_size)
		return;
	s->distance = d;
	s->best = candidate;
}

char *
suggest_words(TALLOC_CTX *ctx, const struct suggest *s)
{
	if (s->best == NULL)
		return talloc_strdup(ctx, "");
	return talloc_asprintf(ctx, "; did you mean \"%s\"?", s->best);
}
