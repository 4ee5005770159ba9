/* problem.c - see problem.h */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/store/event.h>
#include <postigo/store/message_row.h>

#include "everybody.h"
#include "handover.h"
#include "problem.h"
#include "problem_mail.h"
#include "solution.h"
#include "spike.h"
#include "tier_time.h"

#define LEADS_MOST 64
#define LET_GO_AT_ONCE 1000

/* The team that has it: the spike's, else the one that works on its tier of the queue, else the ticket's. */
static const char *
team_of(const struct conf *conf, const struct problem_row *row, const struct ticket *problem, const struct ticket *like)
{
	const char *organisation, *team = NULL;
	const struct conf_spike *s = row->spike != NULL ? spike_of_key(conf, row->spike, &organisation) : NULL;

	if (s != NULL && s->team != NULL)
		return s->team;
	if (s != NULL && s->queue != NULL)
		team = conf_tier_team(conf, conf_queue(conf, problem->queue), problem->tier);
	return team != NULL ? team : like->team;
}

enum result
problem_open(TALLOC_CTX *ctx, const struct change *c, struct problem_row *row, const struct ticket *like, struct ticket *out,
    struct error *err)
{
	const struct conf *conf = c->tools->conf;
	const char *organisation = NULL;
	const struct conf_spike *s = row->spike != NULL ? spike_of_key(conf, row->spike, &organisation) : NULL;
	struct ticket p = {
		.state = TICKET_OPEN, .kind = TICKET_PROBLEM, .internal = true, .mailbox = like->mailbox,
		.mailbox_name = talloc_strdup(ctx, like->mailbox_name), .tier = like->tier, .priority = PRIORITY_HIGH,
		.queue = talloc_strdup(ctx, s != NULL && s->queue != NULL ? s->queue : like->queue),
		.language = talloc_strdup(ctx, conf->identity.language), .created = c->now,
		.organisation = organisation != NULL ? talloc_strdup(ctx, organisation) : NULL,
	};
	const char *team = team_of(conf, row, &p, like);
	enum result result = problem_mail_subject(ctx, c, row, like, &p.subject, err);

	p.team = team != NULL ? talloc_strdup(ctx, team) : NULL;
	if (result == DONE)
		result = ticket_add(c->tools->store, &p, err);
	row->ticket = p.id;
	if (result == DONE)
		result = problem_row_add(c->tools->store, row, err);
	if (result == DONE)
		result = event_add(c->tools->store, p.id, c->actor, "problem", c->why, c->now, err);
	if (result == DONE)
		result = tier_time_follow(c, &p, err);
	if (result == DONE)
		*out = p;
	return result;
}

enum result
problem_tell_leads(const struct change *c, const struct ticket *problem, const struct problem_row *row, struct error *err)
{
	const struct conf_agent *told[LEADS_MOST];
	size_t count = handover_leads(c->tools->conf, problem->team, told, 0, LEADS_MOST);
	enum result result = DONE;

	for (size_t i = 0; i < count && result == DONE; i++)
		result = problem_tell(c, problem, row, told[i], err);
	return result;
}

/* "message last name": which words, whom they have reached, whose they are. */
static enum result
set_answer_timer(const struct change *c, int64_t problem, int64_t message, int64_t after, const char *agent, instant due,
    struct error *err)
{
	SCRATCH(tmp);
	struct due_row row = {
		.due = due, .kind = (char[]){ PROBLEM_ANSWER_TIMER }, .ticket = problem,
		.detail = talloc_asprintf(tmp, "%lld %lld %s", (long long)message, (long long)after, agent),
	};

	return due_add(c->tools->store, &row, err);
}

enum result
problem_answer(const struct change *c, int64_t problem, int64_t message, const struct conf_agent *agent, duration hold,
    struct error *err)
{
	return set_answer_timer(c, problem, message, 0, agent != NULL ? agent->name : "", c->now + hold, err);
}

/* The timer of words that have reached nobody yet; NONE: somebody has them. */
static enum result
find_answer_timer(const struct tools *tools, int64_t problem, int64_t message, int64_t *timer, struct error *err)
{
	SCRATCH(tmp);
	struct due_row *rows = NULL;
	size_t count = 0;
	enum result result = due_all_of_ticket(tmp, tools->store, problem, PROBLEM_ANSWER_TIMER, &rows, &count, err);

	for (size_t i = 0; i < count && result == DONE; i++) {
		long long which = 0, after = 0;

		*timer = rows[i].id;
		if (rows[i].detail != NULL && sscanf(rows[i].detail, "%lld %lld", &which, &after) == 2 && which == message && after == 0)
			return DONE;
	}
	return result < 0 ? result : NONE;
}

enum result
problem_has_gone(const struct tools *tools, int64_t problem, int64_t message, bool *gone, struct error *err)
{
	int64_t timer = 0;
	enum result result = find_answer_timer(tools, problem, message, &timer, err);

	*gone = result == NONE;
	return result < 0 ? result : DONE;
}

enum result
problem_call_back(const struct tools *tools, int64_t problem, int64_t message, struct error *err)
{
	int64_t timer = 0;
	enum result result = find_answer_timer(tools, problem, message, &timer, err);

	return result == DONE ? due_remove(tools->store, timer, err) : result;
}

enum result
problem_answer_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct change c = { .tools = tools, .now = now };
	struct message_row message = { 0 };
	long long which = 0, after = 0;
	int name = 0;
	int64_t last;
	bool more = false;
	enum result result;

	if (row->detail == NULL || sscanf(row->detail, "%lld %lld %n", &which, &after, &name) < 2 || name == 0)
		return DONE;
	if ((result = message_row_read(tmp, tools->store, which, &message, err)) != DONE)
		return result == NONE ? DONE : result;
	struct everybody e = {
		.change = &c, .agent = conf_agent(tools->conf, row->detail + name), .template = "problem_answer", .verb = "answered",
		.text = message.reply != NULL ? message.reply : message.text != NULL ? message.text : "",
		.actor = message.author_address != NULL ? message.author_address : "postigo",
	};

	last = after;
	result = everybody_some(&e, row->ticket, &last, &more, err);
	return more ? set_answer_timer(&c, row->ticket, which, last, row->detail + name, now, err) : result;
}

enum result
problem_dissolve(TALLOC_CTX *ctx, const struct change *c, struct ticket *problem, int64_t **list, size_t *count, struct error *err)
{
	int64_t *all = NULL, *some, after = 0;
	size_t n = 0, found = LET_GO_AT_ONCE;
	enum result result = due_unset(c->tools->store, problem->id, PROBLEM_ANSWER_TIMER, err);

	while (result >= 0 && found == LET_GO_AT_ONCE) {
		result = ticket_of_problem(ctx, c->tools->store, problem->id, after, LET_GO_AT_ONCE, &some, &found, err);
		if (result != DONE)
			return result;
		all = talloc_realloc(ctx, all, int64_t, (unsigned)(n + found + 1));
		for (size_t i = 0; i < found && result == DONE; i++) {
			struct ticket one;

			all[n++] = after = some[i];
			if ((result = ticket_read(ctx, c->tools->store, some[i], &one, err)) == DONE)
				result = change_problem(c, &one, 0, err);
		}
	}
	if (result >= 0)
		result = change_state(c, problem, TICKET_CLOSED, err);
	*list = all;
	*count = n;
	return result;
}
