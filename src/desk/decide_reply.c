/* decide_reply.c - a mail on a ticket that there is, from anybody but a technician of it; see decide_ways.h */
#include <config.h>

#include "closed.h"
#include "deadlines.h"
#include "decide_ways.h"
#include "feedback.h"
#include "loops.h"
#include "notify.h"
#include "people.h"
#include "questionnaire.h"
#include "rule.h"
#include "thread.h"
#include "tier.h"

/* The answer to a closed ticket that is not opened again. */
static struct decision *
refuse(struct decision *d, const struct facts *f)
{
	d->not_answered = loops_forbid(d, f);
	if (d->not_answered == NULL)
		decision_answer(d, &(struct answer){ .template = "refused", .to = ANSWER_SENDER, .language = d->language,
		    .why = "their ticket has been closed for too long", .safe = d->trust == TRUST_NONE });
	return decision_end(d, DECIDE_REFUSED, talloc_asprintf(d, "ticket %lld has been closed for too long (queue %s)",
	    (long long)d->ticket, d->queue));
}

static struct decision *
follow(struct decision *d, const struct facts *f)
{
	d->relation = (struct relation){ d->ticket, "follows" };
	decision_event(d, "ticket %lld has been closed for too long: a new one follows it", (long long)d->ticket);
	return decide_new_ticket(d, f);
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
	decision_take_over(d, &f->tie[d->tie].ticket);
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

struct decision *
decide_reply(struct decision *d, const struct facts *f)
{
	enum closed_way way;
	bool news;

	d->outcome = DECIDE_REPLY;
	decision_take_over(d, &f->tie[d->tie].ticket);
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
	people_tell_of_addresses(d, f);
	people_bring_in(d, f, NULL);
	news = reopen(d, f) || (d->withheld & WITHHELD_REOPENING);
	stay(d, f);
	/* Those who take it on get a sheet instead, with this mail in it. */
	if (news && d->tier == f->tie[d->tie].ticket.tier)
		notify(d, f, "notice_reply");
	tell_as_ruled(d, f, news);
	questionnaire_ask_again(d, f);
	decide_ask_to_confirm(d, f);
	if (d->asks)
		deadlines_asked(d, f);
	return d;
}

struct decision *
decide_feedback(struct decision *d, const struct facts *f)
{
	d->tie = TIE_REPLY_TOKEN;
	d->ticket = f->tie[TIE_REPLY_TOKEN].ticket.id;
	d->has_opinion = true;
	if (d->opinion.solved == OPINION_NOT_SOLVED ||
	    (f->tie[TIE_REPLY_TOKEN].ticket.state != TICKET_CLOSED && feedback_has_words(f)))
		return decide_reply(d, f);
	d->outcome = DECIDE_REPLY;
	decision_take_over(d, &f->tie[TIE_REPLY_TOKEN].ticket);
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
