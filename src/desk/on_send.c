/* on_send.c - see on_send.h; the conversation is drawn in wire_send.h */
#include <config.h>

#include <string.h>

#include <openssl/rand.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/wire_send.h>
#include <postigo/desk/retry.h>
#include <postigo/store/delivery.h>
#include <postigo/store/event.h>
#include <postigo/store/outbox.h>

#include "answer.h"
#include "bounced.h"
#include "on_send.h"

/* Each time that the outcome is unknown the mail is sent once more: to be told twice is better than never. An outcome
 * that stays unknown this often is not tried again, for the mail may have arrived each time. */
#define UNKNOWN_MAX 5

/* How long the relay is left alone after trouble: doubled from the first to the last. */
#define PAUSE_FIRST SECONDS(1)
#define PAUSE_MOST MINUTES(5)
#define PROBE_PATIENCE SECONDS(30)

#define CLAIMED_A_ROUND 64

static uint32_t
chance(void)
{
	uint32_t n = 0;

	/* Only spreads retries: a zero does no harm. */
	(void)RAND_bytes((unsigned char *)&n, sizeof(n));
	return n;
}

/* What becomes of a row after an attempt. */
struct verdict {
	enum outbox_state state;
	bool counted;
	instant next;
};

/* Pure: the rules of retrying. */
static struct verdict
judge(const struct conf_relay *relay, const struct outbox_row *row, enum outcome outcome, instant now)
{
	switch (outcome) {
	case OUTCOME_SENT:
		return (struct verdict){ OUTBOX_SENT, true, 0 };
	case OUTCOME_DEFERRED:
		if (now - row->created > relay->give_up)
			return (struct verdict){ OUTBOX_FAILED, true, 0 };
		return (struct verdict){ OUTBOX_DEFERRED, true,
		    now + retry_wait(relay->retry_first, relay->retry_most, row->attempts + 1, chance()) };
	case OUTCOME_UNKNOWN:
		if (row->unknowns + 1 >= UNKNOWN_MAX)
			return (struct verdict){ OUTBOX_FAILED, true, 0 };
		return (struct verdict){ OUTBOX_UNKNOWN, true, now + relay->retry_unknown };
	case OUTCOME_UNTRIED:
		if (now - row->created > relay->give_up)
			return (struct verdict){ OUTBOX_FAILED, false, 0 };
		return (struct verdict){ OUTBOX_QUEUED, false, now };
	case OUTCOME_FAILED:
		break;
	}
	return (struct verdict){ OUTBOX_FAILED, true, 0 };
}

/* The relay's own word about an address counts like a bounce. */
static enum result
hold(struct desk *desk, const struct outbox_row *row, const char *text, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct store *store = desk->tools.store;
	enum delivery_class class = bounced_class(bounced_status(tmp, text), text);
	struct person person;
	enum result result = DONE;

	if (class == DELIVERY_FINE || row->code / 100 != 5)
		return DONE;
	result = person_find(tmp, store, row->recipient, &person, err);
	if (result == DONE)
		result = delivery_hold(store, person.id, class, now + bounced_hold(desk->tools.conf, class), text, now, err);
	if (result == DONE && row->ticket != 0)
		result = event_add(store, row->ticket, "postigo", "held", talloc_asprintf(tmp,
		    "nothing automatic goes to %s until %s", row->recipient,
		    instant_rfc3339(tmp, now + bounced_hold(desk->tools.conf, class))), now, err);
	return result == NONE ? DONE : result;
}

enum result
send_tell_failure(struct desk *desk, const struct outbox_row *row, const char *text, struct error *err)
{
	SCRATCH(tmp);
	instant now = instant_now();
	enum result result;

	if ((result = hold(desk, row, text, now, err)) != DONE || row->ticket == 0)
		return result;
	result = event_add(desk->tools.store, row->ticket, "postigo", "delivery_failed",
	    talloc_asprintf(tmp, "%s to %s: %s", row->kind, row->recipient, text), now, err);
	/* A lost acknowledgement is no news to a technician, and a lost notice of failure makes no other. */
	if (result != DONE || strcmp(row->kind, "answer") != 0)
		return result;
	return answer_delivery_failed(&desk->tools, row, text, now, err);
}

static void
log_outcome(const struct outbox_row *row, enum outbox_state state, uint32_t code, const char *text)
{
	const char *event = state == OUTBOX_QUEUED ? "not_tried" : outbox_state_name(state);

	log_info(event, "mail", row->inbox != 0 ? log_id(row->inbox) : NULL, "row", log_number(row->id),
	    "ticket", row->ticket != 0 ? log_number(row->ticket) : NULL, "kind", row->kind,
	    "recipient", row->recipient, "message_id", row->identifier, "code", code != 0 ? log_number(code) : NULL,
	    "answer", text, NULL);
}

static void
end_attempt(struct desk *desk, uint32_t index, int64_t id, enum outcome outcome, uint32_t code, const char *text)
{
	struct outbox_row row;
	struct verdict v;
	struct error err;
	enum result result;

	if (!desk_write(desk))
		return;
	result = outbox_read(desk->round, desk->tools.store, id, &row, &err);
	/* A result that was told before our death may come again: then the row is not held any more, and that is fine. */
	if (result == NONE || (result == DONE && row.lease != (int)index))
		return;
	if (result == DONE) {
		v = judge(&desk->tools.conf->relay, &row, outcome, instant_now());
		result = outbox_result(desk->tools.store, id, (int)index, v.state, v.counted, (int)code, text,
		    v.next, instant_now(), &err);
	}
	row.code = (int)code;
	if (result == DONE && v.state == OUTBOX_FAILED)
		result = send_tell_failure(desk, &row, text != NULL ? text : "no answer", &err);
	if (result != DONE)
		desk_broken(desk, "the end of an attempt", &err);
	else
		log_outcome(&row, v.state, code, text);
}

void
send_on_want(struct peer *peer, struct wire_message *m)
{
	struct error err;
	uint32_t n = wire_get_u32(m);

	if (!desk_holds_up(peer, wire_done(m, &err), &err))
		return;
	if (n > WIRE_HOLDING_MAX - peer->want) {
		desk_restart(peer, "it wants more than it can hold");
		return;
	}
	peer->want += n;
}

/* The dot goes out now: should the process die, the outcome of this mail, and of no other, is unknown. */
static void
begin_dot(struct peer *peer, uint64_t row)
{
	struct dots *dots = &peer->desk->dots[peer->index];

	for (size_t i = 0; i < dots->count; i++)
		if (dots->row[i] == row)
			return;
	if (dots->count == sizeof(dots->row) / sizeof(dots->row[0]))
		desk_restart(peer, "it ends more mails than it can hold");
	else
		dots->row[dots->count++] = row;
}

static bool
take_dot(struct dots *dots, uint64_t row)
{
	for (size_t i = 0; i < dots->count; i++)
		if (dots->row[i] == row) {
			dots->row[i] = dots->row[--dots->count];
			return true;
		}
	return false;
}

void
send_on_dot(struct peer *peer, struct wire_message *m)
{
	struct desk *desk = peer->desk;
	struct error err;
	enum result result;

	if (m->size > 0 && peer->held_known) {
		if (wire_get_u8(m) == 1 && desk_holds_up(peer, wire_done(m, &err), &err))
			begin_dot(peer, m->id);
		return;
	}

	if (!peer->held_known) {
		desk_restart(peer, "it asks before it has said what it holds");
		return;
	}
	if (!desk_write(desk))
		return;
	result = outbox_dot(desk->tools.store, (int64_t)m->id, (int)peer->index, &err);
	if (result < 0)
		desk_broken(desk, "before the dot", &err);
	else if (result == NONE)
		desk_restart(peer, "it asks to end a mail that it does not hold");
	else
		desk_say(peer, WIRE_DOT, m->id, NULL, 0, -1);
}

/* A row that its process knows no more. What dots went out we know if we heard that process all along. */
static void
lost(struct desk *desk, uint32_t index, const struct outbox_row *row)
{
	struct dots *dots = &desk->dots[index];
	bool began = take_dot(dots, (uint64_t)row->id);

	if (row->state == OUTBOX_DOT_PENDING && (began || !dots->heard))
		end_attempt(desk, index, row->id, OUTCOME_UNKNOWN, 0,
		    "the process that sent it ended after the data: it may be delivered twice");
	else
		end_attempt(desk, index, row->id, OUTCOME_UNTRIED, 0, "the process that had it ended");
}

/* What the process with that number does not hold any more. */
static void
take_back(struct desk *desk, uint32_t index, const struct wire_holding *holding)
{
	struct outbox_row *rows;
	struct error err;
	size_t count;

	if (outbox_lost(desk->round, desk->tools.store, (int)index, holding->row, holding->count, &rows, &count,
	    &err) < 0) {
		desk_broken(desk, "reading the outbox", &err);
		return;
	}
	for (size_t i = 0; i < count; i++)
		lost(desk, index, &rows[i]);
}

void
send_begin(struct desk *desk)
{
	const struct wire_holding nothing = { 0 };

	for (uint32_t i = desk->tools.conf->relay.connections; i < SENDERS_MAX && !desk->broken; i++)
		take_back(desk, i, &nothing);
}

/* Dots of mails that it holds no more are nobody's. */
static void
forget_dots(struct dots *dots, const struct wire_holding *holding)
{
	size_t kept = 0;

	for (size_t i = 0; i < dots->count; i++)
		for (size_t k = 0; k < holding->count; k++)
			if (dots->row[i] == holding->row[k]) {
				dots->row[kept++] = dots->row[i];
				break;
			}
	dots->count = kept;
}

void
send_on_holding(struct peer *peer, struct wire_message *m)
{
	struct desk *desk = peer->desk;
	struct wire_holding holding;
	struct error err;

	if (!desk_holds_up(peer, wire_holding_get(m, &holding, &err), &err))
		return;
	if (holding.index != peer->index || peer->index >= SENDERS_MAX) {
		desk_restart(peer, "it speaks for another");
		return;
	}
	take_back(desk, peer->index, &holding);
	forget_dots(&desk->dots[peer->index], &holding);
	/* It was there before us: what it holds may have had its dot already. */
	for (size_t i = 0; i < holding.count && !desk->dots[peer->index].heard; i++)
		begin_dot(peer, holding.row[i]);
	desk->dots[peer->index].heard = true;
	peer->held_known = true;
}

void
send_on_result(struct peer *peer, struct wire_message *m)
{
	struct wire_result r;
	struct error err;

	if (!desk_holds_up(peer, wire_result_get(peer->desk->round, m, &r, &err), &err) || peer->index >= SENDERS_MAX)
		return;
	(void)take_dot(&peer->desk->dots[peer->index], m->id);
	end_attempt(peer->desk, peer->index, (int64_t)m->id, r.outcome, r.code, r.text);
	desk_say(peer, WIRE_RESULT, m->id, NULL, 0, -1);
}

void
send_on_relay(struct peer *peer, struct wire_message *m)
{
	struct relay_state *relay = &peer->desk->relay;
	struct wire_relay news;
	struct error err;

	if (!desk_holds_up(peer, wire_relay_get(peer->desk->round, m, &news, &err), &err))
		return;
	if (news.ok) {
		if (relay->trouble)
			log_info("relay_recovered", NULL);
		*relay = (struct relay_state){ 0 };
		return;
	}
	if (!relay->trouble)
		log_error("relay_trouble", "why", news.why, NULL);
	/* Several processes meet the same trouble at once: it counts once. */
	if (!relay->trouble || relay->probing) {
		relay->times++;
		relay->paused_until = instant_monotonic() +
		    retry_wait(PAUSE_FIRST, PAUSE_MOST, relay->times, chance());
	}
	relay->trouble = true;
	relay->probing = false;
}

static void
hand_out(struct peer *peer, const struct outbox_row *row)
{
	struct desk *desk = peer->desk;
	struct wire_outgoing outgoing = { .envelope_from = row->envelope_from, .recipient = row->recipient };
	struct error err;
	struct text *t;
	char *bytes;
	size_t size;
	int fd;
	enum result result = outbox_raw(desk->round, desk->tools.store, row->id, &bytes, &size, &err);

	if (result == DONE)
		result = wire_seal("outgoing", bytes, size, &fd, &err);
	if (result != DONE) {
		desk_broken(desk, "reading an outgoing mail", &err);
		return;
	}
	t = text_new(desk->round, WIRE_MAX);
	wire_outgoing_put(t, &outgoing);
	desk_say(peer, WIRE_OUTGOING, (uint64_t)row->id, t->bytes, t->size, fd);
	talloc_free(bytes);
	peer->want--;
}

/* The process with the most room gets the next share: so all connections are kept busy, and none is flooded. */
static struct peer *
roomiest(struct desk *desk)
{
	struct peer *best = NULL;

	for (struct peer *p = desk->peers; p != NULL; p = p->next)
		if (p->kind == ROLE_SEND && !p->gone && p->held_known && p->want > 0 &&
		    (best == NULL || p->want > best->want))
			best = p;
	return best;
}

static bool
is_due(struct desk *desk)
{
	struct error err;
	instant due;
	enum result result = outbox_next_due(desk->tools.store, &due, &err);

	if (result < 0)
		desk_broken(desk, "reading the outbox", &err);
	return result == DONE && due <= instant_now();
}

void
send_hand_out(struct desk *desk)
{
	struct outbox_row *rows;
	struct peer *peer;
	struct error err;
	size_t count;
	size_t total = 0;

	if (desk->broken || (desk->relay.trouble && instant_monotonic() < desk->relay.paused_until))
		return;
	while (total < CLAIMED_A_ROUND && (peer = roomiest(desk)) != NULL && is_due(desk) && desk_write(desk)) {
		size_t most = peer->want < 8 ? peer->want : 8;

		/* In trouble one mail is enough to see whether it is over. */
		if (desk->relay.trouble)
			most = 1;
		if (outbox_claim(desk->round, desk->tools.store, (int)peer->index, instant_now(), most, &rows, &count,
		    &err) < 0) {
			desk_broken(desk, "claiming", &err);
			return;
		}
		for (size_t i = 0; i < count && !desk->broken; i++)
			hand_out(peer, &rows[i]);
		total += count;
		if (count == 0 || desk->relay.trouble)
			break;
	}
	/* Until the word about this one comes, or its process is lost, nothing else is risked. */
	if (desk->relay.trouble && total > 0) {
		desk->relay.probing = true;
		desk->relay.paused_until = instant_monotonic() + PROBE_PATIENCE;
	}
}

int
send_patience(struct desk *desk)
{
	instant due;
	struct error err;
	int64_t wait, pause = 0;

	if (roomiest(desk) == NULL || outbox_next_due(desk->tools.store, &due, &err) != DONE)
		return -1;
	wait = instant_patience(due);
	if (desk->relay.trouble)
		pause = desk->relay.paused_until - instant_monotonic();
	if (pause > wait)
		wait = pause;
	return wait < 0 ? 0 : wait > 60000 ? 60000 : (int)wait;
}
