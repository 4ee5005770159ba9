/* hook.c - the process that tells webhooks and runs programs: one poll loop over what the desk gave it
 *
 * It speaks to nobody outside: what does, is a program that ends with its job. So one that hangs is killed, one that is taken
 * over knows no secret, and none of their libraries lies in our memory.
 */
#include <config.h>

#include <poll.h>
#include <stdlib.h>
#include <sysexits.h>
#include <unistd.h>

#include <postigo/base/instant.h>
#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/quit.h>
#include <postigo/base/sandbox.h>
#include <postigo/base/wire_line.h>
#include <postigo/conf/secret.h>
#include <postigo/hook/hook.h>

#include "job.h"

#define LEAVE_MS SECONDS(10)	/* for those that run; the supervisor waits 15 */
#define FAREWELL SECONDS(2)	/* for the desk's last confirmations */

struct hook {
	const struct conf *conf;
	const char *libexec;
	char **secrets;			/* beside the hooks of the config */
	char **secret_trouble;		/* why there is none; NULL: there is, or need not be */
	int supervisor, desk;		/* desk -1: none at the moment */
	bool orphaned, closing;
	struct job *jobs[WIRE_JOBS];	/* NULL: free */
};

static void
read_secrets(struct hook *h)
{
	h->secrets = talloc_zero_array(h, char *, (unsigned)h->conf->hook_count + 1);
	h->secret_trouble = talloc_zero_array(h, char *, (unsigned)h->conf->hook_count + 1);
	for (size_t i = 0; i < h->conf->hook_count; i++) {
		const struct conf_hook *hook = &h->conf->hooks[i];
		struct error err;

		if (hook->secret != NULL && secret_read(h->secrets, hook->secret, &h->secrets[i], &err) < 0)
			h->secret_trouble[i] = talloc_asprintf(h->secret_trouble, "its secret: %s", err.text);
	}
}

/* ---- the desk */

static void
lose_desk(struct hook *h, const char *why)
{
	if (h->desk < 0)
		return;
	log_info("desk_lost", "why", why, NULL);
	(void)close(h->desk);
	h->desk = -1;
}

static void
tell_desk(struct hook *h, enum wire_type type, uint64_t id, const struct text *t, int fd)
{
	struct error err;

	if (h->desk >= 0 && wire_send(h->desk, type, id, t->bytes, t->size, fd, &err) != DONE)
		lose_desk(h, err.text);
}

static void
tell_end(struct hook *h, const struct job *j)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, WIRE_MAX);
	bool printed = j->about.program && j->end.outcome == JOB_DONE && j->output != NULL && j->output->size > 0;
	struct error err;
	int fd = -1;

	if (printed && wire_seal("output", j->output->bytes, j->output->size, &fd, &err) != DONE)
		log_error("output", "row", log_number((int64_t)j->row), "why", err.text, NULL);
	wire_job_end_put(t, &j->end);
	tell_desk(h, WIRE_JOB, j->row, t, fd);
	if (fd >= 0)
		(void)close(fd);
}

/* A new line to the desk: first what we hold, then what the old desk did not confirm. */
static void
greet_desk(struct hook *h, int socket)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, WIRE_MAX);
	struct wire_hooking hooking = { 0 };

	lose_desk(h, "there is a new one");
	h->desk = socket;
	for (size_t i = 0; i < WIRE_JOBS; i++)
		if (h->jobs[i] != NULL)
			hooking.row[hooking.count++] = h->jobs[i]->row;
	wire_hooking_put(t, &hooking);
	tell_desk(h, WIRE_HOOKING, 0, t, -1);
	for (size_t i = 0; i < WIRE_JOBS; i++)
		if (h->jobs[i] != NULL && h->jobs[i]->ended)
			tell_end(h, h->jobs[i]);
}

static size_t
place_of(const struct hook *h, const struct job *wanted)
{
	size_t i = 0;

	while (i < WIRE_JOBS && h->jobs[i] != wanted)
		i++;
	return i;
}

static void
begin(struct hook *h, struct job *j)
{
	size_t i = j->hook != NULL ? (size_t)(j->hook - h->conf->hooks) : h->conf->hook_count;

	if (h->closing)
		job_end(j, JOB_UNTRIED, "we were about to leave");
	else if (h->secret_trouble[i] != NULL)
		job_end(j, JOB_TROUBLE, h->secret_trouble[i]);
	else
		job_begin(j, h->secrets[i], h->libexec);
	if (j->ended)
		tell_end(h, j);
}

static enum result
take_job(struct hook *h, struct wire_message *m, struct error *err)
{
	struct job *j;
	size_t free = place_of(h, NULL);

	if (free == WIRE_JOBS)
		return error_set(err, PERMFAIL, "JOB: more than %d", WIRE_JOBS);
	if (job_read(h, h->conf, m, &j, err) != DONE)
		return PERMFAIL;
	h->jobs[free] = j;
	begin(h, j);
	return DONE;
}

/* The desk has its end durably. */
static void
forget(struct hook *h, uint64_t row)
{
	for (size_t i = 0; i < WIRE_JOBS; i++)
		if (h->jobs[i] != NULL && h->jobs[i]->row == row && h->jobs[i]->ended) {
			TALLOC_FREE(h->jobs[i]);
			return;
		}
}

static void
hear_desk(struct hook *h)
{
	SCRATCH(tmp);
	struct wire_message *m = NULL;
	struct error err;
	enum result result = DONE;

	while (h->desk >= 0 && (result = wire_receive(tmp, h->desk, 0, &m, &err)) == DONE) {
		if (m->type != WIRE_JOB)
			result = error_set(&err, PERMFAIL, "the desk sent a message of type %d", (int)m->type);
		else if (m->size == 0)
			forget(h, m->id);
		else
			result = take_job(h, m, &err);
		talloc_free(m);
		if (result != DONE)
			break;
	}
	/* The two of us do not agree on what is in hand, and no other desk would come: whoever follows us begins anew. */
	if (result == PERMFAIL)
		fatal(EX_PROTOCOL, "%s", err.text);
	if (h->desk >= 0 && result != NONE)
		lose_desk(h, err.text);
}

static void
hear_supervisor(struct hook *h)
{
	struct error err;
	int desk;
	enum result result = wire_line_next(h->supervisor, &desk, &err);

	if (result == DONE)
		greet_desk(h, desk);
	else if (result != NONE)
		h->orphaned = true;
}

/* ---- the loop */

static bool
any(const struct hook *h, bool running)
{
	for (size_t i = 0; i < WIRE_JOBS; i++)
		if (h->jobs[i] != NULL && (!running || h->jobs[i]->runs))
			return true;
	return false;
}

/* Milliseconds until the next time is up; -1: none runs. */
static int64_t
patience(const struct hook *h)
{
	int64_t least = -1, now = instant_monotonic();

	for (size_t i = 0; i < WIRE_JOBS; i++) {
		const struct job *j = h->jobs[i];
		int64_t left = j != NULL && j->runs && !j->killed ? j->deadline - now : -1;

		if (j == NULL || !j->runs || j->killed)
			continue;
		left = left < 0 ? 0 : left;
		if (least < 0 || left < least)
			least = left;
	}
	return least;
}

static void
serve(struct hook *h, int64_t most)
{
	struct pollfd fds[3 + WIRE_JOBS * JOB_POLLED] = {
		{ .fd = h->desk, .events = POLLIN },
		{ .fd = h->supervisor, .events = POLLIN },
		{ .fd = h->closing ? -1 : quit_descriptor(), .events = POLLIN },
	};
	int64_t wait = patience(h);

	for (size_t i = 0; i < WIRE_JOBS; i++) {
		struct pollfd *own = &fds[3 + i * JOB_POLLED];

		for (size_t n = 0; n < JOB_POLLED; n++)
			own[n] = (struct pollfd){ .fd = -1 };
		if (h->jobs[i] != NULL)
			job_watch(h->jobs[i], own);
	}
	if (most >= 0 && (wait < 0 || most < wait))
		wait = most;
	if (poll(fds, sizeof(fds) / sizeof(fds[0]), (int)wait) < 0)
		return;
	for (size_t i = 0; i < WIRE_JOBS; i++) {
		struct job *j = h->jobs[i];

		if (j == NULL || !j->runs)
			continue;
		job_go_on(j, instant_monotonic());
		if (j->ended)
			tell_end(h, j);
	}
	if (fds[0].revents != 0)
		hear_desk(h);
	if (fds[1].revents != 0)
		hear_supervisor(h);
}

/* Those that run have a while to end; then they are broken off, and begun anew by the next of us. */
static void
leave(struct hook *h)
{
	int64_t until = instant_monotonic() + LEAVE_MS;

	h->closing = true;
	while (any(h, true) && !h->orphaned && instant_monotonic() < until)
		serve(h, until - instant_monotonic());
	for (size_t i = 0; i < WIRE_JOBS; i++)
		if (h->jobs[i] != NULL && h->jobs[i]->runs) {
			job_break_off(h->jobs[i], "it was still running when we had to leave");
			tell_end(h, h->jobs[i]);
		}
	until = instant_monotonic() + FAREWELL;
	while (any(h, false) && h->desk >= 0 && !h->orphaned && instant_monotonic() < until)
		serve(h, until - instant_monotonic());
}

int
hook_run(const struct conf *conf, int supervisor)
{
	struct hook *h = talloc_zero(NULL, struct hook);
	const char *libexec = getenv("POSTIGO_LIBEXEC");
	struct error err;

	h->conf = conf;
	h->libexec = libexec != NULL && libexec[0] == '/' ? libexec : POSTIGO_LIBEXEC;
	h->supervisor = supervisor;
	h->desk = -1;
	quit_watch();
	read_secrets(h);
	if (sandbox_enter(SANDBOX_HOOK, 0, &err) != DONE)
		fatal(EX_OSERR, "%s", err.text);
	if (wire_send(supervisor, WIRE_READY, 0, NULL, 0, -1, &err) != DONE)
		fatal(EX_UNAVAILABLE, "the supervisor: %s", err.text);
	while (!quit_asked() && !h->orphaned)
		serve(h, -1);
	leave(h);
	talloc_free(h);
	return EX_OK;
}
