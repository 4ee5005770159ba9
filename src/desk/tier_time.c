/* tier_time.c - see tier_time.h
 *
 * The clock of a stay runs while the ticket does not wait for anybody. Each time it starts, a timer is set to when the budget
 * will be used up; each time it stops, that timer goes.
 */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/clock/local.h>
#include <postigo/clock/calendar.h>

#include "handover.h"
#include "tier.h"
#include "tier_time.h"

static const struct conf_tier *
tier_of(const struct conf *conf, const struct stay *stay)
{
	return &conf->tiers[stay->tier >= 0 && stay->tier < CONF_TIERS ? stay->tier : 0];
}

static duration
between(const struct conf_tier *tier, instant from, instant to)
{
	if (to <= from)
		return 0;
	return tier->calendar != NULL ? calendar_between(tier->calendar, from, to) : to - from;
}

duration
tier_time_worked(const struct conf *conf, const struct stay *stay, instant now)
{
	return stay->worked + (stay->running != 0 ? between(tier_of(conf, stay), stay->running, now) : 0);
}

duration
tier_time_used(const struct conf *conf, const struct stay *stay, instant now)
{
	return stay->carried + tier_time_worked(conf, stay, now);
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
runs(const struct ticket *ticket)
{
	return ticket->state != TICKET_WAITING || ticket->waiting_for == TICKET_FOR_NOBODY;
}

static enum result
drop_timer(const struct change *c, struct stay *stay, struct error *err)
{
	enum result result = stay->timer != 0 ? due_remove(c->tools->store, stay->timer, err) : DONE;

	stay->timer = 0;
	return result == NONE ? DONE : result;
}

static enum result
stop(const struct change *c, struct stay *stay, struct error *err)
{
	stay->worked = tier_time_worked(c->tools->conf, stay, c->now);
	stay->running = 0;
	return drop_timer(c, stay, err);
}

/* A budget that ends later than calendars reach has no end. */
static enum result
set_timer(const struct change *c, struct stay *stay, struct error *err)
{
	const struct conf_tier *tier = tier_of(c->tools->conf, stay);
	duration left = tier->budget - tier_time_used(c->tools->conf, stay, c->now);
	struct due_row row = { .due = c->now + left, .kind = (char[]){ "tier_budget" }, .ticket = stay->ticket };
	enum result result;

	if (tier->budget == 0 || stay->over)
		return DONE;
	if (tier->calendar != NULL && calendar_add(tier->calendar, c->now, left, &row.due) != DONE)
		return DONE;
	result = due_add(c->tools->store, &row, err);
	stay->timer = row.id;
	return result;
}

static enum result
start(const struct change *c, struct stay *stay, struct error *err)
{
	stay->running = c->now;
	return set_timer(c, stay, err);
}

static enum result
end(const struct change *c, struct stay *stay, struct error *err)
{
	SCRATCH(tmp);
	enum result result = stay->running != 0 ? stop(c, stay, err) : drop_timer(c, stay, err);

	stay->until = c->now;
	stay->ended_by = c->actor != NULL ? talloc_strdup(tmp, c->actor) : NULL;
	return result == DONE ? stay_update(c->tools->store, stay, err) : result;
}

/* With another team on the same tier the budget is not given anew. */
static enum result
begin(const struct change *c, const struct ticket *ticket, const struct stay *before, struct error *err)
{
	struct stay stay = {
		.ticket = ticket->id, .tier = ticket->tier, .team = ticket->team, .since = c->now,
	};
	enum result result = DONE;

	if (before != NULL && before->tier == ticket->tier) {
		stay.carried = before->carried + before->worked;
		stay.over = before->over;
	}
	if (runs(ticket))
		result = start(c, &stay, err);
	return result == DONE ? stay_add(c->tools->store, &stay, err) : result;
}

/* The ticket is still where it was: its clock may have to start or stop. */
static enum result
keep(const struct change *c, const struct ticket *ticket, struct stay *stay, struct error *err)
{
	enum result result;

	if (runs(ticket) == (stay->running != 0))
		return DONE;
	result = runs(ticket) ? start(c, stay, err) : stop(c, stay, err);
	return result == DONE ? stay_update(c->tools->store, stay, err) : result;
}

enum result
tier_time_follow(const struct change *c, const struct ticket *ticket, struct error *err)
{
	SCRATCH(tmp);
	struct stay stay;
	enum result result = stay_current(tmp, c->tools->store, ticket->id, &stay, err);
	bool there = result == DONE, closed = ticket->state == TICKET_CLOSED;

	if (result < 0)
		return result;
	if (there && !closed && stay.tier == ticket->tier && same(stay.team, ticket->team))
		return keep(c, ticket, &stay, err);
	result = there ? end(c, &stay, err) : DONE;
	return result == DONE && !closed ? begin(c, ticket, there ? &stay : NULL, err) : result;
}

enum result
tier_time_merged(const struct tools *tools, int64_t ticket, instant now, struct error *err)
{
	struct change c = { .tools = tools, .now = now };

	return tier_time_follow(&c, &(struct ticket){ .id = ticket, .state = TICKET_CLOSED }, err);
}

/* Up, or else the lead hears of it. */
static enum result
act(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, struct error *err)
{
	const struct conf *conf = c->tools->conf;
	const struct conf_tier *tier = &conf->tiers[ticket->tier];
	int above = tier->over_budget == CONF_OVER_ESCALATE ? tier_above(conf, ticket->tier) : 0;

	if (above != 0)
		return change_tier(ctx, c, ticket, above, err);
	return handover_over_budget(c, ticket, err);
}

enum result
tier_time_up(const struct tools *tools, const struct due_row *row, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct change c = { .tools = tools, .actor = "postigo", .now = now };
	struct ticket ticket;
	struct stay stay;
	enum result result = stay_current(tmp, tools->store, row->ticket, &stay, err);

	/* A timer that is not the stay's own was overtaken. */
	if (result != DONE || stay.timer != row->id)
		return result == NONE ? DONE : result;
	stay.timer = 0;
	result = ticket_read(tmp, tools->store, row->ticket, &ticket, err);
	if (result != DONE)
		return result == NONE ? DONE : result;
	/* The config may have given the tier more time since. */
	if (tier_time_used(tools->conf, &stay, now) < tier_of(tools->conf, &stay)->budget)
		result = set_timer(&c, &stay, err);
	else
		stay.over = tier_of(tools->conf, &stay)->budget != 0;
	if (result == DONE)
		result = stay_update(tools->store, &stay, err);
	if (result != DONE || !stay.over)
		return result;
	c.because = BECAUSE_TIME;
	c.because_of = local_length(tmp, tier_of(tools->conf, &stay)->budget);
	c.why = talloc_asprintf(tmp, "%s has used up its time, %s", tier_of(tools->conf, &stay)->name,
	    duration_text(tmp, tier_of(tools->conf, &stay)->budget));
	return act(tmp, &c, &ticket, err);
}
