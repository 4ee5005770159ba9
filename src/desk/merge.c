/* merge.c - see merge.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/store/event.h>
#include <postigo/store/participant.h>

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

/* Nobody is brought from an internal ticket: its sender may be a machine that lets others into what it is sent. */
enum result
merge(TALLOC_CTX *ctx, const struct change *c, const struct ticket *from, const struct ticket *into, struct merged *out,
    struct error *err)
{
	enum result result;

	*out = (struct merged){ 0 };
	if (from->kind == TICKET_PROBLEM || into->kind == TICKET_PROBLEM)
		return error_set(err, PERMFAIL, "ticket %lld is a problem, which is not merged: tickets are made part of it",
		    (long long)(from->kind == TICKET_PROBLEM ? from->id : into->id));
	result = ticket_merged(ctx, c->tools->store, from->id, &out->led, &out->led_count, err);
	if (result == DONE)
		result = ticket_merge(c->tools->store, from->id, into->id, c->now, err);
	if (result == DONE)
		result = clocks_merged(c->tools, from->id, c->now, err);
	if (result == DONE)
		result = tier_time_merged(c->tools, from->id, c->now, err);
	if (result == DONE && !from->internal)
		result = bring_people(ctx, c, from->id, into->id, out, err);
	return result == DONE ? record(c, "merged", from->id, into->id, err) : result;
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
