/* limits.c - see limits.h */
#include <config.h>

#include <ctype.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/desk/subject.h>
#include <postigo/store/automatic.h>
#include <postigo/store/delivery.h>

#include "limits.h"
#include "questionnaire.h"
#include "tier0.h"

/* The mark of a tripped breaker in the store: since when; "" when it is not. */
#define BREAKER "breaker"

/* Rows that are forgotten at once: a flood must not hold up the mail that comes after it. */
#define FORGOTTEN_AT_ONCE 5000

/* Of a subject, as a ticket keeps it. */
#define SUBJECT_MOST 500

static const char *
domain_of(const char *address)
{
	const char *at = strrchr(address, '@');

	return at != NULL ? at + 1 : address;
}

/* Two mails with the same digest say the same about the same: the number that each ticket has does not make them differ. */
static void
digest_of(const struct limits_mail *mail, uint8_t digest[DIGEST_SIZE])
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, 1u << 20);
	char *plain = subject_plain(tmp, mail->subject);

	for (char *p = plain; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	text_add_string(t, mail->template);
	text_add_char(t, '\0');
	text_add_string(t, plain);
	digest_sha256(t->bytes, t->size, digest);
}

/* *over tells that as many as one of the rates allows have gone out within its time. */
static enum result
over(const struct tools *tools, const struct conf_rates *rates, enum automatic_by by, const char *key, int64_t ticket,
    instant now, const struct conf_rate **which, struct error *err)
{
	enum result result = DONE;

	*which = NULL;
	for (size_t i = 0; i < rates->count && *which == NULL && result == DONE; i++) {
		const struct conf_rate *rate = &rates->list[i];
		bool reached = false;

		result = automatic_reached(tools->store, by, key, ticket, rate->most, now - rate->window, &reached, err);
		if (reached)
			*which = rate;
	}
	return result;
}

static const char *
rate_words(TALLOC_CTX *ctx, const struct conf_rate *rate, const char *what)
{
	return talloc_asprintf(ctx, "%s has had %u automatic mails within %lld minutes", what, rate->most,
	    (long long)(rate->window / MINUTES(1)));
}

/* An address that our mail does not reach gets nothing more of it for a while. */
static enum result
ask_delivery(TALLOC_CTX *ctx, const struct tools *tools, const char *recipient, instant now, const char **why,
    struct error *err)
{
	struct person person;
	struct delivery delivery = { 0 };
	enum result result = person_find(ctx, tools->store, recipient, &person, err);

	if (result == DONE)
		result = delivery_read(ctx, tools->store, person.id, &delivery, err);
	if (result == DONE && delivery.until > now)
		*why = talloc_asprintf(ctx, "our mail does not reach the address (%s): it is held until %s",
		    delivery_class_name(delivery.class), instant_rfc3339(ctx, delivery.until));
	return result == NONE ? DONE : result;
}

static enum result
ask_repeats(TALLOC_CTX *ctx, const struct tools *tools, const struct limits_mail *mail, instant now, const char **why,
    struct error *err)
{
	unsigned most = tools->conf->limits.repeats, count = 0;
	uint8_t digest[DIGEST_SIZE];
	enum result result;

	if (most == 0)
		return DONE;
	digest_of(mail, digest);
	result = automatic_repeats(tools->store, mail->recipient, digest, now - tools->conf->limits.repeats_within, most,
	    &count, err);
	if (result == DONE && count >= most)
		*why = talloc_asprintf(ctx, "the last %u automatic mails to the address said the same", most);
	return result;
}

enum result
limits_ask(TALLOC_CTX *ctx, const struct tools *tools, const struct limits_mail *mail, instant now, const char **why,
    struct error *err)
{
	const struct conf *conf = tools->conf;
	const struct conf_rate *rate = NULL;
	enum result result = DONE;

	*why = NULL;
	if (mail->ticket != 0) {
		result = over(tools, &conf->limits.thread, AUTOMATIC_BY_TICKET, mail->recipient, mail->ticket, now, &rate, err);
		if (rate != NULL)
			*why = rate_words(ctx, rate, "the address, on this ticket,");
	}
	if (!mail->outward || result != DONE || *why != NULL)
		return result;
	result = over(tools, &conf->limits.address, AUTOMATIC_BY_ADDRESS, mail->recipient, 0, now, &rate, err);
	if (rate != NULL)
		*why = rate_words(ctx, rate, "the address");
	if (result == DONE && *why == NULL) {
		result = over(tools, &conf->limits.domain, AUTOMATIC_BY_DOMAIN, domain_of(mail->recipient), 0, now, &rate, err);
		if (rate != NULL)
			*why = rate_words(ctx, rate, "the domain");
	}
	if (result == DONE && *why == NULL)
		result = ask_repeats(ctx, tools, mail, now, why, err);
	if (result == DONE && *why == NULL)
		result = ask_delivery(ctx, tools, mail->recipient, now, why, err);
	return result;
}

/* Once tripped, it stays so until half of what is allowed has gone by: it must not trip with every second mail. */
static enum result
ask_breaker(TALLOC_CTX *ctx, const struct tools *tools, instant now, bool *open, enum breaker *change, struct error *err)
{
	const struct conf_rates *rates = &tools->conf->limits.all;
	bool reached = false;
	char *since = NULL;
	enum result result = store_meta(ctx, tools->store, BREAKER, &since, err);
	bool was_open = result == DONE && since != NULL && since[0] != '\0';

	for (size_t i = 0; i < rates->count && result >= 0 && !reached; i++) {
		unsigned most = rates->list[i].most;

		result = automatic_reached(tools->store, AUTOMATIC_BY_ALL, NULL, 0, was_open ? most - most / 2 : most,
		    now - rates->list[i].window, &reached, err);
	}
	*open = reached;
	*change = *open == was_open ? BREAKER_STAYS : *open ? BREAKER_TRIPS : BREAKER_RESETS;
	return result == NONE ? DONE : result;
}

enum result
limits_breaker(const struct tools *tools, enum breaker breaker, instant now, struct error *err)
{
	SCRATCH(tmp);

	if (breaker == BREAKER_STAYS)
		return DONE;
	return store_set_meta(tools->store, BREAKER, breaker == BREAKER_TRIPS ? instant_rfc3339(tmp, now) : "", err);
}

enum result
limits_room(const struct tools *tools, const char *recipient, instant now, bool *room, struct error *err)
{
	const struct conf_limits *limits = &tools->conf->limits;
	const struct conf_rate *rate = NULL;
	bool half = false;
	enum result result = over(tools, &limits->domain, AUTOMATIC_BY_DOMAIN, domain_of(recipient), 0, now, &rate, err);

	for (size_t i = 0; i < limits->all.count && !half && rate == NULL && result == DONE; i++)
		result = automatic_reached(tools->store, AUTOMATIC_BY_ALL, NULL, 0, (limits->all.list[i].most + 1) / 2,
		    now - limits->all.list[i].window, &half, err);
	*room = rate == NULL && !half;
	return result;
}

enum result
limits_count(const struct tools *tools, const struct limits_mail *mail, instant now, struct error *err)
{
	struct automatic_row row = {
		.at = now, .recipient = mail->recipient, .ticket = mail->ticket, .outward = mail->outward,
	};

	digest_of(mail, row.digest);
	return automatic_add(tools->store, &row, err);
}

/* Who gets an answer that goes out by itself; NULL: it is a person's, or goes to nobody. */
static const char *
recipient_of(const struct facts *f, const struct decision *d, const struct answer *a)
{
	switch (a->to) {
	case ANSWER_SENDER:
		return f->mail->from.address;
	case ANSWER_OWNER:
		return d->requester.address;
	case ANSWER_TECHNICIAN:
		return a->agent->address;
	case ANSWER_ADDRESS:
		return a->address;
	case ANSWER_VENDOR:
	case ANSWER_REQUESTER:
		break;
	}
	return NULL;
}

/* As it will be counted: by the ticket's subject, where there is one. */
static const char *
subject_of(const struct facts *f, struct decision *d)
{
	if (d->ticket != 0 && f->tie[d->tie].ticket.id == d->ticket)
		return f->tie[d->tie].ticket.subject;
	return f->mail->subject != NULL ? utf8_clean_line(d, f->mail->subject, SUBJECT_MOST) : NULL;
}

static void
strike(struct decision *d, const struct answer *a, const char *recipient, const char *why)
{
	if (a->to == ANSWER_TECHNICIAN || a->to == ANSWER_ADDRESS)
		decision_event(d, "%s is not told: %s", recipient, why);
	else
		d->not_answered = talloc_strdup(d, why);
}

enum result
limits_strike(const struct tools *tools, const struct facts *f, struct decision *d, struct error *err)
{
	enum result result = DONE;
	bool asked = false, open = false;
	size_t kept = 0;

	if (tools->store == NULL)
		return DONE;
	for (size_t i = 0; i < d->answer_count && result == DONE; i++) {
		const char *recipient = recipient_of(f, d, &d->answers[i]), *why = NULL;
		struct limits_mail mail = {
			.recipient = recipient, .ticket = d->ticket, .outward = d->answers[i].to != ANSWER_TECHNICIAN || d->answers[i].confirm,
			.template = d->answers[i].template, .subject = subject_of(f, d),
		};

		if (recipient != NULL)
			result = limits_ask(d, tools, &mail, f->now, &why, err);
		if (result == DONE && recipient != NULL && why == NULL && mail.outward) {
			if (!asked)
				result = ask_breaker(d, tools, f->now, &open, &d->breaker, err);
			asked = true;
			why = open ? "the breaker has tripped: too much automatic mail in all (limits.all)" : NULL;
		}
		if (why != NULL)
			strike(d, &d->answers[i], recipient, why);
		else
			d->answers[kept++] = d->answers[i];
	}
	d->answer_count = kept;
	tier0_settle(d);
	questionnaire_settle(d);
	return result;
}

static duration
longest(const struct conf_rates *rates, duration so_far)
{
	for (size_t i = 0; i < rates->count; i++)
		if (rates->list[i].window > so_far)
			so_far = rates->list[i].window;
	return so_far;
}

enum result
limits_forget(const struct tools *tools, instant now, bool *all, struct error *err)
{
	const struct conf *conf = tools->conf;
	duration keep = conf->limits.repeats_within;
	size_t gone = 0;
	enum result result;

	keep = longest(&conf->limits.address, keep);
	keep = longest(&conf->limits.domain, keep);
	keep = longest(&conf->limits.thread, keep);
	keep = longest(&conf->limits.all, keep);
	result = automatic_forget(tools->store, now - keep, FORGOTTEN_AT_ONCE, &gone, err);
	*all = gone < FORGOTTEN_AT_ONCE;
	return result;
}
