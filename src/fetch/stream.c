/* stream.c - the connection that libetpan talks through: TCP or TLS, with deadlines and quotas */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <postigo/base/memory.h>
#include <postigo/base/quit.h>

#include "secure.h"
#include "stream.h"

/* What a command under way still gets once we were asked to leave. */
#define LEAVING SECONDS(1)

struct stream {
	int fd;
	SSL *ssl;		/* NULL while in clear */
	int64_t deadline;	/* on the monotonic clock */
	bool leaving;		/* the deadline was cut short already */
	struct guard guard;
	char trouble[192];
};

static void
complain(struct stream *s, const char *why)
{
	if (s->trouble[0] == '\0')
		snprintf(s->trouble, sizeof(s->trouble), "%s", why);
}

static int
close_stream(struct stream *s)
{
	if (s->fd >= 0)
		close(s->fd);
	s->fd = -1;
	return 0;
}

/* Asked to leave: what is under way may end, if it is quick. */
static void
notice_quit(struct stream *s)
{
	int64_t soon = instant_monotonic() + LEAVING;

	s->leaving = true;
	if (s->deadline > soon)
		s->deadline = soon;
}

/* Waits for the descriptor; false when the deadline passed. */
static bool
wait_for(struct stream *s, short events)
{
	for (;;) {
		struct pollfd fds[2] = { { s->fd, events, 0 }, { s->leaving ? -1 : quit_descriptor(), POLLIN, 0 } };
		int64_t left = s->deadline - instant_monotonic();
		int n = 0;

		if (left <= 0) {
			complain(s, s->leaving ? "asked to leave" : "the server did not answer in time");
			return false;
		}
		n = poll(fds, 2, left > 60000 ? 60000 : (int)left);
		if (n < 0 && errno != EINTR) {
			complain(s, strerror(errno));
			return false;
		}
		if (n <= 0)
			continue;
		if (fds[1].revents != 0)
			notice_quit(s);
		if (fds[0].revents != 0)
			return true;
	}
}

/* After an SSL call that did not succeed: wait for what it wants. False when it failed for good. */
static bool
wait_for_tls(struct stream *s, int result)
{
	switch (SSL_get_error(s->ssl, result)) {
	case SSL_ERROR_WANT_READ:
		return wait_for(s, POLLIN);
	case SSL_ERROR_WANT_WRITE:
		return wait_for(s, POLLOUT);
	case SSL_ERROR_ZERO_RETURN:
		complain(s, "the server closed the connection");
		return false;
	case SSL_ERROR_SYSCALL:
		complain(s, errno != 0 ? strerror(errno) : "the connection ended");
		return false;
	default:
		complain(s, secure_why(s->ssl));
		return false;
	}
}

/* As read(2), but waits up to the deadline; -1 for every end. */
static ssize_t
read_some(struct stream *s, void *buffer, size_t count)
{
	int most = count > 1 << 20 ? 1 << 20 : (int)count;

	for (;;) {
		ssize_t n = 0;

		if (s->ssl != NULL) {
			ERR_clear_error();
			errno = 0;
			n = SSL_read(s->ssl, buffer, most);
			if (n > 0)
				return n;
			if (!wait_for_tls(s, (int)n))
				return -1;
			continue;
		}
		n = recv(s->fd, buffer, (size_t)most, 0);
		if (n > 0)
			return n;
		if (n == 0) {
			complain(s, "the server closed the connection");
			return -1;
		}
		if (errno != EAGAIN && errno != EINTR) {
			complain(s, strerror(errno));
			return -1;
		}
		if (!wait_for(s, POLLIN))
			return -1;
	}
}

/* libetpan takes whatever read gives, but a deadline must also end a server that always has a byte more. */
static ssize_t
driver_read(mailstream_low *low, void *buffer, size_t count)
{
	struct stream *s = low->data;
	ssize_t n = -1;

	if (s->fd < 0 || s->trouble[0] != '\0')
		return -1;
	if (instant_monotonic() > s->deadline) {
		complain(s, "the server did not finish its answer in time");
		return -1;
	}
	n = read_some(s, buffer, count);
	if (n > 0 && !guard_pass(&s->guard, buffer, (size_t)n)) {
		complain(s, s->guard.trouble);
		return -1;
	}
	return n;
}

static ssize_t
driver_write(mailstream_low *low, const void *bytes, size_t count)
{
	struct stream *s = low->data;
	int most = count > 1 << 20 ? 1 << 20 : (int)count;

	while (s->fd >= 0 && s->trouble[0] == '\0') {
		ssize_t n = 0;

		if (s->ssl != NULL) {
			ERR_clear_error();
			errno = 0;
			n = SSL_write(s->ssl, bytes, most);
			if (n > 0)
				return n;
			if (!wait_for_tls(s, (int)n))
				return -1;
			continue;
		}
		n = send(s->fd, bytes, (size_t)most, MSG_NOSIGNAL);
		if (n >= 0)
			return n;
		if (errno != EAGAIN && errno != EINTR)
			complain(s, strerror(errno));
		else if (!wait_for(s, POLLOUT))
			return -1;
	}
	return -1;
}

static int
driver_close(mailstream_low *low)
{
	struct stream *s = low->data;

	if (s->ssl != NULL && s->fd >= 0 && s->trouble[0] == '\0') {
		ERR_clear_error();
		(void)SSL_shutdown(s->ssl);
	}
	return close_stream(s);
}

static int
driver_descriptor(mailstream_low *low)
{
	const struct stream *s = low->data;

	return s->fd;
}

static void
driver_free(mailstream_low *low)
{
	free(low);
}

static void
driver_cancel(mailstream_low *low)
{
	(void)low;
}

static struct mailstream_cancel *
driver_get_cancel(mailstream_low *low)
{
	(void)low;
	return NULL;
}

static carray *
driver_chain(mailstream_low *low)
{
	(void)low;
	return NULL;
}

static int
driver_no_idle(mailstream_low *low)
{
	(void)low;
	return -1;
}

static mailstream_low_driver driver = {
	.mailstream_read = driver_read,
	.mailstream_write = driver_write,
	.mailstream_close = driver_close,
	.mailstream_get_fd = driver_descriptor,
	.mailstream_free = driver_free,
	.mailstream_cancel = driver_cancel,
	.mailstream_get_cancel = driver_get_cancel,
	.mailstream_get_certificate_chain = driver_chain,
	.mailstream_setup_idle = driver_no_idle,
	.mailstream_unsetup_idle = driver_no_idle,
	.mailstream_interrupt_idle = driver_no_idle,
};

mailstream_low *
stream_driver(struct stream *s)
{
	return mailstream_low_new(s, &driver);
}

struct stream *
stream_over(TALLOC_CTX *ctx, int fd)
{
	struct stream *s = talloc_zero(ctx, struct stream);

	s->fd = fd;
	(void)fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	talloc_set_destructor(s, close_stream);
	return s;
}

static void
set_option(int fd, int level, int name, int value)
{
	(void)setsockopt(fd, level, name, &value, sizeof(value));
}

/* A peer that vanished without a word is noticed after two minutes of silence, or 90 s after we spoke to it. */
static void
set_options(int fd)
{
	set_option(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
	set_option(fd, IPPROTO_TCP, TCP_KEEPIDLE, 60);
	set_option(fd, IPPROTO_TCP, TCP_KEEPINTVL, 20);
	set_option(fd, IPPROTO_TCP, TCP_KEEPCNT, 3);
	set_option(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, 90000);
	set_option(fd, IPPROTO_TCP, TCP_NODELAY, 1);
}

/* Waits for a connect under way on s->fd. */
static bool
connected(struct stream *s)
{
	int problem = 0;
	socklen_t size = sizeof(problem);

	if (!wait_for(s, POLLOUT))
		return false;
	if (getsockopt(s->fd, SOL_SOCKET, SO_ERROR, &problem, &size) != 0)
		problem = errno;
	if (problem != 0)
		complain(s, strerror(problem));
	return problem == 0;
}

static struct stream *
try_address(TALLOC_CTX *ctx, const struct addrinfo *a, int64_t deadline, char why[192])
{
	int fd = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, a->ai_protocol);
	struct stream *s = NULL;

	if (fd < 0) {
		snprintf(why, 192, "%s", strerror(errno));
		return NULL;
	}
	set_options(fd);
	s = stream_over(ctx, fd);
	s->deadline = deadline;
	if (connect(fd, a->ai_addr, a->ai_addrlen) == 0)
		return s;
	if (errno != EINPROGRESS)
		complain(s, strerror(errno));
	else if (connected(s))
		return s;
	snprintf(why, 192, "%s", s->trouble);
	talloc_free(s);
	return NULL;
}

static void
release_addresses(void *object)
{
	freeaddrinfo(object);
}

enum result
stream_connect(TALLOC_CTX *ctx, const char *host, uint16_t port, duration timeout, struct stream **out,
    struct error *err)
{
	SCRATCH(tmp);
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_ADDRCONFIG };
	struct addrinfo *list = NULL;
	char why[192] = "no address";
	int64_t deadline = instant_monotonic() + timeout;
	int failed = getaddrinfo(host, talloc_asprintf(tmp, "%u", port), &hints, &list);

	if (failed != 0)
		return error_set(err, TEMPFAIL, "%s: %s", host,
		    failed == EAI_SYSTEM ? strerror(errno) : gai_strerror(failed));
	memory_hold(tmp, list, release_addresses);
	for (const struct addrinfo *a = list; a != NULL; a = a->ai_next) {
		int64_t now = instant_monotonic();
		/* A first address that swallows everything leaves time for the next. */
		int64_t until = a->ai_next != NULL ? now + (deadline - now) / 2 : deadline;
		struct stream *s = try_address(ctx, a, until, why);

		if (s != NULL) {
			*out = s;
			return DONE;
		}
	}
	return error_set(err, TEMPFAIL, "%s port %u: %s", host, port, why);
}

enum result
stream_secure(struct stream *s, const char *host, const char *ca_file, duration timeout, struct error *err)
{
	enum result r = secure_new(s, s->fd, host, ca_file, &s->ssl, err);

	if (r != DONE)
		return r;
	s->deadline = instant_monotonic() + timeout;
	for (;;) {
		int n = 0;

		ERR_clear_error();
		errno = 0;
		n = SSL_do_handshake(s->ssl);
		if (n == 1)
			return DONE;
		if (!wait_for_tls(s, n))
			break;
	}
	r = SSL_get_verify_result(s->ssl) == X509_V_OK ? TEMPFAIL : PERMFAIL;
	return error_set(err, r, "%s: %s: %s", host, r == PERMFAIL ? "certificate refused" : "TLS failed", s->trouble);
}

void
stream_begin(struct stream *s, duration timeout, uint64_t quota)
{
	s->deadline = instant_monotonic() + timeout;
	s->leaving = false;
	guard_begin(&s->guard, quota);
}

bool
stream_ready(struct stream *s)
{
	char byte = 0;
	ssize_t n = 0;

	if (s->fd < 0)
		return true;
	if (s->ssl == NULL) {
		n = recv(s->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
		return n >= 0 || (errno != EAGAIN && errno != EINTR);
	}
	/* TLS 1.3 sends session tickets after the handshake: bytes on the wire that are none of IMAP. */
	ERR_clear_error();
	n = SSL_peek(s->ssl, &byte, 1);
	return n > 0 || SSL_get_error(s->ssl, (int)n) != SSL_ERROR_WANT_READ;
}

int
stream_descriptor(const struct stream *s)
{
	return s->fd;
}

bool
stream_is_secure(const struct stream *s)
{
	return s->ssl != NULL;
}

struct guard *
stream_guard(struct stream *s)
{
	return &s->guard;
}

const char *
stream_trouble(const struct stream *s)
{
	return s->trouble[0] != '\0' ? s->trouble : "the server's answer cannot be understood";
}
