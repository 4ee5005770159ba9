/* quit.c - asked to leave: a flag and a descriptor */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/quit.h>
static bool
readable(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, 0) == 1 && (p.revents & POLLIN);
}

/* Runs act in a child of its own, since signals and descriptors stay as they are set. */
static void
in_child(int (*act)(void))
{
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit(act());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static int
one_signal(int signal_number)
{
	quit_watch();
	if (quit_asked() || quit_descriptor() < 0 || readable(quit_descriptor()))
		return 1;
	raise(signal_number);
	if (!quit_asked() || !readable(quit_descriptor()))
		return 2;
	/* It stays asked, however often it is looked at. */
	return quit_asked() && readable(quit_descriptor()) ? 0 : 3;
}

static int
terminated(void)
{
	return one_signal(SIGTERM);
}

static int
interrupted(void)
{
	return one_signal(SIGINT);
}

static int
ignored(void)
{
	quit_watch();
	raise(SIGHUP);
	raise(SIGPIPE);
	return quit_asked() || readable(quit_descriptor());
}

static int
wakes_poll(void)
{
	quit_watch();
	if (fork() == 0) {
		usleep(20000);
		_exit(kill(getppid(), SIGTERM));
	}
	struct pollfd p = { .fd = quit_descriptor(), .events = POLLIN };
	while (!quit_asked())
		poll(&p, 1, 5000);
	return !readable(quit_descriptor());
}

/* A child is asked; its parent, whose descriptor it has inherited, was not. */
static int
child_has_its_own(void)
{
	int status;

	quit_watch();
	pid_t pid = fork();
	if (pid == 0) {
		raise(SIGTERM);		/* before quit_watch(): must not be lost */
		quit_watch();
		_exit(!quit_asked() || !readable(quit_descriptor()));
	}
	waitpid(pid, &status, 0);
	return status != 0 || quit_asked() || readable(quit_descriptor());
}

static void
quits(void **state)
{
	(void)state;
	in_child(terminated);
	in_child(interrupted);
	in_child(ignored);
	in_child(wakes_poll);
	in_child(child_has_its_own);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
