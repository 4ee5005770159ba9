/* decide.c - see decide.h
 *
 * Read decide() at the bottom first: it is the list of questions, in their order.
 */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/desk/decide.h>
#include <postigo/mail/address.h>
#include <postigo/mail/seal.h>
#include <postigo/mail/verification.h>

#include "absent.h"
#include "ack.h"
#include "again.h"
#include "assent.h"
#include "bounced.h"
#include "button.h"
#include "closed.h"
#include "command_judge.h"
#include "content.h"
#include "deadlines.h"
#include "feedback.h"
#include "loops.h"
#include "notify.h"
#include "people.h"
#include "questionnaire.h"
#include "route.h"
#include "rule.h"
#include "signed.h"
#include "thread.h"
#include "tier.h"
#include "tongue.h"
#include "tier0.h"
#include "trust.h"
#include "vendor.h"

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
	d->organisation = ticket->organisation;
	d->tier = ticket->tier;
	d->priority = ticket->priority;
	d->language = ticket->language != NULL ? ticket->language : d->language;
}

/* What the sender wants and may not have yet: they are asked, at the address that they claim, whether it was them. */
static void
ask_to_confirm(struct decision *d, const struct facts *f)
{
	const char *forbidden;

	if (d->withheld == 0)
		return;
	decision_event(d, "%s waits until %s confirms it: %s", decision_withheld_words(d, d->withheld),
	    f->mail->from.address != NULL ? f->mail->from.address : "the sender", d->trust_why);
	if ((forbidden = loops_forbid(d, f)) != NULL) {
		d->not_answered = forbidden;
		return;
	}
	/* A reply without a signature would prove no more than the mail. */
	if (signed_is_lacking(f)) {
		decision_answer(d, &(struct answer){ .template = "unsigned", .to = ANSWER_TECHNICIAN, .agent = f->agent,
		    .language = f->agent->language, .why = "their mail must be signed", .safe = true });
		return;
	}
	decision_answer(d, &(struct answer){ .template = "confirm", .to = ANSWER_SENDER, .language = d->language,
	    .why = decision_withheld_words(d, d->withheld), .safe = true, .confirm = true });
}

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

/* From says who it is; an address that the sender would rather be answered at is only shown. */
static void
tell_of_addresses(struct decision *d, const struct facts *f)
{
	const struct mail *mail = f->mail;
	const struct mail_address *reply_to = mail->reply_to.count > 0 ? &mail->reply_to.list[0] : NULL;

	if (reply_to != NULL && reply_to->address != NULL && mail->from.address != NULL && !d->on_behalf &&
	    strcasecmp(reply_to->address, mail->from.address) != 0)
		decision_event(d, "it asks for answers to %s instead (Reply-To); they go to %s", reply_to->address,
		    mail->from.address);
	if (address_name_hides(&mail->from))
		decision_event(d, "the sender's name shows another address than theirs, which is %s", mail->from.address);
}

/* People named by the mail take part if its sender may bring them in. */
static void
bring_in(struct decision *d, const struct facts *f, const char *requester)
{
	if (d->internal || f->mail->class != MAIL_HUMAN || !people_named(d, f, requester))
		return;
	if (d->trust >= f->conf->trust.participants)
		people_join(d, f, requester);
	else
		d->withheld |= WITHHELD_PARTICIPANTS;
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

/* Whom the commands of the mail that makes the ticket give it to: nobody else need hear of it first. */
static void
take_at_once(struct decision *d)
{
	for (size_t i = 0; i < d->step_count; i++)
		if (d->steps[i].ticket == 0 && d->steps[i].name != NULL &&
		    (d->steps[i].verb == COMMAND_TAKE || d->steps[i].verb == COMMAND_ASSIGN))
			d->assignee = d->steps[i].name;
}

static struct decision *
new_ticket(struct decision *d, const struct facts *f)
{
	d->outcome = DECIDE_NEW_TICKET;
	d->ticket = 0;
	d->state = TICKET_NEW;
	d->organisation = NULL;
	d->automatic = f->mail->class != MAIL_HUMAN;
	find_place(d, f);
	if (rules_end(d, f))
		return d;
	if (d->tier_why != NULL)
		decision_event(d, "it begins on tier %d: %s", d->tier, d->tier_why);
	if (f->partial)
		decision_event(d, "the mail is larger than the mailbox allows: only its beginning was taken");
	keep_inside(d, f);
	tell_of_addresses(d, f);
	bring_in(d, f, d->requester.address);
	take_at_once(d);
	if (d->by_technician && f->agent != NULL) {
		d->state = TICKET_WAITING;
		d->assignee = f->agent->name;
		d->not_answered = "a technician wrote to them already";
	} else {
		acknowledge(d, f);
	}
	ask_to_confirm(d, f);
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
	take_over(d, &f->tie[tie].ticket);
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
		bring_in(d, f, NULL);
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
	ask_to_confirm(d, f);
	return d;
}

/* A technician wrote about a ticket, and not to where answers are written: nothing of that may reach the requester. */
static struct decision *
note(struct decision *d, const struct facts *f, enum tie_kind tie)
{
	d->outcome = DECIDE_REPLY;
	d->tie = tie;
	take_over(d, &f->tie[tie].ticket);
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
	take_over(d, &f->tie[tie].ticket);
	d->note = true;
	d->ack = true;
	d->quiet = quiet;
	decision_event(d, quiet > 0 ? "%s wants no warning for %s" : "%s has heard%s", f->agent->address,
	    quiet > 0 ? duration_text(d, quiet) : "");
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
		decision_answer(d, &(struct answer){ .template = "not_accepted", .to = ANSWER_TECHNICIAN, .agent = owner,
		    .language = owner->language, .why = "their reply address was used by somebody else" });
	/* One technician has pressed another's button, perhaps in a notice that was passed on to them. */
	if (button_of(f->token.purpose) != NULL && f->agent != NULL && f->agent != owner && d->trust >= TRUST_AUTH)
		decision_answer(d, &(struct answer){ .template = "not_accepted", .to = ANSWER_TECHNICIAN, .agent = f->agent,
		    .language = f->agent->language, .why = "the button that they pressed was made for somebody else" });
	d->tie = TIE_REPLY_TOKEN;
	d->ticket = f->tie[TIE_REPLY_TOKEN].ticket.id;
	d->alarm = talloc_asprintf(d, "a technician's reply address was used by %s", from);
	d->alarm_kind = "is_foreign_reply";
	return ended(d, DECIDE_QUARANTINED, d->alarm);
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
	d->alarm_kind = "is_impostor";
}

/* The answer to a closed ticket that is not opened again. */
static struct decision *
refuse(struct decision *d, const struct facts *f)
{
	d->not_answered = loops_forbid(d, f);
	if (d->not_answered == NULL)
		decision_answer(d, &(struct answer){ .template = "refused", .to = ANSWER_SENDER, .language = d->language,
		    .why = "their ticket has been closed for too long", .safe = d->trust == TRUST_NONE });
	return ended(d, DECIDE_REFUSED, talloc_asprintf(d, "ticket %lld has been closed for too long (queue %s)",
	    (long long)d->ticket, d->queue));
}

static struct decision *
follow(struct decision *d, const struct facts *f)
{
	d->relation = (struct relation){ d->ticket, "follows" };
	decision_event(d, "ticket %lld has been closed for too long: a new one follows it", (long long)d->ticket);
	return new_ticket(d, f);
}

/* The state of a ticket that somebody has replied to. False: nothing more is to happen. */
static bool
reopen(struct decision *d, const struct facts *f)
{
	if (d->state == TICKET_CLOSED && closed_way(f, &f->tie[d->tie].ticket) == CLOSED_FILES) {
		decision_event(d, "only thanks: the ticket stays closed");
		return false;
	}
	if (d->state == TICKET_CLOSED && d->trust < f->conf->trust.reopen) {
		d->withheld |= WITHHELD_REOPENING;
		return false;
	}
	if (d->state == TICKET_CLOSED)
		decision_event(d, "reopened");
	if (d->state != TICKET_NEW)
		d->state = TICKET_OPEN;
	d->asks = true;
	return true;
}

/* What was said to be solved and was not goes to who said so; the second time to those above them. */
static void
once_more(struct decision *d, const struct facts *f)
{
	int above = feedback_is_no(f) && f->reopened > 0 && d->trust >= f->conf->trust.reopen ? tier_above(f->conf, d->tier) : 0;

	if (above <= d->tier)
		return;
	d->tier = above;
	d->tier_why = "it was opened again before, and is not solved";
	d->tier_because = BECAUSE_REOPENED;
	decision_event(d, "tier %d: %s", d->tier, d->tier_why);
}

/* What stays closed stays where it is, whatever rules would do with it: nobody would see it there, and who wrote the mail may
 * have proven nothing. */
static void
stay(struct decision *d, const struct facts *f)
{
	if (d->state != TICKET_CLOSED)
		return;
	take_over(d, &f->tie[d->tie].ticket);
	rules_unplace(d);
}

/* What rules say to others of a mail on a ticket that there is. One that is only filed, thanks or a machine's word on what is
 * over, is marked by rules, and no more, nor do its points count: it would be odd to pass on or to answer what nobody here is shown. */
static void
tell_as_ruled(struct decision *d, const struct facts *f, bool news)
{
	if (news) {
		rules_tell(d, f, "notice_reply");
		rules_call(d, f);
	}
	if (!news)
		d->point_count = 0;
	if (!news && (d->ruled.told_count > 0 || d->ruled.hook_count > 0 || d->ruled.reply != NULL))
		decision_event(d, "the ticket stays closed: rules tell nobody of it");
	/* Whoever has to confirm first that it was them gets no other answer. */
	if (news && (d->withheld & WITHHELD_REOPENING) == 0)
		rules_answer_follow_up(d, f);
}

/* Machine mail on a ticket that there is: it is kept, and rules may see more in it. */
static struct decision *
file_machine_mail(struct decision *d, const struct facts *f)
{
	d->automatic = true;
	d->not_answered = loops_forbid(d, f);
	decision_event(d, "machine mail (%s) filed, by %s: %s", message_class_name(f->mail->class), thread_words(d->tie),
	    f->mail->class_reason);
	rules_follow_up(d, f);
	if (rules_end(d, f))
		return d;
	stay(d, f);
	tell_as_ruled(d, f, d->state != TICKET_CLOSED);
	return d;
}

static struct decision *
reply(struct decision *d, const struct facts *f)
{
	enum closed_way way;
	bool news;

	d->outcome = DECIDE_REPLY;
	take_over(d, &f->tie[d->tie].ticket);
	if (f->mail->class != MAIL_HUMAN)
		return file_machine_mail(d, f);
	if (d->state == TICKET_CLOSED) {
		way = closed_way(f, &f->tie[d->tie].ticket);
		if (way == CLOSED_FOLLOWS)
			return follow(d, f);
		if (way == CLOSED_REFUSES)
			return refuse(d, f);
	}
	if (feedback_is_no(f))
		decision_event(d, "%s says that it is not solved", f->mail->from.address);
	else
		decision_event(d, "reply from %s, by %s", f->mail->from.address, thread_words(d->tie));
	questionnaire_follow(d, f);
	rules_follow_up(d, f);
	if (rules_end(d, f))
		return d;
	tier_follow(d, f);
	d->unhold = f->held;
	if (d->state == TICKET_CLOSED)
		once_more(d, f);
	tell_of_addresses(d, f);
	bring_in(d, f, NULL);
	news = reopen(d, f) || (d->withheld & WITHHELD_REOPENING);
	stay(d, f);
	/* Those who take it on get a sheet instead, with this mail in it. */
	if (news && d->tier == f->tie[d->tie].ticket.tier)
		notify(d, f, "notice_reply");
	tell_as_ruled(d, f, news);
	questionnaire_ask_again(d, f);
	ask_to_confirm(d, f);
	if (d->asks)
		deadlines_asked(d, f);
	return d;
}

/* The requester has followed a link: whatever their mail program made of the text, the address tells what they say. */
static struct decision *
feedback(struct decision *d, const struct facts *f)
{
	d->tie = TIE_REPLY_TOKEN;
	d->ticket = f->tie[TIE_REPLY_TOKEN].ticket.id;
	d->has_opinion = true;
	if (d->opinion.solved == OPINION_NOT_SOLVED ||
	    (f->tie[TIE_REPLY_TOKEN].ticket.state != TICKET_CLOSED && feedback_has_words(f)))
		return reply(d, f);
	d->outcome = DECIDE_REPLY;
	take_over(d, &f->tie[TIE_REPLY_TOKEN].ticket);
	if (d->opinion.rating > 0)
		decision_event(d, "%s gives the help %u of %d stars", f->mail->from.address, d->opinion.rating, OPINION_RATING_MOST);
	else
		decision_event(d, "%s says that it is solved", f->mail->from.address);
	if (d->opinion.solved == OPINION_SOLVED)
		d->state = TICKET_CLOSED;
	if (feedback_has_words(f))
		notify(d, f, "notice_reply");
	return d;
}

/* The requester says that an article which we offered was the answer. */
static struct decision *
solved(struct decision *d, const struct facts *f)
{
	d->outcome = DECIDE_REPLY;
	d->tie = TIE_REPLY_TOKEN;
	take_over(d, &f->tie[TIE_REPLY_TOKEN].ticket);
	d->unhold = f->held;
	decision_event(d, "%s says that the article %s solved it", f->mail->from.address, f->offer.slug);
	if (d->state == TICKET_CLOSED && f->offer.state == OFFER_SOLVED)
		return d;
	d->state = TICKET_CLOSED;
	d->solved_by = f->offer.id;
	/* Whoever was not told of the ticket need not hear of its end. */
	if (!f->held)
		notify(d, f, "notice_solved");
	if ((d->not_answered = loops_forbid(d, f)) == NULL)
		decision_answer(d, &(struct answer){ .template = "solved", .to = ANSWER_SENDER, .language = d->language,
		    .why = "their ticket is closed, and they may open it again" });
	return d;
}

/* Its sender confirms a mail that came before; that one is decided again. */
static struct decision *
confirmation(struct decision *d, const struct facts *f)
{
	enum assent assent = assent_of(f->mail->reply != NULL ? f->mail->reply : f->mail->text);

	d->outcome = f->tie[TIE_REPLY_TOKEN].found ? DECIDE_REPLY : DECIDE_COMMAND;
	d->tie = TIE_REPLY_TOKEN;
	if (f->tie[TIE_REPLY_TOKEN].found)
		take_over(d, &f->tie[TIE_REPLY_TOKEN].ticket);
	d->confirms = assent == ASSENT_NO ? 0 : (int64_t)f->token.ticket;
	decision_event(d, assent == ASSENT_NO ? "%s says that an earlier mail was not theirs" :
	    "%s confirms an earlier mail", f->mail->from.address);
	/* Most say more than yes to somebody. Of commands nobody else knows. */
	if (assent != ASSENT_YES && d->outcome == DECIDE_REPLY)
		notify(d, f, "notice_reply");
	return d;
}

/* A bounce of something that we sent: the technicians hear that it did not arrive. */
static struct decision *
bounce(struct decision *d, const struct facts *f)
{
	d->outcome = DECIDE_BOUNCE;
	take_over(d, &f->tie[d->tie].ticket);
	d->automatic = true;
	d->not_answered = "a bounce is never answered";
	if (bounced_judge(d, f))
		notify(d, f, "delivery_failed");
	decision_event(d, "tied to this ticket by %s", thread_words(d->tie));
	return d;
}

/* What a vendor writes is filed where technicians see it, and nobody else ever does. */
static struct decision *
vendor(struct decision *d, const struct facts *f)
{
	d->outcome = DECIDE_REPLY;
	d->tie = f->vendor.tie;
	take_over(d, &f->tie[d->tie].ticket);
	if (vendor_judge(d, f))
		notify(d, f, "notice_vendor");
	return d;
}

/* Theirs, unless the requester of the ticket, or somebody else on it, has come by their reply address. */
static bool
from_vendor(const struct facts *f)
{
	return f->vendor.name != NULL && !f->tie[f->vendor.tie].sender_takes_part;
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
		return new_ticket(d, at_home(d, f));
	case COMMAND_WAY_WORDS:
		break;
	}
	if (!d->note && (own_token || (f->confirmed && f->tie[named].inside)))
		return technician(d, f, named);
	return note(d, f, named);
}

/* Mail from a technician's address that is about a ticket; NULL: it is like anybody's. */
static struct decision *
from_technician(struct decision *d, const struct facts *f)
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

/* An address that only a technician was given. */
static bool
is_technicians_address(const struct facts *f)
{
	if (!f->has_token)
		return false;
	if (f->token.purpose == TOKEN_COMMAND || f->token.purpose == TOKEN_UNDO || button_of(f->token.purpose) != NULL)
		return true;
	return f->tie[TIE_REPLY_TOKEN].found && (f->token.purpose == TOKEN_TECHNICIAN || f->token.purpose == TOKEN_INTERNAL);
}

static struct decision *
first_decision(struct decision *d, const struct facts *f)
{
	struct decision *ours;
	const char *why;
	bool tied;

	if ((why = loops_own(f)) != NULL) {
		d->alarm = f->mail->installation == NULL ? why : NULL;
		d->alarm_kind = "is_loop";
		return ended(d, DECIDE_FILED, why);
	}
	if (f->has_token && f->token.purpose == TOKEN_CONFIRM && trust_token_is_senders(f) && f->mail->class == MAIL_HUMAN &&
	    (f->tie[TIE_REPLY_TOKEN].found || f->agent != NULL))
		return confirmation(d, f);
	if (tier0_says_solved(f) && !tier0_asks_more(f->mail))
		return solved(d, f);
	if (from_vendor(f))
		return vendor(d, f);
	if (is_technicians_address(f) && (f->agent == NULL || !trust_token_names_sender(f)))
		return somebody_else(d, f);
	if (command_judge_nobodys(f))
		return ended(d, DECIDE_FILED, "machine mail to an address for commands");
	absent_find(d, f);
	if (feedback_read(f, &d->opinion))
		return feedback(d, f);
	if (feedback_is_void(f))
		return ended(d, DECIDE_FILED, "its link was made for somebody else, too long ago, or for a ticket that is another's now");
	if (f->agent != NULL && (ours = from_technician(d, f)) != NULL)
		return ours;
	tied = thread_find(d, f);
	/* That is all there was to it. */
	if (d->away.agent != NULL && !tied)
		return ended(d, DECIDE_FILED, d->events.list[d->events.count - 1]);
	if (f->mail->class == MAIL_BOUNCE && tied)
		return bounce(d, f);
	return tied ? reply(d, f) : new_ticket(d, f);
}

struct decision *
decide(TALLOC_CTX *ctx, const struct facts *f)
{
	struct decision *d = talloc_zero(ctx, struct decision);

	d->language = f->language;
	d->trust = trust_of(d, f, &d->trust_why);
	d->proves = d->trust >= TRUST_AUTH && f->mail->class == MAIL_HUMAN;
	if (f->confirmed)
		return again(first_decision(d, f), f);
	if (f->same_bytes || f->same_content)
		return ended(d, DECIDE_DUPLICATE, talloc_asprintf(d, "the same mail is there already (%s %lld)",
		    f->same_bytes ? "inbox" : "ticket", (long long)f->duplicate_of));
	d->reached = d->proves;
	tongue_learn(d, f);
	d = first_decision(d, f);
	signed_tell(d, f);
	return d;
}
