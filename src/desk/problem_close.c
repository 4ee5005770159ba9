/* problem_close.c - closing a problem closes what is part of it; see problem.h */
#include <config.h>

#include <stdlib.h>

#include <postigo/base/memory.h>
#include <postigo/mail/courtesy.h>
#include <postigo/store/message_row.h>
#include <postigo/store/person.h>

#include "apart.h"
#include "limits.h"
#include "problem.h"
#include "solution.h"

#define AT_ONCE 50		/* tickets: mail that arrives must not wait for longer */

/* So long until it is looked again whether there is room for more mail. */
#define PATIENCE MINUTES(1)

static enum result
set_timer(const struct tools *tools, int64_t problem, int64_t after, bool left, instant due, struct error *err)
{
	SCRATCH(tmp);
	struct due_row row = { .due = due, .kind = (char[]){ PROBLEM_CLOSE_TIMER }, .ticket = problem,
		.detail = talloc_asprintf(tmp, "%lld %d", (long long)after, left) };

	return due_set(tools->store, &row, err);
}

/* Of a problem that is closed: once it is open again, its tickets stay as they are. */
static enum result
problem_changed(const struct change *c, const struct ticket *problem, enum ticket_state before, struct error *err)
{
	enum result result = DONE;

	if (problem->state == TICKET_CLOSED)
		result = set_timer(c->tools, problem->id, 0, false, c->now, err);
	else if (before == TICKET_CLOSED)
		result = due_unset(c->tools->store, problem->id, PROBLEM_CLOSE_TIMER, err);
	return result == NONE ? DONE : result;
}

enum result
problem_state(const struct change *c, struct ticket *ticket, enum ticket_state before, struct error *err)
{
	SCRATCH(tmp);
	struct change own = *c;
	struct ticket problem = { 0 };
	enum result result;

	if (ticket->kind == TICKET_PROBLEM)
		return problem_changed(c, ticket, before, err);
	if (ticket->problem == 0 || before != TICKET_CLOSED || ticket->state == TICKET_CLOSED)
		return DONE;
	result = ticket_read(tmp, c->tools->store, ticket->problem, &problem, err);
	if (result != DONE || problem.state != TICKET_CLOSED)
		return result == NONE ? DONE : result;
	/* The problem is over, and this is not: it stands by itself. */
	own.why = "it was opened again, and the problem is closed";
	own.actor = c->actor != NULL ? c->actor : "postigo";
	return change_problem(&own, ticket, 0, err);
}

/* Has its requester written something since they were answered that is more than thanks? Then it is not closed with the others. */
static enum result
stands_alone(const struct tools *tools, int64_t ticket, bool *out, struct error *err)
{
	SCRATCH(tmp);
	struct message_row answer = { 0 }, reply = { 0 };
	enum result result = message_row_newest(tmp, tools->store, ticket, MESSAGE_FROM_TECHNICIAN, &answer, err);

	*out = false;
	if (result == DONE)
		result = message_row_newest(tmp, tools->store, ticket, MESSAGE_FROM_REQUESTER, &reply, err);
	if (result == DONE && reply.id > answer.id)
		*out = !courtesy_is(reply.reply != NULL ? reply.reply : reply.text != NULL ? reply.text : "");
	return result == NONE ? DONE : result;
}

/* *room tells that the word about its being closed could go out. */
static enum result
has_room(const struct tools *tools, const struct ticket *ticket, instant now, bool *room, struct error *err)
{
	SCRATCH(tmp);
	struct person requester = { 0 };
	enum result result = person_read(tmp, tools->store, ticket->requester, &requester, err);

	*room = true;
	if (result != DONE || requester.address == NULL)
		return result == NONE ? DONE : result;
	return limits_room(tools, requester.address, now, room, err);
}

/* One ticket; *left: its turn comes later. */
static enum result
close_one(const struct change *c, int64_t number, bool *left, struct error *err)
{
	SCRATCH(tmp);
	struct change own = *c;
	struct ticket ticket = { 0 };
	bool alone = false, room = true;
	enum result result = ticket_read(tmp, c->tools->store, number, &ticket, err);

	if (result != DONE || ticket.state == TICKET_CLOSED || ticket.kind == TICKET_PROBLEM)
		return result == NONE ? DONE : result;
	if ((result = stands_alone(c->tools, number, &alone, err)) != DONE)
		return result;
	if (alone) {
		own.why = "its requester has written since they were answered";
		return change_problem(&own, &ticket, 0, err);
	}
	result = has_room(c->tools, &ticket, c->now, &room, err);
	*left |= !room;
	return result == DONE && room ? change_state(&own, &ticket, TICKET_CLOSED, err) : result;
}

/* Until all have what was answered or found out before it was closed; 0: they have. */
static enum result
wait_until(const struct tools *tools, int64_t problem, instant *until, struct error *err)
{
	static const char *const kinds[] = { PROBLEM_ANSWER_TIMER, SOLUTION_TIMER };
	enum result result = DONE;

	*until = 0;
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]) && result == DONE; k++) {
		SCRATCH(tmp);
		struct due_row *rows = NULL;
		size_t count = 0;

		result = due_all_of_ticket(tmp, tools->store, problem, kinds[k], &rows, &count, err);
		for (size_t i = 0; i < count; i++)
			if (rows[i].due > *until)
				*until = rows[i].due;
	}
	return result;
}

static enum result
close_some(const struct change *c, int64_t problem, int64_t after, bool left, struct error *err)
{
	SCRATCH(tmp);
	int64_t *list;
	size_t count = 0;
	enum result result = ticket_of_problem(tmp, c->tools->store, problem, after, AT_ONCE, &list, &count, err);

	for (size_t i = 0; i < count && result == DONE; i++) {
		result = store_savepoint(c->tools->store, err);
		if (result == DONE)
			result = apart_end(c->tools, list[i], "closing what is part of a problem", close_one(c, list[i], &left, err), c->now,
			    err);
	}
	if (result == DONE && count == AT_ONCE)
		return set_timer(c->tools, problem, list[count - 1], left, c->now, err);
	/* Who had to wait has another turn; those who are closed are passed over. */
	return result == DONE && left ? set_timer(c->tools, problem, 0, false, c->now + PATIENCE, err) : result;
}

enum result
problem_close_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err)
{
	SCRATCH(tmp);
	char *end = NULL;
	int64_t after = row->detail != NULL ? strtoll(row->detail, &end, 10) : 0;
	bool left = end != NULL && strtol(end, NULL, 10) != 0;
	struct change change = { .tools = tools, .actor = "postigo", .now = now,
		.why = talloc_asprintf(tmp, "problem %lld is closed", (long long)row->ticket) };
	struct ticket problem = { 0 };
	instant until = 0;
	enum result result = ticket_read(tmp, tools->store, row->ticket, &problem, err);

	if (result != DONE || problem.state != TICKET_CLOSED)
		return result == NONE ? DONE : result;
	if ((result = wait_until(tools, problem.id, &until, err)) != DONE)
		return result;
	if (until != 0)
		return set_timer(tools, problem.id, after, left, (until > now ? until : now) + 1, err);
	return close_some(&change, problem.id, after, left, err);
}
