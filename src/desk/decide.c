/* decide.c - see decide.h
 *
 * Read decide() at the bottom first: it is the list of questions, in their order.
 */
#include <config.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <postigo/desk/decide.h>

#include "loops.h"

static void __attribute__((format(printf, 2, 3)))
event(struct decision *d, const char *format, ...)
{
	va_list ap;

	d->events.list = talloc_realloc(d, d->events.list, char *, (unsigned)d->events.count + 1);
	va_start(ap, format);
	d->events.list[d->events.count++] = talloc_vasprintf(d, format, ap);
	va_end(ap);
}

static void
answer(struct decision *d, const char *template, enum answer_to to, const struct conf_agent *agent,
    const char *language, const char *why)
{
	if (d->answer_count == ANSWERS_MAX)
		return;
	d->answers[d->answer_count++] = (struct answer){
		.template = template, .to = to, .agent = agent, .language = language, .why = why,
	};
}

/* Never the one who wrote. And nobody whom our mail does not reach: the word about that would come back too, and the word
 * about the word, without end. */
static bool
may_hear(const struct facts *f, const struct conf_agent *agent)
{
	const struct mail_bounce *b = f->mail->bounce;

	if (agent == NULL || agent == f->agent)
		return false;
	for (size_t i = 0; b != NULL && i < b->count; i++)
		if (b->recipients[i].address != NULL && strcasecmp(b->recipients[i].address, agent->address) == 0)
			return false;
	return true;
}

/* A notice to the assigned technician, or to everybody in the team. */
static void
notify(struct decision *d, const struct facts *f, const char *template)
{
	const struct conf_agent *assignee = d->assignee != NULL ? conf_agent(f->conf, d->assignee) : NULL;
	const struct conf_team *team = d->team != NULL ? conf_team(f->conf, d->team) : NULL;

	if (assignee != NULL) {
		if (may_hear(f, assignee))
			answer(d, template, ANSWER_TECHNICIAN, assignee, assignee->language, "the ticket is theirs");
		return;
	}
	for (size_t i = 0; team != NULL && i < team->member_count; i++) {
		const struct conf_agent *member = conf_agent(f->conf, team->members[i]);

		if (may_hear(f, member))
			answer(d, template, ANSWER_TECHNICIAN, member, member->language, "they are in the ticket's team");
	}
}

/* The strongest tie that counts from this sender; what it names without being allowed is only linked. */
static bool
find_ticket(struct decision *d, const struct facts *f)
{
	for (enum tie_kind kind = 0; kind < TIE_KINDS; kind++) {
		if (!f->tie[kind].found)
			continue;
		/* A reply token is the recipient's own secret; the others are seen by everyone a mail is forwarded to. */
		if (kind == TIE_REPLY_TOKEN || f->tie[kind].sender_takes_part) {
			d->tie = kind;
			d->ticket = f->tie[kind].ticket.id;
			return true;
		}
		if (d->linked == 0)
			d->linked = f->tie[kind].ticket.id;
	}
	return false;
}

static bool
sender_is_token_person(const struct facts *f)
{
	return f->token_person.id != 0 && f->mail->from.address != NULL &&
	    strcasecmp(f->mail->from.address, f->token_person.address) == 0;
}

static enum conf_trust
trust(const struct facts *f)
{
	if (f->has_token && sender_is_token_person(f))
		return TRUST_TOKEN;
	return f->sender.id != 0 ? TRUST_KNOWN : TRUST_NONE;
}

static struct decision *
ended(struct decision *d, enum decision_outcome outcome, const char *cause)
{
	d->outcome = outcome;
	d->cause = cause;
	return d;
}

static void
take_over(struct decision *d, const struct ticket *ticket)
{
	d->ticket = ticket->id;
	d->state = ticket->state;
	d->queue = ticket->queue;
	d->team = ticket->team;
	d->assignee = ticket->assignee;
	d->language = ticket->language != NULL ? ticket->language : d->language;
}

/* Anybody can write anybody's address into From: without any proof the answer must not carry their words to it, or we
 * would send whatever to whomever, with our name on it. */
static void
acknowledge(struct decision *d)
{
	answer(d, "acknowledgement", ANSWER_SENDER, NULL, d->language, d->trust > TRUST_NONE ?
	    "a new ticket from a person" : "a new ticket from a person whom nothing vouches for: without their words");
	if (d->answer_count > 0)
		d->answers[d->answer_count - 1].safe = d->trust == TRUST_NONE;
}

static struct decision *
new_ticket(struct decision *d, const struct facts *f)
{
	const struct conf_queue *queue = conf_queue(f->conf, f->mailbox->queue);

	d->outcome = DECIDE_NEW_TICKET;
	d->state = TICKET_NEW;
	d->queue = f->mailbox->queue;
	d->team = queue != NULL ? queue->team : NULL;
	d->automatic = f->mail->class != MAIL_HUMAN;
	event(d, "ticket made in queue %s from %s", d->queue, f->mail->from.address != NULL ? f->mail->from.address :
	    "an unknown sender");
	if (d->linked != 0)
		event(d, "names ticket %lld, of which the sender is no participant", (long long)d->linked);
	if (f->partial)
		event(d, "the mail is larger than the mailbox allows: only its beginning was taken");

	d->not_answered = loops_forbid(f);
	if (d->not_answered == NULL)
		acknowledge(d);
	if (!f->before_adoption)
		notify(d, f, "notice_new");
	return d;
}

/* What a technician wrote in reply to a notice goes to the requester. */
static struct decision *
technician(struct decision *d, const struct facts *f)
{
	const struct mail *mail = f->mail;

	take_over(d, &f->tie[TIE_REPLY_TOKEN].ticket);
	d->tie = TIE_REPLY_TOKEN;
	d->outcome = DECIDE_REPLY;
	if (mail->class != MAIL_HUMAN) {
		d->automatic = true;
		d->not_answered = "machine mail is never passed on";
		event(d, "machine mail from %s filed", f->agent->address);
		return d;
	}
	d->by_technician = true;
	if ((mail->reply == NULL || mail->reply[strspn(mail->reply, " \n\t")] == '\0') && mail->attachment_count == 0) {
		d->not_answered = "the technician's mail has no words of its own";
		event(d, "empty answer from %s filed", f->agent->address);
		return d;
	}
	event(d, "answered by %s", f->agent->address);
	if (d->assignee == NULL) {
		d->assignee = f->agent->name;
		event(d, "assigned to %s, who answered first", f->agent->name);
	}
	d->state = TICKET_WAITING;
	answer(d, "answer", ANSWER_REQUESTER, f->agent, d->language, "a technician's reply to a notice");
	return d;
}

/* A technician's reply address in other hands, or in the technician's own under another address: nobody can tell which, so
 * nothing is passed on, and the technician hears of it where we know them. */
static struct decision *
somebody_else(struct decision *d, const struct facts *f)
{
	const char *from = f->mail->from.address != NULL ? f->mail->from.address : "nobody";
	const struct conf_agent *owner = f->token_person.address != NULL ?
	    conf_agent_by_address(f->conf, f->token_person.address) : NULL;

	if (owner != NULL && f->mail->class == MAIL_HUMAN)
		answer(d, "not_accepted", ANSWER_TECHNICIAN, owner, owner->language,
		    "their reply address was used by somebody else");
	return ended(d, DECIDE_QUARANTINED, talloc_asprintf(d, "a technician's reply address was used by %s", from));
}

static struct decision *
reply(struct decision *d, const struct facts *f)
{
	take_over(d, &f->tie[d->tie].ticket);
	d->outcome = DECIDE_REPLY;
	if (f->mail->class != MAIL_HUMAN) {
		d->automatic = true;
		d->not_answered = loops_forbid(f);
		event(d, "machine mail (%s) filed: %s", message_class_name(f->mail->class), f->mail->class_reason);
		return d;
	}
	event(d, "reply from %s", f->mail->from.address);
	if (!f->tie[d->tie].sender_takes_part)
		event(d, "%s used somebody else's reply address", f->mail->from.address);
	if (d->state == TICKET_CLOSED)
		event(d, "reopened");
	if (d->state != TICKET_NEW)
		d->state = TICKET_OPEN;
	notify(d, f, "notice_reply");
	return d;
}

/* A bounce of something that we sent: the technicians hear that it did not arrive. */
static struct decision *
bounce(struct decision *d, const struct facts *f)
{
	const struct mail_bounce *b = f->mail->bounce;
	const char *action = b != NULL && b->count > 0 ? b->recipients[0].action : NULL;

	take_over(d, &f->tie[d->tie].ticket);
	d->outcome = DECIDE_BOUNCE;
	d->automatic = true;
	d->not_answered = "a bounce is never answered";
	event(d, "delivery report: %s %s", b != NULL && b->count > 0 && b->recipients[0].address != NULL ?
	    b->recipients[0].address : "an unnamed recipient", action != NULL ? action : "failed");
	if (action == NULL || strcasecmp(action, "failed") == 0)
		notify(d, f, "delivery_failed");
	return d;
}

struct decision *
decide(TALLOC_CTX *ctx, const struct facts *f)
{
	struct decision *d = talloc_zero(ctx, struct decision);
	bool tied;

	d->language = f->language;
	d->trust = trust(f);

	if (f->same_bytes || f->same_content)
		return ended(d, DECIDE_DUPLICATE, talloc_asprintf(d, "the same mail is there already (%s %lld)",
		    f->same_bytes ? "inbox" : "ticket", (long long)f->duplicate_of));
	if (loops_own(f))
		return ended(d, DECIDE_FILED, "a mail of our own came back");

	tied = find_ticket(d, f);
	if (tied && d->tie == TIE_REPLY_TOKEN && f->token.purpose == TOKEN_TECHNICIAN) {
		if (!sender_is_token_person(f) || f->agent == NULL)
			return somebody_else(d, f);
		return technician(d, f);
	}
	if (f->mail->class == MAIL_BOUNCE && tied)
		return bounce(d, f);
	return tied ? reply(d, f) : new_ticket(d, f);
}
