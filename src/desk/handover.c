/* handover.c - see handover.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>
#include <postigo/store/person.h>

#include "answer.h"
#include "handover_data.h"
#include "people.h"

#define TECHNICIANS_MAX 64
#define MESSAGES_MOST 500	/* that are read of a ticket */
#define FILES_MOST 100		/* that are named */

static enum result
read_files(TALLOC_CTX *ctx, struct handover *h, struct error *err)
{
	enum result result = DONE;

	h->files = talloc_array(ctx, struct attachment_row, FILES_MOST);
	for (size_t i = 0; i < h->message_count && result >= 0; i++) {
		struct attachment_row *list;
		size_t count = 0;

		result = attachment_list(ctx, h->change->tools->store, h->messages[i].id, &list, &count, err);
		for (size_t j = 0; j < count && result == DONE && h->file_count < FILES_MOST; j++)
			if (!list[j].is_inline)
				h->files[h->file_count++] = list[j];
	}
	return result == NONE ? DONE : result;
}

enum result
handover_read(TALLOC_CTX *ctx, const struct change *c, const struct ticket *ticket, int before, struct handover **out,
    struct error *err)
{
	struct handover *h = talloc_zero(ctx, struct handover);
	struct store *store = c->tools->store;
	enum result result;

	*h = (struct handover){ .change = c, .ticket = ticket, .before = before };
	if ((result = message_row_ends(h, store, ticket->id, ~(1u << MESSAGE_ACKNOWLEDGEMENT), MESSAGES_MOST, &h->messages,
	    &h->message_count, &h->left_out, err)) < 0 ||
	    (result = field_all(h, store, ticket->id, &h->fields, &h->field_count, err)) < 0 ||
	    (result = checkmark_list(h, store, ticket->id, &h->checks, &h->check_count, err)) < 0 ||
	    (result = stay_list(h, store, ticket->id, &h->stays, &h->stay_count, err)) < 0 ||
	    (result = labour_read(store, ticket, &h->labour, err)) < 0 ||
	    (result = clock_row_list(h, store, ticket->id, &h->clocks, &h->clock_count, err)) < 0 ||
	    (result = read_files(h, h, err)) < 0)
		return result;
	*out = h;
	return DONE;
}

static enum result
tell(const struct handover *h, const char *template, const struct conf_agent *agent, const char *why, struct error *err)
{
	const struct change *c = h->change;
	const char *language = agent->language != NULL ? agent->language : c->tools->conf->identity.language;
	struct answer answer = { .template = template, .to = ANSWER_TECHNICIAN, .agent = agent, .language = language, .why = why };
	json_t *values = handover_values(h, agent->zone, language);
	enum result result = answer_about(c->tools, h->ticket, &answer, values, c->now, err);

	json_decref(values);
	return result;
}

/* Who has done it knows it. */
static bool
is_actor(const struct change *c, const struct conf_agent *agent)
{
	return c->actor != NULL && (strcasecmp(c->actor, agent->address) == 0 || strcmp(c->actor, agent->name) == 0);
}

enum result
handover_send(const struct handover *h, struct error *err)
{
	const struct conf_agent *told[TECHNICIANS_MAX];
	size_t count = answer_technicians(h->change->tools->conf, h->ticket, told, TECHNICIANS_MAX);
	enum result result = DONE;

	for (size_t i = 0; i < count && result == DONE; i++)
		if (!is_actor(h->change, told[i]))
			result = tell(h, "handover", told[i], "the ticket comes to their tier", err);
	return result;
}

size_t
handover_leads(const struct conf *conf, const char *name, const struct conf_agent **list, size_t n, size_t most)
{
	const struct conf_team *team = name != NULL ? conf_team(conf, name) : NULL;
	size_t members = team == NULL ? 0 : team->lead != NULL ? 1 : team->member_count;

	for (size_t i = 0; i < members && n < most; i++) {
		const struct conf_agent *agent = conf_agent(conf, team->lead != NULL ? team->lead : team->members[i]);
		bool there = agent == NULL;

		for (size_t j = 0; j < n; j++)
			there |= list[j] == agent;
		if (!there)
			list[n++] = agent;
	}
	return n;
}

/* Anybody reads what we send there, and it was a person who wrote. */
static bool
is_read(const struct handover *h, const struct person *requester)
{
	return !h->ticket->internal && requester->address != NULL && !people_unread(requester->address) &&
	    (h->message_count == 0 || h->messages[0].kind != MESSAGE_AUTOMATIC);
}

/* A technician has seen what was asked, and found nothing strange in it. */
static bool
was_answered(const struct handover *h)
{
	for (size_t i = 0; i < h->message_count; i++)
		if (h->messages[i].kind == MESSAGE_FROM_TECHNICIAN)
			return true;
	return false;
}

static enum result
tell_requester(const struct handover *h, const char *verb, bool proven, struct error *err)
{
	const struct change *c = h->change;
	const char *language = h->ticket->language != NULL ? h->ticket->language : c->tools->conf->identity.language;
	struct answer answer = { .template = "escalated", .to = ANSWER_OWNER, .language = language,
		.why = "who looks at it now", .safe = !proven && !was_answered(h) };
	json_t *values = handover_places(h, language);
	enum result result = answer_about(c->tools, h->ticket, &answer, values, c->now, err);

	json_decref(values);
	if (result != DONE)
		return result;
	return event_add(c->tools->store, h->ticket->id, "postigo", verb, "the requester hears who looks at it now", c->now, err);
}

enum result
handover_tell_requester(const struct handover *h, struct error *err)
{
	SCRATCH(tmp);
	const char *verb = h->ticket->tier > h->before ? "told_up" : "told_down";
	enum result result = event_has(h->change->tools->store, h->ticket->id, verb, err);
	struct person requester = { 0 };

	if (result != NONE)
		return result;
	result = person_read(tmp, h->change->tools->store, h->ticket->requester, &requester, err);
	if (result != DONE || !is_read(h, &requester))
		return result == NONE ? DONE : result;
	/* Else nobody knows whether it was really they who wrote. */
	return tell_requester(h, verb, requester.proven != 0, err);
}

unsigned
handover_turns(const int *tiers, size_t count)
{
	unsigned turns = 0;
	int direction = 0;

	for (size_t i = 1; i < count; i++) {
		int step = (tiers[i] > tiers[i - 1]) - (tiers[i] < tiers[i - 1]);

		if (step == 0)
			continue;
		turns += direction != 0 && step != direction;
		direction = step;
	}
	return turns;
}

/* Both teams hear of it: neither will say of itself that it gives back what it should keep. */
static enum result
tell_leads(const struct handover *h, unsigned turns, struct error *err)
{
	SCRATCH(tmp);
	const struct change *c = h->change;
	const struct conf_agent *told[TECHNICIANS_MAX];
	const char *before = h->stay_count > 1 ? h->stays[h->stay_count - 2].team : NULL;
	size_t count = handover_leads(c->tools->conf, h->ticket->team, told, 0, TECHNICIANS_MAX);
	enum result result = event_add(c->tools->store, h->ticket->id, "postigo", "ping_pong", talloc_asprintf(tmp,
	    "it has turned round %u times between tiers", turns), c->now, err);

	count = handover_leads(c->tools->conf, before, told, count, TECHNICIANS_MAX);
	for (size_t i = 0; i < count && result == DONE; i++)
		result = tell(h, "ping_pong", told[i], "the ticket goes to and fro", err);
	return result;
}

enum result
handover_ping_pong(const struct handover *h, struct error *err)
{
	SCRATCH(tmp);
	int *tiers = talloc_array(tmp, int, (unsigned)h->stay_count);
	enum result result;
	unsigned turns;

	for (size_t i = 0; i < h->stay_count; i++)
		tiers[i] = h->stays[i].tier;
	turns = handover_turns(tiers, h->stay_count);
	if (turns < h->change->tools->conf->ping_pong)
		return DONE;
	result = event_has(h->change->tools->store, h->ticket->id, "ping_pong", err);
	return result == NONE ? tell_leads(h, turns, err) : result;
}

enum result
handover_over_budget(const struct change *c, const struct ticket *ticket, struct error *err)
{
	SCRATCH(tmp);
	const struct conf_agent *told[TECHNICIANS_MAX];
	size_t count = handover_leads(c->tools->conf, ticket->team, told, 0, TECHNICIANS_MAX);
	struct handover *h;
	enum result result = handover_read(tmp, c, ticket, ticket->tier, &h, err);

	if (result == DONE)
		result = event_add(c->tools->store, ticket->id, c->actor, "over_budget", c->why, c->now, err);
	for (size_t i = 0; i < count && result == DONE; i++)
		result = tell(h, "over_budget", told[i], "the tier's time is used up", err);
	return result;
}
