/* follow_up.c - see follow_up.h */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/clock/calendar.h>
#include <postigo/clock/local.h>
#include <postigo/store/message_row.h>
#include <postigo/store/opinion.h>
#include <postigo/store/reopening.h>

#include "answer.h"
#include "follow_up.h"

#define DETAIL_MOST 80

/* Of a technician's answer, in a reminder of it. */
#define WORDS_MOST 2000

/* How far it has come: what a timer's detail tells. */
struct progress {
	instant since;		/* it waits */
	size_t step;		/* reminders that are behind us */
	instant told;		/* when the last of them went out; 0: none did */
};

static const struct conf_follow_up *
follow_up_of(const struct conf *conf, const struct ticket *ticket)
{
	const struct conf_queue *queue = conf_queue(conf, ticket->queue);

	return queue != NULL ? queue->follow_up : NULL;
}

static bool
waits(const struct ticket *ticket)
{
	return ticket->state == TICKET_WAITING && ticket->waiting_for == TICKET_FOR_REQUESTER && !ticket->internal &&
	    ticket->merged_into == 0;
}

/* The first instant by which so much of the calendar's time has gone by. */
static instant
later(const struct conf_follow_up *f, instant since, duration d)
{
	instant at;

	if (f->calendar == NULL)
		return since + d;
	return calendar_add(f->calendar, since, d, &at) == DONE ? at : since + DAYS(3653);
}

/* When what comes next is to be done. False: nothing does. The config may have fewer reminders than have gone out. */
static bool
next(const struct conf_follow_up *f, const struct progress *p, instant *at)
{
	size_t step = p->step < f->remind_count ? p->step : f->remind_count;
	instant close;

	if (step < f->remind_count) {
		*at = later(f, p->since, f->remind[step]);
		return true;
	}
	if (f->close == 0)
		return false;
	*at = later(f, p->since, f->close);
	if (p->told != 0 && step > 0) {
		close = later(f, p->told, f->close - f->remind[step - 1]);
		*at = close > *at ? close : *at;
	}
	return true;
}

static enum result
set_timer(const struct tools *tools, const struct ticket *ticket, const struct conf_follow_up *f, const struct progress *p,
    struct error *err)
{
	static char kind[] = FOLLOW_UP_TIMER;
	char detail[DETAIL_MOST];
	struct due_row row = { .kind = kind, .ticket = ticket->id, .detail = detail };

	if (!next(f, p, &row.due))
		return DONE;
	snprintf(detail, sizeof(detail), "%lld %zu %lld", (long long)p->since, p->step, (long long)p->told);
	return due_set(tools->store, &row, err);
}

static struct progress
read_detail(const char *detail)
{
	struct progress p = { 0 };
	char *end = NULL;

	if (detail == NULL)
		return p;
	p.since = strtoll(detail, &end, 10);
	p.step = (size_t)strtoull(end, &end, 10);
	p.told = strtoll(end, &end, 10);
	return p;
}

enum result
follow_up_begin(const struct tools *tools, const struct ticket *ticket, instant now, struct error *err)
{
	const struct conf_follow_up *f = follow_up_of(tools->conf, ticket);

	if (f == NULL || !waits(ticket))
		return DONE;
	return set_timer(tools, ticket, f, &(struct progress){ .since = now }, err);
}

/* An address that says something by itself when a mail comes to it. */
static json_t *
saying(TALLOC_CTX *ctx, const struct tools *tools, const struct ticket *ticket, enum token_purpose purpose, instant now)
{
	return json_string(answer_token_address(ctx, tools, answer_mailbox(tools->conf, ticket)->address, purpose, ticket->id,
	    ticket->requester, now));
}

static json_t *
ratings(TALLOC_CTX *ctx, const struct tools *tools, const struct ticket *ticket, instant now)
{
	json_t *list = json_array();

	for (int n = OPINION_RATING_MOST; n > 0; n--)
		json_array_append_new(list, json_pack("{s:i, s:o}", "rating", n, "rating_address",
		    saying(ctx, tools, ticket, (enum token_purpose)(TOKEN_RATING_1 + n - 1), now)));
	return list;
}

/* What is asked of whoever had it closed. */
static json_t *
questions(TALLOC_CTX *ctx, const struct tools *tools, const struct ticket *ticket, const struct conf_follow_up *f, instant now)
{
	json_t *o = json_object();

	json_object_set_new(o, "asks", json_boolean(f->ask_solved || f->rating));
	json_object_set_new(o, "ask_solved", json_boolean(f->ask_solved));
	json_object_set_new(o, "ask_rating", json_boolean(f->rating));
	json_object_set_new(o, "solved_address", saying(ctx, tools, ticket, TOKEN_SOLVED, now));
	json_object_set_new(o, "unsolved_address", saying(ctx, tools, ticket, TOKEN_UNSOLVED, now));
	json_object_set_new(o, "ratings", ratings(ctx, tools, ticket, now));
	return o;
}

/* Mail by itself to the requester. */
static enum result
tell(const struct tools *tools, const struct ticket *ticket, const char *template, json_t *values, instant now,
    struct error *err)
{
	struct answer answer = { .template = template, .to = ANSWER_OWNER, .language = ticket->language,
		.why = "the queue's follow_up" };

	return answer_about(tools, ticket, &answer, values, now, err);
}

/* Whoever has it closed hears of it when there is something to ask. */
static bool
asks(const struct conf *conf, const struct ticket *ticket)
{
	const struct conf_follow_up *f = follow_up_of(conf, ticket);

	return f != NULL && (f->ask_solved || f->rating);
}

static enum result
tell_closed(const struct tools *tools, const struct ticket *ticket, const char *template, instant now, struct error *err)
{
	SCRATCH(tmp);
	const struct conf_follow_up *f = follow_up_of(tools->conf, ticket);
	json_t *values;
	enum result result;

	if (f == NULL || ticket->internal || ticket->merged_into != 0)
		return DONE;
	values = questions(tmp, tools, ticket, f, now);
	result = tell(tools, ticket, template, values, now, err);
	json_decref(values);
	return result;
}

enum result
follow_up_state(const struct change *c, const struct ticket *ticket, enum ticket_state before, struct error *err)
{
	struct store *store = c->tools->store;
	enum result result = waits(ticket) ? follow_up_begin(c->tools, ticket, c->now, err) :
	    due_unset(store, ticket->id, FOLLOW_UP_TIMER, err);

	if (result >= 0 && before == TICKET_CLOSED && ticket->state != TICKET_CLOSED)
		result = reopening_add(store, ticket->id, c->now, err);
	if (result >= 0 && ticket->state == TICKET_CLOSED && before != TICKET_CLOSED && !c->told && asks(c->tools->conf, ticket))
		result = tell_closed(c->tools, ticket, "closed", c->now, err);
	return result == NONE ? DONE : result;
}

/* The answer that nobody has reacted to. */
static enum result
add_words(TALLOC_CTX *ctx, const struct tools *tools, const struct ticket *ticket, json_t *values, struct error *err)
{
	struct message_row m = { 0 };
	enum result result = message_row_newest(ctx, tools->store, ticket->id, MESSAGE_FROM_TECHNICIAN, &m, err);

	json_object_set_new(values, "text", json_string(answer_beginning(ctx, m.reply != NULL ? m.reply : m.text != NULL ? m.text :
	    "", WORDS_MOST)));
	return result == NONE ? DONE : result;
}

/* When the ticket will be closed, if nobody writes; "" when it will not. */
static const char *
closing_day(TALLOC_CTX *ctx, const struct tools *tools, const struct ticket *ticket, const struct conf_follow_up *f,
    const struct progress *p)
{
	struct progress last = *p;
	const struct zone *zone = f->calendar != NULL ? f->calendar->zone : tools->conf->identity.zone;
	instant at;

	last.step = f->remind_count;
	if (f->close == 0 || !next(f, &last, &at))
		return "";
	return local_words(ctx, zone, at, catalog_words(tools->catalog, ticket->language), LOCAL_DAY);
}

static enum result
remind(const struct tools *tools, const struct ticket *ticket, const struct conf_follow_up *f, struct progress *p,
    instant now, struct error *err)
{
	SCRATCH(tmp);
	json_t *values;
	enum result result;
	instant at;

	while (p->step < f->remind_count && next(f, p, &at) && at <= now)
		p->step++;
	p->told = now;
	values = json_pack("{s:s}", "closing_day", closing_day(tmp, tools, ticket, f, p));
	json_object_set_new(values, "solved_address", saying(tmp, tools, ticket, TOKEN_SOLVED, now));
	result = add_words(tmp, tools, ticket, values, err);
	if (result == DONE)
		result = tell(tools, ticket, "reminder", values, now, err);
	json_decref(values);
	return result == DONE ? set_timer(tools, ticket, f, p, err) : result;
}

static enum result
give_up(const struct tools *tools, struct ticket *ticket, instant now, struct error *err)
{
	struct change change = { .tools = tools, .actor = "postigo", .why = "the requester has not answered", .now = now,
		.told = true };
	enum result result = change_state(&change, ticket, TICKET_CLOSED, err);

	return result == DONE ? tell_closed(tools, ticket, "closed_waiting", now, err) : result;
}

enum result
follow_up_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct progress p = read_detail(row->detail);
	const struct conf_follow_up *f;
	struct ticket ticket;
	instant at;
	enum result result = ticket_read(tmp, tools->store, row->ticket, &ticket, err);

	if (result != DONE)
		return result == NONE ? DONE : result;
	if (!waits(&ticket) || (f = follow_up_of(tools->conf, &ticket)) == NULL || !next(f, &p, &at))
		return DONE;
	/* The config may have changed since the timer was set. */
	if (at > now)
		return set_timer(tools, &ticket, f, &p, err);
	return p.step < f->remind_count ? remind(tools, &ticket, f, &p, now, err) : give_up(tools, &ticket, now, err);
}
