/* article_offer.h - which article was offered on which ticket, and whether it was of use */
#ifndef POSTIGO_STORE_ARTICLE_OFFER_H
#define POSTIGO_STORE_ARTICLE_OFFER_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

enum offer_state {
	OFFER_MADE = 0,
	OFFER_SOLVED = 1,	/* the requester says that it solved their ticket */
	OFFER_WRONG = 2		/* it did not, after all; or a technician says that it was beside the point */
};

struct article_offer {
	int64_t id, ticket, article;
	char *slug, *language, *title;	/* of the article; filled in when read */
	instant at;
	enum offer_state state;
	unsigned score;
};

/* What became of the offers of one article. */
struct article_offer_counts {
	int64_t article;
	uint64_t offered, solved, wrong;	/* offered: all of them */
};

/* id is given back. NONE when that article was offered on that ticket before: id is that one's. */
enum result article_offer_add(struct store *store, struct article_offer *offer, struct error *err);
/* NONE when there is no such offer; owned by ctx. */
enum result article_offer_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct article_offer *out, struct error *err);
/* In the order in which they were made. */
enum result article_offer_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct article_offer **list,
    size_t *count, struct error *err);
/* NONE when there is no such offer. */
enum result article_offer_set_state(struct store *store, int64_t id, enum offer_state state, struct error *err);
/* The ticket is open again: what had solved it had not. NONE when nothing had. */
enum result article_offer_reopened(struct store *store, int64_t ticket, struct error *err);
/* Of every article that was ever offered, by its number. */
enum result article_offer_count(TALLOC_CTX *ctx, struct store *store, struct article_offer_counts **list, size_t *count,
    struct error *err);

/* "offered", "solved", "wrong" */
const char *offer_state_name(enum offer_state state);

#endif
