/* fetch.c - the process around one mailbox: connect, take mail in, wait, again; until SIGTERM */
#include <config.h>

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sysexits.h>
#include <unistd.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/quit.h>
#include <postigo/base/sandbox.h>
#include <postigo/base/wire_line.h>
#include <postigo/conf/secret.h>
#include <postigo/fetch/fetch.h>

#include "backoff.h"
#include "idle.h"
#include "walk.h"

#define MEMORY_LIMIT ((size_t)512 << 20)
#define RENEW MINUTES(5)	/* an IDLE is ended and begun anew: NATs forget quiet connections */
#define WALK_EVERY MINUTES(5)	/* whatever the server said or did not say */
#define CAREFUL 64		/* mails fetched one by one after an earlier process died inside a batch */

struct fetch {
	const struct conf_mailbox *conf;
	int supervisor;
	struct line line;
	struct failures failures;
	struct intake intake;
	struct walk walk;
	struct mailbox *mailbox;	/* NULL: no session */
	TALLOC_CTX *secret;		/* holds the password */
	char *password;
	bool sandboxed;
	bool known;			/* the desk knows the mailbox of this session on this line */
	unsigned failed;		/* sessions that failed, in a row */
	unsigned refused;		/* logins refused, in a row */
	int health;			/* what the desk was told: 1 well, 0 not; -1 nothing yet */
	char why[300];			/* with 0 */
	int64_t next_walk;
};

/* What ended a wait. */
enum woke { WOKE_TIME, WOKE_SERVER, WOKE_LINE, WOKE_QUIT };

static enum woke
wait_until(struct fetch *f, int server, int64_t until)
{
	for (;;) {
		struct pollfd fds[] = {
			{ quit_descriptor(), POLLIN, 0 },
			{ f->supervisor, POLLIN, 0 },
			{ f->line.desk, POLLIN, 0 },
			{ server, POLLIN, 0 },
		};
		int64_t left = until - instant_monotonic();

		if (quit_asked())
			return WOKE_QUIT;
		if (poll(fds, 4, left <= 0 ? 0 : left > 3600000 ? 3600000 : (int)left) < 0 && errno != EINTR)
			fatal(EX_OSERR, "poll: %s", strerror(errno));
		if (fds[0].revents != 0)
			return WOKE_QUIT;
		if (fds[1].revents != 0 || fds[2].revents != 0)
			return WOKE_LINE;
		if (fds[3].revents != 0)
			return WOKE_SERVER;
		if (left <= 0)
			return WOKE_TIME;
	}
}

/* Tells the desk, and the log, when the mailbox begins to work or ceases to. */
static void
report(struct fetch *f, bool ok, const char *why)
{
	struct error err;
	bool same = ok || strncmp(f->why, why, sizeof(f->why) - 1) == 0;

	if (f->health == ok && same)
		return;
	if (!ok && !same)
		log_warning("trouble", "mailbox", f->conf->name, "why", why, NULL);
	else if (ok && f->why[0] != '\0')
		log_info("recovered", "mailbox", f->conf->name, NULL);
	(void)snprintf(f->why, sizeof(f->why), "%s", ok ? "" : why);
	if (line_health(&f->line, ok, why, &err) == DONE)
		f->health = ok;
}

/* A message from the supervisor: a new line to the desk. TEMPFAIL when the supervisor is gone. */
static enum result
take_line(struct fetch *f, struct error *err)
{
	int desk;
	enum result r = wire_line_next(f->supervisor, &desk, err);

	if (r != DONE)
		return r == NONE ? DONE : r;
	line_close(&f->line);
	f->line.desk = desk;
	f->known = false;
	f->health = -1;
	return DONE;
}

/* Something came from supervisor or desk while we waited. */
static enum result
hear_lines(struct fetch *f, struct error *err)
{
	struct error desk;
	enum result r = take_line(f, err);

	if (r == DONE && f->line.desk >= 0 && line_stored(&f->line, 0, &desk) != DONE)
		log_info("desk-lost", "mailbox", f->conf->name, "why", desk.text, NULL);
	return r;
}

/* Waits for a line to the desk. */
static enum result
have_line(struct fetch *f, struct error *err)
{
	while (f->line.desk < 0) {
		enum woke woke = wait_until(f, -1, INT64_MAX / 2);
		enum result r = woke == WOKE_LINE ? take_line(f, err) : DONE;

		if (woke == WOKE_QUIT)
			return NONE;
		if (r != DONE)
			return r;
	}
	return DONE;
}

/* Sits out a pause; a new line to the desk does not shorten it. */
static enum result
pause_for(struct fetch *f, duration pause, struct error *err)
{
	int64_t until = instant_monotonic() + pause;

	for (;;) {
		enum woke woke = wait_until(f, -1, until);
		enum result r = woke == WOKE_LINE ? hear_lines(f, err) : DONE;

		if (r != DONE || woke != WOKE_LINE)
			return r;
		/* The new desk has to hear how the mailbox does. */
		if (f->line.desk < 0)
			r = have_line(f, err);
		if (r == DONE && f->health < 0)
			report(f, false, f->why);
		if (r != DONE)
			return r == NONE ? DONE : r;
	}
}

/* Reads the password; a command cannot be run again once the sandbox is entered, so its answer is kept. */
static enum result
read_password(struct fetch *f, struct error *err)
{
	enum result r = DONE;
	char *password = NULL;

	if (f->conf->server.user == NULL || (f->password != NULL && f->conf->server.password.command != NULL))
		return DONE;
	talloc_free(f->secret);
	f->password = NULL;
	f->secret = talloc_new(NULL);
	r = secret_read(f->secret, &f->conf->server.password, &password, err);
	if (r == NONE)
		return error_set(err, PERMFAIL, "%s: there is no password", f->conf->name);
	f->password = password;
	return r;
}

static void
enter_sandbox(struct fetch *f)
{
	struct error err;
#if defined(__SANITIZE_ADDRESS__)
	size_t limit = 0;
#else
	size_t limit = MEMORY_LIMIT;
#endif

	if (f->sandboxed)
		return;
	if (sandbox_enter(SANDBOX_NETWORK, limit, &err) != DONE)
		fatal(EX_OSERR, "%s", err.text);
	f->sandboxed = true;
}

static uint32_t
random_number(void)
{
	uint32_t n = 0;

	if (getrandom(&n, sizeof(n), GRND_NONBLOCK) != (ssize_t)sizeof(n))
		n = (uint32_t)instant_monotonic();
	return n;
}

/* The session failed at step: says so, and how long to wait. */
static duration
failed(struct fetch *f, enum mailbox_step step, enum result r, const struct error *err)
{
	talloc_free(f->mailbox);
	f->mailbox = NULL;
	f->known = false;
	/* Servers end quiet sessions; that is no trouble unless the next attempt fails as well. */
	if (f->health == 1 && f->failed == 0)
		log_info("disconnected", "mailbox", f->conf->name, "why", err->text, NULL);
	else
		report(f, false, err->text);
	f->failed++;
	if (step != MAILBOX_LOGIN || r != PERMFAIL)
		return backoff_connection(f->failed, random_number());
	return backoff_login(++f->refused);
}

/* What the operator should know of this server, once a session. */
static void
log_connected(const struct fetch *f)
{
	const struct mailbox *m = f->mailbox;
	bool erases = f->conf->after == CONF_AFTER_DELETE || (f->conf->after == CONF_AFTER_MOVE && !m->has_move);

	log_info("connected", "mailbox", f->conf->name, "host", f->conf->server.host, "uidvalidity",
	    log_number(m->uidvalidity), "exists", log_number(mailbox_exists(m)), NULL);
	if (erases && !m->has_uidplus)
		log_warning("not-expunged", "mailbox", f->conf->name, "why",
		    "the server has no UIDPLUS: mails are only marked as deleted", NULL);
}

static enum result
connect_mailbox(struct fetch *f, struct error *err)
{
	struct error why;
	enum mailbox_step step = MAILBOX_LOGIN;
	enum result r = read_password(f, &why);

	if (r == DONE) {
		enter_sandbox(f);
		r = mailbox_open(NULL, f->conf, f->password, &f->mailbox, &step, &why);
	}
	if (r != DONE)
		return pause_for(f, failed(f, step, r, &why), err);
	f->refused = 0;
	intake_begin(&f->intake, f->mailbox);
	log_connected(f);
	return DONE;
}

/* Asks the desk for the ledger's head. */
static enum result
open_ledger(TALLOC_CTX *ctx, struct fetch *f, struct wire_uids *untold, struct error *err)
{
	struct wire_mailbox_open open = { f->conf->name, f->mailbox->uidvalidity, f->mailbox->uidnext,
		mailbox_exists(f->mailbox) };
	struct wire_mailbox_state state = { 0 };
	enum result r = line_open(ctx, &f->line, &open, &state, err);

	if (r != DONE)
		return r;
	if (!f->known) {
		f->walk = (struct walk){ .intake = &f->intake };
		f->failures.careful = state.suspect ? CAREFUL : 0;
	}
	f->known = true;
	f->walk.adopted = state.adopted;
	f->walk.skip_before = state.skip_before;
	f->walk.skip_below = state.skip_below;
	f->intake.first_contact = state.first_contact;
	if (f->walk.highest < state.highest)
		f->walk.highest = state.highest;
	if (f->walk.highest < state.adopted)
		f->walk.highest = state.adopted;
	*untold = state.untold;
	return DONE;
}

/* Tells the server what an earlier life, or a refusal, left untold. The desk gives them bit by bit. */
static enum result
meet_desk(struct fetch *f, struct error *err)
{
	f->intake.refusal[0] = '\0';
	for (;;) {
		SCRATCH(tmp);
		struct wire_uids untold = { 0 };
		enum result r = open_ledger(tmp, f, &untold, err);

		if (r == DONE)
			r = intake_tell(&f->intake, untold.uid, untold.count, err);
		if (r != DONE || untold.count == 0 || f->intake.refusal[0] != '\0' || quit_asked())
			return r;
	}
}

/* All that the server has and the ledger lacks. New mail first: it is what somebody waits for. */
static enum result
catch_up(struct fetch *f, struct error *err)
{
	bool first = !f->known;
	enum result r = meet_desk(f, err);

	if (r == DONE && first)
		r = walk_first(&f->walk, err);
	if (r == DONE)
		r = walk_all(&f->walk, err);
	if (r == DONE)
		r = intake_settle(&f->intake, err);
	if (r != DONE)
		return r;
	f->next_walk = instant_monotonic() + WALK_EVERY;
	f->failed = 0;
	report(f, f->intake.refusal[0] == '\0', f->intake.refusal);
	return DONE;
}

static enum result
look_for_news(struct fetch *f, struct error *err)
{
	enum result r = walk_news(&f->walk, err);

	if (r == DONE)
		r = intake_settle(&f->intake, err);
	if (r == DONE && f->intake.refusal[0] != '\0')
		report(f, false, f->intake.refusal);
	return r;
}

/* Waits idle until there is news, or something else to do. */
static enum result
wait_idle(struct fetch *f, bool *news, struct error *err)
{
	int64_t until = instant_monotonic() + RENEW;
	enum result r = idle_start(f->mailbox, err);

	if (until > f->next_walk)
		until = f->next_walk;
	while (r == DONE && !*news) {
		enum woke woke = idle_pending(f->mailbox)
		    ? WOKE_SERVER
		    : wait_until(f, stream_descriptor(f->mailbox->stream), until);

		if (woke != WOKE_SERVER)
			break;
		r = idle_look(f->mailbox, news, err);
	}
	if (r == PERMFAIL) {
		/* It offered IDLE and does not want it: poll instead. */
		f->mailbox->has_idle = false;
		return DONE;
	}
	if (r == DONE)
		r = idle_end(f->mailbox, err);
	*news = *news || stream_guard(f->mailbox->stream)->exists_grew;
	return r == PERMFAIL ? TEMPFAIL : r;
}

static enum result
wait_poll(struct fetch *f, bool *news, struct error *err)
{
	int64_t until = instant_monotonic() + f->conf->poll;

	if (until > f->next_walk)
		until = f->next_walk;
	if (wait_until(f, -1, until) != WOKE_TIME)
		return DONE;
	*news = true;
	return mailbox_command(f->mailbox, "NOOP", 0, MAILBOX_QUOTA, err) == DONE ? DONE : TEMPFAIL;
}

static enum result
wait_and_look(struct fetch *f, struct error *err)
{
	struct guard *guard = stream_guard(f->mailbox->stream);
	bool news = guard->exists_grew;
	enum result r = DONE;

	if (!news && f->conf->idle && f->mailbox->has_idle)
		r = wait_idle(f, &news, err);
	else if (!news)
		r = wait_poll(f, &news, err);
	if (r != DONE || quit_asked())
		return r;
	return news ? look_for_news(f, err) : DONE;
}

/* One step of a session. TEMPFAIL: the session is over, or the line is. */
static enum result
work_session(struct fetch *f, struct error *err)
{
	if (!f->known || instant_monotonic() >= f->next_walk)
		return catch_up(f, err);
	return wait_and_look(f, err);
}

static enum result
work(struct fetch *f, struct error *err)
{
	struct error why;
	enum result r = hear_lines(f, err);

	if (r == DONE)
		r = have_line(f, err);
	if (r != DONE)
		return r == NONE ? DONE : r;
	if (f->mailbox == NULL)
		return connect_mailbox(f, err);
	if (work_session(f, &why) == DONE)
		return DONE;
	/* Without a desk the session stays: it will be asked what it knows when there is one again. */
	if (f->line.desk < 0) {
		log_info("desk-lost", "mailbox", f->conf->name, "why", why.text, NULL);
		intake_begin(&f->intake, f->mailbox);
		f->known = false;
		return DONE;
	}
	if (quit_asked())
		return DONE;
	return pause_for(f, failed(f, MAILBOX_OPEN, TEMPFAIL, &why), err);
}

/* Asked to leave: what is stored is told, and the server hears a good-bye. */
static void
leave(struct fetch *f)
{
	struct error err;

	if (f->mailbox == NULL)
		return;
	if (f->line.desk >= 0 && f->known)
		(void)intake_settle(&f->intake, &err);
	mailbox_leave(f->mailbox);
	talloc_free(f->mailbox);
}

int
fetch_run(const struct conf *conf, const struct conf_mailbox *mailbox, int supervisor)
{
	struct fetch f = { .conf = mailbox, .supervisor = supervisor, .line = { .desk = -1 }, .health = -1 };
	struct error err;
	enum result r = DONE;

	(void)conf;
	f.intake = (struct intake){ .line = &f.line, .failures = &f.failures };
	quit_watch();
	if (wire_send(supervisor, WIRE_READY, 0, NULL, 0, -1, &err) != DONE)
		return EX_TEMPFAIL;
	while (!quit_asked() && r == DONE)
		r = work(&f, &err);
	leave(&f);
	line_close(&f.line);
	talloc_free(f.secret);
	if (quit_asked())
		return 0;
	log_info("supervisor-lost", "mailbox", mailbox->name, "why", err.text, NULL);
	return EX_TEMPFAIL;
}

enum result
fetch_try(const struct conf_mailbox *mailbox, const char **step, struct error *err)
{
	static const char *const words[] = {
		[MAILBOX_CONNECT] = "connect",
		[MAILBOX_CERTIFICATE] = "certificate",
		[MAILBOX_LOGIN] = "login",
		[MAILBOX_FOLDER] = "folder",
		[MAILBOX_OPEN] = "folder",
	};
	SCRATCH(tmp);
	struct mailbox *m = NULL;
	enum mailbox_step reached = MAILBOX_CONNECT;
	char *password = NULL;
	enum result r = mailbox->server.user != NULL ? secret_read(tmp, &mailbox->server.password, &password, err) : DONE;

	*step = "login";
	if (r == NONE)
		r = error_set(err, PERMFAIL, "there is no password");
	if (r != DONE)
		return r;
	r = mailbox_open(tmp, mailbox, password, &m, &reached, err);
	*step = words[reached];
	if (r == DONE && mailbox->move_to != NULL)
		r = mailbox_examine(m, mailbox->move_to, err);
	if (m != NULL)
		mailbox_leave(m);
	return r;
}
