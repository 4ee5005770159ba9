/* background.c - see background.h */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <syslog.h>
#include <unistd.h>

#include <postigo/base/log.h>

#include "background.h"

/* The three that every process has lead nowhere but for stderr, which leads to errors. Whoever called us must not wait for
 * the end of their pipe until we end. */
static void
redirect(int errors)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (null == -1 || dup2(null, STDIN_FILENO) == -1 || dup2(null, STDOUT_FILENO) == -1 ||
	    dup2(errors != -1 ? errors : null, STDERR_FILENO) == -1 || chdir("/") != 0)
		fatal(EX_OSERR, "%s", strerror(errno));
	close(null);
}

/* Reads our log lines ("<6>role event key=value") and hands them to syslog, until nobody holds the pipe any more.
 * Whoever called us hears of errors as well; once that one has left, being told fails. */
static void __attribute__((noreturn))
forward_to_syslog(int pipe_end, int caller)
{
	FILE *in = fdopen(pipe_end, "r");
	char *line = NULL;
	size_t size = 0;

	(void)signal(SIGTERM, SIG_IGN);
	(void)signal(SIGINT, SIG_IGN);
	(void)signal(SIGHUP, SIG_IGN);
	(void)signal(SIGPIPE, SIG_IGN);
	openlog("postigod", LOG_PID, LOG_MAIL);
	while (in != NULL && getline(&line, &size, in) > 0) {
		int priority = LOG_INFO;
		const char *text = line;

		if (line[0] == '<' && line[1] >= '0' && line[1] <= '7' && line[2] == '>') {
			priority = line[1] - '0';
			text = line + 3;
		}
		syslog(priority, "%s", text);
		if (priority <= LOG_ERR)
			(void)!write(caller, text, strlen(text));
	}
	_exit(EX_OK);
}

/* The process that was called ends when the daemon is ready, which is a NUL, or with the status with which that failed.
 * Until then what comes are lines for whoever called. */
static void __attribute__((noreturn))
wait_until_ready(int ready, pid_t daemon)
{
	FILE *in = fdopen(ready, "r");
	bool begins = true;
	int c, status;

	while (in != NULL && (c = getc(in)) != EOF) {
		if (c == '\0')
			_exit(EX_OK);
		if (begins)
			fputs("postigod: ", stderr);
		begins = c == '\n';
		putc(c, stderr);
	}
	if (waitpid(daemon, &status, 0) == daemon && WIFEXITED(status))
		_exit(WEXITSTATUS(status));
	_exit(EX_SOFTWARE);
}

int
background_detach(void)
{
	int ready[2], lines[2];
	pid_t pid;

	if (pipe2(ready, O_CLOEXEC) != 0 || pipe2(lines, O_CLOEXEC) != 0 || (pid = fork()) == -1)
		fatal(EX_OSERR, "%s", strerror(errno));
	if (pid != 0) {
		close(ready[1]);
		close(lines[0]);
		close(lines[1]);
		wait_until_ready(ready[0], pid);
	}
	close(ready[0]);
	if (setsid() == -1 || (pid = fork()) == -1)
		fatal(EX_OSERR, "%s", strerror(errno));
	if (pid == 0) {
		close(lines[1]);
		redirect(-1);
		forward_to_syslog(lines[0], ready[1]);
	}
	close(lines[0]);
	redirect(lines[1]);
	close(lines[1]);
	return ready[1];
}
