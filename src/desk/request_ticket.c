/* request_ticket.c - what people may have changed on a ticket */
#include <config.h>

#include <string.h>

#include <postigo/base/idn.h>
#include <postigo/mail/compose.h>
#include <postigo/store/event.h>
#include <postigo/store/participant.h>
#include <postigo/store/person.h>
#include <postigo/store/ticket.h>

#include "assign_later.h"
#include "change.h"
#include "merge.h"
#include "organisation.h"
#include "people.h"
#include "request_verb.h"

/* The ticket that the request is about. */
static enum result
read_named(TALLOC_CTX *ctx, const struct request *r, const char *key, struct ticket *out, struct error *err)
{
	json_int_t id = request_number(r, key);
	enum result result = ticket_read(ctx, r->tools->store, id, out, err);

	return result == NONE ? error_set(err, PERMFAIL, "there is no ticket %lld", (long long)id) : result;
}

/* The same, for what makes no sense on a ticket that another stands for. */
enum result
request_standing_ticket(TALLOC_CTX *ctx, const struct request *r, struct ticket *out, struct error *err)
{
	enum result result = read_named(ctx, r, "ticket", out, err);

	if (result == DONE && out->merged_into != 0)
		return error_set(err, PERMFAIL, "ticket %lld is merged into %lld; name that", (long long)out->id,
		    (long long)out->merged_into);
	return result;
}

static enum result
record(const struct request *r, int64_t ticket, const char *verb, const char *detail, struct error *err)
{
	return event_add(r->tools->store, ticket, "operator", verb, detail, instant_now(), err);
}

static enum result
set_state(const struct request *r, struct ticket *ticket, enum ticket_state state, json_t **answer, struct error *err)
{
	struct change change = { .tools = r->tools, .actor = "operator", .now = instant_now() };
	enum result result;

	if (ticket->state == state)
		return error_set(err, PERMFAIL, "ticket %lld is %s already", (long long)ticket->id, ticket_state_name(state));
	result = change_state(&change, ticket, state, err);
	if (result == DONE)
		*answer = json_pack("{s:i, s:I, s:s}", "status", 0, "ticket", (json_int_t)ticket->id,
		    "state", ticket_state_name(state));
	return result;
}

enum result
request_ticket_close(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	struct ticket ticket;
	enum result result = read_named(ctx, r, "ticket", &ticket, err);

	return result == DONE ? set_state(r, &ticket, TICKET_CLOSED, answer, err) : result;
}

enum result
request_ticket_open(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	struct ticket ticket;
	enum result result = request_standing_ticket(ctx, r, &ticket, err);

	return result == DONE ? set_state(r, &ticket, TICKET_OPEN, answer, err) : result;
}

/* Whoever gets a ticket hears of it. */
static enum result
give(TALLOC_CTX *ctx, const struct change *change, struct ticket *ticket, const char *name, struct error *err)
{
	bool theirs = ticket->assignee != NULL && strcmp(ticket->assignee, name) == 0;
	enum result result = change_assignment(ctx, change, ticket, ticket->team, name, err);

	return result == DONE && !theirs && ticket->state != TICKET_CLOSED ? assign_tell(change, ticket, err) : result;
}

enum result
request_ticket_assign(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	const char *name = request_string(r, "assignee");
	struct change change = { .tools = r->tools, .actor = "operator", .now = instant_now() };
	struct ticket ticket;
	enum result result;

	if (name == NULL || conf_agent(r->tools->conf, name) == NULL)
		return error_set(err, PERMFAIL, "no agent is called \"%s\"", name != NULL ? name : "");
	result = read_named(ctx, r, "ticket", &ticket, err);
	if (result == DONE)
		result = give(ctx, &change, &ticket, name, err);
	if (result == DONE)
		*answer = json_pack("{s:i, s:I, s:s}", "status", 0, "ticket", (json_int_t)ticket.id, "assignee", name);
	return result;
}

/* Both tickets; instead of one that was merged, the one that stands for it. */
static enum result
read_both(TALLOC_CTX *ctx, const struct request *r, struct ticket *from, struct ticket *into, struct error *err)
{
	enum result result = read_named(ctx, r, "ticket", from, err);
	const char *why;

	if (result == DONE)
		result = read_named(ctx, r, "into", into, err);
	if (result == DONE && into->merged_into != 0)
		result = ticket_read(ctx, r->tools->store, into->merged_into, into, err);
	if (result == DONE && (why = organisation_forbids(ctx, from, into)) != NULL)
		return error_set(err, PERMFAIL, "%s", why);
	if (result == DONE && into->internal && !from->internal)
		return error_set(err, PERMFAIL, "ticket %lld is internal: who takes part in %lld would lose it; merge the other "
		    "way round", (long long)into->id, (long long)from->id);
	return result;
}

enum result
request_ticket_merge(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	struct change change = { .tools = r->tools, .actor = "operator", .now = instant_now() };
	struct ticket from = { 0 }, into = { 0 };
	struct merged merged;
	enum result result = read_both(ctx, r, &from, &into, err);

	if (result == DONE)
		result = merge(ctx, &change, &from, &into, &merged, err);
	if (result == DONE)
		*answer = json_pack("{s:i, s:I, s:I}", "status", 0, "ticket", (json_int_t)from.id,
		    "into", (json_int_t)into.id);
	return result;
}

/* An address that may take part: mail to ourselves would go in circles, and technicians are told as a team. */
static enum result
read_address(TALLOC_CTX *ctx, const struct request *r, const char **out, struct error *err)
{
	const char *given = request_string(r, "address"), *address = given != NULL ? idn_ascii(ctx, given) : NULL;

	if (address == NULL || !compose_address_valid(address))
		return error_set(err, PERMFAIL, "\"%.254s\" is no address that we could write to",
		    address != NULL ? address : "");
	if (people_ours(r->tools->conf, address))
		return error_set(err, PERMFAIL, "%s is an address of ours", address);
	if (conf_agent_by_address(r->tools->conf, address) != NULL)
		return error_set(err, PERMFAIL, "%s is a technician's address; \"ticket assign\" gives them the ticket", address);
	*out = address;
	return DONE;
}

static json_t *
took_part(const struct ticket *ticket, const char *address)
{
	return json_pack("{s:i, s:I, s:s}", "status", 0, "ticket", (json_int_t)ticket->id, "address", address);
}

enum result
request_ticket_add(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	const char *address = NULL;
	struct ticket ticket;
	int64_t person = 0;
	enum result result = request_standing_ticket(ctx, r, &ticket, err);

	if (result == DONE)
		result = read_address(ctx, r, &address, err);
	if (result == DONE && ticket.internal)
		return error_set(err, PERMFAIL, "ticket %lld is internal: only technicians see it", (long long)ticket.id);
	if (result == DONE)
		result = person_get(r->tools->store, address, NULL, instant_now(), &person, err);
	if (result == DONE)
		result = participant_restore(r->tools->store, ticket.id, person, PARTICIPANT_CC, instant_now(), err);
	if (result == NONE)
		return error_set(err, PERMFAIL, "%s takes part in ticket %lld already", address, (long long)ticket.id);
	if (result == DONE)
		result = record(r, ticket.id, "added", address, err);
	if (result == DONE)
		*answer = took_part(&ticket, address);
	return result;
}

enum result
request_ticket_remove(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	const char *address = request_string(r, "address");
	struct person person = { 0 };
	struct ticket ticket;
	enum result result = request_standing_ticket(ctx, r, &ticket, err);

	if (result == DONE)
		result = person_find(ctx, r->tools->store, address != NULL ? address : "", &person, err);
	if (result == DONE)
		result = participant_remove(r->tools->store, ticket.id, person.id, instant_now(), err);
	if (result == NONE)
		return error_set(err, PERMFAIL, "\"%.254s\" does not take part in ticket %lld",
		    address != NULL ? address : "", (long long)ticket.id);
	if (result == DONE)
		result = record(r, ticket.id, "removed", person.address, err);
	if (result == DONE)
		*answer = took_part(&ticket, person.address);
	return result;
}
