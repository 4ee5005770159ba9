/* reading.c - see reading.h; the conversation is drawn in wire_reader.h */
#include <config.h>

#include <string.h>
#include <unistd.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/quit.h>
#include <postigo/base/wire_reader.h>
#include <postigo/mail/pack.h>
#include <postigo/store/inbox.h>

#include "control.h"
#include "opening.h"
#include "queue.h"
#include "reading.h"
#include "rule_set.h"
#include "work.h"

/* A reader that has so many bytes in hand gets no more: each mail lies in memory until it is read. */
#define READER_BYTES (16u << 20)

/* A mail that has used this many attempts is set aside. */
#define ATTEMPTS_MAX 3
#define SEALED_A_LANE 16	/* that wait to be opened, of one mailbox */

/* A reader that needs longer for one mail is ended: 2 s of work, and time to wait for a busy machine. */
#define READER_MS 10000

/* Larger attachments stay with us; who is answered is told of them by name. */
#define PARTS_MAX (20u << 20)

/* A mail that was opened comes with the length of its header. */
static void
ask(struct peer *reader, struct work *w)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, WIRE_MAX);

	if (w->is_opened) {
		wire_put_u64(t, w->opened_head);
		wire_put_u8(t, w->takes_subject);
	}
	w->spoken = false;
	desk_say(reader, w->mail == NULL ? WIRE_PARSE : w->wants_cover ? WIRE_COVER : WIRE_PARTS, (uint64_t)w->inbox, t->bytes,
	    t->size, dup(w->fd));
}

/* Gives the mail to the reader, its attempt counted in the same transaction that must be durable before. */
static bool
hand_over(struct desk *desk, struct work *w, struct peer *reader)
{
	unsigned attempts = 0;
	struct error err;
	char *raw;
	size_t size;

	/* What was inside a mail is read on the same attempt. */
	if (w->inbox != 0 && w->mail == NULL && !w->counted) {
		if (!desk_write(desk))
			return false;
		if (inbox_attempt(desk->tools.store, w->inbox, &attempts, &err) != DONE) {
			desk_broken(desk, "counting an attempt", &err);
			return false;
		}
		if (attempts > ATTEMPTS_MAX) {
			work_set_aside(desk, w, "reading it failed three times");
			queue_take_out(desk, w);
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
	ask(reader, w);
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

	/* Whatever ends desks again and again soon after their start, a mail's last attempt is not used up by that. */
	if (w->attempts >= ATTEMPTS_MAX - 1 && instant_monotonic() < desk->settled)
		return false;
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
	size_t sealed = 0;

	for (struct work *w = lane->first; w != NULL && !desk->broken && most > 0; w = next, most--) {
		struct peer *reader;

		next = w->next;
		/* Behind mails whose seal is opened one after the other, others would only fill the memory. */
		sealed += w->stage == WORK_SEALED;
		if (sealed >= SEALED_A_LANE)
			return true;
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

void
reading_dispatch(struct desk *desk)
{
	struct queue *q = &desk->queue;
	size_t busy = 0, share;

	for (size_t i = 0; i < q->lane_count; i++)
		busy += q->lanes[i].count > 0;
	share = busy == 0 ? 0 : busy < QUEUE_AHEAD ? QUEUE_AHEAD / busy : 1;
	/* Until a reader has nothing else in hand: others must not take its place for ever. */
	if (q->suspect != NULL && q->suspect->stage == WORK_WAITING &&
	    !dispatch_lane(desk, queue_lane(desk, q->suspect->mailbox), share))
		return;
	for (size_t i = 0; i < q->lane_count && !desk->broken; i++)
		if (!dispatch_lane(desk, queue_lane_at(q, i), share))
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
	if ((queue != NULL && queue->team != NULL) || rule_set_forwards(desk->tools.rules))
		return true;
	return w->mail->from.address != NULL && conf_agent_by_address(conf, w->mail->from.address) != NULL;
}

void
reading_parsed(struct peer *reader, struct wire_message *m)
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
	w->mail->seal = w->seal;
	if (opening_wanted(reader->desk, w)) {
		w->wants_cover = true;
		w->stage = WORK_WAITING;
	} else {
		reading_is_known(reader->desk, w);
	}
}

void
reading_is_known(struct desk *desk, struct work *w)
{
	if (!needs_parts(desk, w))
		return;
	w->wants_parts = true;
	w->stage = WORK_WAITING;
}

void
reading_covered(struct peer *reader, struct wire_message *m)
{
	struct work *w = answered(reader, m->id);
	struct error err;
	uint8_t kind = wire_get_u8(m);
	char *why;

	if (w == NULL)
		return;
	why = wire_get_string(w, m);
	if (wire_done(m, &err) != DONE || why == NULL || kind >= COVER_KINDS || (kind == COVER_NOTHING) != (m->fd == -1)) {
		desk_restart(reader, "its answer does not hold up");
		return;
	}
	has_read(reader);
	w->wants_cover = false;
	opening_take(reader->desk, w, (enum cover_kind)kind, why, wire_take_fd(m));
}

void
reading_parts(struct peer *reader, struct wire_message *m)
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

void
reading_gone(struct peer *reader)
{
	struct desk *desk = reader->desk;
	struct error err;

	/* The readers leave when we do: that this one ended says nothing of the mail in its hand. Its attempt is given
	 * back with the others. */
	if (quit_asked())
		return;
	for (size_t i = 0; i < reader->reading_count; i++) {
		struct work *w = reader->reading[i];

		w->stage = WORK_WAITING;
		if (w->mail != NULL && i > 0)
			continue;
		if (w->mail != NULL) {		/* it died of the attachments: the mail goes on without them */
			w->stage = WORK_READ;
			w->wants_parts = w->wants_cover = false;
			continue;
		}
		if (w->inbox == 0) {
			if (w->client != NULL)
				control_fail(w->client, "the reader died of this mail");
			w->client = NULL;
			queue_take_out(desk, w);
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
reading_give_back(struct desk *desk)
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
reading_spoken(struct peer *reader, uint64_t id)
{
	for (size_t i = 0; i < reader->reading_count; i++)
		if ((uint64_t)reader->reading[i]->inbox == id && !reader->reading[i]->spoken) {
			reader->reading[i]->spoken = true;
			if (i == 0)
				reader->reading_since = instant_monotonic();
			return;
		}
}

int
reading_watch(struct desk *desk)
{
	int64_t now = instant_monotonic();
	int64_t least = -1;

	for (struct peer *p = desk->peers; p != NULL; p = p->next) {
		int64_t left;

		/* What is not durable yet was not asked: a slow disk is not the reader's fault, nor the mail's. */
		if (p->kind != ROLE_READER || p->gone || p->reading_count == 0 || !p->reading[0]->spoken)
			continue;
		left = p->reading_since + READER_MS - now;
		if (left <= 0)
			desk_restart(p, "it takes too long over a mail");
		else if (least == -1 || left < least)
			least = left;
	}
	return (int)least;
}
