/* command_timer.c - see command_timer.h */
#include <config.h>

#include <postigo/base/memory.h>

#include "command_timer.h"

/* Whoever is told, and their words. */
static char *
detail_of(TALLOC_CTX *ctx, const char *agent, const char *words)
{
	json_t *json = json_pack("{s:s, s:s}", "agent", agent, "words", words != NULL ? words : "");
	char *text = json_dumps(json, JSON_COMPACT), *out = talloc_strdup(ctx, text != NULL ? text : "{}");

	json_decref(json);
	free(text);
	return out;
}

enum result
command_timer_wait(struct commander *c, int64_t ticket, instant when, struct error *err)
{
	struct due_row row = { .due = when, .kind = talloc_strdup(c->ctx, CHANGE_WAIT_TIMER), .ticket = ticket,
		.detail = detail_of(c->ctx, c->facts->agent->name, NULL) };
	enum result result = due_set(c->tools->store, &row, err);

	return result == DONE ? commander_changed(c, ticket, "timer", CHANGE_WAIT_TIMER, NULL, talloc_asprintf(c->ctx, "%lld",
	    (long long)row.id), err) : result;
}

enum result
command_timer_remind(struct commander *c, int64_t ticket, const struct decision_step *step, struct error *err)
{
	struct due_row row = { .due = step->when, .kind = talloc_strdup(c->ctx, COMMAND_TIMER_REMIND), .ticket = ticket,
		.detail = detail_of(c->ctx, step->name, step->value) };
	enum result result = due_add(c->tools->store, &row, err);

	return result == DONE ? commander_changed(c, ticket, "timer", COMMAND_TIMER_REMIND, NULL, talloc_asprintf(c->ctx, "%lld",
	    (long long)row.id), err) : result;
}

/* To that technician, or to whoever has the ticket now if they are gone. */
static enum result
tell(const struct tools *tools, const struct ticket *ticket, const char *template, const char *agent, json_t *more, instant now,
    struct error *err)
{
	const struct conf_agent *told[16];
	size_t n = 1;
	enum result result = DONE;

	told[0] = agent != NULL ? conf_agent(tools->conf, agent) : NULL;
	if (told[0] == NULL)
		n = answer_technicians(tools->conf, ticket, told, sizeof(told) / sizeof(told[0]));
	for (size_t i = 0; i < n && result == DONE; i++)
		result = answer_about(tools, ticket, &(struct answer){ .template = template, .to = ANSWER_TECHNICIAN,
		    .agent = told[i], .language = told[i]->language }, more, now, err);
	return result;
}

/* The ticket that a timer is about, or the one that stands for it; NONE: it is gone. */
static enum result
read_ticket(TALLOC_CTX *ctx, const struct tools *tools, int64_t id, struct ticket *out, struct error *err)
{
	enum result result = ticket_read(ctx, tools->store, id, out, err);

	if (result == DONE && out->merged_into != 0)
		result = ticket_read(ctx, tools->store, out->merged_into, out, err);
	return result;
}

/* Only of the ticket itself: what it was merged into waits for reasons of its own. The timer stays until then, for the merge may
 * be taken back. */
enum result
command_timer_wait_over(const struct tools *tools, const struct due_row *row, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct change change = { .tools = tools, .actor = "postigo", .why = "it has waited long enough", .now = now };
	struct ticket ticket;
	json_t *more;
	enum result result = ticket_read(tmp, tools->store, row->ticket, &ticket, err);

	if (result != DONE || ticket.merged_into != 0 || ticket.state != TICKET_WAITING)
		return result == NONE ? DONE : result;
	result = change_state(&change, &ticket, TICKET_OPEN, err);
	more = json_pack("{s:b, s:s}", "wait_over", true, "words", "");
	if (result == DONE)
		result = tell(tools, &ticket, "remind", ticket.assignee, more, now, err);
	json_decref(more);
	return result;
}

enum result
command_timer_reminded(const struct tools *tools, const struct due_row *row, instant now, struct error *err)
{
	SCRATCH(tmp);
	json_t *detail = json_loads(row->detail != NULL ? row->detail : "{}", 0, NULL);
	const char *words = json_string_value(json_object_get(detail, "words"));
	json_t *more = json_pack("{s:b, s:s}", "wait_over", false, "words", words != NULL ? words : "");
	struct ticket ticket;
	enum result result = read_ticket(tmp, tools, row->ticket, &ticket, err);

	if (result == DONE)
		result = tell(tools, &ticket, "remind", json_string_value(json_object_get(detail, "agent")), more, now, err);
	json_decref(more);
	json_decref(detail);
	return result == NONE ? DONE : result;
}
