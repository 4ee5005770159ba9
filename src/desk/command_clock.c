/* command_clock.c - see command_clock.h */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/store/message_row.h>

#include "clocks.h"
#include "command_clock.h"

enum result
command_clock_look(struct commander *c, struct touched *touched, struct error *err)
{
	return c->tools->conf->sla_count == 0 ? DONE :
	    clock_row_list(touched, c->tools->store, touched->now.id, &touched->clocks, &touched->clock_count, err);
}

static const struct clock_row *
of_aim(const struct clock_row *list, size_t count, int aim)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].aim == aim)
			return &list[i];
	return NULL;
}

enum result
command_clock_note(struct commander *c, const struct touched *touched, struct error *err)
{
	struct clock_row *now = NULL;
	size_t count = 0;
	enum result result = touched->clock_count == 0 ? DONE :
	    clock_row_list(c->ctx, c->tools->store, touched->now.id, &now, &count, err);

	for (size_t i = 0; i < touched->clock_count && result == DONE; i++) {
		const struct clock_row *was = &touched->clocks[i], *is = of_aim(now, count, was->aim);

		if (was->ended == 0 && is != NULL && is->ended != 0)
			result = commander_changed(c, touched->now.id, "clock", sla_aim_name((enum conf_aim)was->aim),
			    talloc_asprintf(c->ctx, "%lld %lld", (long long)was->start, (long long)was->carried),
			    talloc_asprintf(c->ctx, "%lld", (long long)is->ended), err);
	}
	return result;
}

/* Somebody outside has an answer of that time, or of a later one: what has gone out cannot be called back. */
static enum result
was_answered(struct commander *c, int64_t ticket, instant since, bool *out, struct error *err)
{
	struct message_row *newest = NULL;
	size_t count = 0;
	enum result result = message_row_newest_list(c->ctx, c->tools->store, ticket, MESSAGE_FROM_TECHNICIAN, 1, &newest, &count, err);

	*out = result == DONE && count > 0 && newest[0].created >= since;
	return result == NONE ? DONE : result;
}

enum result
command_clock_undo(struct commander *c, const struct deed_change *change, const struct ticket *ticket, struct error *err)
{
	long long start = 0, carried = 0, ended = 0;
	bool answered = false;
	int aim = 0;
	enum result result = DONE;

	while (aim < CONF_AIMS && strcmp(sla_aim_name((enum conf_aim)aim), change->name) != 0)
		aim++;
	if (aim == CONF_AIMS || ticket->state == TICKET_CLOSED || change->before == NULL || change->after == NULL ||
	    sscanf(change->before, "%lld %lld", &start, &carried) != 2 || sscanf(change->after, "%lld", &ended) != 1)
		return NONE;
	if (aim != CONF_RESOLUTION)
		result = was_answered(c, ticket->id, ended, &answered, err);
	if (result != DONE || answered)
		return result == DONE ? NONE : result;
	return clocks_restart(c->tools, ticket->id, (enum conf_aim)aim, start, carried, c->change.now, err);
}
