/* change.c - see change.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/store/due.h>
#include <postigo/store/event.h>
#include <postigo/store/field.h>
#include <postigo/store/tag.h>

#include "assign_later.h"
#include "change.h"
#include "clocks.h"
#include "follow_up.h"
#include "problem.h"
#include "tier_change.h"
#include "tier_time.h"

static enum result
record(const struct change *c, int64_t ticket, const char *verb, const char *detail, struct error *err)
{
	if (c->actor == NULL)
		return DONE;
	return event_add(c->tools->store, ticket, c->actor, verb, detail, c->now, err);
}

/* "support to billing: a rule says so" */
static enum result
record_step(const struct change *c, int64_t ticket, const char *verb, const char *from, const char *to, struct error *err)
{
	SCRATCH(tmp);

	if (c->actor == NULL)
		return DONE;
	return record(c, ticket, verb, talloc_asprintf(tmp, "%s%s%s%s%s", from != NULL ? from : "", from != NULL ? " to " : "",
	    to != NULL ? to : "nobody", c->why != NULL ? ": " : "", c->why != NULL ? c->why : ""), err);
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static char *
copy(TALLOC_CTX *ctx, const char *s)
{
	return s != NULL ? talloc_strdup(ctx, s) : NULL;
}

static enum result
set_waiting_for(const struct change *c, struct ticket *ticket, enum ticket_waiting whom, struct error *err)
{
	if (ticket->waiting_for == whom)
		return DONE;
	ticket->waiting_for = whom;
	return ticket_set_waiting_for(c->tools->store, ticket->id, whom, c->now, err);
}

static enum result
set_state(const struct change *c, struct ticket *ticket, enum ticket_state state, enum ticket_waiting whom,
    struct error *err)
{
	static const char *const verbs[] = { "made_new", "opened", "waits", "closed" };
	enum ticket_state before = ticket->state;
	bool was = before == state;
	enum result result;

	if (was && ticket->waiting_for == whom)
		return DONE;
	result = was ? DONE : ticket_set_state(c->tools->store, ticket->id, state, c->now, err);
	if (result == DONE)
		result = set_waiting_for(c, ticket, whom, err);
	if (result != DONE)
		return result;
	ticket->state = state;
	ticket->closed = state == TICKET_CLOSED ? c->now : 0;
	/* The time that somebody has given it to wait is over. */
	if (state != TICKET_WAITING && (result = due_unset(c->tools->store, ticket->id, CHANGE_WAIT_TIMER, err)) < 0)
		return result;
	result = record(c, ticket->id, verbs[state], c->why, err);
	if (result == DONE)
		result = tier_time_follow(c, ticket, err);
	if (result == DONE)
		result = clocks_state(c, ticket, before, err);
	if (result == DONE)
		result = problem_state(c, ticket, before, err);
	return result == DONE ? follow_up_state(c, ticket, before, err) : result;
}

enum result
change_state(const struct change *c, struct ticket *ticket, enum ticket_state state, struct error *err)
{
	if (state == ticket->state)
		return DONE;
	return set_state(c, ticket, state, state == TICKET_WAITING ? TICKET_FOR_REQUESTER : TICKET_FOR_NOBODY, err);
}

enum result
change_waiting(const struct change *c, struct ticket *ticket, enum ticket_waiting whom, struct error *err)
{
	return set_state(c, ticket, TICKET_WAITING, whom, err);
}

enum result
change_queue(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, const char *queue, struct error *err)
{
	char *before = ticket->queue;
	enum result result;

	if (same(before, queue))
		return DONE;
	if ((result = ticket_set_queue(c->tools->store, ticket->id, queue, c->now, err)) != DONE)
		return result;
	ticket->queue = copy(ctx, queue);
	result = record_step(c, ticket->id, "queue", before, queue, err);
	if (result == DONE)
		result = clocks_place(c, ticket, err);
	return result == DONE ? follow_up_begin(c->tools, ticket, c->now, err) : result;
}

enum result
change_tier(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, int tier, struct error *err)
{
	int before = ticket->tier;
	enum result result;

	if (before == tier)
		return DONE;
	if ((result = ticket_set_tier(c->tools->store, ticket->id, tier, c->now, err)) != DONE)
		return result;
	ticket->tier = tier;
	ticket->tier_since = c->now;
	result = record_step(c, ticket->id, "tier", talloc_asprintf(ctx, "%d", before), talloc_asprintf(ctx, "%d", tier), err);
	/* First, so that whoever gets it is told by when. */
	if (result == DONE)
		result = clocks_place(c, ticket, err);
	return result == DONE ? tier_changed(ctx, c, ticket, before, err) : result;
}

/* In a team that assigns, a ticket is somebody's; but not of whom it comes from. */
static enum result
find_assignee(TALLOC_CTX *ctx, struct change *c, const struct ticket *ticket, const char *team, const char **assignee,
    struct error *err)
{
	struct assign_choice choice;
	enum result result = assign_ticket(ctx, c, ticket, team, ticket->assignee, &choice, err);

	if (result != DONE || choice.why == NULL)
		return result;
	c->why = choice.why;
	if (choice.agent != NULL)
		*assignee = choice.agent->name;
	return choice.again != 0 ? assign_at(c->tools, ticket->id, choice.again, err) : DONE;
}

enum result
change_assignment(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, const char *team, const char *assignee,
    struct error *err)
{
	bool same_team = same(ticket->team, team), same_assignee;
	struct change giving = *c;
	char *before = ticket->team;
	enum result result = DONE;

	if (!same_team && assignee == NULL)
		result = find_assignee(ctx, &giving, ticket, team, &assignee, err);
	same_assignee = same(ticket->assignee, assignee);
	if (result != DONE || (same_team && same_assignee))
		return result;
	if ((result = ticket_assign(c->tools->store, ticket->id, team, assignee, c->now, err)) != DONE)
		return result;
	ticket->team = copy(ctx, team);
	ticket->assignee = copy(ctx, assignee);
	if (!same_team)
		result = record_step(c, ticket->id, "team", before, team, err);
	if (result == DONE && !same_assignee)
		result = record_step(&giving, ticket->id, "assigned", NULL, assignee, err);
	if (result == DONE && !same_assignee && assignee != NULL)
		result = workload_turn(c->tools->store, assignee, c->now, err);
	return result == DONE ? tier_time_follow(c, ticket, err) : result;
}

enum result
change_priority(const struct change *c, struct ticket *ticket, int priority, struct error *err)
{
	int before = ticket->priority;
	enum result result;

	if (before == priority)
		return DONE;
	if ((result = ticket_set_priority(c->tools->store, ticket->id, priority, c->now, err)) != DONE)
		return result;
	ticket->priority = priority;
	result = record_step(c, ticket->id, "priority", ticket_priority_name(before), ticket_priority_name(priority), err);
	return result == DONE ? clocks_place(c, ticket, err) : result;
}

enum result
change_organisation(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, const char *organisation,
    struct error *err)
{
	char *before = ticket->organisation;
	enum result result;

	if (same(before, organisation))
		return DONE;
	if ((result = ticket_set_organisation(c->tools->store, ticket->id, organisation, c->now, err)) != DONE)
		return result;
	ticket->organisation = copy(ctx, organisation);
	result = record_step(c, ticket->id, "organisation", before, organisation, err);
	return result == DONE ? clocks_place(c, ticket, err) : result;
}

enum result
change_language(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, const char *language, struct error *err)
{
	char *before = ticket->language;
	enum result result;

	if (same(before, language))
		return DONE;
	if ((result = ticket_set_language(c->tools->store, ticket->id, language, c->now, err)) != DONE)
		return result;
	ticket->language = copy(ctx, language);
	return record_step(c, ticket->id, "language", before, language, err);
}

enum result
change_tag(const struct change *c, const struct ticket *ticket, const char *tag, bool add, struct error *err)
{
	enum result result = add ? tag_add(c->tools->store, ticket->id, tag, err) :
	    tag_remove(c->tools->store, ticket->id, tag, err);

	if (result == DONE)
		result = record_step(c, ticket->id, add ? "tagged" : "untagged", NULL, tag, err);
	return result == NONE ? DONE : result;
}

enum result
change_problem(const struct change *c, struct ticket *ticket, int64_t problem, struct error *err)
{
	SCRATCH(tmp);
	int64_t before = ticket->problem;
	enum result result;

	if (before == problem)
		return DONE;
	if ((result = ticket_set_problem(c->tools->store, ticket->id, problem, c->now, err)) != DONE)
		return result;
	ticket->problem = problem;
	return record(c, ticket->id, problem != 0 ? "part_of_problem" : "left_problem", talloc_asprintf(tmp, "%lld%s%s",
	    (long long)(problem != 0 ? problem : before), c->why != NULL ? ": " : "", c->why != NULL ? c->why : ""), err);
}

enum result
change_field(const struct change *c, const struct ticket *ticket, const char *name, const char *value, struct error *err)
{
	SCRATCH(tmp);
	char *before;
	enum result result = field_read(tmp, c->tools->store, ticket->id, name, &before, err);

	if (result < 0)
		return result;
	if (same(result == DONE ? before : NULL, value))
		return DONE;
	result = value != NULL ? field_set(c->tools->store, ticket->id, name, value, err) :
	    field_remove(c->tools->store, ticket->id, name, err);
	if (result == DONE)
		result = record_step(c, ticket->id, "field", NULL,
		    talloc_asprintf(tmp, "%s = %s", name, value != NULL ? value : "not known"), err);
	return result == NONE ? DONE : result;
}
