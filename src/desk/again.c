/* again.c - see again.h */
#include <config.h>

#include <string.h>

#include "again.h"

/* Keeps the answers that are to `to`. */
static void
keep_answers(struct decision *d, enum answer_to to)
{
	size_t kept = 0;

	for (size_t i = 0; i < d->answer_count; i++)
		if (d->answers[i].to == to)
			d->answers[kept++] = d->answers[i];
	d->answer_count = kept;
}

/* The ticket is there, and everybody has heard of it: only whom it is for is new, and who takes part. */
static void
new_ticket_again(struct decision *d, const struct facts *f)
{
	d->ticket = f->first_ticket;
	d->again = true;
	d->not_answered = NULL;
	if (d->on_behalf)
		keep_answers(d, ANSWER_OWNER);
	else
		d->answer_count = 0;
}

static void
reply_again(struct decision *d, const struct facts *f)
{
	bool reopened = f->tie[d->tie].ticket.state == TICKET_CLOSED && d->state != TICKET_CLOSED;

	d->again = true;
	/* Those who had been told of it in time are not told twice. */
	if (!reopened)
		d->answer_count = 0;
}

struct decision *
again(struct decision *d, const struct facts *f)
{
	decision_event(d, "%s has confirmed it", f->mail->from.address != NULL ? f->mail->from.address : "the sender");
	if (f->first_ticket == 0)
		return d;
	if (d->outcome == DECIDE_NEW_TICKET)
		new_ticket_again(d, f);
	else if (d->outcome == DECIDE_REPLY && d->ticket == f->first_ticket)
		reply_again(d, f);
	else if (d->outcome == DECIDE_REPLY)
		d->absorbs = f->first_ticket;
	return d;
}
