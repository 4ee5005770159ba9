/* rule_tally.c - see rule_tally.h */
#include <config.h>

#include <string.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/store/rule_hit.h>

#include "rule_digest.h"
#include "rule_tally.h"

struct count {
	uint64_t hits, behind, slow;
	instant last;
	int64_t ticket;
	const char *behind_rule;
	bool waits;			/* it stands in the list of those that are to be written */
	bool told;			/* the log has said that its pattern takes too long */
};

struct rule_tally {
	const struct conf *conf;
	uint8_t (*digests)[DIGEST_SIZE];
	struct count *counts;		/* by the rule's place in the config */
	size_t *waiting;
	size_t waiting_count;
};

struct rule_tally *
rule_tally_new(TALLOC_CTX *ctx, const struct conf *conf)
{
	struct rule_tally *t = talloc_zero(ctx, struct rule_tally);
	unsigned n = (unsigned)conf->rule_count;

	t->conf = conf;
	t->digests = talloc_zero_size(t, (size_t)n * DIGEST_SIZE);
	t->counts = talloc_zero_array(t, struct count, n);
	t->waiting = talloc_zero_array(t, size_t, n);
	for (unsigned i = 0; i < n; i++)
		rule_digest(&conf->rules[i], t->digests[i]);
	return t;
}

static struct rule_hit
hit_of(TALLOC_CTX *ctx, const struct rule_tally *t, size_t number)
{
	const struct count *c = &t->counts[number];
	struct rule_hit hit = {
		.name = t->conf->rules[number].name, .hits = c->hits, .last = c->last, .since = c->last, .ticket = c->ticket,
		.behind = c->behind, .behind_rule = c->behind_rule != NULL ? talloc_strdup(ctx, c->behind_rule) : NULL, .slow = c->slow,
	};

	memcpy(hit.digest, t->digests[number], DIGEST_SIZE);
	return hit;
}

enum result
rule_tally_begin(struct rule_tally *t, struct store *store, instant now, struct error *err)
{
	SCRATCH(tmp);
	enum result result = DONE;

	for (size_t i = 0; i < t->conf->rule_count && result >= 0; i++) {
		struct rule_hit hit = hit_of(tmp, t, i);

		hit.since = now;
		result = rule_hit_begin(store, &hit, err);
	}
	return result == NONE ? DONE : result;
}

static struct count *
count_of(struct rule_tally *t, size_t number)
{
	struct count *c = &t->counts[number];

	if (!c->waits)
		t->waiting[t->waiting_count++] = number;
	c->waits = true;
	return c;
}

static void
tell_slow(struct count *c, const struct decision_rule *r)
{
	if (!c->told)
		log_warning("rule_slow", "rule", r->name, "file", r->file, "line", log_number(r->line), "why", r->why,
		    "hint", "it is counted from here on: see postigo rules", NULL);
	c->told = true;
}

void
rule_tally_count(struct rule_tally *t, const struct decision *d, int64_t ticket, instant now)
{
	for (size_t i = 0; i < d->rule_count; i++) {
		const struct decision_rule *r = &d->rules[i];
		struct count *c = r->matched || r->behind || r->slow ? count_of(t, r->number) : NULL;

		if (r->matched) {
			c->hits++;
			c->last = now;
			c->ticket = ticket;
		}
		if (r->behind) {
			c->behind++;
			c->behind_rule = d->ruled.stopped_by;
		}
		if (r->slow) {
			c->slow++;
			tell_slow(c, r);
		}
	}
}

bool
rule_tally_waits(const struct rule_tally *tally)
{
	return tally->waiting_count > 0;
}

enum result
rule_tally_write(struct rule_tally *t, struct store *store, struct error *err)
{
	SCRATCH(tmp);
	enum result result = DONE;

	for (size_t i = 0; i < t->waiting_count && result == DONE; i++) {
		struct rule_hit hit = hit_of(tmp, t, t->waiting[i]);

		result = rule_hit_add(store, &hit, err);
	}
	for (size_t i = 0; i < t->waiting_count && result == DONE; i++) {
		struct count *c = &t->counts[t->waiting[i]];

		*c = (struct count){ .told = c->told };
	}
	if (result == DONE)
		t->waiting_count = 0;
	return result;
}
