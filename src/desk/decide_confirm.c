/* decide_confirm.c - what waits until the sender says that it was them, and their word on it; see decide_ways.h */
#include <config.h>

#include "assent.h"
#include "decide_ways.h"
#include "loops.h"
#include "notify.h"
#include "signed.h"

void
decide_ask_to_confirm(struct decision *d, const struct facts *f)
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

struct decision *
decide_confirmation(struct decision *d, const struct facts *f)
{
	enum assent assent = assent_of(f->mail->reply != NULL ? f->mail->reply : f->mail->text);

	d->outcome = f->tie[TIE_REPLY_TOKEN].found ? DECIDE_REPLY : DECIDE_COMMAND;
	d->tie = TIE_REPLY_TOKEN;
	if (f->tie[TIE_REPLY_TOKEN].found)
		decision_take_over(d, &f->tie[TIE_REPLY_TOKEN].ticket);
	d->confirms = assent == ASSENT_NO ? 0 : (int64_t)f->token.ticket;
	decision_event(d, assent == ASSENT_NO ? "%s says that an earlier mail was not theirs" :
	    "%s confirms an earlier mail", f->mail->from.address);
	/* Most say more than yes to somebody. Of commands nobody else knows. */
	if (assent != ASSENT_YES && d->outcome == DECIDE_REPLY)
		notify(d, f, "notice_reply");
	return d;
}
