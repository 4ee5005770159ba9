/* tier_change.c - see tier_change.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>

#include "handover.h"
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
tier_changed(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, int before, struct error *err)
{
	SCRATCH(tmp);
	struct handover *h = NULL;
	enum result result = give_to_team(ctx, c, ticket, err);

	if (result == DONE)
		result = tier_time_follow(c, ticket, err);
	if (result == DONE)
		result = handover_read(tmp, c, ticket, before, &h, err);
	if (result == DONE)
		result = handover_send(h, err);
	if (result == DONE)
		result = handover_tell_requester(h, err);
	return result == DONE ? handover_ping_pong(h, err) : result;
}
