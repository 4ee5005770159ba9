/* rule_hit.h - how often each rule has fitted a mail */
#ifndef POSTIGO_STORE_RULE_HIT_H
#define POSTIGO_STORE_RULE_HIT_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/digest.h>
#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct rule_hit {
	char *name;
	uint8_t digest[DIGEST_SIZE];	/* of the rule as it is written */
	instant since;			/* it is counted */
	uint64_t hits;
	instant last;			/* 0: never */
	int64_t ticket;			/* of the last; 0: none */
	uint64_t behind;		/* mails that it fitted behind a rule that had said stop */
	char *behind_rule;		/* the last such rule, NULL: none */
	uint64_t slow;			/* mails on which its pattern took too long */
};

/* Begins to count the rule, if that has not been. NONE when it has. */
enum result rule_hit_begin(struct store *store, const struct rule_hit *hit, struct error *err);

/* Adds hits, behind and slow to what there is; last, ticket and behind_rule take the place of it where they are set. */
enum result rule_hit_add(struct store *store, const struct rule_hit *hit, struct error *err);

/* NONE when the rule is not counted yet. Owned by ctx. */
enum result rule_hit_read(TALLOC_CTX *ctx, struct store *store, const char *name, const uint8_t digest[DIGEST_SIZE],
    struct rule_hit *out, struct error *err);

#endif
