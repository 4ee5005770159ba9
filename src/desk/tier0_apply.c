/* tier0_apply.c - what follows from articles that are offered, solve, or do not; see tier0.h */
#include <config.h>

#include <string.h>

#include <postigo/article/article.h>
#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/store/event.h>
#include <postigo/store/message_row.h>
#include <postigo/tmpl/markdown.h>

#include "crew.h"
#include "questionnaire.h"
#include "tier0.h"

#define SHORT 800u		/* bytes of an article that is shown whole although it can be read elsewhere */
#define SHOWN_MOST 6000u	/* ... that is shown at all */
#define TECHNICIANS_MAX 64u

/* ---- offering */

/* An article's Markdown as text: values are no part of a template's Markdown, so this has to read well as it stands. */
static char *
plain_text(TALLOC_CTX *ctx, const char *body)
{
	SCRATCH(tmp);
	struct markdown *md = markdown_new(tmp, ARTICLE_BYTES_MAX);
	struct text *source = text_new(tmp, ARTICLE_BYTES_MAX);
	struct error ignored;
	char *text = NULL;

	text_add_string(source, body);
	if (markdown_read(md, source, &ignored) == DONE)
		text = markdown_text(tmp, md);
	return talloc_strdup(ctx, text != NULL ? text : body);
}

/* Not more than the most, whole paragraphs, and a sign that there would be more. */
static char *
cut_text(TALLOC_CTX *ctx, char *text)
{
	size_t n = SHOWN_MOST;

	if (strlen(text) <= SHOWN_MOST)
		return text;
	while (n > 0 && (text[n] != '\n' || text[n - 1] != '\n'))
		n--;
	return talloc_asprintf(ctx, "%.*s[...]", (int)n, text);
}

/* What is shown of it: where it can be read elsewhere, the whole only of the best one and if it is short. */
static const char *
shown(TALLOC_CTX *ctx, const struct tools *tools, const struct offered *o, bool best)
{
	char *text = plain_text(ctx, o->row.body);

	if (tools->conf->articles.url == NULL)
		return cut_text(ctx, text);
	return best && strlen(text) <= SHORT ? text : o->row.summary;
}

static json_t *
offer_values(TALLOC_CTX *ctx, const struct tools *tools, const struct offered *o, bool best, const char *address)
{
	const char *url = tools->conf->articles.url;

	return json_pack("{s:s, s:s, s:s, s:s}", "title", o->row.title, "article_text", shown(ctx, tools, o, best),
	    "url", url != NULL ? talloc_asprintf(ctx, "%s/%s/%s", url, o->row.language, o->row.slug) : "", "solved_address", address);
}

static enum result
offer(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *f, const struct decision *d, const struct ticket *ticket,
    json_t *list, struct error *err)
{
	enum result result = DONE;

	for (size_t i = 0; i < d->article_count && result >= 0; i++) {
		struct article_offer row = { .ticket = ticket->id, .article = d->articles[i]->row.id, .at = f->now,
			.score = d->articles[i]->score };

		result = article_offer_add(tools->store, &row, err);
		if (result >= 0)
			json_array_append_new(list, offer_values(ctx, tools, d->articles[i], i == 0,
			    answer_token_address(ctx, tools, answer_mailbox(tools->conf, ticket)->address, TOKEN_ARTICLE,
			    row.id, ticket->requester, f->now)));
	}
	return result == NONE ? DONE : result;
}

/* ---- waiting */

/* What a notice of the first mail says, though that is not at hand any more. */
static enum result
first_values(TALLOC_CTX *ctx, const struct tools *tools, const struct ticket *ticket, json_t **out, struct error *err)
{
	struct message_row *rows = NULL;
	struct attachment_row *attached = NULL;
	size_t count = 0, attached_count = 0;
	json_t *attachments = json_array();
	enum result result = message_row_beginning(ctx, tools->store, ticket->id, 1, &rows, &count, err);

	if (result == DONE && count > 0)
		result = attachment_list(ctx, tools->store, rows[0].id, &attached, &attached_count, err);
	for (size_t i = 0; i < attached_count; i++)
		json_array_append_new(attachments, json_pack("{s:s, s:s}", "name", attached[i].name != NULL ? attached[i].name : "",
		    "size_text", answer_size(ctx, attached[i].size)));
	*out = json_pack("{s:s, s:s, s:b, s:o}", "text", count > 0 && rows[0].text != NULL ? rows[0].text : "",
	    "sender", count > 0 && rows[0].author_address != NULL ? rows[0].author_address : "",
	    "has_attachments", (int)(attached_count > 0), "attachments", attachments);
	return result < 0 ? result : questionnaire_known(ctx, tools, ticket->id, *out, err);
}

/* As notify() does with one that is not held: when whose ticket it is, is away, their team hears too. */
static size_t
owners(const struct conf *conf, const struct ticket *ticket, const struct aways *aways, instant now,
    const struct conf_agent **list, size_t most)
{
	const struct conf_team *team = ticket->team != NULL ? conf_team(conf, ticket->team) : NULL;
	size_t count = answer_technicians(conf, ticket, list, most);
	const char *note;
	instant until;

	if (ticket->assignee == NULL || count != 1 || !presence_away(list[0], aways, now, &until, &note))
		return count;
	for (size_t i = 0; team != NULL && i < team->member_count && count < most; i++) {
		const struct conf_agent *agent = conf_agent(conf, team->members[i]);

		if (agent != NULL && agent != list[0])
			list[count++] = agent;
	}
	return count;
}

/* The notice of a new ticket, which was held until now. */
static enum result
tell(const struct tools *tools, const struct ticket *ticket, instant now, struct error *err)
{
	SCRATCH(tmp);
	const struct conf_agent *list[TECHNICIANS_MAX];
	struct aways aways;
	json_t *more;
	size_t count;
	enum result result;

	if (ticket->state == TICKET_CLOSED || ticket->merged_into != 0)
		return DONE;
	if ((result = crew_aways(tmp, tools, now, &aways, err)) != DONE)
		return result;
	count = owners(tools->conf, ticket, &aways, now, list, TECHNICIANS_MAX);
	result = first_values(tmp, tools, ticket, &more, err);
	for (size_t i = 0; i < count && result == DONE; i++) {
		struct answer answer = { .template = "notice_new", .to = ANSWER_TECHNICIAN, .agent = list[i],
			.language = list[i]->language, .why = "the articles that were offered were of no help" };

		result = answer_about(tools, ticket, &answer, more, now, err);
	}
	json_decref(more);
	return result;
}

enum result
tier0_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct ticket ticket;
	enum result result = ticket_read(tmp, tools->store, row->ticket, &ticket, err);

	return result == DONE ? tell(tools, &ticket, now, err) : result == NONE ? DONE : result;
}

/* ---- all of it */

/* Opened again by whoever said that it was solved. */
static bool
is_reopened(const struct facts *f, const struct decision *d)
{
	return d->outcome == DECIDE_REPLY && d->ticket != 0 && !d->automatic && !d->note && !d->by_technician &&
	    f->tie[d->tie].ticket.state == TICKET_CLOSED && d->state != TICKET_CLOSED;
}

static enum result
not_solved(const struct tools *tools, const struct facts *f, const struct ticket *ticket, struct error *err)
{
	enum result result = article_offer_reopened(tools->store, ticket->id, err);

	if (result == DONE)
		result = event_add(tools->store, ticket->id, "postigo", "note", "the article that had solved it had not", f->now, err);
	return result == NONE ? DONE : result;
}

json_t *
tier0_preview(TALLOC_CTX *ctx, const struct tools *tools, const struct decision *d, const struct ticket *ticket)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->article_count; i++)
		json_array_append_new(list, offer_values(ctx, tools, d->articles[i], i == 0, answer_mailbox(tools->conf, ticket)->address));
	return json_pack("{s:b, s:o}", "has_articles", (int)(json_array_size(list) > 0), "articles", list);
}

enum result
tier0_apply(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *f, const struct decision *d,
    const struct ticket *ticket, json_t **more, struct error *err)
{
	struct due_row timer = { .due = f->now + d->hold, .kind = (char[]){ TIER0_TIMER }, .ticket = ticket->id };
	json_t *list = json_array();
	enum result result = offer(ctx, tools, f, d, ticket, list, err);

	*more = json_pack("{s:b, s:o}", "has_articles", (int)(json_array_size(list) > 0), "articles", list);
	if (result == DONE && d->hold > 0)
		result = due_set(tools->store, &timer, err);
	if (result == DONE && d->unhold)
		result = due_unset(tools->store, ticket->id, TIER0_TIMER, err);
	if (result == DONE && d->unhold)
		result = tell(tools, ticket, f->now, err);
	if (result == DONE && d->solved_by != 0)
		result = article_offer_set_state(tools->store, d->solved_by, OFFER_SOLVED, err);
	if (result == DONE && is_reopened(f, d))
		result = not_solved(tools, f, ticket, err);
	return result == NONE ? DONE : result;
}
