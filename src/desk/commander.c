/* commander.c - see commander.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/clock/local.h>
#include <postigo/store/event.h>
#include <postigo/store/outbox.h>

#include "clocks.h"
#include "command_clock.h"
#include "command_do.h"
#include "command_heard.h"
#include "command_recall.h"
#include "command_undo.h"
#include "command_verb.h"
#include "commander.h"
#include "keep.h"
#include "problem.h"

enum result
commander_ticket(struct commander *c, int64_t id, struct ticket **out, struct error *err)
{
	struct touched *t;
	enum result result;

	*out = NULL;
	for (size_t i = 0; i < c->touched_count; i++)
		if (c->touched[i]->now.id == id) {
			*out = &c->touched[i]->now;
			return DONE;
		}
	if (id == 0)
		return DONE;
	t = talloc_zero(c->ctx, struct touched);
	if ((result = ticket_read(t, c->tools->store, id, &t->now, err)) != DONE)
		return result == NONE ? error_set(err, PERMFAIL, "ticket %lld is gone", (long long)id) : result;
	t->before = t->now;
	if ((result = command_clock_look(c, t, err)) != DONE)
		return result;
	c->touched = talloc_realloc(c->ctx, c->touched, struct touched *, (unsigned)c->touched_count + 1);
	c->touched[c->touched_count++] = t;
	*out = &t->now;
	return DONE;
}

static enum result
begin_deed(struct commander *c, struct error *err)
{
	struct deed deed = {
		.agent = talloc_strdup(c->ctx, c->facts->agent->name), .at = c->change.now, .inbox = c->row->id,
		.ticket = c->decision->ticket,
	};
	enum result result;

	if (c->deed != 0)
		return DONE;
	deed.has_content_key = c->facts->has_content_key;
	memcpy(deed.content_key, c->facts->content_key, DIGEST_SIZE);
	result = deed_add(c->tools->store, &deed, err);
	c->deed = deed.id;
	return result;
}

enum result
commander_changed(struct commander *c, int64_t ticket, const char *what, const char *name, const char *before,
    const char *after, struct error *err)
{
	struct deed_change change = {
		.ticket = ticket, .what = talloc_strdup(c->ctx, what),
		.name = name != NULL ? talloc_strdup(c->ctx, name) : NULL,
		.before = before != NULL ? talloc_strdup(c->ctx, before) : NULL,
		.after = after != NULL ? talloc_strdup(c->ctx, after) : NULL,
	};
	enum result result = begin_deed(c, err);

	return result == DONE ? deed_change_add(c->tools->store, c->deed, &change, err) : result;
}

void
commander_asked_for_quiet(struct commander *c, int64_t ticket)
{
	for (size_t i = 0; i < c->touched_count; i++)
		c->touched[i]->asked_for_quiet |= c->touched[i]->now.id == ticket;
}

json_t *
commander_effect(struct commander *c, int64_t ticket)
{
	json_t *effect = json_object();

	json_object_set_new(effect, "ticket", ticket != 0 ? json_integer(ticket) : json_string(""));
	json_array_append_new(c->effects, effect);
	return effect;
}

const char *
commander_shown(const struct commander *c, const char *agent)
{
	const struct conf_agent *a = agent != NULL ? conf_agent(c->tools->conf, agent) : NULL;

	return a != NULL && a->display_name != NULL ? a->display_name : agent != NULL ? agent : "";
}

static const struct zone *
zone_of(const struct commander *c)
{
	return c->facts->agent->zone != NULL ? c->facts->agent->zone : c->tools->conf->identity.zone;
}

const char *
commander_when(const struct commander *c, instant t)
{
	return local_near(c->ctx, zone_of(c), t, c->change.now,
	    catalog_words(c->tools->catalog, c->facts->agent->language));
}

const char *
commander_length(const struct commander *c, duration d)
{
	return local_length(c->ctx, d);
}

static void
release_json(void *json)
{
	json_decref(json);
}

enum result
commander_begin(TALLOC_CTX *ctx, const struct tools *tools, const struct inbox_row *row, const struct facts *facts,
    const struct decision *decision, struct commander **out, struct error *err)
{
	struct commander *c = talloc_zero(ctx, struct commander);
	struct ticket *ignored;

	*c = (struct commander){
		.ctx = c, .tools = tools, .row = row, .facts = facts, .decision = decision,
		.change = { .tools = tools, .actor = facts->agent->address, .now = facts->now },
	};
	c->effects = json_array();
	memory_hold(c, c->effects, release_json);
	*out = c;
	return commander_ticket(c, decision->ticket, &ignored, err);
}

/* One step after the other, each to what the one before has left. */
static enum result
do_steps(struct commander *c, struct error *err)
{
	enum result result = DONE;

	for (size_t i = 0; i < c->decision->step_count && result >= 0; i++) {
		const struct decision_step *step = &c->decision->steps[i];
		struct ticket *ticket = NULL;
		json_t *effect;

		if (command_verb(step->verb)->reads)
			continue;
		if (step->article == NULL)
			result = commander_ticket(c, step->ticket != 0 ? step->ticket : c->made, &ticket, err);
		if (result < 0 || (ticket == NULL && step->article == NULL))
			continue;
		effect = commander_effect(c, ticket != NULL ? ticket->id : 0);
		result = command_do(c, step, ticket, effect, err);
		json_object_set_new(effect, "already", json_boolean(result == NONE));
		if (result < 0)
			c->failed = step;
	}
	return result == NONE ? DONE : result;
}

/* What a post is to those functions that know mails with decisions. */
struct post {
	struct mail mail;
	struct facts facts;
	struct decision decision;
};

static void
as_mail(const struct commander *c, const struct decision_post *from, const struct ticket *ticket, struct post *out)
{
	*out = (struct post){ .mail = *c->facts->mail, .facts = *c->facts, .decision = *c->decision };
	out->mail.text = out->mail.reply = talloc_strdup(c->ctx, from->text);
	out->mail.attachment_count = 0;
	out->facts.mail = &out->mail;
	out->decision.outcome = DECIDE_REPLY;
	out->decision.ticket = ticket->id;
	out->decision.note = from->note;
	out->decision.by_technician = !from->note;
	out->decision.words = NULL;
}

static enum result
set_answered(struct commander *c, struct ticket *ticket, struct error *err)
{
	enum result result = ticket->state == TICKET_WAITING ? DONE : change_state(&c->change, ticket, TICKET_WAITING, err);

	if (result == DONE && ticket->assignee == NULL)
		result = change_assignment(c->ctx, &c->change, ticket, ticket->team, c->facts->agent->name, err);
	if (result == DONE)
		result = clocks_heard(c->tools, ticket, CLOCKS_ANSWERED, c->facts->arrived, c->change.now, err);
	return result;
}

/* To whoever else has the ticket. */
static enum result
tell_of_note(struct commander *c, const struct occasion *o, struct error *err)
{
	const struct conf_agent *told[16];
	size_t n = answer_technicians(c->tools->conf, o->ticket, told, sizeof(told) / sizeof(told[0]));
	enum result result = DONE;

	for (size_t i = 0; i < n && result == DONE; i++)
		if (told[i] != c->facts->agent)
			result = answer_send(o, &(struct answer){ .template = "notice_note", .to = ANSWER_TECHNICIAN, .agent = told[i],
			    .language = told[i]->language }, err);
	return result;
}

/* How many an answer on a problem goes to. */
static enum result
say_everybody(struct commander *c, int64_t problem, json_t *effect, struct error *err)
{
	struct problem_tally tally = { 0 };
	enum result result = problem_row_tally(c->tools->store, problem, &tally, err);

	if (tally.open > 0)
		json_object_set_new(effect, "to_everybody", json_integer(tally.open));
	else
		json_object_set_new(effect, "to_nobody", json_true());
	json_object_set_new(effect, "files_stay", json_boolean(c->facts->mail->attachment_count > 0));
	return result;
}

/* The same words for everybody whose ticket is part of a problem. */
static enum result
post_to_everybody(struct commander *c, const struct ticket *problem, int64_t message, struct error *err)
{
	const struct conf_agent *agent = c->facts->agent;
	enum result result = problem_answer(&c->change, problem->id, message, agent, agent->hold_answers, err);

	if (result == DONE)
		result = say_everybody(c, problem->id, commander_effect(c, problem->id), err);
	return result == DONE ? commander_changed(c, problem->id, "answer", talloc_asprintf(c->ctx, "%lld", (long long)message), NULL,
	    NULL, err) : result;
}

/* Words for another ticket than the mail's: an answer to its requester, or a note. */
static enum result
do_post(struct commander *c, const struct decision_post *post, struct error *err)
{
	struct ticket *ticket = NULL;
	struct post p;
	int64_t message = 0;
	json_t *effect;
	enum result result = commander_ticket(c, post->ticket, &ticket, err);

	if (result != DONE || ticket == NULL)
		return result;
	as_mail(c, post, ticket, &p);
	result = keep(c->tools, c->row, &p.facts, &p.decision, ticket->id, c->sender, &message, err);
	if (result == DONE && !post->note && ticket->kind != TICKET_PROBLEM)
		result = set_answered(c, ticket, err);
	if (result == DONE)
		result = event_add(c->tools->store, ticket->id, c->change.actor, post->note ? "note" : "answered",
		    "in a mail with commands", c->change.now, err);
	if (result != DONE)
		return result;
	if (ticket->kind == TICKET_PROBLEM && !post->note)
		return post_to_everybody(c, ticket, message, err);
	struct occasion o = { .tools = c->tools, .facts = &p.facts, .ticket = ticket, .message = message, .inbox = c->row->id,
		.sender = c->sender, .decision = &p.decision };

	effect = commander_effect(c, ticket->id);
	json_object_set_new(effect, post->note ? "noted" : "answered", json_true());
	if (post->note)
		result = tell_of_note(c, &o, err);
	else
		result = answer_send(&o, &(struct answer){ .template = "answer", .to = ANSWER_REQUESTER, .agent = c->facts->agent,
		    .language = ticket->language }, err);
	return result == DONE ? commander_changed(c, ticket->id, post->note ? "note" : "answer", talloc_asprintf(c->ctx, "%lld", (long long)message), NULL,
	    NULL, err) : result;
}

static char *
state_text(struct commander *c, const struct ticket *t)
{
	return talloc_asprintf(c->ctx, "%d %d", (int)t->state, (int)t->waiting_for);
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static enum result
note_difference(struct commander *c, int64_t ticket, const char *what, const char *before, const char *after, struct error *err)
{
	return same(before, after) ? DONE : commander_changed(c, ticket, what, NULL, before, after, err);
}

/* Where the ticket stood and where it stands, whatever led there. */
static enum result
note_differences(struct commander *c, const struct touched *t, struct error *err)
{
	const struct ticket *b = &t->before, *n = &t->now;
	enum result result = note_difference(c, n->id, "state", state_text(c, b), state_text(c, n), err);

	if (result == DONE)
		result = note_difference(c, n->id, "priority", ticket_priority_name(b->priority), ticket_priority_name(n->priority), err);
	if (result == DONE)
		result = note_difference(c, n->id, "internal", b->internal ? "1" : "0", n->internal ? "1" : "0", err);
	if (result == DONE)
		result = note_difference(c, n->id, "assignee", b->assignee, n->assignee, err);
	if (result == DONE)
		result = note_difference(c, n->id, "team", b->team, n->team, err);
	if (result == DONE)
		result = note_difference(c, n->id, "queue", b->queue, n->queue, err);
	if (result == DONE)
		result = note_difference(c, n->id, "tier", talloc_asprintf(c->ctx, "%d", b->tier), talloc_asprintf(c->ctx, "%d", n->tier),
		    err);
	return result;
}

/* The mail itself has changed the ticket that it is about: what it is now, is read anew. */
static enum result
look_again(struct commander *c, struct error *err)
{
	enum result result = DONE;

	for (size_t i = 0; i < c->touched_count && result == DONE; i++)
		result = ticket_read(c->touched[i], c->tools->store, c->touched[i]->now.id, &c->touched[i]->now, err);
	return result;
}

/* The answer in the mail itself. */
static enum result
note_answer(struct commander *c, int64_t ticket, int64_t message, struct error *err)
{
	const char *alone = c->decision->command_count == 0 ? COMMAND_RECALL_ALONE : NULL;
	struct ticket *t = NULL;
	enum result result;

	if (!c->decision->answered || message == 0)
		return DONE;
	result = commander_ticket(c, ticket, &t, err);
	if (result == DONE && t != NULL && t->kind == TICKET_PROBLEM)
		result = say_everybody(c, ticket, commander_effect(c, ticket), err);
	return result != DONE ? result : commander_changed(c, ticket, "answer", talloc_asprintf(c->ctx, "%lld", (long long)message), NULL, alone,
	    err);
}

/* The note in the mail itself. */
static enum result
note_note(struct commander *c, int64_t ticket, int64_t message, struct error *err)
{
	if (c->decision->outcome != DECIDE_REPLY || !c->decision->note || message == 0)
		return DONE;
	return commander_changed(c, ticket, "note", talloc_asprintf(c->ctx, "%lld", (long long)message), NULL, NULL, err);
}

static enum result
note_new(struct commander *c, int64_t ticket, struct error *err)
{
	struct ticket *made;
	enum result result;

	if (c->decision->outcome != DECIDE_NEW_TICKET || c->decision->again)
		return DONE;
	c->made = ticket;
	json_object_set_new(commander_effect(c, ticket), "made", json_true());
	result = commander_ticket(c, ticket, &made, err);
	return result == DONE ? commander_changed(c, ticket, "made", NULL, NULL, NULL, err) : result;
}

enum result
commander_carry_out(struct commander *c, int64_t ticket, int64_t message, const struct parts *parts, int64_t sender,
    struct error *err)
{
	const struct decision *d = c->decision;
	enum result result = look_again(c, err);

	c->parts = parts;
	c->sender = sender;
	c->sent = d->answered;
	if (d->answered && c->facts->agent->hold_answers > 0)
		c->held = c->change.now + c->facts->agent->hold_answers;
	if (result == DONE)
		result = note_answer(c, ticket, message, err);
	if (result == DONE)
		result = note_note(c, ticket, message, err);
	if (result == DONE)
		result = note_new(c, ticket, err);
	if (d->ack)
		commander_asked_for_quiet(c, ticket);
	/* An answer leaves its ticket waiting; what the commands say of it comes after that. */
	for (size_t i = 0; i < d->post_count && result == DONE; i++)
		result = do_post(c, &d->posts[i], err);
	if (result == DONE)
		result = do_steps(c, err);
	if (result == DONE && d->undoes != 0)
		return command_undo(c, err);
	for (size_t i = 0; i < c->touched_count && result == DONE; i++)
		result = note_differences(c, c->touched[i], err);
	/* Who does something about a ticket need not be reminded of it, unless they say when. */
	for (size_t i = 0; i < c->touched_count && result == DONE; i++)
		result = command_heard(c, c->touched[i], err);
	for (size_t i = 0; i < c->touched_count && result == DONE; i++)
		result = command_clock_note(c, c->touched[i], err);
	return result;
}
