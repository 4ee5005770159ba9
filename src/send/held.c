/* held.c - the mails that the desk gave us, until it knows what became of each */
#include <config.h>

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include <postigo/base/instant.h>
#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/quit.h>
#include <postigo/base/utf8.h>
#include <postigo/base/wire_line.h>

#include "held.h"

#define ANSWER_CHARACTERS 400

struct held {
	uint32_t index;
	int supervisor, desk;		/* desk -1: none at the moment */
	bool orphaned;
	struct letter *first;		/* in the order in which they came */
	size_t count;
	size_t promised;		/* mails that the desk may still send */
	bool flowing;
	bool closing;			/* no more mails are wanted */
	char *trouble;			/* what the desk was told is wrong with the server; NULL: nothing */
	struct text *scratch;
};

static int
free_held(struct held *h)
{
	for (struct letter *l = h->first; l != NULL; l = l->next)
		if (l->fd >= 0)
			(void)close(l->fd);
	if (h->desk >= 0)
		(void)close(h->desk);
	return 0;
}

struct held *
held_new(TALLOC_CTX *ctx, uint32_t index, int supervisor)
{
	struct held *h = talloc_zero(ctx, struct held);

	h->index = index;
	h->supervisor = supervisor;
	h->desk = -1;
	h->scratch = text_new(h, WIRE_MAX);
	talloc_set_destructor(h, free_held);
	return h;
}

/* Takes a letter out of the list and frees it. */
static void
forget(struct held *h, struct letter *letter)
{
	struct letter **at = &h->first;

	while (*at != letter)
		at = &(*at)->next;
	*at = letter->next;
	h->count--;
	if (letter->fd >= 0)
		(void)close(letter->fd);
	talloc_free(letter);
}

/* One that the desk knows the end of may come again. */
static struct letter *
find(const struct held *h, uint64_t row)
{
	struct letter *l = h->first;

	while (l != NULL && (l->row != row || l->confirmed))
		l = l->next;
	return l;
}

/* The desk has gone. What it was asked for and did not answer is undecided: those mails go back to it. */
static void
lose_desk(struct held *h, const char *why)
{
	if (h->desk < 0)
		return;
	log_info("desk_lost", "why", why, NULL);
	(void)close(h->desk);
	h->desk = -1;
	h->promised = 0;
	for (struct letter *l = h->first; l != NULL; l = l->next)
		if (l->dot_asked && !l->dot_granted)
			held_end(h, l, OUTCOME_UNTRIED, 0, "the desk was restarted");
}

/* Sends a message with what h->scratch holds. */
static void
tell(struct held *h, enum wire_type type, uint64_t id)
{
	struct error err;

	if (h->desk >= 0 && wire_send(h->desk, type, id, h->scratch->bytes, h->scratch->size, -1, &err) != DONE)
		lose_desk(h, err.text);
}

static void
tell_result(struct held *h, const struct letter *letter)
{
	text_reset(h->scratch);
	wire_result_put(h->scratch, &letter->result);
	tell(h, WIRE_RESULT, letter->row);
}

static void
tell_trouble(struct held *h)
{
	text_reset(h->scratch);
	wire_relay_put(h->scratch, &(struct wire_relay){ .ok = h->trouble == NULL, .why = h->trouble });
	tell(h, WIRE_RELAY, 0);
}

/* Asks for more once a good part of the window is free. */
static void
ask_for_mails(struct held *h)
{
	size_t taken = h->count + h->promised;

	if (h->desk < 0 || h->closing || taken >= HELD_WINDOW || (HELD_WINDOW - taken < HELD_WINDOW / 4 && h->promised > 0))
		return;
	text_reset(h->scratch);
	wire_put_u32(h->scratch, (uint32_t)(HELD_WINDOW - taken));
	h->promised += HELD_WINDOW - taken;
	tell(h, WIRE_WANT, 0);
}

static void
ask_for_dots(struct held *h)
{
	unsigned ahead = 0;

	for (struct letter *l = h->first; h->flowing && h->desk >= 0 && l != NULL && ahead < HELD_DOTS_AHEAD;
	    l = l->next) {
		if (l->state == LETTER_ENDED)
			continue;
		ahead++;
		if (l->dot_asked)
			continue;
		l->dot_asked = true;
		text_reset(h->scratch);
		tell(h, WIRE_DOT, l->row);
	}
}

/* A new line to the desk: first what we hold, then what the old desk did not confirm. */
static void
greet_desk(struct held *h, int socket)
{
	struct wire_holding holding = { .index = h->index };

	lose_desk(h, "there is a new one");
	h->desk = socket;
	for (const struct letter *l = h->first; l != NULL && holding.count < WIRE_HOLDING_MAX; l = l->next)
		holding.row[holding.count++] = l->row;
	text_reset(h->scratch);
	wire_holding_put(h->scratch, &holding);
	tell(h, WIRE_HOLDING, 0);

	for (const struct letter *l = h->first; l != NULL; l = l->next)
		if (l->state == LETTER_ENDED && !l->confirmed)
			tell_result(h, l);
	if (h->trouble != NULL)
		tell_trouble(h);
	ask_for_mails(h);
	ask_for_dots(h);
}

static enum result
take_outgoing(struct held *h, struct wire_message *m, struct error *err)
{
	struct wire_outgoing o;
	struct letter *letter = talloc_zero(h, struct letter);

	enum result result = wire_outgoing_get(letter, m, &o, err);
	if (result == DONE && (m->fd < 0 || h->promised == 0 || find(h, m->id) != NULL))
		result = error_set(err, PERMFAIL, "OUTGOING: without bytes, unasked for, or twice");
	if (result != DONE) {
		talloc_free(letter);
		return result;
	}
	h->promised--;
	letter->row = m->id;
	letter->envelope_from = o.envelope_from;
	letter->recipient = o.recipient;
	letter->fd = wire_take_fd(m);

	struct letter **end = &h->first;
	while (*end != NULL)
		end = &(*end)->next;
	*end = letter;
	h->count++;
	return DONE;
}

/* What the desk says about a mail that we no longer have is old news. */
static enum result
take_message(struct held *h, struct wire_message *m, struct error *err)
{
	struct letter *l = find(h, m->id);

	switch (m->type) {
	case WIRE_OUTGOING:
		return take_outgoing(h, m, err);
	case WIRE_DOT:
		if (l != NULL && l->dot_asked)
			l->dot_granted = true;
		return DONE;
	case WIRE_RESULT:
		if (l == NULL || l->state != LETTER_ENDED)
			return DONE;
		l->confirmed = true;
		if (!l->in_hand)
			forget(h, l);
		return DONE;
	default:
		return error_set(err, PERMFAIL, "the desk sent a message of type %d", (int)m->type);
	}
}

static void
hear_desk(struct held *h)
{
	SCRATCH(tmp);
	struct wire_message *m = NULL;
	struct error err;
	enum result result = DONE;

	while (h->desk >= 0 && (result = wire_receive(tmp, h->desk, 0, &m, &err)) == DONE) {
		result = take_message(h, m, &err);
		talloc_free(m);
		if (result != DONE)
			break;
	}
	if (h->desk >= 0 && result != NONE)
		lose_desk(h, err.text);
	ask_for_mails(h);
	ask_for_dots(h);
}

static void
hear_supervisor(struct held *h)
{
	struct error err;
	int desk;
	enum result result = wire_line_next(h->supervisor, &desk, &err);

	if (result == DONE)
		greet_desk(h, desk);
	else if (result != NONE)
		h->orphaned = true;
}

static bool
serve(struct held *h, int64_t time, int other, bool heeds_quit)
{
	struct pollfd p[] = {
		{ .fd = h->desk, .events = POLLIN },
		{ .fd = h->supervisor, .events = POLLIN },
		{ .fd = heeds_quit ? quit_descriptor() : -1, .events = POLLIN },
		{ .fd = other, .events = POLLIN },
	};

	if (time > INT32_MAX)
		time = INT32_MAX;
	if (poll(p, 4, (int)time) <= 0)
		return false;
	if (p[0].revents != 0)
		hear_desk(h);
	if (p[1].revents != 0)
		hear_supervisor(h);
	return p[3].revents != 0;
}

bool
held_serve(struct held *h, int64_t time, int other)
{
	return serve(h, time, other, !h->closing);
}

void
held_close(struct held *h)
{
	h->closing = true;
}

bool
held_orphaned(const struct held *h)
{
	return h->orphaned;
}

bool
held_has_waiting(const struct held *h)
{
	for (const struct letter *l = h->first; l != NULL; l = l->next)
		if (l->state == LETTER_WAITING)
			return true;
	return false;
}

struct letter *
held_take(struct held *h)
{
	struct letter *l = h->first;

	while (l != NULL && l->state != LETTER_WAITING)
		l = l->next;
	if (l != NULL) {
		l->state = LETTER_IN_HAND;
		l->in_hand = true;
	}
	return l;
}

void
held_flow(struct held *h)
{
	h->flowing = true;
	ask_for_dots(h);
}

void
held_pause(struct held *h)
{
	h->flowing = false;
}

bool
held_dot(struct held *h, struct letter *letter, int64_t time)
{
	int64_t until = instant_monotonic() + time;

	while (letter->state != LETTER_ENDED && !letter->dot_granted && !h->orphaned) {
		int64_t left = until - instant_monotonic();

		if (left <= 0)
			break;
		(void)serve(h, left, -1, false);
	}
	if (letter->state != LETTER_ENDED && letter->dot_granted) {
		if (!letter->dot_announced) {
			letter->dot_announced = true;
			text_reset(h->scratch);
			wire_put_u8(h->scratch, 1);
			tell(h, WIRE_DOT, letter->row);
		}
		return true;
	}
	held_end(h, letter, OUTCOME_UNTRIED, 0, "the desk did not allow the end of the data in time");
	return false;
}

void
held_end(struct held *h, struct letter *letter, enum outcome outcome, int code, const char *text)
{
	if (letter->state == LETTER_ENDED)
		return;
	letter->state = LETTER_ENDED;
	letter->result.outcome = outcome;
	letter->result.code = code >= 0 && code <= 999 ? (uint32_t)code : 0;
	letter->result.text = utf8_clean_line(letter, text, ANSWER_CHARACTERS);
	if (letter->fd >= 0)
		(void)close(letter->fd);
	letter->fd = -1;
	tell_result(h, letter);
	ask_for_dots(h);
}

void
held_untry(struct held *h, const char *why)
{
	for (struct letter *l = h->first; l != NULL; l = l->next)
		if (l->state == LETTER_WAITING)
			held_end(h, l, OUTCOME_UNTRIED, 0, why);
}

void
held_release(struct held *h, struct letter *letter)
{
	letter->in_hand = false;
	if (letter->state == LETTER_IN_HAND)
		letter->state = LETTER_WAITING;
	if (letter->confirmed)
		forget(h, letter);
}

void
held_relay(struct held *h, bool ok, const char *why)
{
	if (ok && h->trouble == NULL)
		return;
	talloc_free(h->trouble);
	h->trouble = ok ? NULL : utf8_clean_line(h, why, ANSWER_CHARACTERS);
	log_debug(ok ? "relay_recovered" : "relay_trouble", "why", h->trouble, NULL);
	tell_trouble(h);
}

bool
held_settled(const struct held *h)
{
	for (const struct letter *l = h->first; l != NULL; l = l->next)
		if (l->state == LETTER_ENDED && !l->confirmed)
			return false;
	return true;
}
