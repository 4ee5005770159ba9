/* vendor_answer.c - what a vendor's mail does to the ticket; see vendor.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>

#include "vendor.h"

/* Anybody can write the address of somebody at the vendor's into From, and a ticket's number into the subject: without their
 * own reply address, or a server's word for their domain, nothing that we wait for may end by it. */
static bool
is_theirs(const struct decision *d, const struct facts *f)
{
	return f->vendor.tie == TIE_REPLY_TOKEN || d->trust >= TRUST_AUTH;
}

/* Their ticket system says that it has our mail, and under which number. All that such systems write may be marked as
 * automatic, a person's answer too: what brings a number that we do not know yet is the acknowledgement, what comes later is
 * an answer. From an unproven sender no number is learnt, and technicians had better see it. */
static bool
only_acknowledges(const struct decision *d, const struct facts *f)
{
	const struct vendor_mail *v = &f->vendor;

	if (f->mail->class == MAIL_HUMAN)
		return false;
	return f->mail->class == MAIL_AUTO_REPLY || (is_theirs(d, f) && v->number != NULL && v->asked.number == NULL);
}

static const char *
display_name(const struct vendor_mail *v)
{
	return v->conf != NULL ? v->conf->display_name : v->name;
}

bool
vendor_judge(struct decision *d, const struct facts *f)
{
	const struct vendor_mail *v = &f->vendor;
	bool theirs = is_theirs(d, f), told = true;

	d->vendor = display_name(v);
	d->vendor_number = v->asked.number != NULL || !theirs ? v->asked.number : v->number;
	d->automatic = f->mail->class != MAIL_HUMAN;
	d->not_answered = "what a vendor writes is for technicians alone";
	if (only_acknowledges(d, f)) {
		decision_event(d, "%s has our mail", d->vendor);
		told = false;
	} else if (!theirs) {
		decision_event(d, "it says to be from %s, and nothing proves it (%s): they are waited for as before", d->vendor, d->trust_why);
	} else {
		decision_event(d, "%s answers", d->vendor);
		d->vendor_answers = true;
		/* A closed ticket stays so: whoever reads it will know. */
		if (d->state == TICKET_WAITING)
			d->state = TICKET_OPEN;
	}
	if (theirs && v->number != NULL && v->asked.number == NULL)
		decision_event(d, "%s knows it as %s", d->vendor, v->number);
	return told;
}

enum result
vendor_note(const struct tools *tools, const struct facts *f, const struct decision *d, struct error *err)
{
	struct vendor_case asked = f->vendor.asked;
	enum result result = DONE;

	if (!is_theirs(d, f))
		return DONE;
	if (asked.number == NULL)
		asked.number = f->vendor.number;
	if (f->mail->message_id != NULL)
		asked.their_id = f->mail->message_id;
	if (d->vendor_answers) {
		asked.state = VENDOR_ANSWERED;
		asked.answered = f->now;
		result = vendor_clock(tools, &asked, f->vendor.conf, f->now, 0, err);
	}
	return result == DONE ? vendor_case_update(tools->store, &asked, err) : result;
}
