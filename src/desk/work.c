/* work.c - see work.h */
#include <config.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/wire_reader.h>
#include <postigo/desk/decide.h>
#include <postigo/mail/pack.h>
#include <postigo/store/ledger.h>

#include "apply.h"
#include "control.h"
#include "facts.h"
#include "reason.h"
#include "work.h"

/* How many mails are queued in memory, and how much of their bytes; the rest waits in the store. However many others have,
 * a mailbox has room for some. */
#define QUEUE_MAX 2048
#define LANE_LEAST 64
#define HELD_MAX ((size_t)32 << 20)

/* Taken from the store at a time. */
#define FILLED_AT_ONCE 256

/* A reader that has so many bytes in hand gets no more: each mail lies in memory until it is read. */
#define READER_BYTES (16u << 20)

/* Decided of one mailbox before it is the next one's turn. */
#define DECIDED_A_TURN 4

/* Mails read and not yet decided, or being read: more would only lie in memory, and take the processor from arrivals. */
#define AHEAD_MAX 192

/* When a mailbox empties itself into ours, making its mail safe goes first: this many arrivals in a round leave room for
 * that many decisions only. */
#define MANY_ARRIVED 16
#define DECIDED_MEANWHILE 4

/* A mail that has used this many attempts is set aside. */
#define ATTEMPTS_MAX 3

/* A reader that needs longer for one mail is ended: 2 s of work, and time to wait for a busy machine. */
#define READER_MS 10000

/* Larger attachments stay with us; who is answered is told of them by name. */
#define PARTS_MAX (20u << 20)

static struct lane *
lane_of(struct desk *desk, int64_t mailbox)
{
	struct queue *q = &desk->queue;

	for (size_t i = 0; i < q->lane_count; i++)
		if (q->lanes[i].mailbox == mailbox)
			return &q->lanes[i];
	q->lanes = talloc_realloc(desk, q->lanes, struct lane, (unsigned)q->lane_count + 1);
	q->lanes[q->lane_count] = (struct lane){ .mailbox = mailbox };
	return &q->lanes[q->lane_count++];
}

/* The n-th lane from the one whose turn it is. */
static struct lane *
lane_at(struct queue *q, size_t n)
{
	return &q->lanes[(q->turn + n) % q->lane_count];
}

static bool
has_room(const struct queue *q, const struct lane *lane)
{
	return lane->count < LANE_LEAST || q->count < QUEUE_MAX;
}

void
work_begin(struct desk *desk)
{
	struct ledger_status *list;
	struct error err;
	size_t count;

	if (ledger_list(desk->round, desk->tools.store, &list, &count, &err) < 0) {
		desk_broken(desk, "reading the mailboxes", &err);
		return;
	}
	for (size_t i = 0; i < count; i++)
		lane_of(desk, list[i].mailbox)->more = true;
}

static struct work *
append(struct desk *desk, struct lane *lane, int64_t inbox, const char *mailbox_name, int fd)
{
	struct work *w = talloc_zero(NULL, struct work);

	w->inbox = inbox;
	w->mailbox = lane->mailbox;
	w->mailbox_name = talloc_strdup(w, mailbox_name);
	w->fd = fd;
	if (lane->last != NULL)
		lane->last->next = w;
	else
		lane->first = w;
	lane->last = w;
	lane->count++;
	desk->queue.count++;
	return w;
}

/* Its bytes are not needed here any more, or are there to be read from the store. */
static void
let_go(struct desk *desk, struct work *w)
{
	if (w->fd != -1)
		close(w->fd);
	w->fd = -1;
	desk->queue.held -= w->held;
	w->held = 0;
}

static void
take_out(struct desk *desk, struct work *w)
{
	struct lane *lane = lane_of(desk, w->mailbox);
	struct work *before = NULL;

	for (struct work *each = lane->first; each != w; each = each->next)
		before = each;
	if (before != NULL)
		before->next = w->next;
	else
		lane->first = w->next;
	if (lane->last == w)
		lane->last = before;
	lane->count--;
	desk->queue.count--;
	if (desk->queue.suspect == w)
		desk->queue.suspect = NULL;
	let_go(desk, w);
	talloc_free(w);
}

void
work_arrived(struct desk *desk, int64_t inbox, int64_t mailbox, const char *mailbox_name, int fd, size_t size)
{
	struct lane *lane = lane_of(desk, mailbox);
	struct work *w;

	desk->queue.taken++;
	/* A row that was released from quarantine is below what is queued or read: nothing else would find it. */
	if (inbox > lane->highest && (lane->more || !has_room(&desk->queue, lane))) {
		lane->more = true;
		if (fd != -1)
			close(fd);
		return;
	}
	w = append(desk, lane, inbox, mailbox_name, fd);
	w->held = w->size = size;
	desk->queue.held += size;
	if (inbox > lane->highest)
		lane->highest = inbox;
	if (desk->queue.held > HELD_MAX || desk->queue.count > QUEUE_MAX)
		let_go(desk, w);
}

void
work_dry_run(struct desk *desk, struct peer *client, int fd)
{
	append(desk, lane_of(desk, 0), 0, "", fd)->client = client;
}

static void
fill_lane(struct desk *desk, struct lane *lane, size_t most)
{
	struct inbox_row *rows;
	struct error err;
	size_t count;

	if (inbox_waiting_in(desk->round, desk->tools.store, lane->mailbox, lane->highest, most, &rows, &count, &err) < 0) {
		desk_broken(desk, "reading the inbox", &err);
		return;
	}
	lane->more = count == most;
	for (size_t i = 0; i < count; i++) {
		struct work *w = append(desk, lane, rows[i].id, rows[i].mailbox_name, -1);

		w->suspect = rows[i].attempts > 0;
		w->size = rows[i].size;
		lane->highest = rows[i].id;
	}
}

/* Takes waiting rows from the store for each mailbox that has hardly any left here. */
static void
fill(struct desk *desk)
{
	struct queue *q = &desk->queue;

	for (size_t i = 0; i < q->lane_count && !desk->broken; i++) {
		struct lane *lane = &q->lanes[i];
		bool crowded = q->count >= QUEUE_MAX;

		if (lane->more && lane->count < (crowded ? LANE_LEAST : AHEAD_MAX))
			fill_lane(desk, lane, crowded ? LANE_LEAST : FILLED_AT_ONCE);
	}
}

static void
set_aside(struct desk *desk, struct work *w, const char *cause)
{
	struct error err;

	if (!desk_write(desk))
		return;
	if (inbox_finish(desk->tools.store, w->inbox, INBOX_QUARANTINED, cause, 0, 0, &err) != DONE) {
		desk_broken(desk, "quarantine", &err);
		return;
	}
	log_error("quarantined", "mail", log_id(w->inbox), "mailbox", w->mailbox_name, "cause", cause, NULL);
}

/* Gives the mail to the reader, its attempt counted in the same transaction that must be durable before. */
static bool
hand_over(struct desk *desk, struct work *w, struct peer *reader)
{
	unsigned attempts = 0;
	struct error err;
	char *raw;
	size_t size;

	if (w->inbox != 0 && w->mail == NULL) {
		if (!desk_write(desk))
			return false;
		if (inbox_attempt(desk->tools.store, w->inbox, &attempts, &err) != DONE) {
			desk_broken(desk, "counting an attempt", &err);
			return false;
		}
		if (attempts > ATTEMPTS_MAX) {
			set_aside(desk, w, "reading it failed three times");
			take_out(desk, w);
			return false;
		}
		w->counted = true;
	}
	if (w->fd == -1) {
		enum result result = inbox_raw(desk->round, desk->tools.store, w->inbox, &raw, &size, &err);

		if (result == DONE)
			result = wire_seal("mail", raw, size, &w->fd, &err);
		if (result != DONE) {
			desk_broken(desk, "reading a mail's bytes", &err);
			return false;
		}
		talloc_free(raw);
	}
	w->stage = WORK_READING;
	if (reader->reading_count == 0)
		reader->reading_since = instant_monotonic();
	reader->reading[reader->reading_count++] = w;
	reader->reading_bytes += w->size;
	desk_say(reader, w->mail == NULL ? WIRE_PARSE : WIRE_PARTS, (uint64_t)w->inbox, NULL, 0, dup(w->fd));
	return true;
}

static struct peer *
idle_reader(struct desk *desk)
{
	struct peer *best = NULL;

	for (struct peer *p = desk->peers; p != NULL; p = p->next)
		if (p->kind == ROLE_READER && !p->gone && p->reading_count < READER_AHEAD &&
		    p->reading_bytes < READER_BYTES &&
		    (p->reading_count == 0 || !p->reading[0]->suspect) &&
		    (best == NULL || p->reading_count < best->reading_count))
			best = p;
	return best;
}

/* When the desk dies, nobody knows of which mail: all that were on their way have used up an attempt. From then on each
 * goes alone, with a reader to itself, and its attempts are its own. */
static bool
is_its_turn(struct desk *desk, struct work *w)
{
	struct queue *q = &desk->queue;

	/* Only a reader that has one in hand makes others wait: that comes to an end in any case. */
	if (w->suspect && (q->suspect == NULL || q->suspect->stage != WORK_READING))
		q->suspect = w;
	return !w->suspect || q->suspect == w;
}

/* False: the readers are to be given no more for now. */
static bool
dispatch_lane(struct desk *desk, struct lane *lane, size_t most)
{
	struct work *next;

	for (struct work *w = lane->first; w != NULL && !desk->broken && most > 0; w = next, most--) {
		struct peer *reader;

		next = w->next;
		if (w->stage != WORK_WAITING)
			continue;
		/* What is behind it in this mailbox would have to wait for it anyway. */
		if (!is_its_turn(desk, w))
			return true;
		if ((reader = idle_reader(desk)) == NULL || (w->suspect && reader->reading_count > 0))
			return false;
		hand_over(desk, w, reader);
	}
	return true;
}

/* Each mailbox that has mail gets its share of what is read ahead. */
static void
dispatch(struct desk *desk)
{
	struct queue *q = &desk->queue;
	size_t busy = 0, share;

	for (size_t i = 0; i < q->lane_count; i++)
		busy += q->lanes[i].count > 0;
	share = busy == 0 ? 0 : busy < AHEAD_MAX ? AHEAD_MAX / busy : 1;
	/* Until a reader has nothing else in hand: others must not take its place for ever. */
	if (q->suspect != NULL && q->suspect->stage == WORK_WAITING &&
	    !dispatch_lane(desk, lane_of(desk, q->suspect->mailbox), share))
		return;
	for (size_t i = 0; i < q->lane_count && !desk->broken; i++)
		if (!dispatch_lane(desk, lane_at(q, i), share))
			return;
}

/* The work that a reader answers now: they answer in order. It stays the first in hand until the answer holds up. */
static struct work *
answered(struct peer *reader, uint64_t id)
{
	if (reader->reading_count == 0 || (uint64_t)reader->reading[0]->inbox != id) {
		desk_restart(reader, "it answers what it was not asked");
		return NULL;
	}
	return reader->reading[0];
}

static void
has_read(struct peer *reader)
{
	reader->reading[0]->stage = WORK_READ;
	reader->reading_bytes -= reader->reading[0]->size;
	reader->reading_count--;
	memmove(&reader->reading[0], &reader->reading[1], reader->reading_count * sizeof(reader->reading[0]));
	reader->reading_since = instant_monotonic();
}

/* The bytes of an answer: in the message, or in a memfd and then owned by ctx. */
static enum result
answer_bytes(TALLOC_CTX *ctx, const struct wire_message *m, size_t max, const char **bytes, size_t *size,
    struct error *err)
{
	char *unsealed;
	enum result result;

	if (m->fd == -1) {
		*bytes = (const char *)m->payload;
		*size = m->size;
		return DONE;
	}
	result = wire_unseal(ctx, m->fd, max, &unsealed, size, err);
	if (result == DONE)
		*bytes = unsealed;
	return result;
}

/* Attachments travel on when somebody will get the mail: a technician's answer, or a notice to a team. */
static bool
needs_parts(const struct desk *desk, const struct work *w)
{
	const struct conf *conf = desk->tools.conf;
	const struct conf_mailbox *mailbox = conf_mailbox(conf, w->mailbox_name);
	const struct conf_queue *queue = mailbox != NULL ? conf_queue(conf, mailbox->queue) : NULL;
	uint64_t size = 0;

	if (w->inbox == 0 || w->mail->attachment_count == 0 || w->mail->class != MAIL_HUMAN)
		return false;
	for (size_t i = 0; i < w->mail->attachment_count; i++) {
		if (w->mail->attachments[i].size > PARTS_MAX - size)
			return false;
		size += w->mail->attachments[i].size;
	}
	if (queue != NULL && queue->team != NULL)
		return true;
	return w->mail->from.address != NULL && conf_agent_by_address(conf, w->mail->from.address) != NULL;
}

void
work_parsed(struct peer *reader, struct wire_message *m)
{
	struct work *w = answered(reader, m->id);
	struct error err;
	const char *packed;
	size_t size;

	if (w == NULL)
		return;
	if (answer_bytes(w, m, WIRE_JSON_MAX, &packed, &size, &err) != DONE ||
	    pack_open(w, packed, size, &w->mail, &err) != DONE) {
		/* A reader that talks nonsense may have been taken over by the mail that it read: it is that mail
		 * whose attempt counts when the reader has gone, and not the next one's. */
		log_error("reader_answer", "mail", log_id(w->inbox), "why", err.text, NULL);
		w->mail = NULL;
		desk_restart(reader, "its answer does not hold up");
		return;
	}
	if (m->fd != -1)
		talloc_free((void *)(uintptr_t)packed);
	has_read(reader);
	if (needs_parts(reader->desk, w)) {
		w->wants_parts = true;
		w->stage = WORK_WAITING;
	}
}

void
work_parts(struct peer *reader, struct wire_message *m)
{
	struct work *w = answered(reader, m->id);
	struct error err;
	const char *bytes;

	if (w == NULL)
		return;
	has_read(reader);
	w->wants_parts = false;
	/* Without its attachments the mail is still worth an answer: they are named, and stay with us. */
	if (answer_bytes(w, m, PARTS_MAX, &bytes, &w->parts.size, &err) != DONE) {
		log_warning("parts", "mail", log_id(w->inbox), "why", err.text, NULL);
		return;
	}
	w->parts.bytes = m->fd != -1 ? bytes : talloc_memdup(w, bytes, w->parts.size);
	w->has_parts = true;
}

static void
log_decision(const struct work *w, const struct facts *facts, const struct decision *d, int64_t ticket)
{
	/* What is set aside is for somebody to look at. */
	(d->outcome == DECIDE_QUARANTINED ? log_error : log_info)("decided", "mail", log_id(w->inbox),
	    "mailbox", w->mailbox_name, "from", facts->mail->from.address, "message_id", facts->mail->message_id,
	    "outcome", decision_outcome_name(d->outcome), "ticket", ticket != 0 ? log_number(ticket) : NULL,
	    "class", message_class_name(facts->mail->class), "trust", decision_trust_name(d->trust),
	    "tie", d->ticket != 0 ? tie_name(d->tie) : NULL, "answers", log_number((int64_t)d->answer_count),
	    "not_answered", d->not_answered, "cause", d->cause, "token_trouble", facts->token_trouble, NULL);
}

/* Decides one mail and writes all that follows, or sets it aside when it cannot be done. */
static void
decide_one(struct desk *desk, struct work *w)
{
	SCRATCH(tmp);
	struct store *store = desk->tools.store;
	struct inbox_row row;
	struct decision *d = NULL;
	struct facts facts;
	struct error err;
	int64_t ticket = 0, message = 0;
	enum result result;

	if (!desk_write(desk))
		return;
	if ((result = store_savepoint(store, &err)) == DONE)
		result = inbox_read(tmp, store, w->inbox, &row, &err);
	if (result == DONE && row.state != INBOX_NEW) {
		/* It was dropped while it was being read. */
		store_undo(store);
		return;
	}
	if (result == DONE)
		result = facts_gather(tmp, &desk->tools, &row, w->mail, instant_now(), &facts, &err);
	if (result == DONE) {
		d = decide(tmp, &facts);
		result = apply(&desk->tools, &row, &facts, d, w->has_parts ? &w->parts : NULL, &ticket, &message, &err);
	}
	if (result == DONE)
		result = store_release(store, &err);
	if (result == DONE) {
		log_decision(w, &facts, d, ticket);
		return;
	}
	store_undo(store);
	if (result == PERMFAIL) {
		set_aside(desk, w, err.text);
		return;
	}
	/* Should the mail itself be the cause, its attempts must come to an end. */
	w->counted = false;
	desk_broken(desk, "deciding", &err);
}

static void
explain_one(struct desk *desk, struct work *w)
{
	SCRATCH(tmp);
	struct facts facts;
	struct error err;

	if (w->client == NULL)
		return;
	if (facts_gather(tmp, &desk->tools, NULL, w->mail, instant_now(), &facts, &err) != DONE) {
		control_fail(w->client, err.text);
		return;
	}
	control_answer(w->client, json_pack("{s:i, s:o}", "status", 0, "explain", reason_json(&facts, decide(tmp, &facts))));
}

static void
end_work(struct desk *desk, struct work *w)
{
	struct queue *q = &desk->queue;

	if (w->inbox != 0)
		decide_one(desk, w);
	else
		explain_one(desk, w);
	/* No row has the number 0. */
	q->decided[q->decided_count++] = w->counted ? w->inbox : 0;
	take_out(desk, w);
}

/* Decides what was read: each mailbox in its turn, and its mails in the order in which they arrived, so that one whose
 * elder is still being read waits for it. */
static void
decide_read(struct desk *desk)
{
	struct queue *q = &desk->queue;
	size_t most = q->taken < MANY_ARRIVED ? DECIDED_A_ROUND : DECIDED_MEANWHILE;
	bool any = true;

	q->again = false;
	q->turn++;
	while (any && !desk->broken) {
		any = false;
		for (size_t i = 0; i < q->lane_count; i++) {
			struct lane *lane = lane_at(q, i);

			for (int n = 0; n < DECIDED_A_TURN && !desk->broken && lane->first != NULL &&
			    lane->first->stage == WORK_READ; n++) {
				if (q->decided_count == most) {
					q->again = true;
					return;
				}
				end_work(desk, lane->first);
				any = true;
			}
		}
	}
}

void
work_go_on(struct desk *desk)
{
	decide_read(desk);
	if (!desk->broken)
		fill(desk);
	if (!desk->broken)
		dispatch(desk);
}

void
work_reader_gone(struct peer *reader)
{
	struct desk *desk = reader->desk;
	struct error err;

	for (size_t i = 0; i < reader->reading_count; i++) {
		struct work *w = reader->reading[i];

		w->stage = WORK_WAITING;
		if (w->mail != NULL && i > 0)
			continue;
		if (w->mail != NULL) {		/* it died of the attachments: the mail goes on without them */
			w->stage = WORK_READ;
			w->wants_parts = false;
			continue;
		}
		if (w->inbox == 0) {
			if (w->client != NULL)
				control_fail(w->client, "the reader died of this mail");
			w->client = NULL;
			take_out(desk, w);
			continue;
		}
		w->counted = false;
		w->suspect = i == 0;
		if (desk->queue.suspect == w)
			desk->queue.suspect = NULL;
		/* It reads in order: only the first can be what it died of. */
		if (i > 0 && desk_write(desk) && inbox_spare(desk->tools.store, w->inbox, &err) != DONE)
			desk_broken(desk, "giving back an attempt", &err);
		if (i == 0)
			log_warning("reader_died", "mail", log_id(w->inbox), "mailbox", w->mailbox_name, NULL);
	}
	reader->reading_count = 0;
	reader->reading_bytes = 0;
}

void
work_give_back(struct desk *desk)
{
	struct error err;

	for (size_t i = 0; i < desk->queue.decided_count; i++)
		if (inbox_spare(desk->tools.store, desk->queue.decided[i], &err) != DONE)
			return;
	for (size_t i = 0; i < desk->queue.lane_count; i++)
		for (struct work *w = desk->queue.lanes[i].first; w != NULL; w = w->next)
			if (w->counted && inbox_spare(desk->tools.store, w->inbox, &err) != DONE)
				return;
}

void
work_client_gone(struct peer *client)
{
	for (struct work *w = lane_of(client->desk, 0)->first; w != NULL; w = w->next)
		if (w->client == client)
			w->client = NULL;
}

int
work_watch(struct desk *desk)
{
	int64_t now = instant_monotonic();
	int64_t least = -1;

	for (struct peer *p = desk->peers; p != NULL; p = p->next) {
		int64_t left;

		if (p->kind != ROLE_READER || p->gone || p->reading_count == 0)
			continue;
		left = p->reading_since + READER_MS - now;
		if (left <= 0)
			desk_restart(p, "it takes too long over a mail");
		else if (least == -1 || left < least)
			least = left;
	}
	return (int)least;
}
