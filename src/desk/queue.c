/* queue.c - see queue.h */
#include <config.h>

#include <string.h>
#include <unistd.h>

#include <postigo/store/inbox.h>
#include <postigo/store/ledger.h>

#include "queue.h"

/* How many mails are queued in memory, and how much of their bytes; the rest waits in the store. However many others have,
 * a mailbox has room for some. */
#define QUEUE_MAX 2048
#define LANE_LEAST 64
#define HELD_MAX ((size_t)32 << 20)

/* Taken from the store at a time. */
#define FILLED_AT_ONCE 256

/* So many mails in RUSH_MS are a rush, that lasts until as much time has gone by without. */
#define RUSH_MAILS 16

struct lane *
queue_lane(struct desk *desk, int64_t mailbox)
{
	struct queue *q = &desk->queue;

	for (size_t i = 0; i < q->lane_count; i++)
		if (q->lanes[i].mailbox == mailbox)
			return &q->lanes[i];
	q->lanes = talloc_realloc(desk, q->lanes, struct lane, (unsigned)q->lane_count + 1);
	q->lanes[q->lane_count] = (struct lane){ .mailbox = mailbox };
	return &q->lanes[q->lane_count++];
}

struct lane *
queue_lane_at(struct queue *q, size_t n)
{
	return &q->lanes[(q->turn + n) % q->lane_count];
}

static bool
has_room(const struct queue *q, const struct lane *lane)
{
	return lane->count < LANE_LEAST || q->count < QUEUE_MAX;
}

void
queue_begin(struct desk *desk)
{
	struct ledger_status *list;
	struct error err;
	size_t count;

	if (ledger_list(desk->round, desk->tools.store, &list, &count, &err) < 0) {
		desk_broken(desk, "reading the mailboxes", &err);
		return;
	}
	for (size_t i = 0; i < count; i++)
		queue_lane(desk, list[i].mailbox)->more = true;
}

struct work *
queue_append(struct desk *desk, struct lane *lane, int64_t inbox, const char *mailbox_name, int fd)
{
	struct work *w = talloc_zero(NULL, struct work);

	w->inbox = inbox;
	w->mailbox = lane->mailbox;
	w->mailbox_name = talloc_strdup(w, mailbox_name);
	w->fd = fd;
	w->cover = -1;
	if (lane->last != NULL)
		lane->last->next = w;
	else
		lane->first = w;
	lane->last = w;
	lane->count++;
	desk->queue.count++;
	return w;
}

void
queue_let_go(struct desk *desk, struct work *w)
{
	if (w->fd != -1)
		close(w->fd);
	w->fd = -1;
	desk->queue.held -= w->held;
	w->held = 0;
}

void
queue_take_out(struct desk *desk, struct work *w)
{
	struct lane *lane = queue_lane(desk, w->mailbox);
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
	queue_let_go(desk, w);
	if (w->cover != -1)
		close(w->cover);
	talloc_free(w);
}

static void
note_arrival(struct queue *q)
{
	int64_t now = instant_monotonic();

	if (now - q->arriving_since >= RUSH_MS) {
		q->arriving_since = now;
		q->arriving = 0;
	}
	if (++q->arriving >= RUSH_MAILS)
		q->rushed_until = now + RUSH_MS;
}

bool
queue_is_rushed(const struct queue *q)
{
	return instant_monotonic() < q->rushed_until;
}

void
queue_arrived(struct desk *desk, int64_t inbox, int64_t mailbox, const char *mailbox_name, int fd, size_t size)
{
	struct lane *lane = queue_lane(desk, mailbox);
	struct work *w;

	desk->queue.taken++;
	note_arrival(&desk->queue);
	/* A row that was released from quarantine is below what is queued or read: nothing else would find it. */
	if (inbox > lane->highest && (lane->more || !has_room(&desk->queue, lane))) {
		lane->more = true;
		if (fd != -1)
			close(fd);
		return;
	}
	w = queue_append(desk, lane, inbox, mailbox_name, fd);
	w->held = w->size = size;
	desk->queue.held += size;
	if (inbox > lane->highest)
		lane->highest = inbox;
	if (desk->queue.held > HELD_MAX || desk->queue.count > QUEUE_MAX)
		queue_let_go(desk, w);
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
		struct work *w = queue_append(desk, lane, rows[i].id, rows[i].mailbox_name, -1);

		w->attempts = rows[i].attempts;
		w->suspect = w->attempts > 0;
		w->size = rows[i].size;
		lane->highest = rows[i].id;
	}
}

void
queue_fill(struct desk *desk)
{
	struct queue *q = &desk->queue;

	for (size_t i = 0; i < q->lane_count && !desk->broken; i++) {
		struct lane *lane = &q->lanes[i];
		bool crowded = q->count >= QUEUE_MAX;

		if (lane->more && lane->count < (crowded ? LANE_LEAST : QUEUE_AHEAD))
			fill_lane(desk, lane, crowded ? LANE_LEAST : FILLED_AT_ONCE);
	}
}
