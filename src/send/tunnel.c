/* tunnel.c - TLS for libESMTP: a child that turns it into plain bytes */
#include <config.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <talloc.h>

#include "tunnel.h"

/* Bytes on their way in one direction. */
struct pipe {
	char bytes[16384];	/* one TLS record */
	size_t from, to;
};

struct tunnel {
	SSL *ssl;
	int far, near;
	struct pipe up, down;	/* to the server, from the server */
	short far_wants;	/* what TLS waits for */
	bool ended;		/* one side has ended, or failed */
};

static bool
empty(const struct pipe *p)
{
	return p->from == p->to;
}

/* Looks at a return value of SSL_read or SSL_write; true when it moved bytes. */
static bool
moved(struct tunnel *t, int n)
{
	if (n > 0)
		return true;
	switch (SSL_get_error(t->ssl, n)) {
	case SSL_ERROR_WANT_READ:
		t->far_wants |= POLLIN;
		break;
	case SSL_ERROR_WANT_WRITE:
		t->far_wants |= POLLOUT;
		break;
	default:
		t->ended = true;
	}
	return false;
}

static void
carry_up(struct tunnel *t)
{
	struct pipe *p = &t->up;

	if (empty(p)) {
		ssize_t n = read(t->near, p->bytes, sizeof p->bytes);
		if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
			t->ended = true;
		if (n <= 0)
			return;
		p->from = 0;
		p->to = (size_t)n;
	}
	int n = SSL_write(t->ssl, p->bytes + p->from, (int)(p->to - p->from));
	if (moved(t, n))
		p->from += (size_t)n;
}

static void
carry_down(struct tunnel *t)
{
	struct pipe *p = &t->down;

	if (empty(p)) {
		int n = SSL_read(t->ssl, p->bytes, sizeof p->bytes);
		if (!moved(t, n))
			return;
		p->from = 0;
		p->to = (size_t)n;
	}
	ssize_t n = write(t->near, p->bytes + p->from, p->to - p->from);
	if (n > 0)
		p->from += (size_t)n;
	else if (n < 0 && errno != EAGAIN && errno != EINTR)
		t->ended = true;
}

static void
carry(struct tunnel *t)
{
	while (!t->ended) {
		t->far_wants = 0;
		carry_up(t);
		carry_down(t);
		if (t->ended)
			break;

		/* Bytes that TLS has taken off the socket already make no noise there. */
		bool more = SSL_pending(t->ssl) > 0 && empty(&t->down);
		struct pollfd fds[] = {
			{ .fd = t->far, .events = (short)(t->far_wants | (empty(&t->down) ? POLLIN : 0)) },
			{ .fd = t->near, .events = (short)((empty(&t->up) ? POLLIN : 0) | (empty(&t->down) ? 0 : POLLOUT)) },
		};
		if (poll(fds, 2, more ? 0 : -1) < 0 && errno != EINTR)
			break;
	}
	(void)SSL_shutdown(t->ssl);
}

/* Everything that the child was born with but its two descriptors: a copy of the desk's line, kept here, would hide
 * from the desk that we are gone. */
static void
close_others(int far, int near)
{
	for (int fd = 3; fd < 1024; fd++)
		if (fd != far && fd != near)
			(void)close(fd);
}

enum result
tunnel_start(SSL *ssl, int fd, const char *greeting, int *near, pid_t *child, struct error *err)
{
	int ends[2] = { -1, -1 };
	pid_t parent = getpid();

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) == 0) {
		*child = fork();
		if (*child == 0) {
			(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
			if (getppid() != parent)
				_exit(0);
			close_others(fd, ends[1]);
			struct tunnel *t = talloc_zero(NULL, struct tunnel);
			t->ssl = ssl;
			t->far = fd;
			t->near = ends[1];
			t->down.to = strlen(greeting);
			memcpy(t->down.bytes, greeting, t->down.to);
			carry(t);
			_exit(0);
		}
	}
	int error = errno;
	bool started = ends[0] >= 0 && *child > 0;

	SSL_free(ssl);
	(void)close(fd);
	if (ends[1] >= 0)
		(void)close(ends[1]);
	if (!started) {
		if (ends[0] >= 0)
			(void)close(ends[0]);
		return error_set(err, TEMPFAIL, "no tunnel for TLS: %s", strerror(error));
	}
	*near = ends[0];
	return DONE;
}

void
tunnel_end(pid_t child)
{
	/* It ends when near does. One that takes longer is waited for by the next call: the sandbox lets us kill nobody. */
	for (int i = 0; i < 100; i++) {
		pid_t gone = waitpid(-1, NULL, WNOHANG);

		if (gone == child || (gone < 0 && errno != EINTR))
			return;
		if (gone == 0)
			(void)poll(NULL, 0, 10);
	}
}
