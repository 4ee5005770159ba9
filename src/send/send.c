/* send.c - the process between the outbox and one SMTP connection */
#include <config.h>

#include <sysexits.h>

#include <postigo/base/instant.h>
#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/quit.h>
#include <postigo/base/sandbox.h>
#include <postigo/conf/secret.h>
#include <postigo/send/send.h>

#include "held.h"
#include "relay.h"
#include "tls.h"

#define PAUSE_FIRST SECONDS(1)		/* after a connection that came to nothing; doubles */
#define PAUSE_MOST SECONDS(8)		/* the desk holds mails back for longer, and sends one to see */
#define FAREWELL SECONDS(3)		/* for the desk's last confirmations */
#define MEMORY_LIMIT ((size_t)1 << 30)

struct sender {
	struct held *held;
	struct relay *relay;
	char *unfit;			/* why no connection can be made at all; NULL: it can */
	duration pause;
	int64_t next_try;
};

/* What it takes to come in: read before the sandbox closes. What is missing is told to the desk with the first mail,
 * for a process that ended over it would only be started again. */
static void
prepare(TALLOC_CTX *ctx, struct sender *s, const struct conf *conf)
{
	const struct conf_server *server = &conf->relay.server;
	struct tls *tls = NULL;
	char *password = NULL;
	struct error err;
	enum result result = DONE;

	if (server->user != NULL)
		result = secret_read(ctx, &server->password, &password, &err);
	if (result == NONE)
		result = error_set(&err, PERMFAIL, "smtp: there is a user, but no password");
	if (result == DONE && server->tls != CONF_TLS_NONE)
		result = tls_new(ctx, server, &tls, &err);
	if (result == DONE)
		s->relay = relay_new(ctx, conf, s->held, password, tls);
	else
		s->unfit = talloc_strdup(ctx, err.text);
}

/* One connection, or the attempt. */
static void
attempt(struct sender *s)
{
	SCRATCH(tmp);
	char *why = s->unfit;

	if (why != NULL)
		held_relay(s->held, false, why);
	else if (relay_run(tmp, s->relay, &why) == DONE) {
		s->pause = 0;
		return;
	}
	held_untry(s->held, why);
	s->pause = s->pause == 0 ? PAUSE_FIRST : s->pause * 2 < PAUSE_MOST ? s->pause * 2 : PAUSE_MOST;
	s->next_try = instant_monotonic() + s->pause;
}

static bool
must_leave(const struct sender *s)
{
	return quit_asked() || held_orphaned(s->held);
}

static void
work(struct sender *s)
{
	while (!must_leave(s)) {
		int64_t wait = s->next_try - instant_monotonic();

		if (!held_has_waiting(s->held))
			(void)held_serve(s->held, -1, -1);
		else if (wait > 0)
			(void)held_serve(s->held, wait, -1);
		else
			attempt(s);
	}
}

/* Gives back what was not begun, and gives the desk a moment to confirm the rest. */
static void
leave(struct sender *s)
{
	int64_t until = instant_monotonic() + FAREWELL;

	held_close(s->held);
	for (;;) {
		int64_t left = until - instant_monotonic();

		held_untry(s->held, "send was asked to leave");
		if (held_settled(s->held) || held_orphaned(s->held) || left <= 0)
			break;
		(void)held_serve(s->held, left, -1);
	}
}

int
send_run(const struct conf *conf, uint32_t index, int supervisor)
{
	SCRATCH(tmp);
	struct sender s = { .held = held_new(tmp, index, supervisor) };
	struct error err;

	quit_watch();
	prepare(tmp, &s, conf);
	if (sandbox_enter(SANDBOX_NETWORK, MEMORY_LIMIT, &err) != DONE)
		fatal(EX_OSERR, "%s", err.text);
	if (wire_send(supervisor, WIRE_READY, 0, NULL, 0, -1, &err) != DONE)
		fatal(EX_UNAVAILABLE, "the supervisor: %s", err.text);
	work(&s);
	leave(&s);
	return EX_OK;
}
