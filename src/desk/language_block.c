/* language_block.c - see language_block.h */
#include <config.h>

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>

#include "command_word.h"
#include "language_block.h"

#define LANGUAGE_MOST 24u

struct block {
	const char *start;
	size_t size;
};

/* What people call them, folded. */
static const struct {
	const char *name, *language;
} names[] = {
	{ "english", "en" }, { "ingles", "en" }, { "spanish", "es" }, { "espanol", "es" }, { "castellano", "es" },
};

/* The language of a line that is nothing else, owned by ctx; NULL: it is text. */
static const char *
marks(TALLOC_CTX *ctx, const struct catalog *catalog, const char *line, size_t n)
{
	char *word, *folded;

	while (n > 0 && isspace((unsigned char)line[n - 1]))
		n--;
	while (n > 0 && (*line == ' ' || *line == '\t')) {
		line++;
		n--;
	}
	if (n < 4 || n > LANGUAGE_MOST || line[0] != '[' || line[n - 1] != ']')
		return NULL;
	word = talloc_strndup(ctx, line + 1, n - 2);
	folded = command_fold(ctx, word);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i].name, folded) == 0)
			return catalog_has_language(catalog, names[i].language) ? names[i].language : NULL;
	for (const char *p = word; *p != '\0'; p++)
		if (!isalnum((unsigned char)*p) && *p != '-')
			return NULL;
	return catalog_has_language(catalog, word) ? word : NULL;
}

/* How well a block's language does for a reader's: 2 just that, 1 by its first part, 0 not. */
static int
suits(const char *block, const char *language)
{
	size_t n = strcspn(block, "-");

	if (language == NULL)
		return 0;
	if (strcasecmp(block, language) == 0)
		return 2;
	return n == strcspn(language, "-") && strncasecmp(block, language, n) == 0;
}

static void
trim(struct block *b)
{
	while (b->size > 0 && isspace((unsigned char)b->start[b->size - 1]))
		b->size--;
	for (size_t n; b->size > 0 && (n = strspn(b->start, " \t\r")) < b->size && b->start[n] == '\n';) {
		b->start += n + 1;
		b->size -= n + 1;
	}
}

/* Takes the block that ends here, if it is better than what there is. */
static void
offer(struct block *best, int *score, struct block b, int suited)
{
	trim(&b);
	if (b.size == 0 || (best->size > 0 && suited <= *score))
		return;
	*best = b;
	*score = suited;
}

char *
language_block(TALLOC_CTX *ctx, const struct catalog *catalog, const char *text, const char *language)
{
	SCRATCH(tmp);
	struct block best = { text, 0 }, now = { text, 0 };
	int score = 0, suited = 0;
	bool any = false;

	for (const char *p = text; *p != '\0';) {
		size_t n = strcspn(p, "\n"), step = n + (p[n] == '\n');
		const char *mark = marks(tmp, catalog, p, n);

		if (mark != NULL) {
			offer(&best, &score, now, suited);
			now = (struct block){ p + step, 0 };
			suited = suits(mark, language);
			any = true;
		} else {
			now.size += step;
		}
		p += step;
	}
	if (!any)
		return talloc_strdup(ctx, text);
	offer(&best, &score, now, suited);
	return talloc_strndup(ctx, best.start, best.size);
}
