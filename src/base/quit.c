/* quit.c - see quit.h */
#include <config.h>

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sysexits.h>
#include <unistd.h>

#include <postigo/base/log.h>
#include <postigo/base/quit.h>

static volatile sig_atomic_t asked;
static volatile sig_atomic_t descriptor = -1;
static volatile pid_t watcher;

static void
raise_descriptor(void)
{
	static const uint64_t one = 1;

	(void)!write(descriptor, &one, sizeof(one));
}

static void
on_signal(int signal_number)
{
	int saved = errno;

	(void)signal_number;
	asked = 1;
	/* A child that has not called quit_watch() yet shares the descriptor with its parent, who was not asked. */
	if (getpid() == watcher)
		raise_descriptor();
	errno = saved;
}

void
quit_watch(void)
{
	struct sigaction catch = { .sa_handler = on_signal }, ignore = { .sa_handler = SIG_IGN };
	int inherited = descriptor;
	int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);

	if (fd < 0)
		fatal(EX_OSERR, "eventfd: %s", strerror(errno));
	descriptor = fd;
	watcher = getpid();
	if (inherited >= 0)
		close(inherited);
	sigemptyset(&catch.sa_mask);
	sigaction(SIGTERM, &catch, NULL);
	sigaction(SIGINT, &catch, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGHUP, &ignore, NULL);
	/* Asked between fork() and here: the new descriptor has to say so as well. */
	if (asked)
		raise_descriptor();
}

bool
quit_asked(void)
{
	return asked != 0;
}

int
quit_descriptor(void)
{
	return descriptor;
}
