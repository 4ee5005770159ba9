/* desk.c - the role: one poll loop, in rounds
 *
 * A round takes what its peers have to say, decides what was read, claims what is to be sent, commits it all at once,
 * and only then answers. So many mails share a commit, and nobody is told of anything that is not durable. While the disk
 * takes a commit, the next round is worked on.
 */
#include <config.h>

#include <poll.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/quit.h>
#include <postigo/base/sandbox.h>
#include <postigo/desk/desk.h>
#include <postigo/mail/phrase.h>
#include <postigo/store/outbox.h>

#include "articles.h"
#include "control.h"
#include "desk.h"
#include "on_fetch.h"
#include "on_hook.h"
#include "on_send.h"
#include "opening.h"
#include "protect.h"
#include "queue.h"
#include "reading.h"
#include "rule_tally.h"
#include "say.h"
#include "timers.h"
#include "work.h"

/* Messages taken from one peer in a round: one busy mailbox must not keep the others waiting. */
#define TAKEN_A_ROUND 128

/* A desk that had nothing to do for this long tidies its store up. */
#define IDLE_MS 1000

/* How often the supervisor hears that we are alive. */
#define ALIVE_MS 5000

/* A desk that has lived so long does not die of what is wrong with its start, its disk or its machine. */
#define SETTLES_MS 1000

#define PEERS_MAX 1024
#define OWN_FDS 4		/* that are polled before those of peers */

#define MEMORY_MAX ((size_t)4 << 30)

bool
desk_write(struct desk *desk)
{
	struct error err;

	if (desk->broken)
		return false;
	if (!store_in_transaction(desk->tools.store) && store_begin(desk->tools.store, &err) != DONE) {
		desk_broken(desk, "begin", &err);
		return false;
	}
	return true;
}

void
desk_broken(struct desk *desk, const char *what, const struct error *err)
{
	log_error("store", "doing", what, "why", err->text, NULL);
	desk->broken = true;
}

void
desk_drop(struct peer *peer, const char *why)
{
	if (!peer->gone)
		(peer->kind == 0 ? log_debug : log_info)("peer_gone", "peer", peer->name, "why", why, NULL);
	peer->gone = true;
}

void
desk_restart(struct peer *peer, const char *why)
{
	struct wire_line line = { .peer = peer->kind, .index = peer->index, .name = peer->name, .socket = -1 };
	struct error err;

	if (!peer->gone && peer->kind != 0) {
		log_error("peer_restart", "peer", peer->name, "why", why, NULL);
		(void)wire_line_send(peer->desk->supervisor, &line, &err);
	}
	peer->gone = true;
}

bool
desk_holds_up(struct peer *peer, enum result result, const struct error *err)
{
	if (result != DONE)
		desk_restart(peer, err->text);
	return result == DONE;
}

static struct peer *
add_peer(struct desk *desk, enum role_kind kind, uint32_t index, const char *name, int socket)
{
	struct peer *p = talloc_zero(desk, struct peer);

	p->desk = desk;
	p->kind = kind;
	p->index = index;
	p->name = talloc_strdup(p, name);
	p->socket = socket;
	p->next = desk->peers;
	desk->peers = p;
	return p;
}

static void
remove_peer(struct desk *desk, struct peer *peer)
{
	switch ((int)peer->kind) {
	case ROLE_READER:
		reading_gone(peer);
		break;
	case ROLE_CRYPT:
		opening_gone(peer);
		break;
	case ROLE_FETCH:
		fetch_peer_gone(peer);
		break;
	case ROLE_DESK:
		break;
	default:
		work_client_gone(peer);
		break;
	}
	say_forget(desk, peer);
	for (struct peer **link = &desk->peers; *link != NULL; link = &(*link)->next)
		if (*link == peer) {
			*link = peer->next;
			break;
		}
	close(peer->socket);
	talloc_free(peer);
}

static void
sweep(struct desk *desk)
{
	struct peer *next;

	for (struct peer *p = desk->peers; p != NULL; p = next) {
		next = p->next;
		if (p->gone)
			remove_peer(desk, p);
	}
}

/* Which function hears which message, by who says it. */
static const struct hearing {
	enum role_kind kind;
	enum wire_type type;
	void (*hear)(struct peer *peer, struct wire_message *m);
} hearings[] = {
	{ ROLE_FETCH,  WIRE_MAILBOX, fetch_on_mailbox },
	{ ROLE_FETCH,  WIRE_LEDGER,  fetch_on_ledger },
	{ ROLE_FETCH,  WIRE_MAIL,    fetch_on_mail },
	{ ROLE_FETCH,  WIRE_STORED,  fetch_on_stored },
	{ ROLE_FETCH,  WIRE_TOLD,    fetch_on_told },
	{ ROLE_FETCH,  WIRE_SKIPPED, fetch_on_skipped },
	{ ROLE_FETCH,  WIRE_HEALTH,  fetch_on_health },
	{ ROLE_READER, WIRE_PARSE,   reading_parsed },
	{ ROLE_READER, WIRE_PARTS,   reading_parts },
	{ ROLE_READER, WIRE_COVER,   reading_covered },
	{ ROLE_CRYPT,  WIRE_READY,   opening_on_ready },
	{ ROLE_CRYPT,  WIRE_OPEN,    opening_on_open },
	{ ROLE_CRYPT,  WIRE_ENCLOSE, protect_on_enclose },
	{ ROLE_SEND,   WIRE_HOLDING, send_on_holding },
	{ ROLE_SEND,   WIRE_WANT,    send_on_want },
	{ ROLE_SEND,   WIRE_DOT,     send_on_dot },
	{ ROLE_SEND,   WIRE_RESULT,  send_on_result },
	{ ROLE_SEND,   WIRE_RELAY,   send_on_relay },
	{ ROLE_HOOK,   WIRE_HOOKING, hook_on_hooking },
	{ ROLE_HOOK,   WIRE_JOB,     hook_on_job },
	{ 0,           WIRE_REQUEST, control_on_request },
};

static void
hear(struct peer *peer, struct wire_message *m)
{
	for (size_t i = 0; i < sizeof(hearings) / sizeof(hearings[0]); i++)
		if (hearings[i].kind == peer->kind && hearings[i].type == m->type) {
			hearings[i].hear(peer, m);
			return;
		}
	desk_restart(peer, "it says what is not its to say");
}

static void
listen_to(struct peer *peer)
{
	struct wire_message *m;
	struct error err;

	for (int n = 0; n < TAKEN_A_ROUND && !peer->gone && !peer->desk->broken; n++) {
		switch (wire_receive(peer->desk->round, peer->socket, 0, &m, &err)) {
		case DONE:
			hear(peer, m);
			talloc_free(m);
			say_durable(peer->desk, false);
			break;
		case NONE:
			return;
		case TEMPFAIL:
			desk_drop(peer, "it ended");
			return;
		default:
			desk_restart(peer, err.text);
			return;
		}
	}
}

/* What a process said before it ended still counts: a result that is not heard would be a mail sent twice. */
static void
hear_out(struct peer *peer)
{
	while (!peer->gone && !peer->desk->broken) {
		struct pollfd fd = { .fd = peer->socket, .events = POLLIN };

		if (poll(&fd, 1, 0) <= 0)
			break;
		listen_to(peer);
	}
	peer->gone = true;
}

/* A line from the supervisor takes the place of an older one to the same process. */
static void
on_line(struct desk *desk, struct wire_message *m)
{
	struct wire_line line;
	struct error err;

	if (wire_line_read(desk->round, m, &line, &err) != DONE) {
		log_error("line", "why", err.text, NULL);
		return;
	}
	if (line.socket == -1)
		return;
	for (struct peer *p = desk->peers; p != NULL; p = p->next)
		if (p->kind == line.peer && p->index == line.index && !p->gone)
			hear_out(p);
	add_peer(desk, line.peer, line.index, line.name, line.socket);
}

/* Lines, or the word that we should go. False: the supervisor is gone. */
static bool
listen_to_supervisor(struct desk *desk)
{
	struct wire_message *m;
	struct error err;
	enum result result;

	while ((result = wire_receive(desk->round, desk->supervisor, 0, &m, &err)) == DONE) {
		if (m->type == WIRE_LINE)
			on_line(desk, m);
		talloc_free(m);
	}
	return result == NONE;
}

/* Milliseconds that the next poll may wait. */
static int
patience(struct desk *desk, int64_t alive_at)
{
	int64_t wait = alive_at - instant_monotonic();
	int reader = reading_watch(desk);
	int opening = opening_watch(desk);
	int out = send_patience(desk);
	int timer = timers_patience(desk);
	int hook = hook_patience(desk);
	int64_t settling = desk->settled - instant_monotonic();

	if (reader >= 0 && reader < wait)
		wait = reader;
	if (opening >= 0 && opening < wait)
		wait = opening;
	if (out >= 0 && out < wait)
		wait = out;
	if (timer >= 0 && timer < wait)
		wait = timer;
	if (hook >= 0 && hook < wait)
		wait = hook;
	if (settling > 0 && settling < wait)	/* a last attempt may wait for it */
		wait = settling;
	if (desk->queue.again && wait > RUSH_MS)	/* until there is room for more */
		wait = RUSH_MS;
	return wait < 0 ? 0 : (int)wait;
}

static nfds_t
watch(struct desk *desk, struct pollfd fds[OWN_FDS + PEERS_MAX])
{
	nfds_t n = 0;

	fds[n++] = (struct pollfd){ .fd = quit_descriptor(), .events = POLLIN };
	fds[n++] = (struct pollfd){ .fd = desk->supervisor, .events = POLLIN };
	fds[n++] = (struct pollfd){ .fd = desk->control, .events = POLLIN };
	fds[n++] = (struct pollfd){ .fd = desk->syncing ? store_durable_descriptor(desk->tools.store) : -1, .events = POLLIN };
	for (struct peer *p = desk->peers; p != NULL && n < OWN_FDS + PEERS_MAX; p = p->next)
		fds[n++] = (struct pollfd){ .fd = p->socket, .events = POLLIN };
	return n;
}

/* Whoever has something to say. False: the supervisor is gone. */
static bool
listen_to_all(struct desk *desk, const struct pollfd *fds, nfds_t n)
{
	if (fds[1].revents != 0 && !listen_to_supervisor(desk))
		return false;
	if (fds[2].revents != 0)
		control_accept(desk);
	/* The list may have grown at its head since: whoever is new is heard in the next round. */
	for (struct peer *p = desk->peers; p != NULL && !desk->broken; p = p->next)
		for (nfds_t i = OWN_FDS; i < n; i++)
			if (fds[i].fd == p->socket && fds[i].revents != 0) {
				listen_to(p);
				break;
			}
	return true;
}

/* Those at the edges have left before us. A result of theirs that is not heard now is a mail that may be sent twice, or a program
 * that may be run twice. */
static void
hear_last_words(struct desk *desk)
{
	for (struct peer *p = desk->peers; p != NULL && !desk->broken; p = p->next)
		if ((p->kind == ROLE_SEND || p->kind == ROLE_HOOK) && !p->gone)
			hear_out(p);
	say_last_round(desk);
}

/* Whatever made us leave, mails must not be set aside for it: four reloads under load, or a disk that is full for an
 * hour, would use up their attempts. Where there is no room for this, there was none to count them either. */
static void
give_back(struct desk *desk)
{
	struct store *store = desk->tools.store;
	struct error err;

	if (store_in_transaction(store))
		store_rollback(store);
	if (store_begin(store, &err) != DONE)
		return;
	reading_give_back(desk);
	if (store_commit(store, &err) != DONE && store_in_transaction(store))
		store_rollback(store);
}

/* There is more to decide, and the round has room for it. */
static bool
goes_on(const struct desk *desk)
{
	const struct queue *q = &desk->queue;

	return q->again && (q->decided_count == 0 || (q->decided_count < DECIDED_A_ROUND && !queue_is_rushed(q)));
}

static int
loop(struct desk *desk)
{
	static struct pollfd fds[OWN_FDS + PEERS_MAX];
	int64_t alive_at = 0;
	struct error err;
	int wait = 0;

	while (!quit_asked() && !desk->broken) {
		nfds_t n = watch(desk, fds);
		int heard = poll(fds, n, wait);

		if (heard < 0)
			continue;
		if (heard == 0 && wait > IDLE_MS && !desk->syncing)
			store_settle(desk->tools.store);
		say_durable(desk, false);
		if (!listen_to_all(desk, fds, n))
			return EX_TEMPFAIL;
		sweep(desk);
		timers_run(desk);
		work_go_on(desk);
		if (!desk->broken)
			opening_dispatch(desk);
		send_hand_out(desk);
		hook_hand_out(desk);
		say_end_round(desk);
		if (instant_monotonic() >= alive_at) {
			(void)wire_try_send(desk->supervisor, WIRE_ALIVE, 0, NULL, 0, -1, &err);
			alive_at = instant_monotonic() + ALIVE_MS;
		}
		wait = goes_on(desk) ? 0 : patience(desk, alive_at);
	}
	return desk->broken ? EX_TEMPFAIL : EX_OK;
}

struct peer *
desk_add_client(struct desk *desk, int socket)
{
	return add_peer(desk, 0, 0, "postigo", socket);
}

/* Simulated and real time must not meet in one store: its clocks would run backwards. */
static enum result
check_clock(struct desk *desk, struct error *err)
{
	const char *ours = instant_rehearsed() ? "rehearsal" : "real";
	struct store *store = desk->tools.store;
	char *theirs;
	enum result result = store_meta(desk->round, store, "clock", &theirs, err);

	if (result == DONE && strcmp(theirs, ours) != 0)
		return error_set(err, PERMFAIL, "%s has run in %s time and is not for %s time; use another store.url",
		    desk->tools.conf->store_path, theirs, ours);
	if (result < 0 || (result == DONE && !instant_rehearsed()))
		return result;
	if ((result = store_begin(store, err)) == DONE)
		result = store_set_meta(store, "clock", ours, err);
	/* For `postigo`, which would take real time for now. */
	if (result == DONE && instant_rehearsed())
		result = store_set_meta(store, "rehearsal", instant_rehearsal(desk->round), err);
	return result == DONE ? store_commit(store, err) : result;
}

/* Rules are counted from when they are first in force. */
static enum result
begin_tally(struct desk *desk, struct error *err)
{
	struct store *store = desk->tools.store;
	enum result result;

	desk->tally = rule_tally_new(desk, desk->tools.conf);
	if (rule_set_count(desk->tools.rules) == 0)
		return DONE;
	if (!rule_set_is_quick(desk->tools.rules))
		log_info("rules", "what", "this system runs no memory that was written to: patterns are matched without being compiled "
		    "to machine code, and take longer", NULL);
	if ((result = store_begin(store, err)) == DONE)
		result = rule_tally_begin(desk->tally, store, instant_now(), err);
	return result == DONE ? store_commit(store, err) : result;
}

int
desk_run(const struct conf *conf, int supervisor)
{
	struct desk *desk = talloc_zero(NULL, struct desk);
	struct error err;
	enum result result;
	int status;

	desk->supervisor = supervisor;
	say_begin(desk);
	desk->started = instant_now();
	desk->settled = instant_monotonic() + SETTLES_MS;
	desk->crypt_gone = instant_monotonic();
	desk->put_off = true;
	result = tools_open(desk, conf, STORE_WRITE, &desk->tools, &err);
	if (result == DONE)
		result = check_clock(desk, &err);
	if (result == DONE)
		result = begin_tally(desk, &err);
	if (result != DONE)
		fatal(result == TEMPFAIL ? EX_TEMPFAIL : EX_CONFIG, "%s", err.text);
	if (articles_load(&desk->tools, &err) != DONE)
		fatal(EX_TEMPFAIL, "%s", err.text);
	if (control_listen(desk, &err) != DONE)
		fatal(EX_TEMPFAIL, "%s", err.text);
	if (sandbox_enter(SANDBOX_DESK, MEMORY_MAX, &err) != DONE)
		fatal(EX_OSERR, "%s", err.text);
	phrase_init();
	send_begin(desk);
	hook_begin(desk);
	timers_begin(desk);
	queue_begin(desk);
	if (wire_send(supervisor, WIRE_READY, 0, NULL, 0, -1, &err) != DONE)
		fatal(EX_TEMPFAIL, "%s", err.text);

	status = loop(desk);
	if (status == EX_OK)
		hear_last_words(desk);
	give_back(desk);
	control_close(desk);
	talloc_free(desk);
	return status;
}
