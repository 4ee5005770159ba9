/* supervisor.c - see supervisor.h
 *
 * It speaks to nobody outside, opens no database, reads no mail: what could make it fall is little. Everything else
 * may fall at any time and is started again; what waits in lines and in the store goes on where it was.
 */
#include <config.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#ifdef HAVE_SYSTEMD
#include <systemd/sd-daemon.h>
#endif

#include <postigo/base/file.h>
#include <postigo/base/instant.h>
#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/desk/desk.h>

#include "child.h"
#include "supervisor.h"

/* The desk says every few seconds that it is alive; silent for this long, it is started anew. */
#define DESK_SILENT_MS 60000

/* How long each group has to finish what it has in hand. */
#define LEAVE_MS 15000

#define CHILDREN_MAX 1000

enum phase {
	STARTING,	/* the desk is not ready yet */
	RUNNING,
	EDGES_LEAVE,	/* fetch and send finish */
	CORE_LEAVES	/* then readers and desk */
};

struct supervisor {
	struct conf *conf;
	struct conf *next;		/* a new config that takes over when all have left; NULL: we leave as well */
	const struct supervisor_options *options;
	int signals;
	struct child *children;
	size_t count;
	enum phase phase;
	int64_t leave_by;		/* monotonic: then those who have not left are killed */
	int64_t desk_alive;		/* monotonic: when the desk last said so */
	int status;			/* of the whole, once it is over */
	bool over;
	bool announced;			/* whoever started us knows that we are ready */
	char *pid_file;			/* that we wrote; NULL: none */
};

static void
tell_systemd(const char *state)
{
#ifdef HAVE_SYSTEMD
	(void)sd_notify(0, state);
#else
	(void)state;
#endif
}

static void
make_children(struct supervisor *s)
{
	s->count = 0;
	talloc_free(s->children);
	s->children = talloc_zero_array(s, struct child, CHILDREN_MAX);
	for (size_t r = 0; r < role_count; r++)
		for (size_t i = 0; i < roles[r].count(s->conf) && s->count < CHILDREN_MAX; i++) {
			const char *title = roles[r].title != NULL ? roles[r].title(s->conf, (uint32_t)i) : NULL;
			struct child *c = &s->children[s->count++];

			*c = (struct child){ .role = &roles[r], .index = (uint32_t)i, .socket = -1 };
			c->title = title != NULL ? talloc_asprintf(s->children, "%s %s", roles[r].name, title) :
			    talloc_strdup(s->children, roles[r].name);
			c->name = talloc_strdup(s->children, title != NULL ? title : roles[r].name);
		}
}

/* Gives both their end of a new line. What cannot be sent is a process that is about to be noticed as dead. */
static void
connect_to_desk(struct child *desk, struct child *other)
{
	struct wire_line to_other = { .peer = other->role->kind, .index = other->index, .name = other->name };
	struct wire_line to_desk = { .peer = ROLE_DESK, .name = desk->name };
	struct error err;
	int pair[2];

	if (desk->pid == 0 || other->pid == 0)
		return;
	if (wire_pair(pair, &err) != DONE) {
		log_error("line", "process", other->title, "why", err.text, NULL);
		return;
	}
	to_other.socket = pair[0];
	to_desk.socket = pair[1];
	if (wire_line_send(desk->socket, &to_other, &err) != DONE ||
	    wire_line_send(other->socket, &to_desk, &err) != DONE)
		log_warning("line", "process", other->title, "why", err.text, NULL);
	close(pair[0]);
	close(pair[1]);
}

static void
start(struct supervisor *s, struct child *c)
{
	struct child *desk = &s->children[0];

	child_start(c, s->children, s->count, s->conf, s->options->to_terminal);
	if (c->pid == 0)
		return;
	log_info("started", "process", c->title, "pid", log_number(c->pid), NULL);
	if (c != desk) {
		connect_to_desk(desk, c);
		return;
	}
	s->desk_alive = instant_monotonic();
	for (size_t i = 1; i < s->count; i++)
		connect_to_desk(desk, &s->children[i]);
}

/* How many of the children, from the first, may run now: while the desk is not ready for the first time, only that. */
static size_t
wanted(const struct supervisor *s)
{
	return s->phase == STARTING ? 1 : s->phase == RUNNING ? s->count : 0;
}

/* Starts what should run and does not. */
static void
start_due(struct supervisor *s)
{
	int64_t now = instant_monotonic();

	for (size_t i = 0; i < wanted(s); i++)
		if (s->children[i].pid == 0 && s->children[i].start_at <= now && !s->over)
			start(s, &s->children[i]);
}

static void
signal_place(struct supervisor *s, enum role_place place, int number)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->children[i].pid != 0 && s->children[i].role->place == place)
			(void)kill(s->children[i].pid, number);
}

static bool
any_left(const struct supervisor *s, enum role_place place)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->children[i].pid != 0 && s->children[i].role->place == place)
			return true;
	return false;
}

static void
leave(struct supervisor *s, struct conf *next)
{
	if (s->phase > RUNNING) {
		/* A reload is under way, or we leave for good, which nothing stops. The newest config takes over. */
		if (s->next == NULL)
			talloc_free(next);
		else {
			talloc_free(s->next);
			s->next = next;
		}
		return;
	}
	s->next = next;
	s->phase = EDGES_LEAVE;
	s->leave_by = instant_monotonic() + LEAVE_MS;
	signal_place(s, AT_THE_EDGE, SIGTERM);
}

/* All have left: either so do we, or the new config takes over. */
static void
all_left(struct supervisor *s)
{
	if (s->next == NULL) {
		s->over = true;
		return;
	}
	talloc_free(s->conf);
	s->conf = s->next;
	s->next = NULL;
	s->phase = s->announced ? RUNNING : STARTING;
	make_children(s);
	start_due(s);
	log_info("reloaded", "config", s->conf->path, NULL);
	if (s->announced)
		tell_systemd("READY=1");
}

static void
go_on_leaving(struct supervisor *s)
{
	enum role_place place = s->phase == EDGES_LEAVE ? AT_THE_EDGE : AT_THE_CORE;

	if (s->phase < EDGES_LEAVE)
		return;
	if (any_left(s, place)) {
		if (instant_monotonic() >= s->leave_by) {
			log_warning("killed", "why", "did not leave in time", NULL);
			signal_place(s, place, SIGKILL);
			s->leave_by = instant_monotonic() + LEAVE_MS;
		}
		return;
	}
	if (s->phase == CORE_LEAVES) {
		all_left(s);
		return;
	}
	s->phase = CORE_LEAVES;
	s->leave_by = instant_monotonic() + LEAVE_MS;
	signal_place(s, AT_THE_CORE, SIGTERM);
	go_on_leaving(s);
}

/* A new config takes over wholly or not at all: every error is logged, and the old one goes on. */
static void
reload(struct supervisor *s)
{
	struct conf_problems problems = { 0 };
	struct conf *conf = NULL;
	struct error err;
	enum result result;

	tell_systemd("RELOADING=1");
	result = conf_load(s, s->options->config, &conf, &problems);
	if (result == DONE)
		desk_check_rules(conf, s, &problems);
	if (problems.errors > 0)
		result = PERMFAIL;
	for (size_t i = 0; i < problems.count; i++)
		(problems.list[i].warning ? log_warning : log_error)("config", "file", problems.list[i].file,
		    "line", log_number(problems.list[i].line), "what", problems.list[i].what, NULL);
	if (result == DONE && desk_check(conf, &err) != DONE) {
		log_error("config", "what", err.text, NULL);
		result = PERMFAIL;
	}
	if (result == DONE && strcmp(conf->store_path, s->conf->store_path) != 0) {
		/* An empty store would take every mailbox for a new one. */
		log_error("config", "what", "store.url is another: that takes a stop and a start", NULL);
		result = PERMFAIL;
	}
	if (result == DONE) {
		leave(s, conf);
		return;
	}
	log_error("reload_refused", "config", s->options->config, "errors", log_number((int64_t)problems.errors),
	    "what", "the old config goes on", NULL);
	tell_systemd("READY=1");
}

static struct child *
child_of(struct supervisor *s, pid_t pid)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->children[i].pid == pid)
			return &s->children[i];
	return NULL;
}

static void
reap(struct supervisor *s)
{
	struct child *c;
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if ((c = child_of(s, pid)) == NULL)
			continue;
		child_ended(c, status);
		/* A desk that cannot start, because of its store or another instance, would not the next time. One
		 * that was killed had no say in it, and is started again. */
		if (c == &s->children[0] && s->phase == STARTING && WIFEXITED(status)) {
			s->status = WEXITSTATUS(status) != 0 ? WEXITSTATUS(status) : EX_SOFTWARE;
			s->over = true;
		}
	}
}

static void
on_signal(struct supervisor *s)
{
	struct signalfd_siginfo info;

	while (read(s->signals, &info, sizeof(info)) == (ssize_t)sizeof(info))
		switch ((int)info.ssi_signo) {
		case SIGCHLD:
			reap(s);
			break;
		case SIGHUP:
			reload(s);
			break;
		default:
			log_info("leaving", "signal", log_number(info.ssi_signo), NULL);
			tell_systemd("STOPPING=1");
			leave(s, NULL);
		}
}

/* Only now: the desk holds the store's lock, so no other instance's file is written over. */
static void
write_pid(struct supervisor *s)
{
	char line[32];
	struct error err;

	if (s->conf->pid_file == NULL)
		return;
	s->pid_file = talloc_strdup(s, s->conf->pid_file);
	snprintf(line, sizeof(line), "%ld\n", (long)getpid());
	if (file_write(s->pid_file, line, strlen(line), 0644, &err) != DONE) {
		log_error("pid_file", "why", err.text, NULL);
		TALLOC_FREE(s->pid_file);
	}
}

static void
on_ready(struct supervisor *s)
{
	if (s->phase != STARTING)
		return;
	s->phase = RUNNING;
	s->announced = true;
	write_pid(s);
	start_due(s);
	tell_systemd("READY=1");
	log_info("ready", "config", s->conf->path, "mailboxes", log_number((int64_t)s->conf->mailbox_count), NULL);
	if (s->options->ready != -1) {
		(void)!write(s->options->ready, "", 1);
		close(s->options->ready);
	}
}

/* The desk found that a process does not behave, or does not move. */
static void
on_complaint(struct supervisor *s, struct wire_message *m)
{
	SCRATCH(tmp);
	struct wire_line line;
	struct error err;

	if (wire_line_read(tmp, m, &line, &err) != DONE)
		return;
	for (size_t i = 1; i < s->count; i++)
		if (s->children[i].role->kind == line.peer && s->children[i].index == line.index &&
		    s->children[i].pid != 0)
			(void)kill(s->children[i].pid, SIGKILL);
}

static void
listen_to(struct supervisor *s, struct child *c)
{
	SCRATCH(tmp);
	struct wire_message *m;
	struct error err;

	/* An end is noticed by SIGCHLD, which also knows how. */
	while (c->socket != -1 && wire_receive(tmp, c->socket, 0, &m, &err) == DONE) {
		if (c != &s->children[0])
			continue;
		if (m->type == WIRE_READY)
			on_ready(s);
		else if (m->type == WIRE_LINE)
			on_complaint(s, m);
		else if (m->type == WIRE_ALIVE)
			s->desk_alive = instant_monotonic();
	}
}

/* Only the desk has something to say; the others' sockets are for lines. */
static void
round_once(struct supervisor *s)
{
	struct child *desk = &s->children[0];
	struct pollfd fds[] = {
		{ .fd = s->signals, .events = POLLIN },
		{ .fd = desk->socket, .events = POLLIN },
	};
	int64_t now = instant_monotonic();
	int64_t wait = 5000;

	/* systemd watches us, and we the desk: one that cannot write, or is away for a reload, is our affair. */
	tell_systemd("WATCHDOG=1");
	for (size_t i = 0; i < wanted(s); i++)
		if (s->children[i].pid == 0 && s->children[i].start_at - now < wait)
			wait = s->children[i].start_at > now ? s->children[i].start_at - now : 0;
	/* A desk that ended is readable for ever, until SIGCHLD closes its socket. */
	if (poll(fds, 2, s->phase > RUNNING ? 200 : (int)wait) > 0 && fds[1].revents != 0) {
		listen_to(s, desk);
		if ((fds[1].revents & (POLLHUP | POLLERR)) != 0)
			(void)poll(fds, 1, 100);
	}
	on_signal(s);
	if (s->phase == RUNNING && desk->pid != 0 && instant_monotonic() - s->desk_alive > DESK_SILENT_MS) {
		log_error("desk_silent", NULL);
		(void)kill(desk->pid, SIGKILL);
		s->desk_alive = instant_monotonic();
	}
	go_on_leaving(s);
	start_due(s);
}

int
supervisor_run(struct conf *conf, const struct supervisor_options *options)
{
	struct supervisor *s = talloc_zero(NULL, struct supervisor);
	sigset_t set;
	int status;

	s->options = options;
	s->conf = conf;
	s->phase = STARTING;
	/* Without whoever reads our log we go on in silence. */
	(void)signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigprocmask(SIG_BLOCK, &set, NULL);
	s->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (s->signals == -1)
		fatal(EX_OSERR, "signalfd: %s", strerror(errno));
	make_children(s);
	start_due(s);
	while (!s->over)
		round_once(s);
	status = s->status;
	if (s->pid_file != NULL)
		(void)unlink(s->pid_file);
	close(s->signals);
	talloc_free(s->conf);
	talloc_free(s);
	return status;
}
