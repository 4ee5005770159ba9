/* relay.c - one SMTP connection after another, each kept for as many mails as come
 *
 * libESMTP runs a session to its end inside smtp_start_session(). All else happens in its callbacks: the next mail is
 * added when one is through, and while there is none we wait in there. Its return values say nothing; what became of a
 * mail is told by the events, and whatever has no event when the session is over is judged by how far it had come.
 */
#include <config.h>

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

#include "login.h"
/* After auth-client.h, or it leaves out the login. */
#include <libesmtp.h>

#include <postigo/base/instant.h>
#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/quit.h>

#include "decoy.h"
#include "guard.h"
#include "letter.h"
#include "relay.h"
#include "talk.h"
#include "tunnel.h"
#include "verdict.h"

#define SESSION_MAILS 1000		/* libESMTP keeps 4 KiB of each until the session's end */
#define SESSION_TIME MINUTES(30)
#define CONNECT_TIME SECONDS(30)	/* at the most, for each step up to TLS */
#define RESOLVER_TIME 60		/* seconds */
#define BLOCK 65536			/* bytes handed to libESMTP at a time */
#define BYTES_MAX ((size_t)1 << 30)	/* libESMTP counts in int */
#define GRACE 5			/* seconds that our alarm comes after libESMTP's own time-out */
#define DOT_PATIENCE 5			/* the answer to the final dot may take that many time-outs (RFC 5321 4.5.3.2.6) */

static const char lost_before[] = "the connection was lost before the end of the data";
static const char lost_after[] = "the connection was lost after the end of the data";

struct relay {
	const struct conf_server *server;
	const char *hostname;		/* ours, for EHLO */
	duration keep;
	struct held *held;
	struct login *login;		/* NULL: none */
	struct tls *tls;

	/* one connection */
	smtp_session_t session;
	struct guard guard;
	int socket;			/* libESMTP's, once connected: to look at, never to close */
	int ours;			/* what it is to talk to, until it does */
	struct decoy decoy;
	bool open;			/* the server takes mail */
	int64_t began;
	unsigned added, ended;
	bool stop;			/* no more mails: QUIT */
	struct error fault;		/* empty: none */

	/* the mail in hand, and one that had to be added before that one was through */
	struct letter *letter, *ahead;
	char *bytes;			/* owned by the relay */
	size_t size, given;
	bool accepted;			/* the server took its sender */
	bool past_dot;			/* libESMTP was told of the end: the dot may be out */
	bool refused;			/* its recipient was: whatever libESMTP sends of it now goes nowhere */
};

/* libESMTP's time-outs are a line's, and a name server's are nobody's: a process that hangs is worth nothing. */
static void
on_alarm(int signal_number)
{
	static const char words[] = "<3>send: hung why=\"no progress within the time limit\"\n";

	(void)signal_number;
	(void)!write(STDERR_FILENO, words, sizeof words - 1);
	_exit(EX_TEMPFAIL);
}

static void
set_alarm(const struct relay *r, int64_t times)
{
	(void)alarm((unsigned)(r->server->timeout * times / 1000) + GRACE);
}

/* No mail is to blame. The first reason stands. */
static void
blame(struct relay *r, const char *why)
{
	if (r->fault.text[0] != '\0')
		return;
	(void)error_set(&r->fault, TEMPFAIL, "%s", why);
	held_relay(r->held, false, why);
	r->stop = true;
}

/* Ends the session from within a callback: nothing more goes out, whatever libESMTP does until it notices. */
static void
hang_up(struct relay *r)
{
	r->stop = true;
	if (r->socket >= 0)
		(void)shutdown(r->socket, SHUT_RDWR);
}

/* --- the mail in hand --- */

/* The desk logs what becomes of its mails; this is for whoever follows one connection. */
static void
log_end(const struct letter *l, enum outcome outcome, int code, const char *text)
{
	static const char *const names[] = {
		[OUTCOME_SENT] = "sent", [OUTCOME_DEFERRED] = "deferred", [OUTCOME_FAILED] = "failed",
		[OUTCOME_UNKNOWN] = "unknown", [OUTCOME_UNTRIED] = "untried",
	};

	log_debug(names[outcome], "row", log_number((int64_t)l->row), "code", code > 0 ? log_number(code) : NULL,
	    "answer", text, NULL);
}

/* The mail in hand has its result. It stays in hand, and its bytes with it, until libESMTP goes on to the next. */
static void
end_letter(struct relay *r, enum outcome outcome, int code, const char *text)
{
	if (r->letter == NULL || r->letter->state == LETTER_ENDED)
		return;
	log_end(r->letter, outcome, code, text);
	held_end(r->held, r->letter, outcome, code, text);
	r->ended++;
}

static const char *
status_words(TALLOC_CTX *ctx, const smtp_status_t *s)
{
	const char *text = s->text != NULL ? s->text : "";

	if (s->enh_class != 0)
		return talloc_asprintf(ctx, "%d %d.%d.%d %s", s->code, s->enh_class, s->enh_subject, s->enh_detail, text);
	return talloc_asprintf(ctx, "%d %s", s->code, text);
}

/* The server answered MAIL, RCPT or the data for the mail in hand. */
static void
judge(struct relay *r, const smtp_status_t *status)
{
	SCRATCH(tmp);
	const char *words = status_words(tmp, status);
	struct verdict v = verdict_of(status->code);

	if (v.fault)
		blame(r, words);
	end_letter(r, v.outcome, status->code, words);
}

/* Looks at a mail before libESMTP does. */
static enum result
fits(const struct letter *l, TALLOC_CTX *ctx, char **bytes, size_t *size, struct error *err)
{
	enum result result = letter_address(l->recipient, err);

	if (result == DONE && l->envelope_from[0] != '\0')
		result = letter_address(l->envelope_from, err);
	if (result == DONE)
		result = wire_unseal(ctx, l->fd, BYTES_MAX, bytes, size, err);
	if (result == DONE)
		result = letter_bytes(*bytes, *size, err);
	return result;
}

/* The next waiting mail that can be sent, its bytes owned by the relay; NULL when there is none. */
static struct letter *
take_letter(struct relay *r, char **bytes, size_t *size)
{
	struct letter *l;
	struct error err;

	while ((l = held_take(r->held)) != NULL) {
		enum result result = fits(l, r, bytes, size, &err);
		if (result == DONE)
			return l;
		enum outcome outcome = result == PERMFAIL ? OUTCOME_FAILED : OUTCOME_DEFERRED;
		log_end(l, outcome, 0, err.text);
		held_end(r->held, l, outcome, 0, err.text);
		held_release(r->held, l);
	}
	return NULL;
}

static const char *on_bytes(void **ctx, int *n, void *arg);

/* Puts a mail into libESMTP's list. Its callback looks at the mail in hand, so the relay is its argument. */
static void
hand_over(struct relay *r, const struct letter *l, size_t size)
{
	smtp_message_t message = smtp_add_message(r->session);

	if (message == NULL || smtp_set_messagecb(message, on_bytes, r) == 0 ||
	    smtp_set_reverse_path(message, l->envelope_from[0] != '\0' ? l->envelope_from : NULL) == 0 ||
	    smtp_size_set_estimate(message, size) == 0 || smtp_add_recipient(message, l->recipient) == NULL)
		fatal(EX_OSERR, "libESMTP takes no more mails");
	r->added++;
}

static void
take_in_hand(struct relay *r, struct letter *l, char *bytes, size_t size)
{
	r->letter = l;
	r->bytes = bytes;
	r->size = size;
	r->given = 0;
	r->accepted = r->past_dot = r->refused = false;
}

static void
let_go(struct relay *r)
{
	if (r->letter != NULL)
		held_release(r->held, r->letter);
	TALLOC_FREE(r->bytes);
	r->letter = NULL;
	r->accepted = r->past_dot = r->refused = false;
}

/* --- more mails for the session --- */

static bool
session_is_full(const struct relay *r)
{
	return r->stop || quit_asked() || held_orphaned(r->held) || r->added >= SESSION_MAILS ||
	    instant_monotonic() - r->began > SESSION_TIME;
}

/* The mail in hand is through: goes on to the next, waiting for one while the connection is worth keeping. */
static void
next_letter(struct relay *r)
{
	int64_t until = instant_monotonic() + r->keep;
	struct letter *l = NULL;
	char *bytes = NULL;
	size_t size = 0;

	let_go(r);
	(void)alarm(0);
	(void)held_serve(r->held, 0, -1);
	while (!session_is_full(r) && (l = take_letter(r, &bytes, &size)) == NULL) {
		int64_t left = until - instant_monotonic();

		/* A server that speaks up while nothing was asked says good-bye. */
		if (left <= 0 || held_serve(r->held, left, r->socket))
			break;
	}
	set_alarm(r, 1);
	if (l == NULL)
		return;
	hand_over(r, l, size);
	take_in_hand(r, l, bytes, size);
	held_flow(r->held);
}

/* libESMTP looks for the next mail before it says that a refused one is over: that one must be in its list by then,
 * or it ends the session. Only what is there already; nobody waits here. */
static void
add_ahead(struct relay *r)
{
	char *bytes = NULL;
	size_t size = 0;

	if (session_is_full(r) || r->ahead != NULL)
		return;
	(void)held_serve(r->held, 0, -1);
	r->ahead = take_letter(r, &bytes, &size);
	if (r->ahead != NULL)
		hand_over(r, r->ahead, size);
	talloc_free(bytes);
}

/* The one that was added ahead has its turn. Its bytes are read again: two mails in memory would be one too many. */
static void
turn_to_ahead(struct relay *r)
{
	struct letter *l = r->ahead;
	char *bytes = NULL;
	size_t size = 0;
	struct error err;

	let_go(r);
	r->ahead = NULL;
	if (r->stop || l->state == LETTER_ENDED || fits(l, r, &bytes, &size, &err) != DONE)
		hang_up(r);
	take_in_hand(r, l, bytes, size);
}


/* --- libESMTP's callbacks --- */

/* Gives libESMTP the mail. The last block waits until the desk has made durable that the dot may follow; without that
 * libESMTP is told of an error, which makes it drop the connection with no dot sent. */
static const char *
on_bytes(void **ctx, int *n, void *arg)
{
	struct relay *r = arg;

	(void)ctx;
	if (n == NULL) {
		r->given = 0;
		return NULL;
	}
	size_t left = r->size - r->given;
	size_t block = left < BLOCK ? left : BLOCK;
	*n = 0;
	if (r->refused) {
		errno = 0;
		return NULL;
	}
	if (r->letter == NULL || r->letter->state == LETTER_ENDED ||
	    (block == left && !held_dot(r->held, r->letter, r->server->timeout))) {
		hang_up(r);
		errno = ECANCELED;
		return NULL;
	}
	errno = 0;
	set_alarm(r, left == 0 ? DOT_PATIENCE : 1);
	if (left == 0) {
		r->past_dot = true;
		return NULL;
	}
	const char *bytes = r->bytes + r->given;
	r->given += block;
	*n = (int)block;
	return bytes;
}

static void
on_connect(struct relay *r)
{
	r->socket = decoy_replace(&r->decoy, r->ours);
	r->ours = -1;
	if (r->socket < 0)
		fatal(EX_SOFTWARE, "libESMTP's connection was not found");
	set_alarm(r, 1);
}

static void
on_mail_answer(struct relay *r, smtp_message_t message)
{
	const smtp_status_t *status = smtp_reverse_path_status(message);

	set_alarm(r, 1);
	/* A login that failed does not keep libESMTP from going on without. */
	if (r->login != NULL && !r->guard.logged_in) {
		blame(r, "the server offers no login that we know (PLAIN, LOGIN)");
		hang_up(r);
		return;
	}
	if (status->code >= 200 && status->code <= 299) {
		if (!r->open)
			log_info("relay_connected", "host", r->server->host, "port", log_number(r->server->port), NULL);
		r->open = r->accepted = true;
		held_relay(r->held, true, NULL);
		held_flow(r->held);
		return;
	}
	judge(r, status);
	next_letter(r);
}

static void
on_recipient_answer(struct relay *r, smtp_recipient_t recipient)
{
	const smtp_status_t *status = smtp_recipient_status(recipient);

	set_alarm(r, 1);
	if (status->code >= 200 && status->code <= 299)
		return;
	judge(r, status);
	r->refused = true;
	add_ahead(r);
}

/* libESMTP also says "sent" when the connection was lost behind BDAT, and when DATA itself was answered with 250. */
static bool
is_answer(const struct relay *r, const smtp_status_t *status)
{
	int class = status->code / 100;

	return status->text != NULL && (class == 4 || class == 5 || (class == 2 && r->past_dot));
}

/* Only here can a mail be sent: 2xx for all of its data, and for its recipient too, since a refused one has ended it
 * before. */
static void
on_sent(struct relay *r, smtp_message_t message)
{
	const smtp_status_t *status = smtp_message_transfer_status(message);
	bool was_given = r->past_dot;

	set_alarm(r, 1);
	if (!r->refused && !is_answer(r, status)) {
		hang_up(r);
		return;
	}
	if (!r->refused)
		judge(r, status);
	if (r->ahead != NULL)
		turn_to_ahead(r);
	else if (was_given)
		next_letter(r);
	else
		let_go(r);	/* libESMTP has decided on QUIT already */
}

static void
on_event(smtp_session_t session, int event, void *arg, ...)
{
	struct relay *r = arg;
	va_list args;

	(void)session;
	va_start(args, arg);
	switch (event) {
	case SMTP_EV_CONNECT:
		on_connect(r);
		break;
	case SMTP_EV_MAILSTATUS:
		(void)va_arg(args, const char *);
		on_mail_answer(r, va_arg(args, smtp_message_t));
		break;
	case SMTP_EV_RCPTSTATUS:
		(void)va_arg(args, const char *);
		on_recipient_answer(r, va_arg(args, smtp_recipient_t));
		break;
	case SMTP_EV_MESSAGESENT:
		on_sent(r, va_arg(args, smtp_message_t));
		break;
	default:
		break;
	}
	va_end(args);
}

/* All that passes in both directions but the mails themselves. */
static void
on_pass(const char *bytes, int n, int writing, void *arg)
{
	struct relay *r = arg;

	if (writing == SMTP_CB_WRITING) {
		guard_write(&r->guard, bytes, (size_t)n);
		if (n > 9 && memcmp(bytes, "AUTH NTLM", 9) == 0) {
			blame(r, "the server offers NTLM in a way that we cannot pass over");
			hang_up(r);
		}
		return;
	}
	if (writing != SMTP_CB_READING || n <= 0)
		return;

	enum guard_verdict verdict = guard_read(&r->guard, bytes, (size_t)n);
	if (verdict != GUARD_FINE) {
		/* What was read is in libESMTP's buffer and would be believed. */
		held_relay(r->held, false, guard_words(verdict));
		_exit(EX_TEMPFAIL);
	}
	/* The buffer is libESMTP's own, on the heap. */
	if (!r->open)
		login_mask((char *)(uintptr_t)bytes, (size_t)n);
	if (r->guard.login_refused) {
		blame(r, r->guard.answer);
		hang_up(r);
	}
}

/* --- a session --- */

/* Connects to the server and brings TLS up as the config says; *fd is then what libESMTP shall talk to. */
static enum result
reach(struct relay *r, int *fd, pid_t *child, struct error *err)
{
	SCRATCH(tmp);
	enum conf_tls tls = r->server->tls;
	duration patience = r->server->timeout < CONNECT_TIME ? r->server->timeout : CONNECT_TIME;
	struct talk *t = talk_new(tmp, r->server, r->hostname, r->tls, patience);
	SSL *ssl;
	int plain;

	enum result result = talk_dial(t, err);
	if (result == DONE && tls == CONF_TLS_IMPLICIT)
		result = talk_secure(t, err);
	if (result == DONE && tls == CONF_TLS_STARTTLS)
		result = talk_greeting(t, err);
	if (result == DONE && tls == CONF_TLS_STARTTLS)
		result = talk_ehlo(t, err);
	if (result == DONE && tls == CONF_TLS_STARTTLS)
		result = talk_starttls(t, err);
	if (result == DONE && r->login != NULL && !talk_is_private(t))
		result = error_set(err, PERMFAIL, "%s: no password is sent without TLS; set tls", r->server->host);
	if (result != DONE)
		return result;

	talk_give(t, &plain, &ssl);
	if (ssl != NULL)
		return tunnel_start(ssl, plain, tls == CONF_TLS_STARTTLS ? "220 secured\r\n" : "", fd, child, err);
	*fd = plain;
	return DONE;
}

static void
set_times(const struct relay *r)
{
	static const enum rfc2822_timeouts which[] = {
		Timeout_GREETING, Timeout_ENVELOPE, Timeout_DATA, Timeout_TRANSFER, Timeout_DATA2,
	};

	/* In milliseconds, whatever its manual says. */
	for (size_t i = 0; i < sizeof which / sizeof which[0]; i++)
		(void)smtp_set_timeout(r->session, (int)which[i] | Timeout_OVERRIDE_RFC2822_MINIMUM,
		    (long)(r->server->timeout * (which[i] == Timeout_DATA2 ? DOT_PATIENCE : 1)));
}

static void
session_open(struct relay *r)
{
	char decoy[32];

	(void)snprintf(decoy, sizeof decoy, "127.0.0.1:%u", (unsigned)r->decoy.port);
	r->session = smtp_create_session();
	if (r->session == NULL || smtp_set_server(r->session, decoy) == 0 ||
	    smtp_set_hostname(r->session, r->hostname) == 0)
		fatal(EX_OSERR, "libESMTP gives no session");
	(void)smtp_set_eventcb(r->session, on_event, r);
	(void)smtp_set_monitorcb(r->session, on_pass, r, 0);
	set_times(r);
	if (r->login != NULL)
		(void)smtp_auth_set_context(r->session, r->login->context);
	guard_start(&r->guard);
}

/* What the session did not finish: the mail in hand, and one added ahead. */
static void
settle(struct relay *r)
{
	if (r->ahead != NULL)
		held_release(r->held, r->ahead);
	r->ahead = NULL;
	if (r->letter == NULL)
		return;
	if (r->past_dot)
		end_letter(r, OUTCOME_UNKNOWN, 0, lost_after);
	else if (r->accepted)
		end_letter(r, OUTCOME_DEFERRED, 0, lost_before);
	else if (r->fault.text[0] != '\0')
		end_letter(r, OUTCOME_UNTRIED, 0, r->fault.text);
	let_go(r);
}

/* Why the server never got as far as taking mail. */
static void
explain(struct relay *r)
{
	SCRATCH(tmp);

	if (r->open)
		return;
	if (r->guard.refusal[0] != '\0')
		blame(r, r->guard.refusal);
	else
		blame(r, talloc_asprintf(tmp, "%s: the connection was lost, or the server was silent",
		    r->server->host));
}

static void
session_run(struct relay *r, struct letter *first, char *bytes, size_t size)
{
	pid_t child = 0;
	struct error err;

	/* Names are looked up without a time-out of ours; then four steps at the most. */
	(void)alarm(RESOLVER_TIME + 4 * CONNECT_TIME / 1000);
	take_in_hand(r, first, bytes, size);
	if (reach(r, &r->ours, &child, &err) == DONE && decoy_open(&r->decoy, &err) == DONE) {
		session_open(r);
		hand_over(r, first, size);
		(void)smtp_start_session(r->session);
		(void)smtp_destroy_session(r->session);
		decoy_close(&r->decoy);
		explain(r);
	} else {
		blame(r, err.text);
	}
	if (r->ours >= 0)
		(void)close(r->ours);
	r->ours = -1;
	(void)alarm(0);
	if (child > 0)
		tunnel_end(child);
}

enum result
relay_run(TALLOC_CTX *ctx, struct relay *r, char **why)
{
	char *bytes = NULL;
	size_t size = 0;

	r->socket = r->ours = -1;
	r->open = r->stop = r->past_dot = false;
	r->added = r->ended = 0;
	r->began = instant_monotonic();
	r->fault.text[0] = '\0';
	*why = NULL;

	struct letter *first = take_letter(r, &bytes, &size);
	if (first == NULL)
		return DONE;
	session_run(r, first, bytes, size);
	held_pause(r->held);
	if (r->ended == 0 && r->letter != NULL && r->letter->state != LETTER_ENDED)
		blame(r, r->past_dot ? lost_after : lost_before);
	settle(r);
	*why = talloc_strdup(ctx, r->fault.text);
	return r->fault.text[0] == '\0' ? DONE : TEMPFAIL;
}

struct relay *
relay_new(TALLOC_CTX *ctx, const struct conf *conf, struct held *held, const char *password, struct tls *tls)
{
	struct relay *r = talloc_zero(ctx, struct relay);
	struct sigaction hung = { .sa_handler = on_alarm };

	r->server = &conf->relay.server;
	r->hostname = conf->identity.domain;
	r->keep = conf->relay.keep;
	r->held = held;
	r->tls = tls;
	if (password != NULL)
		r->login = login_new(r, r->server->user, password);
	(void)sigaction(SIGALRM, &hung, NULL);
	return r;
}
