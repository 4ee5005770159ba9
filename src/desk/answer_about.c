/* answer_about.c - mails that no mail is the cause of: reminders, warnings, the word that something did not arrive; see answer.h */
#include <config.h>

#include <strings.h>

#include <postigo/base/memory.h>
#include <postigo/store/event.h>

#include "answer.h"
#include "limits.h"

#define TECHNICIANS_MAX 64

const struct conf_mailbox *
answer_mailbox(const struct conf *conf, const struct ticket *ticket)
{
	const struct conf_mailbox *mailbox = ticket->mailbox_name != NULL ? conf_mailbox(conf, ticket->mailbox_name) : NULL;

	return mailbox != NULL ? mailbox : &conf->mailboxes[0];
}

/* Whom it goes to, for the limits; NULL: several. */
static enum result
recipient(TALLOC_CTX *ctx, const struct occasion *o, const struct answer *answer, const char **out, struct error *err)
{
	struct person person = { 0 };
	enum result result = DONE;

	if (answer->to == ANSWER_OWNER)
		result = person_read(ctx, o->tools->store, o->ticket->requester, &person, err);
	*out = answer->to == ANSWER_TECHNICIAN ? answer->agent->address : person.address;
	return result == NONE ? DONE : result;
}

/* What goes out by itself goes out within the limits. */
static enum result
send_within_limits(const struct occasion *o, const struct answer *answer, struct error *err)
{
	SCRATCH(tmp);
	struct limits_mail mail = {
		.ticket = o->ticket->id, .outward = answer->to != ANSWER_TECHNICIAN, .template = answer->template,
		.subject = o->ticket->subject,
	};
	const char *why = NULL;
	enum result result = recipient(tmp, o, answer, &mail.recipient, err);

	if (result == DONE && mail.recipient != NULL)
		result = limits_ask(tmp, o->tools, &mail, o->facts->now, &why, err);
	if (result != DONE)
		return result;
	if (why == NULL)
		return answer_send(o, answer, err);
	return event_add(o->tools->store, o->ticket->id, "postigo", "not_sent",
	    talloc_asprintf(tmp, "%s to %s: %s", answer->template, mail.recipient, why), o->facts->now, err);
}

enum result
answer_about(const struct tools *tools, const struct ticket *ticket, const struct answer *answer, json_t *more, instant now,
    struct error *err)
{
	struct mail mail = { 0 };
	struct facts facts = { .conf = tools->conf, .mailbox = answer_mailbox(tools->conf, ticket), .mail = &mail, .now = now };
	struct occasion occasion = { .tools = tools, .facts = &facts, .ticket = ticket, .more = more };

	return send_within_limits(&occasion, answer, err);
}

enum result
answer_words(const struct tools *tools, const struct ticket *ticket, const struct answer *answer, int64_t message,
    const char *text, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct mail mail = { .text = talloc_strdup(tmp, text), .reply = talloc_strdup(tmp, text) };
	struct facts facts = { .conf = tools->conf, .mailbox = answer_mailbox(tools->conf, ticket), .mail = &mail, .now = now };
	struct occasion occasion = { .tools = tools, .facts = &facts, .ticket = ticket, .message = message };

	return answer_send(&occasion, answer, err);
}

size_t
answer_technicians(const struct conf *conf, const struct ticket *ticket, const struct conf_agent **list, size_t most)
{
	const struct conf_agent *assignee = ticket->assignee != NULL ? conf_agent(conf, ticket->assignee) : NULL;
	const struct conf_team *team = ticket->team != NULL ? conf_team(conf, ticket->team) : NULL;
	size_t n = 0;

	if (assignee != NULL && most > 0)
		list[n++] = assignee;
	for (size_t i = 0; assignee == NULL && team != NULL && i < team->member_count && n < most; i++) {
		const struct conf_agent *agent = conf_agent(conf, team->members[i]);

		if (agent != NULL)
			list[n++] = agent;
	}
	return n;
}

static enum result
tell_failure(const struct occasion *o, const struct answer *answer, struct error *err)
{
	SCRATCH(tmp);
	struct limits_mail mail = { .recipient = answer->agent->address, .ticket = o->ticket->id };
	const char *why;
	enum result result = limits_ask(tmp, o->tools, &mail, o->facts->now, &why, err);

	return result != DONE || why != NULL ? result : answer_send(o, answer, err);
}

enum result
answer_delivery_failed(const struct tools *tools, const struct outbox_row *failed, const char *diagnostic,
    instant now, struct error *err)
{
	SCRATCH(tmp);
	struct mail_bounce_recipient who = {
		.address = talloc_strdup(tmp, failed->recipient), .diagnostic = talloc_strdup(tmp, diagnostic),
	};
	struct mail_bounce bounce = { .recipients = &who, .count = 1 };
	struct mail mail = { .bounce = &bounce };
	struct facts facts = { .conf = tools->conf, .mail = &mail, .now = now };
	const struct conf_agent *told[TECHNICIANS_MAX];
	struct ticket ticket;
	struct occasion occasion = { .tools = tools, .facts = &facts, .ticket = &ticket,
		.message = failed->message, .failed = failed->id };
	enum result result = ticket_read(tmp, tools->store, failed->ticket, &ticket, err);
	size_t count;

	if (result != DONE)
		return result == NONE ? DONE : result;
	facts.mailbox = answer_mailbox(tools->conf, &ticket);
	count = answer_technicians(tools->conf, &ticket, told, TECHNICIANS_MAX);
	for (size_t i = 0; i < count && result == DONE; i++) {
		struct answer answer = { .template = "delivery_failed", .to = ANSWER_TECHNICIAN, .agent = told[i],
			.language = told[i]->language };

		/* Not about a notice that could not reach that very person: it would not reach them either. */
		if (strcasecmp(told[i]->address, failed->recipient) != 0)
			result = tell_failure(&occasion, &answer, err);
	}
	return result;
}
