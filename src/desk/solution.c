/* solution.c - see solution.h */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/article/article.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/desk/subject.h>
#include <postigo/store/event.h>
#include <postigo/store/message_row.h>
#include <postigo/store/person.h>

#include "answer.h"
#include "articles.h"
#include "clocks.h"
#include "command_say.h"
#include "command_word.h"
#include "people.h"
#include "solution.h"

#define AT_ONCE 50		/* tickets: mail that arrives must not wait for longer */
#define TECHNICIANS_MAX 64
#define TITLE_MOST 150
#define SUMMARY_MOST 160
#define AMENDED_MOST 1500u

/* A person wrote what the ticket was made of, and reads what we send them. */
static enum result
is_read(TALLOC_CTX *ctx, const struct tools *tools, const struct ticket *ticket, bool *out, struct error *err)
{
	struct person requester = { 0 };
	struct message_row *messages = NULL;
	size_t count = 0;
	enum result result = person_read(ctx, tools->store, ticket->requester, &requester, err);

	if (result == DONE)
		result = message_row_beginning(ctx, tools->store, ticket->id, 1, &messages, &count, err);
	*out = result == DONE && !ticket->internal && requester.address != NULL && !people_unread(requester.address) &&
	    (count == 0 || messages[0].kind != MESSAGE_AUTOMATIC);
	return result == NONE ? DONE : result;
}

static enum result
author_of(const struct change *c, const struct conf_agent *agent, int64_t *person, struct error *err)
{
	*person = 0;
	return agent == NULL ? DONE : person_get(c->tools->store, agent->address, agent->display_name, c->now, person, err);
}

static enum result
send(const struct change *c, const struct ticket *ticket, const struct message_row *message, const struct conf_agent *agent,
    struct error *err)
{
	struct answer answer = { .template = "solution", .to = ANSWER_REQUESTER, .agent = agent,
		.language = ticket->language != NULL ? ticket->language : c->tools->conf->identity.language,
		.why = "what they wait for is solved" };

	return answer_words(c->tools, ticket, &answer, message->id, message->text, c->now, err);
}

/* To one ticket: as an answer, or as a note where nobody would read that. */
static enum result
deliver(const struct change *c, int64_t number, const struct solution *s, const struct conf_agent *agent, struct error *err)
{
	SCRATCH(tmp);
	struct ticket ticket = { 0 };
	struct message_row message = { .ticket = number, .text = s->text, .sent = c->now, .created = c->now };
	bool read = false;
	enum result result = ticket_read(tmp, c->tools->store, number, &ticket, err);

	if (result != DONE || ticket.state == TICKET_CLOSED || ticket.kind == TICKET_PROBLEM)
		return result == NONE ? DONE : result;
	if ((result = is_read(tmp, c->tools, &ticket, &read, err)) != DONE ||
	    (result = author_of(c, agent, &message.author, err)) != DONE)
		return result;
	message.kind = read ? MESSAGE_FROM_TECHNICIAN : MESSAGE_NOTE;
	result = message_row_add(c->tools->store, &message, err);
	if (result == DONE && read)
		result = send(c, &ticket, &message, agent, err);
	if (result == DONE)
		result = event_add(c->tools->store, number, s->actor, "solution", read ? "sent to who waits for it" : "noted", c->now, err);
	if (result == DONE && read)
		result = change_state(&(struct change){ .tools = c->tools, .now = c->now }, &ticket, TICKET_WAITING, err);
	return result == DONE && read ? clocks_heard(c->tools, &ticket, CLOCKS_ANSWERED, c->now, c->now, err) : result;
}

/* What was sent up to there, of the solution of that time: another one begins anew. */
static enum result
go_on_later(const struct change *c, const struct solution *s, int64_t after, const struct conf_agent *agent, struct error *err)
{
	SCRATCH(tmp);
	struct due_row row = {
		.due = c->now, .kind = (char[]){ SOLUTION_TIMER }, .ticket = s->ticket,
		.detail = talloc_asprintf(tmp, "%lld %lld %s", (long long)s->at, (long long)after, agent != NULL ? agent->name : ""),
	};

	return due_add(c->tools->store, &row, err);
}

static enum result
deliver_from(const struct change *c, const struct solution *s, int64_t after, const struct conf_agent *agent, struct error *err)
{
	SCRATCH(tmp);
	int64_t *list;
	size_t count = 0;
	enum result result = ticket_of_problem(tmp, c->tools->store, s->ticket, after, AT_ONCE, &list, &count, err);

	for (size_t i = 0; i < count && result == DONE; i++)
		result = deliver(c, list[i], s, agent, err);
	return result == DONE && count == AT_ONCE ? go_on_later(c, s, list[count - 1], agent, err) : result;
}

enum result
solution_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct change c = { .tools = tools, .now = now };
	long long at = 0, after = 0;
	struct solution s;
	int name = 0;
	enum result result = solution_read(tmp, tools->store, row->ticket, &s, err);

	if (result != DONE || row->detail == NULL || sscanf(row->detail, "%lld %lld %n", &at, &after, &name) < 2 || s.at != at)
		return result < 0 ? result : DONE;
	return deliver_from(&c, &s, after, conf_agent(tools->conf, row->detail + name), err);
}

/* For tier 0, once somebody has read it over: it may name people. */
static enum result
draft(TALLOC_CTX *ctx, const struct change *c, const struct ticket *ticket, struct solution *s, struct error *err)
{
	const char *language = ticket->language != NULL ? ticket->language : c->tools->conf->identity.language;
	char *title = utf8_clean_line(ctx, subject_plain(ctx, ticket->subject != NULL ? ticket->subject : ""), TITLE_MOST);
	struct article_row row = {
		.slug = talloc_asprintf(ctx, "ticket-%lld", (long long)s->ticket), .language = talloc_strdup(ctx, language),
		.title = title[0] != '\0' ? title : talloc_asprintf(ctx, "Ticket %lld", (long long)s->ticket),
		.keywords = talloc_strdup(ctx, ""), .summary = article_beginning(ctx, s->text, SUMMARY_MOST), .body = s->text,
		.state = ARTICLE_DRAFT, .queue = ticket->queue, .organisation = ticket->organisation, .author = s->actor,
		.source_ticket = s->ticket, .changed = c->now,
	};

	s->article = row.slug;
	return articles_write(c->tools, &row, err);
}

/* Who works on that tier of the queue, beside those who are in the list already. */
static size_t
add_team(const struct conf *conf, const char *name, const struct conf_agent **list, size_t n)
{
	const struct conf_team *team = name != NULL ? conf_team(conf, name) : NULL;

	for (size_t i = 0; team != NULL && i < team->member_count && n < TECHNICIANS_MAX; i++) {
		const struct conf_agent *agent = conf_agent(conf, team->members[i]);
		bool there = agent == NULL;

		for (size_t j = 0; j < n; j++)
			there |= list[j] == agent;
		if (!there)
			list[n++] = agent;
	}
	return n;
}

/* One click publishes it, another mends it; the text comes along if mail programs do not cut it off. */
static enum result
set_links(const struct change *c, const struct ticket *ticket, const struct solution *s, const struct conf_agent *agent,
    const char *language, json_t *more, struct error *err)
{
	SCRATCH(tmp);
	const struct tools *tools = c->tools;
	int64_t person = 0;
	enum result result = author_of(c, agent, &person, err);
	const char *control = command_say_control_near(tools->conf, answer_mailbox(tools->conf, ticket)), *address;

	if (result != DONE)
		return result;
	address = answer_token_address(tmp, tools, control, TOKEN_COMMAND, 0, person, c->now);
	json_object_set_new(more, "publish_link", json_string(command_say_link(tmp, address, NULL, command_say_publish(tmp, s->article,
	    language))));
	json_object_set_new(more, "amend_link", json_string(command_say_link(tmp, address, NULL, talloc_asprintf(tmp, "#%s %s\n\n%s",
	    command_word_of(COMMAND_ARTICLE, language), s->article, strlen(s->text) <= AMENDED_MOST ? s->text : ""))));
	return DONE;
}

static enum result
tell_lower_tiers(const struct change *c, const struct ticket *ticket, const struct solution *s,
    const struct conf_agent *author, struct error *err)
{
	const struct conf *conf = c->tools->conf;
	const struct conf_queue *queue = conf_queue(conf, ticket->queue);
	const struct conf_agent *told[TECHNICIANS_MAX];
	size_t count = add_team(conf, conf_tier_team(conf, queue, 2), told, add_team(conf, conf_tier_team(conf, queue, 1), told, 0));
	json_t *more = json_pack("{s:s, s:s}", "article", s->article, "text", s->text);
	enum result result = DONE;

	for (size_t i = 0; i < count && result == DONE; i++) {
		struct answer answer = { .template = "solution_draft", .to = ANSWER_TECHNICIAN, .agent = told[i],
			.language = told[i]->language != NULL ? told[i]->language : conf->identity.language,
			.why = "a solution travels down to their tier" };

		if (told[i] == author)
			continue;
		result = set_links(c, ticket, s, told[i], answer.language, more, err);
		if (result == DONE)
			result = answer_about(c->tools, ticket, &answer, more, c->now, err);
	}
	json_decref(more);
	return result;
}

/* The ticket that stands for the problem. */
static enum result
find_problem(TALLOC_CTX *ctx, const struct change *c, const struct ticket *ticket, struct ticket *out, struct error *err)
{
	enum result result;

	*out = *ticket;
	if (ticket->problem == 0)
		return DONE;
	result = ticket_read(ctx, c->tools->store, ticket->problem, out, err);
	if (result == NONE)
		*out = *ticket;
	return result == NONE ? DONE : result;
}

enum result
solution_give(TALLOC_CTX *ctx, const struct change *c, const struct ticket *ticket, const char *text,
    const struct conf_agent *agent, struct solution *out, struct error *err)
{
	struct solution s = { .text = talloc_strdup(ctx, text), .actor = talloc_strdup(ctx, c->actor), .at = c->now };
	struct ticket problem;
	enum result result;

	if (text[strspn(text, " \t\r\n")] == '\0')
		return error_set(err, PERMFAIL, "the solution has no text");
	if (strlen(text) > SOLUTION_MOST)
		return error_set(err, PERMFAIL, "the solution is longer than %u KiB", SOLUTION_MOST / 1024);
	result = find_problem(ctx, c, ticket, &problem, err);
	s.ticket = problem.id;
	if (result == DONE)
		result = draft(ctx, c, &problem, &s, err);
	if (result == DONE)
		result = solution_put(c->tools->store, &s, err);
	if (result == DONE)
		result = tell_lower_tiers(c, &problem, &s, agent, err);
	if (result == DONE)
		result = deliver(c, problem.id, &s, agent, err);
	if (result == DONE)
		result = deliver_from(c, &s, 0, agent, err);
	if (result == DONE)
		*out = s;
	return result;
}
