/* rule_literals.c - see rule_literals.h */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include <postigo/base/memory.h>

#include "rule_literals.h"

#define BITS 16
#define SLOTS (1u << BITS)
#define COUNTED (1u << 14)

/* A word, whom it is for, and where its rarest piece stands in it. */
struct word {
	char *text;
	uint32_t size, owner, offset;
};

/* The words by the hash of their piece; those of one piece stand together. */
struct table {
	unsigned bytes;			/* of a piece: 3 or 4 */
	struct word *words;
	size_t count;
	uint32_t *first;		/* by hash: the first word; SLOTS + 1 of them */
	uint64_t *there;		/* a bit a hash: small enough to stay near the processor */
};

struct rule_literals {
	struct table tables[2];		/* of three bytes, and of four for longer words */
};

static uint32_t
piece(const char *p, unsigned bytes)
{
	uint32_t n = 0;

	if (bytes == 4)
		memcpy(&n, p, 4);
	else
		n = (uint32_t)(unsigned char)p[0] | (uint32_t)(unsigned char)p[1] << 8 | (uint32_t)(unsigned char)p[2] << 16;
	return n;
}

static uint32_t
hash(uint32_t piece)
{
	return piece * 2654435761u >> (32 - BITS);
}

struct rule_literals *
rule_literals_new(TALLOC_CTX *ctx)
{
	struct rule_literals *l = talloc_zero(ctx, struct rule_literals);

	l->tables[0].bytes = 3;
	l->tables[1].bytes = 4;
	return l;
}

void
rule_literals_add(struct rule_literals *l, const char *word, uint32_t owner)
{
	size_t size = strlen(word);
	struct table *t = &l->tables[size > 3];

	if (size < RULE_LITERAL_LEAST)
		return;
	if ((t->count & (t->count - 1)) == 0)
		t->words = talloc_realloc(l, t->words, struct word, (unsigned)t->count * 2 + 1);
	t->words[t->count++] = (struct word){ talloc_strdup(l, word), (uint32_t)size, owner, 0 };
}

/* The piece that the fewest words have; of those that are as rare, the last: words begin alike more often than they end. */
static void
choose_pieces(struct table *t)
{
	SCRATCH(tmp);
	uint32_t *counts = talloc_zero_array(tmp, uint32_t, COUNTED);

	for (size_t i = 0; i < t->count; i++)
		for (uint32_t at = 0; at + t->bytes <= t->words[i].size; at++)
			counts[hash(piece(t->words[i].text + at, t->bytes)) % COUNTED]++;
	for (size_t i = 0; i < t->count; i++) {
		struct word *w = &t->words[i];
		uint32_t best = UINT32_MAX;

		for (uint32_t at = 0; at + t->bytes <= w->size; at++) {
			uint32_t n = counts[hash(piece(w->text + at, t->bytes)) % COUNTED];

			if (n <= best) {
				best = n;
				w->offset = at;
			}
		}
	}
}

static uint32_t
slot(const struct table *t, const struct word *w)
{
	return hash(piece(w->text + w->offset, t->bytes));
}

/* Sorted by counting: words of a slot behind each other. */
static void
finish(struct rule_literals *l, struct table *t)
{
	struct word *sorted = talloc_array(l, struct word, (unsigned)t->count);

	choose_pieces(t);
	t->first = talloc_zero_array(l, uint32_t, SLOTS + 2);
	t->there = talloc_zero_array(l, uint64_t, SLOTS / 64);
	for (size_t i = 0; i < t->count; i++)
		t->first[slot(t, &t->words[i]) + 2]++;
	for (uint32_t i = 2; i < SLOTS + 2; i++)
		t->first[i] += t->first[i - 1];
	for (size_t i = 0; i < t->count; i++) {
		uint32_t at = slot(t, &t->words[i]);

		sorted[t->first[at + 1]++] = t->words[i];
		t->there[at / 64] |= UINT64_C(1) << (at % 64);
	}
	talloc_free(t->words);
	t->words = sorted;
}

void
rule_literals_finish(struct rule_literals *l)
{
	for (size_t i = 0; i < 2; i++)
		if (l->tables[i].count > 0)
			finish(l, &l->tables[i]);
}

static void
compare_here(const struct table *t, uint32_t at_slot, const char *text, size_t size, size_t at, uint64_t *owners)
{
	for (uint32_t i = t->first[at_slot]; i < t->first[at_slot + 1]; i++) {
		const struct word *w = &t->words[i];

		if (at >= w->offset && w->size - w->offset <= size - at && memcmp(text + at - w->offset, w->text, w->size) == 0)
			owners[w->owner / 64] |= UINT64_C(1) << (w->owner % 64);
	}
}

void
rule_literals_find(const struct rule_literals *l, const char *text, size_t size, uint64_t *owners)
{
	for (size_t i = 0; i < 2; i++) {
		const struct table *t = &l->tables[i];

		for (size_t at = 0; t->count > 0 && at + t->bytes <= size; at++) {
			uint32_t here = hash(piece(text + at, t->bytes));

			if ((t->there[here / 64] >> (here % 64) & 1) != 0)
				compare_here(t, here, text, size, at, owners);
		}
	}
}

size_t
rule_literals_count(const struct rule_literals *l)
{
	return l->tables[0].count + l->tables[1].count;
}
