/* everybody.c - see everybody.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/store/event.h>
#include <postigo/store/message_row.h>
#include <postigo/store/person.h>

#include "answer.h"
#include "apart.h"
#include "clocks.h"
#include "everybody.h"
#include "language_block.h"
#include "people.h"

#define AT_ONCE 50		/* tickets: mail that arrives must not wait for longer */

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
author_of(const struct everybody *e, int64_t *person, struct error *err)
{
	*person = 0;
	return e->agent == NULL ? DONE : person_get(e->change->tools->store, e->agent->address, e->agent->display_name,
	    e->change->now, person, err);
}

static enum result
send(const struct everybody *e, const struct ticket *ticket, const struct message_row *message, const char *language,
    struct error *err)
{
	struct answer answer = { .template = e->template, .to = ANSWER_REQUESTER, .agent = e->agent, .language = language,
		.why = "everybody who waits for it gets it" };

	return answer_words(e->change->tools, ticket, &answer, message->id, message->text, e->change->now, err);
}

/* From now on the ticket waits for them. */
static enum result
answered(const struct everybody *e, struct ticket *ticket, struct error *err)
{
	const struct change *c = e->change;
	struct change quiet = { .tools = c->tools, .now = c->now };
	enum result result = change_state(&quiet, ticket, TICKET_WAITING, err);

	return result == DONE ? clocks_heard(c->tools, ticket, CLOCKS_ANSWERED, c->now, c->now, err) : result;
}

enum result
everybody_one(const struct everybody *e, int64_t number, struct error *err)
{
	SCRATCH(tmp);
	const struct tools *tools = e->change->tools;
	struct ticket ticket = { 0 };
	struct message_row message = { .ticket = number, .sent = e->change->now, .created = e->change->now };
	const char *language;
	bool read = false;
	enum result result = ticket_read(tmp, tools->store, number, &ticket, err);

	if (result != DONE || ticket.state == TICKET_CLOSED || ticket.kind == TICKET_PROBLEM)
		return result == NONE ? DONE : result;
	if ((result = is_read(tmp, tools, &ticket, &read, err)) != DONE || (result = author_of(e, &message.author, err)) != DONE)
		return result;
	language = ticket.language != NULL ? ticket.language : tools->conf->identity.language;
	message.text = language_block(tmp, tools->catalog, e->text, language);
	message.kind = read ? MESSAGE_FROM_TECHNICIAN : MESSAGE_NOTE;
	result = message_row_add(tools->store, &message, err);
	if (result == DONE && read)
		result = send(e, &ticket, &message, language, err);
	if (result == DONE)
		result = event_add(tools->store, number, e->actor, e->verb, read ? "sent to who waits for it" : "noted", e->change->now, err);
	return result == DONE && read ? answered(e, &ticket, err) : result;
}

static enum result
one_apart(const struct everybody *e, int64_t number, struct error *err)
{
	const struct tools *tools = e->change->tools;
	enum result result = store_savepoint(tools->store, err);

	if (result == DONE)
		result = apart_end(tools, number, "an answer to everybody", everybody_one(e, number, err), e->change->now, err);
	return result;
}

enum result
everybody_some(const struct everybody *e, int64_t problem, int64_t *after, bool *more, struct error *err)
{
	SCRATCH(tmp);
	int64_t *list;
	size_t count = 0;
	enum result result = ticket_of_problem(tmp, e->change->tools->store, problem, *after, AT_ONCE, &list, &count, err);

	for (size_t i = 0; i < count && result == DONE; i++)
		result = one_apart(e, list[i], err);
	*more = result == DONE && count == AT_ONCE;
	if (*more)
		*after = list[count - 1];
	return result;
}
