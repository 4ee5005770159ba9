/* fold.c - see fold.h */
#include <config.h>

#include <ctype.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/desk/subject.h>
#include <postigo/store/arrival.h>
#include <postigo/store/person.h>

#include "fold.h"
#include "notify.h"

/* Rows that are forgotten at once: a flood must not hold up the mail that comes after it. */
#define FORGOTTEN_AT_ONCE 5000

/* Of a text: who writes the same for so long does not write something else then. */
#define TEXT_MOST (1u << 20)

/* Subject, text and attachments; of two pages that a scanner mails, only these differ. */
static void
digest_of(const struct mail *mail, uint8_t digest[DIGEST_SIZE])
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, TEXT_MOST * 2);
	char *subject = subject_plain(tmp, mail->subject);

	for (char *p = subject; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	text_add_string(t, subject);
	text_add_char(t, '\0');
	if (mail->text != NULL)
		text_add(t, mail->text, strnlen(mail->text, TEXT_MOST));
	for (size_t i = 0; i < mail->attachment_count; i++) {
		text_add_char(t, '\0');
		text_add_string(t, mail->attachments[i].sha256);
	}
	digest_sha256(t->bytes, t->size, digest);
}

static struct arrival
arrival_of(const struct facts *f, const struct decision *d, int64_t person)
{
	struct arrival a = {
		.at = f->arrived, .person = person, .mailbox = f->mailbox->name,
		.class = (d->trust >= TRUST_AUTH ? ARRIVAL_PROVEN : 0u) | (d->internal ? ARRIVAL_INTERNAL : 0u),
	};

	digest_of(f->mail, a.digest);
	return a;
}

/* Not what a technician passes on or writes to somebody, nor what its sender has confirmed. */
static bool
may_fold(const struct facts *f, const struct decision *d)
{
	return d->outcome == DECIDE_NEW_TICKET && !f->confirmed && !(d->on_behalf && f->agent != NULL);
}

/* The ticket, or the one that it was merged into; NONE when it is closed: somebody is done with it, and what comes now is to
 * be seen. */
static enum result
open_one(TALLOC_CTX *ctx, const struct tools *tools, int64_t number, struct ticket *out, struct error *err)
{
	enum result result = ticket_read(ctx, tools->store, number, out, err);

	if (result == DONE && out->merged_into != 0)
		result = ticket_read(ctx, tools->store, out->merged_into, out, err);
	return result == DONE && out->state == TICKET_CLOSED ? NONE : result;
}

/* The ticket to put it on, if one of the rates says that there are too many; *first: nothing was put there before. */
static enum result
find(TALLOC_CTX *ctx, const struct tools *tools, const struct conf_rates *rates, struct arrival_sort *sort,
    const struct conf_rate **over, struct ticket *out, bool *first, struct error *err)
{
	enum result result = DONE;
	int64_t made, last;
	unsigned count = 0;

	for (size_t i = 0; i < rates->count && result == DONE; i++) {
		*over = &rates->list[i];
		sort->since = sort->like->at - (*over)->window;
		result = arrival_count(tools->store, sort, (*over)->most, &count, err);
		if (result != DONE || count < (*over)->most)
			continue;
		if ((result = arrival_newest(tools->store, sort, false, &made, err)) != DONE)
			return result;
		result = arrival_newest(tools->store, sort, true, &last, err);
		*first = result == NONE || (result == DONE && last != made);
		return result < 0 ? result : open_one(ctx, tools, made, out, err);
	}
	return result < 0 ? result : NONE;
}

/* What is left of the decision to make a ticket: a message on the one that there is. */
static void
put_on(struct decision *d, const struct facts *f, const struct ticket *t)
{
	struct decision was = *d;

	*d = (struct decision){
		.outcome = DECIDE_REPLY, .folded = true, .ticket = t->id, .trust = was.trust, .trust_why = was.trust_why,
		.automatic = was.automatic, .asks = !was.automatic, .state = t->state, .organisation = t->organisation,
		.queue = t->queue, .team = t->team, .assignee = t->assignee, .tier = t->tier, .priority = t->priority,
		.language = t->language != NULL ? t->language : was.language, .requester = was.requester,
		.on_behalf = was.on_behalf, .internal = was.internal, .rules = was.rules, .rule_count = was.rule_count, .proves = was.proves,
		.reached = was.reached, .alarm = was.alarm, .alarm_kind = was.alarm_kind,
	};
	if (!d->automatic && t->state == TICKET_WAITING)
		d->state = TICKET_OPEN;
	decision_event(d, "mail from %s put here: it would have been one new ticket too many", f->mail->from.address != NULL ?
	    f->mail->from.address : "an unknown sender");
}

static char *
why(const struct decision *d, const struct conf_rate *over, bool same_words, const struct ticket *t)
{
	return talloc_asprintf(d, "%s has made %u new tickets%s within %lld minutes (limits.%s): what comes now is put on ticket"
	    " %lld", d->requester.address, over->most, same_words ? " that say the same" : "",
	    (long long)(over->window / MINUTES(1)), same_words ? "copies" : "tickets", (long long)t->id);
}

enum result
fold(const struct tools *tools, const struct facts *f, struct decision *d, struct error *err)
{
	const struct conf_limits *limits = &tools->conf->limits;
	const struct conf_rate *over = NULL;
	struct arrival_sort sort = { .same_words = true };
	struct arrival here;
	struct person person;
	/* Its words are the decision's from now on, if there is such a ticket. */
	struct ticket *t = talloc_zero(d, struct ticket);
	enum result result;
	bool first = false;

	if (tools->store == NULL || !may_fold(f, d) || d->requester.address == NULL ||
	    limits->tickets.count + limits->copies.count == 0)
		return DONE;
	if ((result = person_find(d, tools->store, d->requester.address, &person, err)) != DONE)
		return result == NONE ? DONE : result;
	here = arrival_of(f, d, person.id);
	sort.like = &here;
	result = find(t, tools, &limits->copies, &sort, &over, t, &first, err);
	if (result == NONE) {
		sort.same_words = false;
		result = find(t, tools, &limits->tickets, &sort, &over, t, &first, err);
	}
	if (result != DONE)
		return result == NONE ? DONE : result;
	put_on(d, f, t);
	d->not_answered = why(d, over, sort.same_words, t);
	if (!first)
		return DONE;
	if (d->alarm == NULL) {
		d->alarm = d->not_answered;
		d->alarm_kind = ALARM_FOLDED;
	}
	notify(d, f, "notice_reply");
	return DONE;
}

enum result
fold_count(const struct tools *tools, const struct facts *f, const struct decision *d, int64_t person, int64_t ticket,
    struct error *err)
{
	const struct conf_limits *limits = &tools->conf->limits;
	struct arrival a;

	if ((!d->folded && (!may_fold(f, d) || d->again)) || limits->tickets.count + limits->copies.count == 0)
		return DONE;
	a = arrival_of(f, d, person);
	a.ticket = ticket;
	a.folded = d->folded;
	return arrival_add(tools->store, &a, err);
}

enum result
fold_forget(const struct tools *tools, instant now, bool *all, struct error *err)
{
	const struct conf_rates *rates[] = { &tools->conf->limits.tickets, &tools->conf->limits.copies };
	duration keep = 0;
	size_t gone = 0;
	enum result result;

	for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); i++)
		for (size_t n = 0; n < rates[i]->count; n++)
			if (rates[i]->list[n].window > keep)
				keep = rates[i]->list[n].window;
	result = arrival_forget(tools->store, now - keep, FORGOTTEN_AT_ONCE, &gone, err);
	*all = gone < FORGOTTEN_AT_ONCE;
	return result;
}
