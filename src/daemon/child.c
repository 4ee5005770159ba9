/* child.c - see child.h */
#include <config.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <postigo/base/instant.h>
#include <postigo/base/log.h>
#include <postigo/base/quit.h>
#include <postigo/base/wire.h>

#include "child.h"

/* An end within this time of the start counts as a failure. */
#define QUICK_MS 10000

#define PATIENCE_FIRST_MS 100
#define PATIENCE_MOST_MS 30000

int64_t
child_patience(unsigned failures)
{
	int64_t wait = PATIENCE_FIRST_MS;

	/* The first time at once: mostly it was an accident. */
	if (failures <= 1)
		return 0;
	for (unsigned i = 2; i < failures && wait < PATIENCE_MOST_MS; i++)
		wait *= 2;
	return wait < PATIENCE_MOST_MS ? wait : PATIENCE_MOST_MS;
}

/* A process knows the passwords that it needs, and no others. */
static void
keep_own_secret(struct conf *conf, const struct child *child)
{
	struct conf_secret *own = NULL;
	char *kept = NULL;

	if (child->role->secrets == MAY_LOG_IN)
		own = child->role->kind == ROLE_FETCH ? &conf->mailboxes[child->index].server.password :
		    &conf->relay.server.password;
	if (own != NULL && own->text != NULL)
		kept = talloc_strdup(conf, own->text);
	if (child->role->secrets == MAY_SIGN)
		conf_forget_logins(conf);
	else
		conf_forget_secrets(conf);
	if (kept != NULL)
		own->text = kept;
}

static void __attribute__((noreturn))
become(const struct child *child, struct child *all, size_t count, int socket, struct conf *conf, bool to_terminal,
    pid_t supervisor)
{
	sigset_t none;

	for (size_t i = 0; i < count; i++)
		if (all[i].socket != -1)
			close(all[i].socket);
	/* Nobody may outlive the supervisor, however that ends. */
	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != supervisor)
		_exit(EX_OK);
	(void)prctl(PR_SET_NAME, child->role->name);
	if (child->role->nice != 0)
		(void)setpriority(PRIO_PROCESS, 0, child->role->nice);
	quit_watch();
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	log_open(child->title, to_terminal, LOG_LEVEL_INFO);
	keep_own_secret(conf, child);
	exit(child->role->run(conf, child->index, socket));
}

void
child_start(struct child *child, struct child *all, size_t count, struct conf *conf, bool to_terminal)
{
	pid_t supervisor = getpid(), pid;
	struct error err;
	int pair[2];

	if (wire_pair(pair, &err) != DONE) {
		log_error("start", "process", child->title, "why", err.text, NULL);
		child->start_at = instant_monotonic() + child_patience(++child->failures);
		return;
	}
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		close(pair[0]);
		become(child, all, count, pair[1], conf, to_terminal, supervisor);
	}
	close(pair[1]);
	if (pid == -1) {
		log_error("start", "process", child->title, "why", strerror(errno), NULL);
		close(pair[0]);
		child->start_at = instant_monotonic() + child_patience(++child->failures);
		return;
	}
	child->pid = pid;
	child->socket = pair[0];
	child->started = instant_monotonic();
}

void
child_ended(struct child *child, int status)
{
	bool well = WIFEXITED(status) && WEXITSTATUS(status) == EX_OK;
	int64_t now = instant_monotonic();

	if (well)
		log_info("ended", "process", child->title, "pid", log_number(child->pid), NULL);
	else if (WIFSIGNALED(status))
		log_error("died", "process", child->title, "pid", log_number(child->pid),
		    "signal", log_number(WTERMSIG(status)), NULL);
	else
		log_error("failed", "process", child->title, "pid", log_number(child->pid),
		    "status", log_number(WEXITSTATUS(status)), NULL);
	child->failures = well || now - child->started > QUICK_MS ? 0 : child->failures + 1;
	child->start_at = now + child_patience(child->failures);
	close(child->socket);
	child->socket = -1;
	child->pid = 0;
}
