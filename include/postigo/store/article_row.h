/* article_row.h - the articles of tier 0, and the words by which they are found */
#ifndef POSTIGO_STORE_ARTICLE_ROW_H
#define POSTIGO_STORE_ARTICLE_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/digest.h>
#include <postigo/base/instant.h>
#include <postigo/store/store.h>

enum article_state { ARTICLE_DRAFT = 0, ARTICLE_PUBLISHED = 1, ARTICLE_WITHDRAWN = 2 };

enum article_origin {
	ARTICLE_WRITTEN_HERE = 0,
	ARTICLE_OF_FILE = 1,
	ARTICLE_FILE_GONE = 2		/* as if it were not there */
};

struct article_row {
	int64_t id;
	char *slug, *language;		/* together they name it */
	char *title, *keywords, *summary, *body;
	enum article_state state;
	enum article_origin origin;
	char *queue, *organisation;	/* NULL: for all */
	char *author;			/* NULL: not known */
	int64_t source_ticket;		/* 0: none */
	uint8_t digest[DIGEST_SIZE];	/* of its file; zeros: it has none */
	instant changed;
};

/* A word of an article; and an article that has a word. */
struct article_word {
	char *stem;
	unsigned places;
};
struct article_hit {
	int64_t article;
	unsigned places;
};

/* True when it is offered: published, and its file is there if it came from one. */
bool article_row_live(const struct article_row *row);

/* Adds the article, or replaces the one of that slug and language; id is given back. What it is found by is to be said with
 * article_row_index(). */
enum result article_row_put(struct store *store, struct article_row *row, struct error *err);
/* NONE when there is no such article. */
enum result article_row_set_state(struct store *store, int64_t id, enum article_state state, instant now, struct error *err);
enum result article_row_set_origin(struct store *store, int64_t id, enum article_origin origin, instant now, struct error *err);

/* Takes it out of the store for good. NONE when it is not there, or was offered to somebody: its figures stay. */
enum result article_row_drop(struct store *store, int64_t id, struct error *err);

/* In place of the words that it had; none: it is not found. */
enum result article_row_index(struct store *store, const struct article_row *row, const struct article_word *words, size_t count,
    struct error *err);

/* NONE when there is no such article; owned by ctx. */
enum result article_row_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct article_row *out, struct error *err);
enum result article_row_find(TALLOC_CTX *ctx, struct store *store, const char *slug, const char *language,
    struct article_row *out, struct error *err);
/* All of that slug, or with NULL all there are, in the order of slugs and languages. */
enum result article_row_list(TALLOC_CTX *ctx, struct store *store, const char *slug, struct article_row **list, size_t *count,
    struct error *err);

/* What was made of that ticket, in the order in which it was. */
enum result article_row_of_ticket(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct article_row **list, size_t *count,
    struct error *err);

/* How many are live in that language. */
enum result article_row_count(struct store *store, const char *language, size_t *count, struct error *err);
/* The live ones that have the word, at most `most`; owned by ctx. */
enum result article_row_hits(TALLOC_CTX *ctx, struct store *store, const char *language, const char *stem, size_t most,
    struct article_hit **list, size_t *count, struct error *err);

/* "draft", "published", "withdrawn" */
const char *article_state_name(enum article_state state);

#endif
