/* double_desk.c - the desk and the supervisor, as the send process sees them */
#include <config.h>

#include <poll.h>
#include <signal.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/base/log.h>
#include <postigo/base/wire_line.h>
#include <postigo/send/send.h>

#include "double.h"

static int64_t
microseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

struct conf *
conf_double(TALLOC_CTX *ctx, const struct server *s)
{
	struct conf *conf = talloc_zero(ctx, struct conf);

	conf->identity.domain = talloc_strdup(conf, "desk.example.org");
	conf->relay.server.host = talloc_strdup(conf, "127.0.0.1");
	conf->relay.server.port = s->port;
	conf->relay.server.timeout = SECONDS(2);
	conf->relay.from = talloc_strdup(conf, "support@example.org");
	conf->relay.keep = SECONDS(2);
	return conf;
}

static void
give_line(struct desk *d)
{
	struct error err;
	char name[] = "desk";
	int ends[2];

	assert_int_equal(wire_pair(ends, &err), DONE);
	struct wire_line line = { .peer = ROLE_DESK, .name = name, .socket = ends[1] };
	assert_int_equal(wire_line_send(d->supervisor, &line, &err), DONE);
	close(ends[1]);
	d->line = ends[0];
	d->credit = 0;
}

static int
end_desk(struct desk *d)
{
	if (d->pid > 0) {
		kill(d->pid, SIGKILL);
		waitpid(d->pid, NULL, 0);
	}
	close(d->supervisor);
	if (d->line >= 0)
		close(d->line);
	return 0;
}

struct desk *
desk_start(TALLOC_CTX *ctx, const struct conf *conf)
{
	struct desk *d = talloc_zero(ctx, struct desk);
	struct error err;
	pid_t test = getpid();
	int ends[2];

	assert_int_equal(wire_pair(ends, &err), DONE);
	d->relay_ok = true;
	d->pid = fork();
	if (d->pid == 0) {
		child_begins(test);
		close(ends[0]);
		log_open("send", true, getenv("SEND_VERBOSE") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
		_exit(send_run(conf, 0, ends[1]));
	}
	close(ends[1]);
	d->supervisor = ends[0];
	give_line(d);
	talloc_set_destructor(d, end_desk);
	return d;
}

void
desk_replace(struct desk *d)
{
	close(d->line);
	give_line(d);
}

size_t
desk_put(struct desk *d, const char *from, const char *recipient, const char *bytes, size_t size)
{
	struct desk_row *r = &d->row[++d->rows];

	assert_true(d->rows < DESK_ROWS);
	r->from = talloc_strdup(d, from);
	r->recipient = talloc_strdup(d, recipient);
	r->bytes = talloc_memdup(d, bytes, size);
	r->size = size;
	return d->rows;
}

size_t
desk_put_mail(struct desk *d)
{
	char bytes[512];
	int n = snprintf(bytes, sizeof bytes, "From: Support <support@example.org>\r\nTo: a@example.com\r\n"
	    "Subject: mail %zu\r\nDate: Sun, 22 Nov 2026 20:32:52 +0000\r\nMessage-ID: <%zu@desk.example.org>\r\n\r\n"
	    "Hello.\r\n.dot at the start\r\n", d->rows + 1, d->rows + 1);

	return desk_put(d, "", "a@example.com", bytes, (size_t)n);
}

static void
hand_out(struct desk *d)
{
	SCRATCH(tmp);
	struct error err;

	for (size_t i = 1; i <= d->rows && d->credit > 0 && !d->keeps_back && d->handed < d->rows; i++) {
		struct desk_row *r = &d->row[i];
		struct text *t;
		int fd;

		if (r->handed)
			continue;
		assert_int_equal(wire_seal("mail", r->bytes, r->size, &fd, &err), DONE);
		t = text_new(tmp, WIRE_MAX);
		wire_outgoing_put(t, &(struct wire_outgoing){ .envelope_from = r->from, .recipient = r->recipient });
		enum result sent = wire_send(d->line, WIRE_OUTGOING, i, t->bytes, t->size, fd, &err);
		close(fd);
		if (sent != DONE)
			return;
		r->handed = true;
		d->handed++;
		d->credit--;
	}
}

static void
on_result(struct desk *d, struct wire_message *m)
{
	struct desk_row *r = &d->row[m->id];
	struct error err;

	assert_true(m->id >= 1 && m->id <= d->rows);
	assert_int_equal(wire_result_get(d, m, &r->result, &err), DONE);
	assert_true(r->result.outcome != OUTCOME_SENT || r->dot_granted);
	if (r->results++ == 0)
		d->ended++;
	if (!d->no_confirmations)
		(void)wire_send(d->line, WIRE_RESULT, m->id, NULL, 0, -1, &err);
}

static void
on_message(struct desk *d, struct wire_message *m)
{
	struct wire_relay relay;
	struct error err;

	switch (m->type) {
	case WIRE_HOLDING:
		d->holdings++;
		assert_int_equal(wire_holding_get(m, &d->holding, &err), DONE);
		break;
	case WIRE_WANT:
		d->credit += wire_get_u32(m);
		assert_int_equal(wire_done(m, &err), DONE);
		break;
	case WIRE_DOT:
		assert_true(m->id >= 1 && m->id <= d->rows && d->row[m->id].handed);
		if (m->size > 0) {		/* the dot goes out now, which it only may once that was granted */
			assert_true(d->row[m->id].dot_granted);
			break;
		}
		d->row[m->id].dot_asked = true;
		d->row[m->id].dot_due = microseconds() + d->dot_delay;
		break;
	case WIRE_RESULT:
		on_result(d, m);
		break;
	case WIRE_RELAY:
		assert_int_equal(wire_relay_get(d, m, &relay, &err), DONE);
		d->relay_ok = relay.ok;
		d->relays++;
		if (relay.why != NULL)
			(void)snprintf(d->why, sizeof d->why, "%s", relay.why);
		break;
	default:
		fail_msg("send said %d", (int)m->type);
	}
}

/* Grants the dots that are due; the microseconds until the next one, or -1. */
static int64_t
grant_dots(struct desk *d)
{
	int64_t now = microseconds(), next = -1;
	struct error err;

	for (size_t i = d->ended < 64 ? 1 : d->ended - 63; i <= d->rows && i <= d->handed + 64 && !d->no_dots; i++) {
		struct desk_row *r = &d->row[i];

		if (!r->dot_asked || r->dot_granted)
			continue;
		if (r->dot_due <= now) {
			r->dot_granted = true;
			(void)wire_send(d->line, WIRE_DOT, i, NULL, 0, -1, &err);
		} else if (next < 0 || r->dot_due - now < next) {
			next = r->dot_due - now;
		}
	}
	return next;
}

bool
desk_play(struct desk *d, size_t rows, int ms)
{
	int64_t until = microseconds() + (int64_t)ms * 1000;

	while (d->ended < rows) {
		SCRATCH(tmp);
		struct wire_message *m;
		struct error err;
		enum result result;

		hand_out(d);
		int64_t left = until - microseconds(), dots = grant_dots(d);
		if (left <= 0)
			return false;
		if (dots >= 0 && dots < left)
			left = dots;
		struct pollfd p = { .fd = d->line, .events = POLLIN };
		struct timespec wait = { .tv_sec = left / 1000000, .tv_nsec = left % 1000000 * 1000 };
		(void)ppoll(&p, 1, &wait, NULL);
		while ((result = wire_receive(tmp, d->line, 0, &m, &err)) == DONE)
			on_message(d, m);
		if (result != NONE)
			return false;
	}
	return true;
}

int
desk_wait(struct desk *d)
{
	int status = 0;

	for (int i = 0; i < 1000; i++) {
		if (waitpid(d->pid, &status, WNOHANG) == d->pid) {
			d->pid = 0;
			return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
		}
		(void)desk_play(d, SIZE_MAX, 10);
		(void)poll(NULL, 0, 2);
	}
	return -2;
}

int
desk_end(struct desk *d)
{
	kill(d->pid, SIGTERM);
	return desk_wait(d);
}
