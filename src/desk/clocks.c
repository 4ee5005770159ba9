/* clocks.c - see clocks.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/store/due.h>
#include <postigo/store/event.h>

#include "clocks.h"
#include "follow_up.h"

static enum result
set_timer(const struct tools *tools, int64_t ticket, instant wake, struct error *err)
{
	static char kind[] = CLOCKS_TIMER;
	struct due_row timer = { .due = wake, .kind = kind, .ticket = ticket };
	enum result result = wake == SLA_NEVER ? due_unset(tools->store, ticket, CLOCKS_TIMER, err) :
	    due_set(tools->store, &timer, err);

	return result == NONE ? DONE : result;
}

static enum result
record_missed(const struct tools *tools, int64_t ticket, unsigned missed, instant now, struct error *err)
{
	enum result result = DONE;

	for (int aim = 0; aim < CONF_AIMS && result == DONE; aim++)
		if (missed & 1u << aim)
			result = event_add(tools->store, ticket, "postigo", "missed", sla_aim_name((enum conf_aim)aim), now, err);
	return result;
}

static enum result
write_rows(const struct tools *tools, int64_t ticket, struct clock_set *set, instant now, struct error *err)
{
	enum result result = record_missed(tools, ticket, clock_set_missed(set, now), now, err);

	for (int aim = 0; aim < CONF_AIMS && result >= 0; aim++) {
		if (set->changed & 1u << aim)
			result = clock_row_put(tools->store, &set->clocks[aim], err);
		else if (set->gone & 1u << aim)
			result = clock_row_remove(tools->store, ticket, aim, err);
	}
	return result < 0 ? result : DONE;
}

enum result
clocks_write(const struct tools *tools, int64_t ticket, struct clock_set *set, instant now, struct error *err)
{
	enum result result = write_rows(tools, ticket, set, now, err);

	if (result != DONE || (set->changed | set->gone) == 0)
		return result;
	set->changed = set->gone = 0;
	return set_timer(tools, ticket, clock_set_wake(set, now), err);
}

enum result
clocks_go_on(const struct tools *tools, int64_t ticket, struct clock_set *set, instant not_before, instant now,
    struct error *err)
{
	enum result result = write_rows(tools, ticket, set, now, err);
	instant wake = clock_set_wake(set, now);

	return result == DONE ? set_timer(tools, ticket, wake < not_before ? not_before : wake, err) : result;
}

/* What a ticket in that state waits for: clocks may stand still then. */
static unsigned
waits_for(const struct ticket *ticket)
{
	if (ticket->state != TICKET_WAITING)
		return 0;
	return ticket->waiting_for == TICKET_FOR_VENDOR ? CONF_PAUSE_VENDOR : CONF_PAUSE_WAITING;
}

/* Pauses are kept for tickets that have a clock only. */
static enum result
pause_or_go_on(TALLOC_CTX *ctx, const struct tools *tools, const struct ticket *ticket, struct clock_set *set, instant when,
    instant now, struct error *err)
{
	enum result result = clock_row_pause(tools->store, ticket->id, waits_for(ticket), when, err);

	clock_set_paused(ctx, set, waits_for(ticket), when, now);
	return result;
}

static bool
has_any(const struct clock_set *set)
{
	for (int aim = 0; aim < CONF_AIMS; aim++)
		if (set->clocks[aim].sla != NULL)
			return true;
	return false;
}

enum result
clocks_heard(const struct tools *tools, const struct ticket *ticket, enum clocks_news news, instant when, instant now,
    struct error *err)
{
	SCRATCH(tmp);
	struct sla_case c = clock_set_case(ticket);
	struct clock_set set;
	enum result result = DONE;

	if (news == CLOCKS_ANSWERED || news == CLOCKS_NEW_ANSWERED)
		result = follow_up_begin(tools, ticket, now, err);
	if (result != DONE || tools->conf->sla_count == 0)
		return result;
	if ((result = clock_set_read(tmp, tools->conf, tools->store, ticket->id, &set, err)) < 0)
		return result;
	switch (news) {
	case CLOCKS_NEW:
	case CLOCKS_NEW_ANSWERED:
		clock_set_begin(&set, &c, news == CLOCKS_NEW, when, now);
		if (waits_for(ticket) != 0 && has_any(&set))
			result = pause_or_go_on(tmp, tools, ticket, &set, when, now, err);
		break;
	case CLOCKS_ASKED:
		clock_set_asked(&set, &c, when, now);
		break;
	case CLOCKS_ANSWERED:
		clock_set_answered(&set, when, now);
		clock_set_reacted(&set);
		break;
	case CLOCKS_REACTED:
		clock_set_reacted(&set);
		break;
	}
	return result < 0 ? result : clocks_write(tools, ticket->id, &set, now, err);
}

enum result
clocks_state(const struct change *c, const struct ticket *ticket, enum ticket_state before, struct error *err)
{
	SCRATCH(tmp);
	instant when = c->since != 0 && c->since < c->now ? c->since : c->now;
	struct clock_set set;
	enum result result;

	if (c->tools->conf->sla_count == 0)
		return DONE;
	if ((result = clock_set_read(tmp, c->tools->conf, c->tools->store, ticket->id, &set, err)) != DONE)
		return result == NONE ? DONE : result;
	if (ticket->state == TICKET_CLOSED)
		clock_set_closed(&set, when, c->now);
	else if (before == TICKET_CLOSED)
		clock_set_reopened(&set, when, c->now);
	result = pause_or_go_on(tmp, c->tools, ticket, &set, when, c->now, err);
	return result == DONE ? clocks_write(c->tools, ticket->id, &set, c->now, err) : result;
}

enum result
clocks_place(const struct change *c, const struct ticket *ticket, struct error *err)
{
	SCRATCH(tmp);
	struct sla_case choice = clock_set_case(ticket);
	struct clock_set set;
	enum result result;

	if (c->tools->conf->sla_count == 0 || ticket->state == TICKET_CLOSED)
		return DONE;
	if ((result = clock_set_read(tmp, c->tools->conf, c->tools->store, ticket->id, &set, err)) < 0)
		return result;
	clock_set_chosen(&set, &choice, ticket->internal || ticket->state != TICKET_NEW, c->now);
	/* One that has just got its first may be waiting for somebody. */
	if (result == NONE && waits_for(ticket) != 0 && has_any(&set))
		result = pause_or_go_on(tmp, c->tools, ticket, &set, c->now, c->now, err);
	return result < 0 ? result : clocks_write(c->tools, ticket->id, &set, c->now, err);
}

enum result
clocks_restart(const struct tools *tools, int64_t ticket, enum conf_aim aim, instant start, duration carried, instant now,
    struct error *err)
{
	SCRATCH(tmp);
	struct clock_set set;
	enum result result = clock_set_read(tmp, tools->conf, tools->store, ticket, &set, err);

	if (result != DONE)
		return result == NONE ? DONE : result;
	clock_set_restarted(&set, aim, start, carried, now);
	return clocks_write(tools, ticket, &set, now, err);
}

enum result
clocks_merged(const struct tools *tools, int64_t ticket, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct clock_set set;
	enum result result = clock_set_read(tmp, tools->conf, tools->store, ticket, &set, err);

	if (result != DONE)
		return result == NONE ? DONE : result;
	clock_set_closed(&set, now, now);
	return clocks_write(tools, ticket, &set, now, err);
}

enum result
clocks_quiet(const struct tools *tools, int64_t ticket, instant until, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct clock_set set;
	enum result result = clock_set_read(tmp, tools->conf, tools->store, ticket, &set, err);

	if (result != DONE)
		return result == NONE ? DONE : result;
	if (until == 0)
		clock_set_reacted(&set);
	else
		clock_set_quieted(&set, until);
	return clocks_write(tools, ticket, &set, now, err);
}

enum result
clocks_unheard(const struct tools *tools, int64_t ticket, enum conf_aim aim, const struct clock_heard *heard,
    const struct clock_heard *before, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct clock_set set;
	enum result result = clock_set_read(tmp, tools->conf, tools->store, ticket, &set, err);

	if (result != DONE)
		return result;
	return clock_set_unheard(&set, aim, heard, before) ? clocks_write(tools, ticket, &set, now, err) : NONE;
}
