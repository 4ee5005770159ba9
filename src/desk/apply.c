/* apply.c - see apply.h */
#include <config.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/seal.h>
#include <postigo/store/delivery.h>
#include <postigo/store/event.h>
#include <postigo/store/outbox.h>
#include <postigo/store/signature_seen.h>

#include "absent.h"
#include "application.h"
#include "apply.h"
#include "button.h"
#include "command_judge.h"
#include "command_letter.h"
#include "command_query.h"
#include "command_say.h"
#include "hook.h"
#include "limits.h"
#include "operator.h"
#include "questionnaire.h"
#include "signed.h"
#include "tier0.h"

/* Who wrote the mail; from the first one that is shown to be theirs on, we know them. */
static enum result
find_sender(struct application *a, struct error *err)
{
	const struct mail_address *from = &a->facts->mail->from;
	enum result result = person_get(a->tools->store, from->address != NULL ? from->address : "", from->name, a->facts->now,
	    &a->sender, err);

	if (result == DONE && a->decision->proves)
		result = person_prove(a->tools->store, a->sender, a->facts->now, err);
	if (result >= 0 && a->decision->learned != NULL)
		result = person_set_language(a->tools->store, a->sender, a->decision->learned, err);
	return result == NONE ? DONE : result;
}

/* What a bounce says of an address, or a mail from it. */
static enum result
note_delivery(const struct application *a, struct error *err)
{
	const struct unreached *u = &a->decision->unreached;
	struct store *store = a->tools->store;
	enum result result = DONE;

	if (u->person != 0)
		result = delivery_hold(store, u->person, u->class, u->until, u->why, a->facts->now, err);
	else if (a->decision->reached && a->facts->sender.id != 0)
		result = delivery_clear(store, a->facts->sender.id, err);
	if (result >= 0 && u->again != 0)
		result = outbox_again(store, u->again, u->again_at, a->facts->now, err);
	return result == NONE ? DONE : result;
}

static enum result
add_events(const struct application *a, struct error *err)
{
	const struct decision *d = a->decision;
	const struct conf_agent *agent = a->facts->agent;
	const char *actor = agent != NULL ? agent->address : a->facts->mail->from.address;
	enum result result = DONE;

	/* Of commands about several tickets, or none: what they did stands on each. */
	if (a->ticket.id == 0)
		return DONE;
	for (size_t i = 0; i < d->events.count && result == DONE; i++)
		result = event_add(a->tools->store, a->ticket.id, actor != NULL ? actor : "postigo",
		    i == 0 ? decision_outcome_name(d->outcome) : "note", d->events.list[i], a->facts->now, err);
	if (result == DONE && d->not_answered != NULL)
		result = event_add(a->tools->store, a->ticket.id, "postigo", "not_answered", d->not_answered,
		    a->facts->now, err);
	return result;
}

/* What a technician is told of their commands. */
static enum result
send_control(const struct application *a, const struct answer *answer, struct error *err)
{
	SCRATCH(tmp);
	const struct decision *d = a->decision;
	int64_t ticket = answer->confirm || d->undoes != 0 ? 0 : answer->query != NULL ? answer->query->ticket : a->ticket.id;
	json_t *values = NULL;
	enum result result = DONE;

	/* Whoever must sign is asked for that, in words that need no more. */
	if (answer->confirm || (d->withheld & WITHHELD_COMMANDS) != 0)
		values = command_letter_question(a->tools->conf);
	else if (answer->query != NULL)
		result = command_query(a->commander, answer->query, a->sender, &values, err);
	else if (d->fault_count > 0)
		values = command_say_failed(tmp, a->tools, a->whole, d, a->sender);
	else
		values = command_say_done(a->commander, a->sender);
	if (result == DONE)
		result = command_letter(a->commander, answer, ticket, a->sender, values, err);
	json_decref(values);
	return result;
}

static enum result
send_answers(const struct application *a, struct error *err)
{
	struct occasion occasion = {
		.tools = a->tools, .facts = a->facts, .ticket = &a->ticket, .message = a->message, .parts = a->parts,
		.inbox = a->row->id, .sender = a->sender, .decision = a->decision, .more = a->more,
	};
	enum result result = DONE;

	for (size_t i = 0; i < a->decision->answer_count && result == DONE; i++)
		result = a->decision->answers[i].held ? DONE : a->decision->answers[i].control ?
		    send_control(a, &a->decision->answers[i], err) : answer_send(&occasion, &a->decision->answers[i], err);
	return result;
}

/* The ticket that it would have become, without a number: for the words and the sender of the answer. */
static void
imagine_ticket(TALLOC_CTX *ctx, struct application *a)
{
	const struct decision *d = a->decision;
	const struct mail *mail = a->facts->mail;

	a->ticket = (struct ticket){
		.subject = utf8_clean_line(ctx, mail->subject != NULL ? mail->subject : "", APPLICATION_SUBJECT_MOST),
		.mailbox_name = talloc_strdup(ctx, a->facts->mailbox->name), .queue = talloc_strdup(ctx, d->queue),
		.organisation = d->organisation != NULL ? talloc_strdup(ctx, d->organisation) : NULL,
		.created = a->facts->now, .changed = a->facts->now,
	};
}

/* Ends that make no row but the inbox's own. */
static enum result
end_without_ticket(TALLOC_CTX *ctx, struct application *a, struct error *err)
{
	static const enum inbox_state states[] = {
		[DECIDE_FILED] = INBOX_DONE, [DECIDE_DUPLICATE] = INBOX_DUPLICATE, [DECIDE_REFUSED] = INBOX_DONE,
		[DECIDE_QUARANTINED] = INBOX_QUARANTINED,
	};
	enum result result = inbox_finish(a->tools->store, a->row->id, states[a->decision->outcome], a->decision->cause, 0,
	    0, err);

	if (result != DONE || a->decision->answer_count == 0)
		return result;
	/* What is said is about the ticket that the mail names: to its owner, or to somebody who takes part. A rule may refuse a
	 * mail that names none. */
	if (a->facts->tie[a->decision->tie].found)
		a->ticket = a->facts->tie[a->decision->tie].ticket;
	else
		imagine_ticket(ctx, a);
	result = find_sender(a, err);
	return result == DONE ? send_answers(a, err) : result;
}

/* A mail that is commands and nothing else stands on no ticket: what it does is in the history. */
static enum result
put_nowhere(TALLOC_CTX *ctx, struct application *a, struct error *err)
{
	enum result result = a->decision->ticket != 0 ? ticket_read(ctx, a->tools->store, a->decision->ticket, &a->ticket, err) : DONE;

	return result == NONE ? error_set(err, PERMFAIL, "ticket %lld is gone", (long long)a->decision->ticket) : result;
}

/* Commands, or words for other tickets: those may be sound one by one and not together. */
static bool
has_commands(const struct application *a)
{
	const struct decision *d = a->decision;

	return d->command_count > 0 || d->post_count > 0 || d->undoes != 0;
}

/* An answer, a note or an "ack" of a technician's without any command: what they did last, and to be undone like that. */
static bool
is_deed(const struct application *a)
{
	const struct decision *d = a->decision;

	return a->facts->agent != NULL && !d->automatic && (d->answered || d->ack || (d->outcome == DECIDE_REPLY && d->note));
}

static bool
is_carried_out(const struct application *a)
{
	return has_commands(a) || is_deed(a);
}

/* A button that was pressed, and works once, has worked. */
static enum result
use_button(const struct application *a, struct error *err)
{
	const struct command_facts *c = &a->whole->commands;
	enum result result;

	if (c->pressed == NULL || !c->pressed->once || c->notice.id == 0 || (a->decision->withheld & WITHHELD_COMMANDS))
		return DONE;
	result = notice_use(a->tools->store, c->notice.id, button_bit(c->pressed), err);
	return result == NONE ? DONE : result;
}

static enum result
put(TALLOC_CTX *ctx, struct application *a, struct error *err)
{
	const struct decision *d = a->decision;
	bool commands = is_carried_out(a) || d->fault_count > 0;
	enum result result = DONE;

	if (a->facts->agent != NULL && (commands || (d->withheld & WITHHELD_COMMANDS)))
		result = commander_begin(ctx, a->tools, a->row, a->whole, d, &a->commander, err);
	if (result == DONE)
		result = d->outcome == DECIDE_COMMAND && !d->ack ? put_nowhere(ctx, a, err) : apply_ticket(ctx, a, err);
	if (result == DONE && a->commander != NULL && is_carried_out(a))
		result = commander_carry_out(a->commander, a->ticket.id, a->message, a->parts, a->sender, err);
	if (result == DONE && a->commander != NULL && is_carried_out(a) && d->fault_count == 0)
		result = use_button(a, err);
	return result;
}

/* Nothing of the mail is done when it cannot be done together, and its sender hears of that. */
static enum result
put_or_fail(TALLOC_CTX *ctx, struct application *a, struct error *err)
{
	struct store *store = a->tools->store;
	const struct decision_step *failed;
	enum result result = store_savepoint(store, err);

	if (result != DONE)
		return result;
	if ((result = put(ctx, a, err)) == DONE)
		return store_release(store, err);
	store_undo(store);
	if (result != PERMFAIL || a->commander == NULL)
		return result;
	log_warning("commands_failed", "mail", log_id(a->row->id), "why", err->text, NULL);
	failed = a->commander->failed;
	a->decision = command_judge_failed(ctx, a->whole, a->decision, failed != NULL ? failed->line : NULL, err->text);
	a->facts = a->whole;
	a->ticket = (struct ticket){ 0 };
	a->message = 0;
	return put(ctx, a, err);
}

/* True when somebody was asked. */
static bool
asks(const struct decision *d)
{
	for (size_t i = 0; i < d->answer_count; i++)
		if (d->answers[i].confirm)
			return true;
	return false;
}

/* The mail that this one confirms is decided once more. It was asked for once: a second word changes nothing. */
static enum result
confirm(const struct application *a, struct error *err)
{
	enum result result = DONE;

	if (a->decision->confirms != 0)
		result = inbox_confirm(a->tools->store, a->decision->confirms, err);
	if (result >= 0 && a->decision->withheld != 0 && asks(a->decision))
		result = inbox_ask(a->tools->store, a->row->id, err);
	return result == NONE ? DONE : result;
}

static bool
makes_rows(enum decision_outcome outcome)
{
	return outcome == DECIDE_NEW_TICKET || outcome == DECIDE_REPLY || outcome == DECIDE_BOUNCE ||
	    outcome == DECIDE_COMMAND;
}

/* It belongs to this mail from now on. */
static enum result
see_signature(const struct tools *tools, const struct inbox_row *row, const struct facts *facts, struct error *err)
{
	const struct seal *seal = facts->mail->seal;

	if (seal == NULL || seal->signature != SEAL_GOOD)
		return DONE;
	return signature_see(tools->store, seal->digest, row->id, facts->now, facts->now - 3 * SIGNED_AGE_MOST, err);
}

enum result
apply(const struct tools *tools, const struct inbox_row *row, const struct facts *facts,
    const struct decision *decision, const struct parts *parts, int64_t *ticket, int64_t *message, struct error *err)
{
	SCRATCH(tmp);
	struct application a = {
		.tools = tools, .row = row, .facts = command_judge_words(tmp, facts, decision), .whole = facts, .decision = decision,
		.parts = parts,
	};
	enum result result = limits_breaker(tools, decision->breaker, facts->now, err);

	if (result == DONE)
		result = see_signature(tools, row, facts, err);

	*ticket = *message = 0;
	if (result == DONE && decision->breaker == BREAKER_TRIPS)
		result = operator_tell(tools, ALARM_BREAKER, "More automatic mail went out than limits.all allows, so that none goes out "
		    "until half of that has gone by; what technicians write is sent as ever", facts->now, err);
	if (result == DONE && decision->alarm != NULL)
		result = operator_tell(tools, decision->alarm_kind, decision->alarm, facts->now, err);
	if (result != DONE)
		return result;
	if (!makes_rows(decision->outcome)) {
		result = end_without_ticket(tmp, &a, err);
		return result == DONE ? absent_apply(tools, facts, decision, err) : result;
	}
	result = find_sender(&a, err);
	if (result == DONE)
		result = has_commands(&a) ? put_or_fail(tmp, &a, err) : put(tmp, &a, err);
	if (result == DONE)
		result = add_events(&a, err);
	if (result == DONE)
		result = note_delivery(&a, err);
	if (result == DONE)
		result = tier0_apply(tmp, tools, facts, a.decision, &a.ticket, &a.more, err);
	if (result == DONE)
		result = questionnaire_apply(tmp, tools, facts, a.decision, a.ticket.id, a.more, err);
	if (result == DONE)
		result = send_answers(&a, err);
	if (result == DONE)
		result = hook_apply(tools, facts, a.decision, &a.ticket, a.message, err);
	json_decref(a.more);
	if (result == DONE)
		result = inbox_finish(tools->store, row->id, INBOX_DONE, NULL, a.ticket.id, a.message, err);
	if (result == DONE)
		result = confirm(&a, err);
	if (result == DONE)
		result = absent_apply(tools, facts, a.decision, err);
	*ticket = a.ticket.id;
	*message = a.message;
	return result;
}
