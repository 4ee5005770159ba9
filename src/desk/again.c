/* again.c - see again.h */
#include <config.h>

#include <string.h>

#include "again.h"

/* Keeps the answers that are to `to`, and that template if it is not NULL. */
static void
keep_answers(struct decision *d, enum answer_to to, const char *template)
{
	size_t kept = 0;

	for (size_t i = 0; i < d->answer_count; i++)
		if (d->answers[i].to == to || (template != NULL && strcmp(d->answers[i].template, template) == 0))
			d->answers[kept++] = d->answers[i];
	d->answer_count = kept;
}

/* The ticket is there, and everybody has heard of it: only whom it is for is new, and who takes part. That it is for them, those
 * two hear. */
static void
new_ticket_again(struct decision *d, const struct facts *f)
{
	d->ticket = f->first_ticket;
	d->again = true;
	d->not_answered = NULL;
	if (d->on_behalf)
		keep_answers(d, ANSWER_OWNER, "opened");
	else
		d->answer_count = 0;
}

/* Those who have been told of it are not told twice; and what was done about it meanwhile stands: only a ticket that is still
 * closed is opened. */
static void
reply_again(struct decision *d, const struct facts *f)
{
	enum ticket_state now = f->tie[d->tie].ticket.state;

	d->again = true;
	if (d->by_technician && !f->first_is_answer) {
		keep_answers(d, ANSWER_REQUESTER, NULL);
		return;
	}
	d->answer_count = 0;
	if (d->by_technician || now != TICKET_CLOSED)
		d->state = now;
}

/* Only the ticket that was made of the mail may be handed over; not one that its sender has been taken off since, and not one
 * that was closed for good meanwhile: then it becomes a ticket like any other mail. */
static bool
made_of_it(const struct decision *d, const struct facts *f)
{
	return d->outcome == DECIDE_NEW_TICKET && f->first_is_senders &&
	    (d->relation.kind == NULL || strcmp(d->relation.kind, "follows") != 0);
}

struct decision *
again(struct decision *d, const struct facts *f)
{
	decision_event(d, "%s has confirmed it", f->mail->from.address != NULL ? f->mail->from.address : "the sender");
	if (f->first_ticket == 0)
		return d;
	/* They were told of it, and run, when it came. */
	d->hook_count = 0;
	if (made_of_it(d, f))
		new_ticket_again(d, f);
	else if (d->outcome == DECIDE_REPLY && d->ticket == f->first_ticket)
		reply_again(d, f);
	else if (d->outcome == DECIDE_COMMAND && d->ticket == f->first_ticket)
		d->again = true;
	else if (d->outcome == DECIDE_REPLY && f->first_is_senders && !f->first_is_merged)
		d->absorbs = f->first_ticket;
	return d;
}
