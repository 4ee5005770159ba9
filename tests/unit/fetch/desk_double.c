/* desk_double.c - plays the supervisor and the desk to a real fetch process */
#include <config.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/wire_fetch.h>
#include <postigo/base/wire_line.h>
#include <postigo/fetch/fetch.h>

#include "desk_double.h"

static void
must(enum result r, const struct error *err)
{
	if (r != DONE) {
		fprintf(stderr, "desk double: %s\n", err->text);
		abort();
	}
}

void
double_new_line(struct desk_double *d)
{
	struct error err;
	int pair[2];
	char name[] = "desk";

	if (d->desk >= 0)
		close(d->desk);
	must(wire_pair(pair, &err), &err);
	struct wire_line line = { ROLE_DESK, 0, name, pair[1] };
	must(wire_line_send(d->supervisor, &line, &err), &err);
	close(pair[1]);
	d->desk = pair[0];
}

struct desk_double *
double_start(const struct conf_mailbox *mailbox)
{
	struct desk_double *d = calloc(1, sizeof(*d));
	struct error err;
	int pair[2];

	d->known = calloc(DOUBLE_UIDS, 1);
	d->partial = calloc(DOUBLE_UIDS, 1);
	d->batch = calloc(DOUBLE_UIDS, sizeof(*d->batch));
	d->desk = -1;
	must(wire_pair(pair, &err), &err);
	d->supervisor = pair[0];
	d->pid = fork();
	if (d->pid == 0) {
		struct conf conf = { 0 };

		close(pair[0]);
		log_open("fetch", true, getenv("VERBOSE") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_WARNING);
		_exit(fetch_run(&conf, mailbox, pair[1]));
	}
	close(pair[1]);
	double_new_line(d);
	return d;
}

static void
answer(struct desk_double *d, enum wire_type type, uint64_t id, const struct text *t)
{
	struct error err;

	(void)wire_send(d->desk, type, id, t != NULL ? t->bytes : NULL, t != NULL ? t->size : 0, -1, &err);
}

static void
on_mailbox(struct desk_double *d, struct wire_message *m)
{
	struct wire_mailbox_open open;
	struct wire_mailbox_state state = { .adopted = d->adopted, .skip_before = d->skip_before,
		.skip_below = d->skip_below, .suspect = d->suspect };
	struct error err;
	struct text *t = text_new(m, WIRE_MAX);
	uint32_t *untold = talloc_array(m, uint32_t, WIRE_UIDS_MAX);

	must(wire_mailbox_open_get(m, m, &open, &err), &err);
	d->opened++;
	d->batch_count = 0;
	d->uidvalidity = open.uidvalidity;
	state.untold = (struct wire_uids){ open.uidvalidity, untold, 0 };
	for (uint32_t uid = 1; uid < DOUBLE_UIDS; uid++) {
		/* A mail without its STORED is forgotten, as by a desk that rolled back. */
		if (d->known[uid] == 1)
			d->known[uid] = 0;
		if (d->known[uid] != 0)
			state.highest = uid;
		if (d->known[uid] == 2 && state.untold.count < WIRE_UIDS_MAX)
			untold[state.untold.count++] = uid;
	}
	wire_mailbox_state_put(t, &state);
	answer(d, WIRE_MAILBOX, m->id, t);
}

static void
on_ledger(struct desk_double *d, struct wire_message *m)
{
	struct wire_uids uids;
	struct error err;
	struct text *t = text_new(m, WIRE_MAX);
	size_t kept = 0;

	must(wire_uids_get(m, m, &uids, &err), &err);
	d->asked++;
	for (size_t i = 0; i < uids.count; i++) {
		if (uids.uid[i] >= DOUBLE_UIDS || d->known[uids.uid[i]] == 0)
			uids.uid[kept++] = uids.uid[i];
	}
	uids.count = kept;
	wire_uids_put(t, &uids);
	answer(d, WIRE_LEDGER, m->id, t);
}

static void
on_mail(struct desk_double *d, struct wire_message *m)
{
	struct wire_mail mail;
	struct error err;
	char *bytes = NULL;
	size_t n = 0;
	int fd = wire_take_fd(m);

	must(wire_mail_get(m, &mail, &err), &err);
	must(wire_unseal(m, fd, (size_t)256 << 20, &bytes, &n, &err), &err);
	close(fd);
	d->mails++;
	d->bytes += n;
	talloc_free(d->last);
	d->last = talloc_steal(NULL, bytes);
	d->last_size = n;
	if (mail.uid >= DOUBLE_UIDS)
		return;
	d->doubled += d->known[mail.uid] != 0;
	d->known[mail.uid] = 1;
	if (d->batch_count < DOUBLE_UIDS)
		d->batch[d->batch_count++] = mail.uid;
	d->partial[mail.uid] = mail.partial;
}

static void
on_stored(struct desk_double *d, struct wire_message *m)
{
	if (d->silent)
		return;
	for (size_t i = 0; i < d->batch_count; i++) {
		d->stored += d->known[d->batch[i]] == 1;
		d->known[d->batch[i]] = 2;
	}
	d->batch_count = 0;
	answer(d, WIRE_STORED, m->id, NULL);
}

static void
on_told(struct desk_double *d, struct wire_message *m)
{
	struct wire_uids uids;
	struct error err;

	must(wire_uids_get(m, m, &uids, &err), &err);
	for (size_t i = 0; i < uids.count; i++) {
		if (uids.uid[i] < DOUBLE_UIDS && d->known[uids.uid[i]] == 2)
			d->told++;
		if (uids.uid[i] < DOUBLE_UIDS)
			d->known[uids.uid[i]] = 3;
	}
}

static void
on_skipped(struct desk_double *d, struct wire_message *m)
{
	struct wire_skipped skipped;
	struct error err;

	must(wire_skipped_get(m, m, &skipped, &err), &err);
	for (size_t i = 0; i < skipped.uids.count; i++) {
		if (skipped.uids.uid[i] < DOUBLE_UIDS)
			d->known[skipped.uids.uid[i]] = skipped.quarantine ? 5 : 4;
	}
	d->skipped += (unsigned)skipped.uids.count;
	snprintf(d->reason, sizeof(d->reason), "%s", skipped.why);
}

static void
on_health(struct desk_double *d, struct wire_message *m)
{
	struct wire_health health;
	struct error err;

	must(wire_health_get(m, m, &health, &err), &err);
	d->health++;
	d->ok = health.ok;
	snprintf(d->why, sizeof(d->why), "%s", health.why != NULL ? health.why : "");
}

bool
double_step(struct desk_double *d, int timeout_ms)
{
	SCRATCH(tmp);
	struct wire_message *m = NULL;
	struct error err;

	if (wire_receive(tmp, d->desk, timeout_ms, &m, &err) != DONE)
		return false;
	switch (m->type) {
	case WIRE_MAILBOX: on_mailbox(d, m); break;
	case WIRE_LEDGER: on_ledger(d, m); break;
	case WIRE_MAIL: on_mail(d, m); break;
	case WIRE_STORED: on_stored(d, m); break;
	case WIRE_TOLD: on_told(d, m); break;
	case WIRE_SKIPPED: on_skipped(d, m); break;
	case WIRE_HEALTH: on_health(d, m); break;
	default: abort();
	}
	return true;
}

bool
double_until(struct desk_double *d, const unsigned *counter, unsigned wanted, int timeout_ms)
{
	int64_t until = instant_monotonic() + timeout_ms;

	while (*counter < wanted && instant_monotonic() < until) {
		if (!double_step(d, 100))
			(void)poll(NULL, 0, 1);
	}
	return *counter >= wanted;
}

void
double_free(struct desk_double *d)
{
	close(d->desk);
	free(d->known);
	free(d->partial);
	free(d->batch);
	talloc_free(d->last);
	free(d);
}

int
double_stop(struct desk_double *d)
{
	int status = 0;

	kill(d->pid, SIGTERM);
	while (waitpid(d->pid, &status, WNOHANG) == 0)
		(void)double_step(d, 5);
	close(d->supervisor);
	double_free(d);
	return status;
}
