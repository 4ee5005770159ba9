/* solution.c - see solution.h */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/article/article.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/desk/subject.h>
#include <postigo/store/person.h>

#include "answer.h"
#include "articles.h"
#include "command_say.h"
#include "command_word.h"
#include "everybody.h"
#include "language_block.h"
#include "solution.h"

#define TECHNICIANS_MAX 64
#define TITLE_MOST 150
#define SUMMARY_MOST 160
#define AMENDED_MOST 1500u

static struct everybody
to_everybody(const struct change *c, const struct solution *s, const struct conf_agent *agent)
{
	return (struct everybody){ .change = c, .agent = agent, .text = s->text, .template = "solution", .actor = s->actor,
		.verb = "solution" };
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
	struct everybody e = to_everybody(c, s, agent);
	bool more = false;
	enum result result = everybody_some(&e, s->ticket, &after, &more, err);

	return more ? go_on_later(c, s, after, agent, err) : result;
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
draft(TALLOC_CTX *ctx, const struct change *c, const struct ticket *ticket, struct solution_given *given, struct error *err)
{
	struct solution *s = &given->solution;
	const char *language = ticket->language != NULL ? ticket->language : c->tools->conf->identity.language;
	char *text = language_block(ctx, c->tools->catalog, s->text, language);
	char *title = utf8_clean_line(ctx, subject_plain(ctx, ticket->subject != NULL ? ticket->subject : ""), TITLE_MOST);
	struct article_row row = {
		.language = talloc_strdup(ctx, language),
		.title = title[0] != '\0' ? title : talloc_asprintf(ctx, "Ticket %lld", (long long)s->ticket),
		.keywords = talloc_strdup(ctx, ""), .summary = article_beginning(ctx, text, SUMMARY_MOST), .body = text,
		.state = ARTICLE_DRAFT, .queue = ticket->queue, .organisation = ticket->organisation, .author = s->actor,
		.source_ticket = s->ticket, .changed = c->now,
	};
	enum result result = articles_slug_of_ticket(ctx, c->tools, s->ticket, language, &row.slug, err);

	s->article = row.slug;
	if (result == DONE)
		result = article_row_find(ctx, c->tools->store, row.slug, language, &given->draft, err);
	given->amends = result == DONE;
	if (result >= 0)
		result = articles_write(c->tools, &row, err);
	given->article = row;
	return result;
}

/* In place of an earlier one. */
static enum result
put(TALLOC_CTX *ctx, const struct change *c, struct solution_given *given, struct error *err)
{
	enum result result = solution_read(ctx, c->tools->store, given->solution.ticket, &given->earlier, err);

	given->replaces = result == DONE;
	return result < 0 ? result : solution_put(c->tools->store, &given->solution, err);
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
	enum result result = person_get(tools->store, agent->address, agent->display_name, c->now, &person, err);
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
    const struct conf_agent *agent, struct solution_given *out, struct error *err)
{
	struct solution_given given = { .solution = { .text = talloc_strdup(ctx, text), .actor = talloc_strdup(ctx, c->actor), .at = c->now } };
	struct solution *s = &given.solution;
	struct everybody e = to_everybody(c, s, agent);
	struct ticket problem;
	enum result result;

	if (text[strspn(text, " \t\r\n")] == '\0')
		return error_set(err, PERMFAIL, "the solution has no text");
	if (strlen(text) > SOLUTION_MOST)
		return error_set(err, PERMFAIL, "the solution is longer than %u KiB", SOLUTION_MOST / 1024);
	result = find_problem(ctx, c, ticket, &problem, err);
	s->ticket = problem.id;
	if (result == DONE)
		result = draft(ctx, c, &problem, &given, err);
	if (result == DONE)
		result = put(ctx, c, &given, err);
	if (result == DONE)
		result = tell_lower_tiers(c, &problem, s, agent, err);
	if (result == DONE)
		result = everybody_one(&e, problem.id, err);
	if (result == DONE)
		result = deliver_from(c, s, 0, agent, err);
	if (result == DONE)
		*out = given;
	return result;
}

/* ---- undoing it */

char *
solution_text(TALLOC_CTX *ctx, const struct solution *s)
{
	json_t *o = json_pack("{s:s, s:s, s:I, s:s?}", "text", s->text, "actor", s->actor, "at", (json_int_t)s->at, "article", s->article);
	char *bytes = json_dumps(o, JSON_COMPACT), *text = talloc_strdup(ctx, bytes);

	free(bytes);
	json_decref(o);
	return text;
}

static char *
string(TALLOC_CTX *ctx, const json_t *o, const char *key)
{
	const char *value = json_string_value(json_object_get(o, key));

	return value != NULL ? talloc_strdup(ctx, value) : NULL;
}

static enum result
put_back(const struct tools *tools, int64_t ticket, const char *text, struct error *err)
{
	SCRATCH(tmp);
	json_t *o = json_loads(text, 0, NULL);
	struct solution s = {
		.ticket = ticket, .text = string(tmp, o, "text"), .actor = string(tmp, o, "actor"),
		.at = json_integer_value(json_object_get(o, "at")), .article = string(tmp, o, "article"),
	};
	enum result result = o != NULL ? solution_put(tools->store, &s, err) : DONE;

	json_decref(o);
	return result;
}

enum result
solution_undo(const struct tools *tools, int64_t ticket, instant at, const char *earlier, bool *told, struct error *err)
{
	int64_t mails = 0;
	enum result result = solution_mails(tools->store, ticket, at, &mails, err);

	*told = mails > 0;
	if (result == DONE)
		result = solution_remove(tools->store, ticket, at, err);
	return result == DONE && earlier != NULL ? put_back(tools, ticket, earlier, err) : result;
}
