/* dial.c - connect to a server by name, with a deadline */
#include <config.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "dial.h"

/* Waits for a connect() under way; 0 or an errno. */
static int
wait_connected(int fd, int64_t until)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };

	for (;;) {
		int64_t left = until - instant_monotonic();
		int n = poll(&p, 1, left > 0 ? (int)left : 0);

		if (n == 0)
			return ETIMEDOUT;
		if (n > 0)
			break;
		if (errno != EINTR)
			return errno;
	}

	int error = 0;
	socklen_t size = sizeof error;
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0)
		return errno;
	return error;
}

/* A connected socket, or -1 with errno. */
static int
dial_one(const struct addrinfo *a, int64_t until)
{
	int on = 1, error = 0;
	int fd = socket(a->ai_family, a->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, a->ai_protocol);

	if (fd < 0)
		return -1;
	if (connect(fd, a->ai_addr, a->ai_addrlen) < 0)
		error = errno == EINPROGRESS ? wait_connected(fd, until) : errno;
	if (error != 0) {
		(void)close(fd);
		errno = error;
		return -1;
	}
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	return fd;
}

enum result
dial(const char *host, uint16_t port, duration time, int *fd, struct error *err)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV }, *found = NULL;
	int64_t until = instant_monotonic() + time;
	char service[8];

	(void)snprintf(service, sizeof service, "%u", (unsigned)port);
	int failed = getaddrinfo(host, service, &hints, &found);
	if (failed != 0)
		return error_set(err, TEMPFAIL, "%s: %s", host,
		    failed == EAI_SYSTEM ? strerror(errno) : gai_strerror(failed));

	int got = -1, error = EADDRNOTAVAIL;
	for (const struct addrinfo *a = found; a != NULL && got < 0; a = a->ai_next) {
		got = dial_one(a, until);
		if (got < 0)
			error = errno;
	}
	freeaddrinfo(found);

	if (got < 0)
		return error_set(err, TEMPFAIL, "%s:%u: %s", host, (unsigned)port, strerror(error));
	*fd = got;
	return DONE;
}

bool
dial_is_loopback(int fd)
{
	union {
		struct sockaddr any;
		struct sockaddr_in v4;
		struct sockaddr_in6 v6;
		struct sockaddr_storage room;
	} peer = { .any = { .sa_family = AF_UNSPEC } };
	socklen_t size = sizeof peer;

	if (getpeername(fd, &peer.any, &size) < 0)
		return false;
	if (peer.any.sa_family == AF_INET)
		return (ntohl(peer.v4.sin_addr.s_addr) >> 24) == 127;
	if (peer.any.sa_family == AF_INET6)
		return IN6_IS_ADDR_LOOPBACK(&peer.v6.sin6_addr);
	return false;
}
