/* request_ticket.c - what people may have changed on a ticket */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/store/event.h>
#include <postigo/store/ticket.h>

#include "request_verb.h"

static enum result
set_state(struct request *r, enum ticket_state state, const char *verb, json_t **answer, struct error *err)
{
	SCRATCH(tmp);
	int64_t id = request_number(r, "ticket");
	struct ticket ticket;
	enum result result = ticket_read(tmp, r->tools->store, id, &ticket, err);

	if (result == NONE)
		return error_set(err, PERMFAIL, "there is no ticket %lld", (long long)id);
	if (result == DONE && ticket.state == state)
		return error_set(err, PERMFAIL, "ticket %lld is %s already", (long long)id, ticket_state_name(state));
	if (result == DONE) {
		result = ticket_set_state(r->tools->store, id, state, instant_now(), err);
		if (result == DONE)
			result = event_add(r->tools->store, id, "operator", verb, NULL, instant_now(), err);
	}
	if (result == DONE)
		*answer = json_pack("{s:i, s:I, s:s}", "status", 0, "ticket", (json_int_t)id,
		    "state", ticket_state_name(state));
	return result;
}

enum result
request_ticket_close(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	(void)ctx;
	return set_state(r, TICKET_CLOSED, "closed", answer, err);
}

enum result
request_ticket_open(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	(void)ctx;
	return set_state(r, TICKET_OPEN, "opened", answer, err);
}

enum result
request_ticket_assign(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	const char *name = request_string(r, "assignee");
	int64_t id = request_number(r, "ticket");
	struct ticket ticket;
	enum result result;

	if (name == NULL || conf_agent(r->tools->conf, name) == NULL)
		return error_set(err, PERMFAIL, "no agent is called \"%s\"", name != NULL ? name : "");
	if ((result = ticket_read(ctx, r->tools->store, id, &ticket, err)) == NONE)
		return error_set(err, PERMFAIL, "there is no ticket %lld", (long long)id);
	if (result == DONE)
		result = ticket_assign(r->tools->store, id, ticket.team, name, instant_now(), err);
	if (result == DONE)
		result = event_add(r->tools->store, id, "operator", "assigned", name, instant_now(), err);
	if (result == DONE)
		*answer = json_pack("{s:i, s:I, s:s}", "status", 0, "ticket", (json_int_t)id, "assignee", name);
	return result;
}
