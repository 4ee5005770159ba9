/* decide_technician.c - a mail that is a technician's, or came to where only technicians write; see decide_ways.h */
#include <config.h>

#include <string.h>

#include "ack.h"
#include "button.h"
#include "command_judge.h"
#include "content.h"
#include "decide_ways.h"
#include "loops.h"
#include "notify.h"
#include "people.h"
#include "signed.h"
#include "thread.h"
#include "trust.h"

/* Beside its commands, if it has any. */
static bool
has_words(const struct decision *d, const struct mail *mail)
{
	if (d->words != NULL)
		return true;
	return (mail->reply != NULL && mail->reply[strspn(mail->reply, " \n\t")] != '\0') || content_has_files(mail);
}

/* What a technician wrote in reply to a notice goes to the requester. */
static struct decision *
technician(struct decision *d, const struct facts *f, enum tie_kind tie)
{
	bool problem = f->tie[tie].ticket.kind == TICKET_PROBLEM;

	d->outcome = DECIDE_REPLY;
	d->tie = tie;
	decision_take_over(d, &f->tie[tie].ticket);
	if (f->mail->class != MAIL_HUMAN) {
		d->automatic = true;
		d->not_answered = "machine mail is never passed on";
		decision_event(d, "machine mail from %s filed", f->agent->address);
		return d;
	}
	d->by_technician = true;
	if (!has_words(d, f->mail)) {
		d->not_answered = "the technician's mail has no words of its own";
		decision_event(d, "empty answer from %s filed", f->agent->address);
		return d;
	}
	decision_event(d, "answered by %s%s", f->agent->address, problem ? ", to everybody whose ticket is part of it" : "");
	if (!problem)
		people_bring_in(d, f, NULL);
	if (d->assignee == NULL) {
		d->assignee = f->agent->name;
		decision_event(d, "assigned to %s, who answered first", f->agent->name);
	}
	d->answered = true;
	/* A problem has no requester that it could wait for. */
	if (problem)
		d->state = d->state == TICKET_CLOSED ? TICKET_CLOSED : TICKET_OPEN;
	else
		d->state = TICKET_WAITING;
	if (!problem)
		decision_answer(d, &(struct answer){ .template = "answer", .to = ANSWER_REQUESTER, .agent = f->agent,
		    .language = d->language, .why = "a technician's reply to a notice" });
	if ((problem || f->agent->hold_answers > 0) && d->command_count == 0)
		decision_answer(d, &(struct answer){ .template = "transcript", .to = ANSWER_TECHNICIAN, .agent = f->agent,
		    .language = f->agent->language, .why = problem ? "how many their answer goes to" :
		    "their answer waits, and can be called back", .control = true });
	decide_ask_to_confirm(d, f);
	return d;
}

/* A technician wrote about a ticket, and not to where answers are written: nothing of that may reach the requester. */
static struct decision *
note(struct decision *d, const struct facts *f, enum tie_kind tie)
{
	d->outcome = DECIDE_REPLY;
	d->tie = tie;
	decision_take_over(d, &f->tie[tie].ticket);
	d->note = true;
	d->automatic = f->mail->class != MAIL_HUMAN;
	decision_event(d, "note by %s, for technicians alone", f->agent->address);
	if (d->automatic)
		return d;
	notify(d, f, "notice_note");
	if (tie != TIE_REPLY_TOKEN && loops_forbid(d, f) == NULL)
		decision_answer(d, &(struct answer){ .template = "kept_as_note", .to = ANSWER_TECHNICIAN, .agent = f->agent,
		    .language = f->agent->language, .why = "they may have meant it for the requester" });
	return d;
}

/* They have heard what they were warned of: words for us, which never go on. */
static struct decision *
acknowledged(struct decision *d, const struct facts *f, enum tie_kind tie, duration quiet)
{
	d->outcome = DECIDE_COMMAND;
	d->tie = tie;
	decision_take_over(d, &f->tie[tie].ticket);
	d->note = true;
	d->ack = true;
	d->quiet = quiet;
	decision_event(d, quiet > 0 ? "%s wants no warning for %s" : "%s has heard%s", f->agent->address,
	    quiet > 0 ? duration_text(d, quiet) : "");
	return d;
}

struct decision *
decide_somebody_else(struct decision *d, const struct facts *f)
{
	const char *from = f->mail->from.address != NULL ? f->mail->from.address : "nobody";
	const struct conf_agent *owner = f->token_person.address != NULL ?
	    conf_agent_by_address(f->conf, f->token_person.address) : NULL;

	if (owner != NULL && f->mail->class == MAIL_HUMAN)
		decision_answer(d, &(struct answer){ .template = "not_accepted", .to = ANSWER_TECHNICIAN, .agent = owner,
		    .language = owner->language, .why = "their reply address was used by somebody else" });
	/* One technician has pressed another's button, perhaps in a notice that was passed on to them. */
	if (button_of(f->token.purpose) != NULL && f->agent != NULL && f->agent != owner && d->trust >= TRUST_AUTH)
		decision_answer(d, &(struct answer){ .template = "not_accepted", .to = ANSWER_TECHNICIAN, .agent = f->agent,
		    .language = f->agent->language, .why = "the button that they pressed was made for somebody else" });
	d->tie = TIE_REPLY_TOKEN;
	d->ticket = f->tie[TIE_REPLY_TOKEN].ticket.id;
	d->alarm = talloc_asprintf(d, "a technician's reply address was used by %s", from);
	d->alarm_kind = ALARM_FOREIGN_REPLY;
	return decision_end(d, DECIDE_QUARANTINED, d->alarm);
}

/* Without any proof, the operator hears of it: it is either a forgery or a server that does not tell whom it has recognised. */
static void
claims_to_be_technician(struct decision *d, const struct facts *f)
{
	if (d->trust >= TRUST_AUTH)
		return;
	if (signed_is_lacking(f)) {
		decision_event(d, "treated like anybody's mail: %s", d->trust_why);
		return;
	}
	decision_event(d, "it claims to be from the technician %s, and nothing proves it (%s): treated like anybody's mail",
	    f->agent->name, d->trust_why);
	d->alarm = talloc_asprintf(d, "a mail claims to be from the technician %s <%s>, and nothing proves it (%s)",
	    f->agent->name, f->agent->address, d->trust_why);
	d->alarm_kind = ALARM_IMPOSTOR;
}

/* A ticket that a technician has made in a mailbox for commands is one of those where people write. */
static const struct facts *
at_home(struct decision *d, const struct facts *f)
{
	struct facts *home;

	if (!f->mailbox->control)
		return f;
	home = talloc_memdup(d, f, sizeof(*f));
	for (size_t i = 0; i < f->conf->mailbox_count && home->mailbox->control; i++)
		if (!f->conf->mailboxes[i].control)
			home->mailbox = d->mailbox = &f->conf->mailboxes[i];
	return home;
}

/* A technician's mail that has commands, or should have; NULL: it has not. */
static struct decision *
with_commands(struct decision *d, const struct facts *f, enum tie_kind named)
{
	bool own_token = f->tie[TIE_REPLY_TOKEN].found && f->token.purpose == TOKEN_TECHNICIAN;

	switch (command_judge(d, f, named)) {
	case COMMAND_WAY_NONE:
		return NULL;
	case COMMAND_WAY_ENDED:
		return d;
	case COMMAND_WAY_NEW:
		return decide_new_ticket(d, at_home(d, f));
	case COMMAND_WAY_WORDS:
		break;
	}
	if (!d->note && (own_token || (f->confirmed && f->tie[named].inside)))
		return technician(d, f, named);
	return note(d, f, named);
}

struct decision *
decide_from_technician(struct decision *d, const struct facts *f)
{
	bool proven = trust_technician(f, d->trust);
	bool own_token = f->tie[TIE_REPLY_TOKEN].found && f->token.purpose == TOKEN_TECHNICIAN;
	enum tie_kind named = thread_named(f);
	struct decision *ours;
	duration quiet;

	if (!proven && f->mail->class == MAIL_HUMAN)
		claims_to_be_technician(d, f);
	/* On a ticket of their own they are a requester like others, except where they were written to as a technician. */
	if (named != TIE_KINDS && f->tie[named].sender_takes_part && !f->tie[named].inside && !f->commands.control)
		return NULL;
	if ((ours = with_commands(d, f, named)) != NULL)
		return ours;
	if (named == TIE_KINDS || f->mail->class == MAIL_BOUNCE)
		return NULL;
	if (!proven) {
		d->withheld |= f->mail->class == MAIL_HUMAN ? WITHHELD_ANSWER : 0;
		decision_event(d, "less speaks for it than trust.commands asks of a technician: treated like anybody's mail");
		return NULL;
	}
	if (f->tie[named].inside && f->mail->class == MAIL_HUMAN && f->mail->attachment_count == 0 &&
	    ack_read(f->mail->reply, &quiet))
		return acknowledged(d, f, named, quiet);
	/* Confirmed by a reply, an answer to a notice is as good as if it had come to their own reply address. */
	if (own_token || (f->confirmed && f->tie[named].inside))
		return technician(d, f, named);
	return note(d, f, named);
}

bool
decide_technicians_address(const struct facts *f)
{
	if (!f->has_token)
		return false;
	if (f->token.purpose == TOKEN_COMMAND || f->token.purpose == TOKEN_UNDO || button_of(f->token.purpose) != NULL)
		return true;
	return f->tie[TIE_REPLY_TOKEN].found && (f->token.purpose == TOKEN_TECHNICIAN || f->token.purpose == TOKEN_INTERNAL);
}
