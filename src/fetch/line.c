/* line.c - our end of the line to the desk */
#include <config.h>

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <postigo/base/memory.h>
#include <postigo/base/quit.h>

#include "line.h"

/* How long the desk gets to answer once we were asked to leave: one commit on a slow disk. */
#define LEAVING SECONDS(2)

void
line_close(struct line *l)
{
	if (l->desk >= 0)
		close(l->desk);
	l->desk = -1;
}

static enum result
lost(struct line *l, struct error *err)
{
	struct error why = *err;

	line_close(l);
	return error_set(err, TEMPFAIL, "the line to the desk: %s", why.text);
}

static enum result
say(struct line *l, enum wire_type type, uint64_t id, const struct text *t, int fd, struct error *err)
{
	if (l->desk < 0)
		return error_set(err, TEMPFAIL, "the line to the desk: there is none");
	if (wire_send(l->desk, type, id, t != NULL ? t->bytes : NULL, t != NULL ? t->size : 0, fd, err) == DONE)
		return DONE;
	return lost(l, err);
}

/* Waits until something can be read; false when we were asked to leave and waited long enough. */
static bool
wait_for_desk(const struct line *l)
{
	int64_t until = 0;

	for (;;) {
		struct pollfd fds[2] = { { l->desk, POLLIN, 0 }, { until == 0 ? quit_descriptor() : -1, POLLIN, 0 } };
		int64_t left = until == 0 ? -1 : until - instant_monotonic();

		if (until != 0 && left <= 0)
			return false;
		if (poll(fds, 2, (int)left) < 0 && errno != EINTR)
			return false;
		if (fds[0].revents != 0)
			return true;
		if (fds[1].revents != 0)
			until = instant_monotonic() + LEAVING;
	}
}

/* The next message, or NONE when there is none and wait is false. STORED is noted on the way. */
static enum result
hear(TALLOC_CTX *ctx, struct line *l, bool wait, struct wire_message **out, struct error *err)
{
	enum result r = DONE;

	if (l->desk < 0)
		return error_set(err, TEMPFAIL, "the line to the desk: there is none");
	if (wait && !wait_for_desk(l)) {
		(void)error_set(err, TEMPFAIL, "no answer in time");
		return lost(l, err);
	}
	r = wire_receive(ctx, l->desk, 0, out, err);
	if (r == NONE)
		return NONE;
	if (r != DONE)
		return lost(l, err);
	if ((*out)->type == WIRE_STORED && (*out)->id > l->stored)
		l->stored = (*out)->id;
	return DONE;
}

/* Waits for the answer of that type and number, whatever else comes before it. */
static enum result
answer_to(TALLOC_CTX *ctx, struct line *l, enum wire_type type, uint64_t id, struct wire_message **out,
    struct error *err)
{
	for (;;) {
		enum result r = hear(ctx, l, true, out, err);

		if (r == NONE)
			continue;
		if (r != DONE)
			return r;
		if ((*out)->type == type && (type != WIRE_LEDGER || (*out)->id == id))
			return DONE;
		talloc_free(*out);
	}
}

enum result
line_open(TALLOC_CTX *ctx, struct line *l, const struct wire_mailbox_open *open, struct wire_mailbox_state *state,
    struct error *err)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, WIRE_MAX);
	struct wire_message *m = NULL;
	enum result r = DONE;

	l->uidvalidity = open->uidvalidity;
	wire_mailbox_open_put(t, open);
	r = say(l, WIRE_MAILBOX, 0, t, -1, err);
	if (r == DONE)
		r = answer_to(tmp, l, WIRE_MAILBOX, 0, &m, err);
	if (r != DONE)
		return r;
	return wire_mailbox_state_get(ctx, m, state, err) == DONE ? DONE : lost(l, err);
}

static enum result
say_uids(struct line *l, enum wire_type type, uint64_t id, const uint32_t *uid, size_t count, struct error *err)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, WIRE_MAX);
	uint32_t *copy = talloc_memdup(tmp, uid, count * sizeof(*uid));

	wire_uids_put(t, &(struct wire_uids){ l->uidvalidity, copy, count });
	return say(l, type, id, t, -1, err);
}

enum result
line_lacking(TALLOC_CTX *ctx, struct line *l, const uint32_t *uid, size_t count, struct wire_uids *lacking,
    struct error *err)
{
	SCRATCH(tmp);
	struct wire_message *m = NULL;
	enum result r = say_uids(l, WIRE_LEDGER, ++l->asked, uid, count, err);

	if (r == DONE)
		r = answer_to(tmp, l, WIRE_LEDGER, l->asked, &m, err);
	if (r != DONE)
		return r;
	return wire_uids_get(ctx, m, lacking, err) == DONE ? DONE : lost(l, err);
}

enum result
line_mail(struct line *l, const struct letter *letter, bool partial, struct error *err)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, 64);
	struct wire_mail mail = { l->uidvalidity, letter->uid, letter->arrived, letter->size, partial };
	char name[32];
	int fd = -1;
	enum result r = DONE;

	snprintf(name, sizeof(name), "mail-%u", letter->uid);
	/* No room for a mail now (descriptors, memory) is as if the line was lost: all is fetched again later. */
	if (wire_seal(name, letter->body, letter->body_size, &fd, err) != DONE)
		return lost(l, err);
	wire_mail_put(t, &mail);
	r = say(l, WIRE_MAIL, letter->uid, t, fd, err);
	close(fd);
	return r;
}

enum result
line_end_batch(struct line *l, uint64_t *number, struct error *err)
{
	*number = ++l->asked;
	return say(l, WIRE_STORED, *number, NULL, -1, err);
}

enum result
line_stored(struct line *l, uint64_t number, struct error *err)
{
	for (;;) {
		SCRATCH(tmp);
		struct wire_message *m = NULL;
		enum result r = hear(tmp, l, l->stored < number, &m, err);

		if (r == TEMPFAIL || (r == NONE && l->stored >= number))
			return r == NONE ? DONE : r;
	}
}

enum result
line_told(struct line *l, const uint32_t *uid, size_t count, struct error *err)
{
	return say_uids(l, WIRE_TOLD, 0, uid, count, err);
}

enum result
line_skipped(struct line *l, const uint32_t *uid, size_t count, const char *why, bool quarantine,
    struct error *err)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, WIRE_MAX);
	struct wire_skipped skipped = {
		.uids = { l->uidvalidity, talloc_memdup(tmp, uid, count * sizeof(*uid)), count },
		.why = talloc_strdup(tmp, why),
		.quarantine = quarantine,
	};

	wire_skipped_put(t, &skipped);
	return say(l, WIRE_SKIPPED, 0, t, -1, err);
}

enum result
line_health(struct line *l, bool ok, const char *why, struct error *err)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, WIRE_MAX);

	wire_health_put(t, &(struct wire_health){ ok, talloc_strdup(tmp, ok ? "" : why) });
	return say(l, WIRE_HEALTH, 0, t, -1, err);
}
