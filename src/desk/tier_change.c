/* tier_change.c - see tier_change.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>

#include "handover.h"
#include "tier.h"
#include "tier_change.h"
#include "tier_time.h"

/* The team that works there. What is at a vendor's stays with whoever has asked them. */
static const char *
team_for(const struct change *c, const struct ticket *ticket)
{
	const struct conf *conf = c->tools->conf;
	const struct conf_queue *queue = conf_queue(conf, ticket->queue);
	const char *team;

	if (c->team != NULL)
		return c->team;
	team = ticket->tier == CONF_TIER_VENDOR ? conf_tier_own_team(conf, queue, ticket->tier) :
	    conf_tier_team(conf, queue, ticket->tier);
	return team != NULL ? team : ticket->team;
}

static bool
is_member(const struct conf *conf, const char *team, const char *agent)
{
	const struct conf_team *t = team != NULL ? conf_team(conf, team) : NULL;

	for (size_t i = 0; t != NULL && agent != NULL && i < t->member_count; i++)
		if (strcmp(t->members[i], agent) == 0)
			return true;
	return false;
}

/* Who had it keeps it only where they are in the team that has it now. */
static enum result
give_to_team(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, struct error *err)
{
	const char *team = team_for(c, ticket);
	bool keeps = is_member(c->tools->conf, team, ticket->assignee);
	struct change quiet = *c;

	/* Why is said with the tier. */
	quiet.why = NULL;
	return change_assignment(ctx, &quiet, ticket, team, keeps ? ticket->assignee : NULL, err);
}

enum result
escalate(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, int tier, struct error *err)
{
	const struct conf *conf = c->tools->conf;
	int to = tier != 0 ? tier : tier_above(conf, ticket->tier);

	if (tier == 0 && to == 0)
		return error_set(err, PERMFAIL, "there is no tier above %d that ticket %lld could go to", ticket->tier,
		    (long long)ticket->id);
	if (to < CONF_TIER_FIRST || to >= CONF_TIERS)
		return error_set(err, PERMFAIL, "there are tiers from %d to %d for tickets", CONF_TIER_FIRST, CONF_TIERS - 1);
	if (to == CONF_TIER_VENDOR && conf->vendor_count > 0)
		return error_set(err, PERMFAIL, "a ticket goes to tier %d with the vendor who is asked: \"ticket vendor %lld NAME\"",
		    CONF_TIER_VENDOR, (long long)ticket->id);
	if (ticket->state == TICKET_CLOSED)
		return error_set(err, PERMFAIL, "ticket %lld is closed; open it first", (long long)ticket->id);
	if (ticket->tier == to)
		return error_set(err, PERMFAIL, "ticket %lld is on tier %d already", (long long)ticket->id, ticket->tier);
	return change_tier(ctx, c, ticket, to, err);
}

enum result
tier_changed(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, int before, struct error *err)
{
	SCRATCH(tmp);
	const char *team = ticket->team, *assignee = ticket->assignee;
	struct handover *h = NULL;
	enum result result = give_to_team(ctx, c, ticket, err);
	/* Whoever has asked a vendor knows what there is to know. */
	bool same_people = team == ticket->team && assignee == ticket->assignee;

	if (result == DONE)
		result = tier_time_follow(c, ticket, err);
	if (result != DONE || c->quiet)
		return result;
	result = handover_read(tmp, c, ticket, before, &h, err);
	if (result == DONE && (ticket->tier != CONF_TIER_VENDOR || !same_people))
		result = handover_send(h, err);
	if (result == DONE)
		result = handover_tell_requester(h, err);
	return result == DONE ? handover_ping_pong(h, err) : result;
}
