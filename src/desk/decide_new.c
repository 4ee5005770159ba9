/* decide_new.c - a mail that makes a ticket; see decide_ways.h */
#include <config.h>

#include <postigo/mail/seal.h>
#include <postigo/mail/verification.h>

#include "deadlines.h"
#include "decide_ways.h"
#include "loops.h"
#include "notify.h"
#include "people.h"
#include "questionnaire.h"
#include "route.h"
#include "rule.h"
#include "tier0.h"
#include "trust.h"

/* Anybody can write anybody's address into From: without any proof the answer must not carry their words to it, or we
 * would send whatever to whomever, with our name on it. */
static void
acknowledge(struct decision *d, const struct facts *f)
{
	bool vouched = d->trust > TRUST_NONE && !(d->on_behalf && f->agent == NULL);
	/* Who has caught what somebody encrypted for us must not be sent what was in it. */
	bool opened = f->mail->seal != NULL && f->mail->seal->encrypted;
	struct answer answer = {
		.template = "acknowledgement", .to = d->on_behalf ? ANSWER_OWNER : ANSWER_SENDER, .language = d->language,
		.safe = opened || (!vouched && f->mailbox->safe_acknowledgement),
	};

	d->not_answered = loops_forbid(d, f);
	if (d->not_answered == NULL && d->silent)
		d->not_answered = "the technician wants nothing to be said of it";
	if (d->not_answered != NULL)
		return;
	/* Who is asked to confirm learns from that mail that theirs has arrived. */
	if (d->withheld != 0 && answer.to == ANSWER_SENDER)
		return;
	if (d->channel != NULL || (d->on_behalf && d->words != NULL))
		answer.template = "logged";
	answer.why = opened ? "a new ticket from what came encrypted: without its words" : answer.safe ? "a new ticket from a person whom nothing vouches for: without their words" :
	    d->on_behalf ? "a new ticket in their name" : "a new ticket from a person";
	rules_answer(d, &answer);
}

/* Whose ticket it becomes, when not the sender's. */
static void
find_requester(struct decision *d, const struct facts *f)
{
	bool proven = trust_technician(f, d->trust) || (f->agent != NULL && d->trust >= f->conf->trust.on_behalf);
	struct mail_address original;

	/* A technician's command has named them. */
	if (d->requester.address != NULL) {
		d->on_behalf = true;
		decision_event(d, "for %s, of whom %s tells", d->requester.address, f->mail->from.address);
		return;
	}
	d->requester = f->mail->from;
	if (f->mail->class != MAIL_HUMAN && !people_form(f))
		return;
	if (!people_original(f, &original))
		return;
	if (f->agent != NULL && (!proven || d->trust < f->conf->trust.on_behalf)) {
		d->withheld |= WITHHELD_ON_BEHALF;
		return;
	}
	d->requester = original;
	d->on_behalf = true;
	d->by_technician = f->agent != NULL && f->mail->forwarded == NULL;
	decision_event(d, f->agent == NULL ? "for %s, whom the form %s names" : d->by_technician ?
	    "for %s, to whom %s wrote" : "for %s, whose mail %s passed on", original.address, f->mail->from.address);
}

/* Only technicians ever see what a program writes to whoever reads support@: else a stranger could have a service send its
 * sign-in code to us, and read it on a ticket of theirs. */
static void
keep_inside(struct decision *d, const struct facts *f)
{
	const char *why = people_form(f) ? NULL : verification_why(f->mail);

	if (why == NULL && !people_form(f) && f->mail->from.address != NULL && people_unread(f->mail->from.address))
		why = "nobody reads the sender's address";
	d->internal = why != NULL;
	if (d->internal)
		decision_event(d, "only technicians see it: %s", why);
}

/* That the ticket was made stands first, in whichever queue: who made it what it is comes after. */
static void
find_place(struct decision *d, const struct facts *f)
{
	size_t first = d->events.count;

	decision_event(d, "ticket made");
	find_requester(d, f);
	route(d, f);
	d->events.list[first] = talloc_asprintf(d, "ticket made in queue %s from %s", d->queue, f->mail->from.address != NULL ?
	    f->mail->from.address : "an unknown sender");
}

/* Whoever brought it to us hears what became of it, and where they answer: of its commands a transcript tells. */
static void
tell_opener(struct decision *d, const struct facts *f)
{
	if (f->agent == NULL || !d->on_behalf || d->command_count > 0 || f->before_adoption || loops_forbid(d, f) != NULL)
		return;
	decision_answer(d, &(struct answer){ .template = "opened", .to = ANSWER_TECHNICIAN, .agent = f->agent,
	    .language = f->agent->language, .why = "they opened it for somebody else" });
}

/* Whom the commands of the mail that makes the ticket give it to: nobody else need hear of it first. What they close at once is
 * whoever's closed it: there is nothing left for anybody else to do. */
static void
take_at_once(struct decision *d, const struct facts *f)
{
	bool given = false, closed = false;

	for (size_t i = 0; i < d->step_count; i++) {
		const struct decision_step *step = &d->steps[i];

		if (step->ticket != 0)
			continue;
		if (step->verb == COMMAND_CLOSE || step->verb == COMMAND_SPAM)
			closed = true;
		else if (step->verb == COMMAND_OPEN || step->verb == COMMAND_WAIT)
			closed = false;
		if (step->name != NULL && (step->verb == COMMAND_TAKE || step->verb == COMMAND_ASSIGN)) {
			d->assignee = step->name;
			given = true;
		}
	}
	if (closed && !given)
		d->assignee = f->agent->name;
}

struct decision *
decide_new_ticket(struct decision *d, const struct facts *f)
{
	d->outcome = DECIDE_NEW_TICKET;
	d->ticket = 0;
	d->state = TICKET_NEW;
	d->organisation = NULL;
	d->automatic = f->mail->class != MAIL_HUMAN;
	/* Of whom it is nobody else's turn to be; and again, since rules give it away as well. */
	take_at_once(d, f);
	find_place(d, f);
	if (rules_end(d, f))
		return d;
	if (d->tier_why != NULL)
		decision_event(d, "it begins on tier %d: %s", d->tier, d->tier_why);
	if (f->partial)
		decision_event(d, "the mail is larger than the mailbox allows: only its beginning was taken");
	keep_inside(d, f);
	people_tell_of_addresses(d, f);
	people_bring_in(d, f, d->requester.address);
	take_at_once(d, f);
	if (d->by_technician && f->agent != NULL) {
		d->state = TICKET_WAITING;
		d->assignee = f->agent->name;
		d->not_answered = "a technician wrote to them already";
	} else {
		acknowledge(d, f);
	}
	decide_ask_to_confirm(d, f);
	deadlines(d, f);
	tell_opener(d, f);
	if (!f->before_adoption)
		notify(d, f, "notice_new");
	/* Holds what owners are told, who hear of it later; whom a rule names would not, and are told at once. */
	tier0_offer(d, f);
	rules_tell(d, f, "notice_new");
	rules_call(d, f);
	questionnaire_begin(d, f);
	return d;
}
