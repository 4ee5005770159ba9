/* intake.c - mails from the server to the desk, batch by batch, and the word back to the server */
#include <config.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/text.h>

#include "intake.h"
#include "tell.h"
#include "uidset.h"

#define PARTIAL_LARGE ((256u + 64u) << 10)	/* of a mail over max_size: all headers and the first text */
#define PARTIAL_LAST (64u << 10)		/* of one that broke the connection three times */
#define SPARE (1u << 20)			/* bytes that an answer may have besides the mails */

/* Mails that are fetched with one command. */
struct group {
	const struct letter *letters;
	size_t count;
	uint64_t bytes;		/* as the server estimates */
	uint64_t partial;	/* 0: whole */
	const char *set;
};

void
intake_begin(struct intake *in, struct mailbox *mailbox)
{
	in->mailbox = mailbox;
	in->ahead_count = 0;
	in->stored_count = 0;
	in->refusal[0] = '\0';
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

enum result
intake_tell(struct intake *in, const uint32_t *uid, size_t count, struct error *err)
{
	enum result r = tell_server(in->mailbox, uid, count, err);

	if (r == PERMFAIL) {
		/* The ledger keeps them as untold: the next walk through the mailbox tries again. */
		snprintf(in->refusal, sizeof(in->refusal), "%.299s", err->text);
		return DONE;
	}
	if (r != DONE || count == 0)
		return r;
	log_debug("told", "mailbox", in->mailbox->conf->name, "count", log_number((int64_t)count), NULL);
	return line_told(in->line, uid, count, err);
}

static enum result
tell_stored(struct intake *in, struct error *err)
{
	size_t count = in->stored_count;

	in->stored_count = 0;
	qsort(in->stored, count, sizeof(in->stored[0]), by_number);
	return intake_tell(in, in->stored, count, err);
}

/* Moves what the desk has made durable from ahead to stored. */
static void
collect(struct intake *in)
{
	size_t done = 0;

	while (done < in->ahead_count && in->ahead[done].number <= in->line->stored &&
	    in->stored_count + in->ahead[done].count <= INTAKE_TELL + INTAKE_BATCH) {
		const struct batch *b = &in->ahead[done++];

		for (size_t i = 0; i < b->count; i++) {
			if (!b->old[i])
				in->stored[in->stored_count++] = b->uid[i];
		}
	}
	in->ahead_count -= done;
	memmove(in->ahead, in->ahead + done, in->ahead_count * sizeof(in->ahead[0]));
}

/* Makes room for one batch more, and tells the server when enough has gathered. */
static enum result
make_room(struct intake *in, struct error *err)
{
	uint64_t oldest = in->ahead_count == INTAKE_AHEAD ? in->ahead[0].number : 0;
	enum result r = line_stored(in->line, oldest, err);

	if (r != DONE)
		return r;
	collect(in);
	return in->stored_count >= INTAKE_TELL ? tell_stored(in, err) : DONE;
}

enum result
intake_settle(struct intake *in, struct error *err)
{
	while (in->ahead_count > 0) {
		enum result r = line_stored(in->line, in->ahead[in->ahead_count - 1].number, err);

		if (r == DONE) {
			collect(in);
			r = tell_stored(in, err);
		}
		if (r != DONE)
			return r;
	}
	return in->stored_count > 0 ? tell_stored(in, err) : DONE;
}

/* The letter of the group with that UID, if it was not handed over yet. */
static const struct letter *
wanted(const struct group *g, const struct batch *b, uint32_t uid)
{
	for (size_t i = 0; i < b->count; i++) {
		if (b->uid[i] == uid)
			return NULL;
	}
	for (size_t i = 0; i < g->count; i++) {
		if (g->letters[i].uid == uid)
			return &g->letters[i];
	}
	return NULL;
}

/* Hands over what came, matched by UID: servers answer in any order, and with more than was asked. */
static enum result
hand_over(struct intake *in, const struct group *g, struct answer *answer, struct batch *b, uint64_t *bytes,
    struct error *err)
{
	struct letter came;

	while (b->count < INTAKE_BATCH && answer_next(answer, &came)) {
		const struct letter *letter = wanted(g, b, came.uid);
		enum result r = DONE;

		if (letter != NULL && came.nil)
			b->nil = true;
		if (letter == NULL || came.body == NULL)
			continue;
		came.arrived = letter->arrived;
		came.size = letter->size;
		r = line_mail(in->line, &came, g->partial > 0, err);
		if (r != DONE)
			return r;
		failures_done(in->failures, came.uid);
		b->old[b->count] = came.arrived != 0 && came.arrived < in->first_contact;
		b->uid[b->count++] = came.uid;
		*bytes += came.body_size;
	}
	return DONE;
}

static enum result
end_batch(struct intake *in, const struct batch *b, uint64_t bytes, struct error *err)
{
	enum result r = line_end_batch(in->line, &in->ahead[in->ahead_count].number, err);

	if (r != DONE)
		return r;
	memcpy(in->ahead[in->ahead_count].uid, b->uid, b->count * sizeof(b->uid[0]));
	memcpy(in->ahead[in->ahead_count].old, b->old, b->count * sizeof(b->old[0]));
	in->ahead[in->ahead_count++].count = b->count;
	log_info("fetched", "mailbox", in->mailbox->conf->name, "count", log_number((int64_t)b->count), "bytes",
	    log_number((int64_t)bytes), "uid", log_number(b->uid[0]), NULL);
	return DONE;
}

static void
note_failure(struct intake *in, const struct group *g)
{
	uint32_t uid[INTAKE_BATCH];

	for (size_t i = 0; i < g->count; i++)
		uid[i] = g->letters[i].uid;
	failures_note(in->failures, uid, g->count);
}

/* Fetches a group and hands over what came of it. NONE: some did not come, *b has those that did. */
static enum result
fetch_group(struct intake *in, const struct group *g, struct batch *b, struct error *err)
{
	uint64_t most = g->count == 1 && in->mailbox->conf->max_size > 2 * g->bytes ? in->mailbox->conf->max_size
										    : 2 * g->bytes;
	struct answer answer;
	uint64_t bytes = 0;
	enum result r = make_room(in, err);

	if (r != DONE)
		return r;
	r = mailbox_read(in->mailbox, g->set, g->bytes, (g->partial > 0 ? g->partial : most) + SPARE, g->partial, &answer,
	    err);
	if (r == TEMPFAIL) {
		note_failure(in, g);
		return r;
	}
	b->count = 0;
	b->nil = false;
	if (hand_over(in, g, &answer, b, &bytes, err) != DONE)
		return TEMPFAIL;
	mailbox_forget(in->mailbox);
	if (b->count > 0 && end_batch(in, b, bytes, err) != DONE)
		return TEMPFAIL;
	return b->count == g->count ? DONE : r == PERMFAIL ? PERMFAIL : NONE;
}

static enum result
give_up(struct intake *in, uint32_t uid, const char *why, bool quarantine, struct error *err)
{
	failures_done(in->failures, uid);
	log_warning("skipped", "mailbox", in->mailbox->conf->name, "uid", log_number(uid), "why", why, NULL);
	return line_skipped(in->line, &uid, 1, why, quarantine, err);
}

/* The session ended: with the last attempt at this one, its case is closed. */
static void
close_case(struct intake *in, uint32_t uid)
{
	struct error err;

	if (in->line->desk >= 0 && failures_of(in->failures, uid) >= FAILURES_END)
		(void)give_up(in, uid, "cannot be fetched: each attempt ended the connection or was refused", true, &err);
}

/* How much of a mail that is too large: what the mailbox takes, but enough for its head. */
static uint64_t
beginning(const struct conf_mailbox *conf)
{
	if (conf->max_size > PARTIAL_LARGE)
		return PARTIAL_LARGE;
	return conf->max_size < PARTIAL_LAST ? PARTIAL_LAST : conf->max_size;
}

/* One that did not come with the others, or is not to be fetched with others. */
static enum result
fetch_alone(struct intake *in, const struct letter *letter, bool retry, struct error *err)
{
	char set[16];
	struct group g = { letter, 1, letter->size, 0, set };
	unsigned failures = failures_of(in->failures, letter->uid);
	struct batch b = { 0 };
	enum result r = DONE;

	snprintf(set, sizeof(set), "%u", letter->uid);
	if (letter->size > in->mailbox->conf->max_size)
		g.partial = beginning(in->mailbox->conf);
	if (failures >= FAILURES_PARTIAL)
		g.partial = PARTIAL_LAST;
	if (g.partial > 0)
		g.bytes = g.partial;
	r = fetch_group(in, &g, &b, err);
	if (r == NONE && !retry)
		r = fetch_group(in, &g, &b, err);
	if (r == NONE && b.nil)
		return give_up(in, letter->uid, "cannot be fetched: the server says NIL", true, err);
	if (r == NONE)
		return give_up(in, letter->uid, "vanished", false, err);
	if (r == PERMFAIL) {
		/* It is asked for again at the next walk, until it has had its chances. */
		note_failure(in, &g);
		r = DONE;
	}
	close_case(in, letter->uid);
	return r;
}

/* How many letters, from the first, go into one command. */
static size_t
group_size(const struct intake *in, const struct letter *letters, size_t count, uint64_t *bytes)
{
	size_t n = 0;

	*bytes = 0;
	while (n < count && n < INTAKE_BATCH) {
		uint64_t size = letters[n].size;

		if (size > in->mailbox->conf->max_size || failures_alone(in->failures, letters[n].uid))
			return n;
		if (n > 0 && *bytes + size > INTAKE_BYTES)
			return n;
		*bytes += size;
		n++;
	}
	return n;
}

static bool
has_come(const struct batch *b, uint32_t uid)
{
	for (size_t i = 0; i < b->count; i++) {
		if (b->uid[i] == uid)
			return true;
	}
	return false;
}

static enum result
fetch_many(struct intake *in, const struct letter *letters, size_t *count, struct error *err)
{
	SCRATCH(tmp);
	struct text *set = text_new(tmp, UIDSET_MAX + 32);
	uint32_t uid[INTAKE_BATCH];
	struct group g = { .letters = letters };
	struct batch b = { 0 };
	enum result r = DONE;

	g.count = group_size(in, letters, *count, &g.bytes);
	for (size_t i = 0; i < g.count; i++)
		uid[i] = letters[i].uid;
	g.count = uidset_put(set, uid, g.count);
	g.set = set->bytes;
	*count = g.count;
	r = fetch_group(in, &g, &b, err);
	if (r != NONE && r != PERMFAIL)
		return r;
	for (size_t i = 0; i < g.count; i++) {
		r = has_come(&b, letters[i].uid) ? DONE : fetch_alone(in, &letters[i], true, err);
		if (r != DONE)
			return r;
	}
	return DONE;
}

/* Takes the next ones; *count is how many it saw to. */
static enum result
take_some(struct intake *in, const struct letter *letters, size_t *count, struct error *err)
{
	uint64_t bytes = 0;

	if (group_size(in, letters, *count, &bytes) > 0)
		return fetch_many(in, letters, count, err);
	*count = 1;
	/* One that broke the connection waits: those behind it need not. */
	if (failures_of(in->failures, letters->uid) > 0)
		return DONE;
	return fetch_alone(in, letters, false, err);
}

enum result
intake_take(struct intake *in, const struct letter *letters, size_t count, struct error *err)
{
	for (size_t i = 0, n = 0; i < count; i += n) {
		enum result r = DONE;

		n = count - i;
		r = take_some(in, letters + i, &n, err);
		if (r != DONE)
			return r;
	}
	for (size_t i = 0; i < count; i++) {
		enum result r = DONE;

		if (failures_of(in->failures, letters[i].uid) > 0)
			r = fetch_alone(in, letters + i, false, err);
		if (r != DONE)
			return r;
	}
	return DONE;
}
