/* merge.c - see merge.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/store/event.h>
#include <postigo/store/participant.h>
#include <postigo/store/score.h>

#include "clocks.h"
#include "merge.h"
#include "tier_time.h"

/* Who took part in the one takes part in the other: their replies would else be those of strangers. Whoever was removed from
 * the other stays removed. */
static enum result
bring_people(TALLOC_CTX *ctx, const struct change *c, int64_t from, int64_t into, struct merged *out, struct error *err)
{
	struct store *store = c->tools->store;
	struct participant *list;
	size_t count;
	bool there;
	enum result result = participant_list(ctx, store, from, &list, &count, err);

	out->people = talloc_array(ctx, int64_t, (unsigned)count);
	for (size_t i = 0; i < count && result >= 0; i++) {
		result = participant_is(store, into, list[i].person, &there, err);
		if (result == DONE && !there)
			result = participant_add(store, into, list[i].person, PARTICIPANT_CC, c->now, err);
		if (result == DONE && !there)
			out->people[out->people_count++] = list[i].person;
	}
	return result < 0 ? result : DONE;
}

static enum result
record(const struct change *c, const char *verb, int64_t from, int64_t into, struct error *err)
{
	SCRATCH(tmp);
	const char *actor = c->actor != NULL ? c->actor : "postigo";
	enum result result = event_add(c->tools->store, from, actor, verb, talloc_asprintf(tmp, "into ticket %lld",
	    (long long)into), c->now, err);

	if (result == DONE)
		result = event_add(c->tools->store, into, actor, verb, talloc_asprintf(tmp, "with ticket %lld", (long long)from),
		    c->now, err);
	return result == DONE ? ticket_touch(c->tools->store, into, c->now, err) : result;
}

static enum result
points_toward(const struct change *c, int64_t ticket, const char *toward, int *points, struct error *err)
{
	SCRATCH(tmp);
	struct score *list = NULL;
	size_t count = 0;
	enum result result = score_all(tmp, c->tools->store, ticket, &list, &count, err);

	*points = 0;
	for (size_t i = 0; i < count && result == DONE; i++)
		if (strcmp(list[i].toward, toward) == 0)
			*points = list[i].points;
	return result;
}

/* The highest tier above its own that the ticket has enough points for, and had not; 0: none. `alone` has what the ticket had
 * toward each tier while it stood for itself alone. */
static enum result
tier_reached(const struct change *c, const struct ticket *into, const int alone[CONF_TIERS], int *tier, struct error *err)
{
	SCRATCH(tmp);
	enum result result = DONE;

	*tier = 0;
	for (int number = CONF_TIER_VENDOR - 1; number > into->tier && *tier == 0 && result == DONE; number--) {
		int wanted = (int)c->tools->conf->tiers[number].points, points = 0;

		result = points_toward(c, into->id, talloc_asprintf(tmp, "tier:%d", number), &points, err);
		if (wanted > 0 && alone[number] < wanted && points >= wanted)
			*tier = number;
	}
	return result;
}

static enum result
weigh_alone(const struct change *c, int64_t ticket, int alone[CONF_TIERS], struct error *err)
{
	SCRATCH(tmp);
	enum result result = DONE;

	for (int number = 0; number < CONF_TIERS && result == DONE; number++)
		result = points_toward(c, ticket, talloc_asprintf(tmp, "tier:%d", number), &alone[number], err);
	return result;
}

/* Points that were too few on each of the two may be enough for both: it goes up now, since no later mail would find them to
 * have become enough. */
static enum result
rise(TALLOC_CTX *ctx, const struct change *c, struct ticket *into, const int alone[CONF_TIERS], struct error *err)
{
	struct change rising = *c;
	int tier = 0;
	enum result result = into->state == TICKET_CLOSED ? DONE : tier_reached(c, into, alone, &tier, err);

	if (result != DONE || tier == 0)
		return result;
	rising.because = BECAUSE_POINTS;
	rising.why = "with what was merged into it, it has points enough";
	return change_tier(ctx, &rising, into, tier, err);
}

/* Nobody is brought from an internal ticket: its sender may be a machine that lets others into what it is sent. */
enum result
merge(TALLOC_CTX *ctx, const struct change *c, const struct ticket *from, struct ticket *into, struct merged *out,
    struct error *err)
{
	int alone[CONF_TIERS] = { 0 };
	enum result result;

	*out = (struct merged){ 0 };
	if (from->kind == TICKET_PROBLEM || into->kind == TICKET_PROBLEM)
		return error_set(err, PERMFAIL, "ticket %lld is a problem, which is not merged: tickets are made part of it",
		    (long long)(from->kind == TICKET_PROBLEM ? from->id : into->id));
	result = weigh_alone(c, into->id, alone, err);
	if (result == DONE)
		result = ticket_merged(ctx, c->tools->store, from->id, &out->led, &out->led_count, err);
	if (result == DONE)
		result = ticket_merge(c->tools->store, from->id, into->id, c->now, err);
	if (result == DONE)
		result = clocks_merged(c->tools, from->id, c->now, err);
	if (result == DONE)
		result = tier_time_merged(c->tools, from->id, c->now, err);
	if (result == DONE && !from->internal)
		result = bring_people(ctx, c, from->id, into->id, out, err);
	if (result == DONE)
		result = record(c, "merged", from->id, into->id, err);
	return result == DONE ? rise(ctx, c, into, alone, err) : result;
}

enum result
merge_undo(const struct change *c, int64_t from, int64_t into, const struct merged *merged, struct error *err)
{
	struct store *store = c->tools->store;
	enum result result = ticket_unmerge(store, from, c->now, err);

	if (result != DONE)
		return result;
	for (size_t i = 0; i < merged->led_count && result >= 0; i++)
		result = ticket_lead(store, merged->led[i], from, err);
	for (size_t i = 0; i < merged->people_count && result >= 0; i++)
		result = participant_forget(store, into, merged->people[i], err);
	return result < 0 ? result : record(c, "parted", from, into, err);
}
