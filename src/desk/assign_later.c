/* assign_later.c - see assign_later.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/store/message_row.h>
#include <postigo/store/skill.h>

#include "answer.h"
#include "assign_later.h"
#include "crew.h"

#define TECHNICIANS_MAX 64
#define RETRIED_MOST 1000	/* tickets of one team */
#define BEGINNING 5		/* messages: one of somebody's is among them */

static bool
is_member(const struct conf_team *team, const char *agent)
{
	for (size_t i = 0; i < team->member_count; i++)
		if (strcmp(team->members[i], agent) == 0)
			return true;
	return false;
}

enum result
assign_ticket(TALLOC_CTX *ctx, const struct change *c, const struct ticket *ticket, const char *team, const char *except,
    struct assign_choice *out, struct error *err)
{
	struct assign_case one = {
		.conf = c->tools->conf, .queue = ticket->queue, .language = ticket->language, .tier = ticket->tier,
		.except = except, .now = c->now,
	};
	struct mail_strings skills = { 0 };
	enum result result;

	*out = (struct assign_choice){ 0 };
	if (!assign_is_asked(c->tools->conf, team) || ticket->state == TICKET_CLOSED)
		return DONE;
	result = crew_gather(ctx, c->tools, team, &one.crew, err);
	if (result == DONE)
		result = crew_aways(ctx, c->tools, c->now, &one.aways, err);
	if (result == DONE)
		result = skill_list(ctx, c->tools->store, ticket->id, &skills.list, &skills.count, err);
	one.skills = &skills;
	if (result == DONE)
		assign_choose(ctx, &one, out);
	return result;
}

enum result
assign_at(const struct tools *tools, int64_t ticket, instant at, struct error *err)
{
	struct due_row row = { .due = at, .kind = (char[]){ ASSIGN_TIMER }, .ticket = ticket };

	return due_set(tools->store, &row, err);
}

/* What the ticket began with. */
static enum result
first_words(TALLOC_CTX *ctx, const struct tools *tools, int64_t ticket, const char **text, struct error *err)
{
	struct message_row *list;
	size_t count = 0;
	enum result result = message_row_beginning(ctx, tools->store, ticket, BEGINNING, &list, &count, err);

	*text = "";
	for (size_t i = 0; result == DONE && i < count; i++)
		if (list[i].text != NULL && list[i].kind != MESSAGE_ACKNOWLEDGEMENT) {
			*text = list[i].text;
			break;
		}
	return result == NONE ? DONE : result;
}

enum result
assign_tell(const struct change *c, const struct ticket *ticket, struct error *err)
{
	SCRATCH(tmp);
	const struct conf_agent *told[TECHNICIANS_MAX];
	size_t count = answer_technicians(c->tools->conf, ticket, told, TECHNICIANS_MAX);
	const char *text;
	enum result result = first_words(tmp, c->tools, ticket->id, &text, err);
	json_t *more;

	if (result != DONE)
		return result;
	more = json_pack("{s:s, s:b}", "text", text, "assigned", ticket->assignee != NULL);
	for (size_t i = 0; i < count && result == DONE; i++)
		result = answer_about(c->tools, ticket, &(struct answer){ .template = "notice_assigned", .to = ANSWER_TECHNICIAN,
		    .agent = told[i], .language = told[i]->language, .why = "the ticket is theirs now" }, more, c->now, err);
	json_decref(more);
	return result;
}

/* Gives the ticket to whom it was found for. */
static enum result
give(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, const struct assign_choice *choice, struct error *err)
{
	struct change why = *c;

	if (choice->agent != NULL || why.why == NULL)
		why.why = choice->why;
	return change_assignment(ctx, &why, ticket, ticket->team, choice->agent != NULL ? choice->agent->name : NULL, err);
}

enum result
assign_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct change c = { .tools = tools, .actor = "postigo", .now = now };
	struct assign_choice choice;
	struct ticket ticket;
	enum result result = ticket_read(tmp, tools->store, row->ticket, &ticket, err);

	/* Whoever has taken it meanwhile keeps it. */
	if (result != DONE || ticket.assignee != NULL || ticket.state == TICKET_CLOSED)
		return result == NONE ? DONE : result;
	result = assign_ticket(tmp, &c, &ticket, ticket.team, NULL, &choice, err);
	if (result == DONE && choice.again != 0)
		return assign_at(tools, ticket.id, choice.again, err);
	if (result != DONE || choice.agent == NULL)
		return result;
	result = give(tmp, &c, &ticket, &choice, err);
	return result == DONE ? assign_tell(&c, &ticket, err) : result;
}

enum result
assign_retry(TALLOC_CTX *ctx, const struct tools *tools, const char *agent, instant now, struct error *err)
{
	const struct conf *conf = tools->conf;
	enum result result = DONE;

	for (size_t i = 0; i < conf->team_count && result == DONE; i++) {
		int64_t *list = NULL;
		size_t count = 0;

		if (!assign_is_asked(conf, conf->teams[i].name) || !is_member(&conf->teams[i], agent))
			continue;
		result = workload_unassigned(ctx, tools->store, conf->teams[i].name, RETRIED_MOST, &list, &count, err);
		for (size_t n = 0; n < count && result == DONE; n++)
			result = assign_at(tools, list[n], now, err);
	}
	return result;
}

enum result
assign_pass_on(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, struct error *err)
{
	struct assign_choice choice;
	enum result result = assign_ticket(ctx, c, ticket, ticket->team, ticket->assignee, &choice, err);

	if (result == DONE)
		result = give(ctx, c, ticket, &choice, err);
	if (result == DONE && choice.again != 0)
		result = assign_at(c->tools, ticket->id, choice.again, err);
	return result == DONE ? assign_tell(c, ticket, err) : result;
}
