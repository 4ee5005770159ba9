/* spawn.c - see spawn.h */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "spawn.h"

#define FILE_MOST (64u << 20)
#define DESCRIPTORS 256

static void
limit(int which, rlim_t most)
{
	struct rlimit now;

	if (getrlimit(which, &now) != 0)
		return;
	if (now.rlim_max == RLIM_INFINITY || now.rlim_max > most)
		now.rlim_max = most;
	now.rlim_cur = now.rlim_max;
	(void)setrlimit(which, &now);
}

/* In the child, between fork and exec: nothing but system calls. */
static void __attribute__((noreturn))
become(const struct spawn *what, pid_t parent, int output, int errors)
{
	static const char trouble[] = "cannot be executed: ";
	const char *why;
	sigset_t none;

	(void)setsid();
	/* Nobody may outlive whoever waits for it. */
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(127);
	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (dup2(what->input, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 || dup2(errors, STDERR_FILENO) < 0 ||
	    lseek(STDIN_FILENO, 0, SEEK_SET) != 0)
		_exit(127);
	close_range(STDERR_FILENO + 1, ~0u, 0);
	for (int number = 1; number < NSIG; number++)
		(void)signal(number, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	umask(077);
	(void)!chdir("/");
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, what->seconds);
	limit(RLIMIT_FSIZE, FILE_MOST);
	limit(RLIMIT_NOFILE, DESCRIPTORS);
	if (what->memory > 0)
		limit(RLIMIT_AS, what->memory);
	(void)execve(what->argv[0], what->argv, what->environment);
	why = strerrordesc_np(errno);
	(void)!write(STDERR_FILENO, trouble, sizeof(trouble) - 1);
	(void)!write(STDERR_FILENO, why, strlen(why));
	_exit(127);
}

static void
close_pair(const int pair[2])
{
	close(pair[0]);
	close(pair[1]);
}

enum result
spawn(const struct spawn *what, struct spawned *out, struct error *err)
{
	pid_t parent = getpid(), pid;
	int output[2], errors[2], watch;

	if (pipe2(output, O_CLOEXEC) != 0)
		return error_set(err, TEMPFAIL, "pipe: %s", strerror(errno));
	if (pipe2(errors, O_CLOEXEC) != 0) {
		close_pair(output);
		return error_set(err, TEMPFAIL, "pipe: %s", strerror(errno));
	}
	fflush(NULL);
	pid = fork();
	if (pid == 0)
		become(what, parent, output[1], errors[1]);
	watch = pid > 0 ? pidfd_open(pid, 0) : -1;
	if (watch < 0) {
		error_words(err, "fork: %s", strerror(errno));
		close_pair(output);
		close_pair(errors);
		if (pid > 0) {
			(void)kill(pid, SIGKILL);
			(void)waitpid(pid, NULL, 0);
		}
		return TEMPFAIL;
	}
	close(output[1]);
	close(errors[1]);
	(void)fcntl(output[0], F_SETFL, O_NONBLOCK);
	(void)fcntl(errors[0], F_SETFL, O_NONBLOCK);
	*out = (struct spawned){ .pid = pid, .watch = watch, .output = output[0], .errors = errors[0] };
	return DONE;
}

void
spawn_kill(const struct spawned *s)
{
	/* Not yet a group when it has hardly begun. */
	(void)kill(-s->pid, SIGKILL);
	(void)kill(s->pid, SIGKILL);
}

int
spawn_end(struct spawned *s)
{
	int status = 0;

	/* Until its end is taken in, its number is nobody else's. */
	(void)kill(-s->pid, SIGKILL);
	while (waitpid(s->pid, &status, 0) < 0 && errno == EINTR)
		;
	close(s->watch);
	if (s->output >= 0)
		close(s->output);
	if (s->errors >= 0)
		close(s->errors);
	return status;
}
