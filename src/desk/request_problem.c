/* request_problem.c - problems, as people ask for them: what is part of one, and their end */
#include <config.h>

#include "change.h"
#include "organisation.h"
#include "problem.h"
#include "request_verb.h"

static struct change
by_operator(const struct request *r)
{
	return (struct change){ .tools = r->tools, .actor = "operator", .now = instant_now() };
}

static enum result
read_problem(TALLOC_CTX *ctx, const struct request *r, struct ticket *out, struct error *err)
{
	json_int_t id = request_number(r, "problem");
	enum result result = ticket_read(ctx, r->tools->store, id, out, err);

	if (result == NONE || (result == DONE && out->kind != TICKET_PROBLEM))
		return error_set(err, PERMFAIL, result == NONE ? "there is no ticket %lld" : "ticket %lld is no problem; \"problem list\" has them",
		    (long long)id);
	return result;
}

enum result
request_problem_tie(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	struct change change = by_operator(r);
	struct ticket problem = { 0 }, ticket = { 0 };
	enum result result = read_problem(ctx, r, &problem, err);

	if (result == DONE)
		result = request_standing_ticket(ctx, r, &ticket, err);
	if (result != DONE)
		return result;
	if (ticket.kind == TICKET_PROBLEM)
		return error_set(err, PERMFAIL, "ticket %lld is a problem itself", (long long)ticket.id);
	if (problem.state == TICKET_CLOSED || ticket.state == TICKET_CLOSED)
		return error_set(err, PERMFAIL, "ticket %lld is closed; open it first",
		    (long long)(problem.state == TICKET_CLOSED ? problem.id : ticket.id));
	if (ticket.problem == problem.id)
		return error_set(err, PERMFAIL, "ticket %lld is part of problem %lld already", (long long)ticket.id, (long long)problem.id);
	if (organisation_forbids(ctx, &ticket, &problem) != NULL)
		return error_set(err, PERMFAIL, "ticket %lld is of organisation %s, and problem %lld is one of %s's alone",
		    (long long)ticket.id, ticket.organisation, (long long)problem.id, problem.organisation);
	result = change_problem(&change, &ticket, problem.id, err);
	if (result == DONE)
		*answer = json_pack("{s:i, s:I, s:I}", "status", 0, "problem", (json_int_t)problem.id, "ticket", (json_int_t)ticket.id);
	return result;
}

enum result
request_problem_untie(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	struct change change = by_operator(r);
	struct ticket ticket = { 0 };
	json_int_t id = request_number(r, "ticket");
	enum result result = ticket_read(ctx, r->tools->store, id, &ticket, err);
	int64_t before = ticket.problem;

	if (result == NONE || (result == DONE && before == 0))
		return error_set(err, PERMFAIL, result == NONE ? "there is no ticket %lld" : "ticket %lld is part of no problem", (long long)id);
	if (result == DONE)
		result = change_problem(&change, &ticket, 0, err);
	if (result == DONE)
		*answer = json_pack("{s:i, s:I, s:I}", "status", 0, "problem", (json_int_t)before, "ticket", (json_int_t)ticket.id);
	return result;
}

enum result
request_problem_close(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	struct change change = by_operator(r);
	struct ticket problem = { 0 };
	enum result result = read_problem(ctx, r, &problem, err);

	if (result == DONE && problem.state == TICKET_CLOSED)
		return error_set(err, PERMFAIL, "problem %lld is closed already", (long long)problem.id);
	if (result == DONE)
		result = change_state(&change, &problem, TICKET_CLOSED, err);
	if (result == DONE)
		*answer = json_pack("{s:i, s:I, s:s}", "status", 0, "problem", (json_int_t)problem.id, "state", "closed");
	return result;
}

enum result
request_problem_drop(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	struct change change = by_operator(r);
	struct ticket problem = { 0 };
	int64_t *list = NULL;
	size_t count = 0;
	enum result result = read_problem(ctx, r, &problem, err);

	change.why = "it is none";
	if (result == DONE)
		result = problem_dissolve(ctx, &change, &problem, &list, &count, err);
	if (result == DONE)
		*answer = json_pack("{s:i, s:I, s:I}", "status", 0, "problem", (json_int_t)problem.id, "tickets", (json_int_t)count);
	return result;
}
