/* decide.c - see decide.h
 *
 * Read decide() at the bottom first: it is the list of questions, in their order.
 */
#include <config.h>

#include <postigo/desk/decide.h>

#include "absent.h"
#include "again.h"
#include "bounced.h"
#include "command_judge.h"
#include "decide_ways.h"
#include "feedback.h"
#include "loops.h"
#include "notify.h"
#include "signed.h"
#include "thread.h"
#include "tier0.h"
#include "tongue.h"
#include "trust.h"
#include "vendor.h"

/* The requester says that an article which we offered was the answer. */
static struct decision *
solved(struct decision *d, const struct facts *f)
{
	d->outcome = DECIDE_REPLY;
	d->tie = TIE_REPLY_TOKEN;
	decision_take_over(d, &f->tie[TIE_REPLY_TOKEN].ticket);
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

/* A bounce of something that we sent: the technicians hear that it did not arrive. */
static struct decision *
bounce(struct decision *d, const struct facts *f)
{
	d->outcome = DECIDE_BOUNCE;
	decision_take_over(d, &f->tie[d->tie].ticket);
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
	decision_take_over(d, &f->tie[d->tie].ticket);
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

static struct decision *
first_decision(struct decision *d, const struct facts *f)
{
	struct decision *ours;
	const char *why;
	bool tied;

	if ((why = loops_own(f)) != NULL) {
		d->alarm = f->mail->installation == NULL ? why : NULL;
		d->alarm_kind = ALARM_LOOP;
		return decision_end(d, DECIDE_FILED, why);
	}
	if (f->has_token && f->token.purpose == TOKEN_CONFIRM && trust_token_is_senders(f) && f->mail->class == MAIL_HUMAN &&
	    (f->tie[TIE_REPLY_TOKEN].found || f->agent != NULL))
		return decide_confirmation(d, f);
	if (tier0_says_solved(f) && !tier0_asks_more(f->mail))
		return solved(d, f);
	if (from_vendor(f))
		return vendor(d, f);
	if (decide_technicians_address(f) && (f->agent == NULL || !trust_token_names_sender(f)))
		return decide_somebody_else(d, f);
	if (command_judge_nobodys(f))
		return decision_end(d, DECIDE_FILED, "machine mail to an address for commands");
	absent_find(d, f);
	if (feedback_read(f, &d->opinion))
		return decide_feedback(d, f);
	if (feedback_is_void(f))
		return decision_end(d, DECIDE_FILED, "its link was made for somebody else, too long ago, or for a ticket that is another's now");
	if (f->agent != NULL && (ours = decide_from_technician(d, f)) != NULL)
		return ours;
	tied = thread_find(d, f);
	/* That is all there was to it. */
	if (d->away.agent != NULL && !tied)
		return decision_end(d, DECIDE_FILED, d->events.list[d->events.count - 1]);
	if (f->mail->class == MAIL_BOUNCE && tied)
		return bounce(d, f);
	return tied ? decide_reply(d, f) : decide_new_ticket(d, f);
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
		return decision_end(d, DECIDE_DUPLICATE, talloc_asprintf(d, "the same mail is there already (%s %lld)",
		    f->same_bytes ? "inbox" : "ticket", (long long)f->duplicate_of));
	d->reached = d->proves;
	tongue_learn(d, f);
	d = first_decision(d, f);
	signed_tell(d, f);
	return d;
}
