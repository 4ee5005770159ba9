/* decoy.c - hands libESMTP a connection that we made */
#include <config.h>

#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "decoy.h"

#define LOOKED_AT 64	/* descriptors from the first free one: libESMTP's socket is nearly always that one */

union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_storage room;
};

enum result
decoy_open(struct decoy *d, struct error *err)
{
	union address here = { .v4 = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) } };
	socklen_t size = sizeof here.v4;

	d->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (d->listener < 0 || bind(d->listener, &here.any, size) < 0 || listen(d->listener, 8) < 0 ||
	    getsockname(d->listener, &here.any, &size) < 0 || (d->first_free = dup(d->listener)) < 0) {
		(void)error_set(err, TEMPFAIL, "no socket on loopback: %s", strerror(errno));
		decoy_close(d);
		return TEMPFAIL;
	}
	(void)close(d->first_free);
	d->port = ntohs(here.v4.sin_port);
	return DONE;
}

void
decoy_close(struct decoy *d)
{
	if (d->listener >= 0)
		(void)close(d->listener);
	d->listener = -1;
}

/* Nothing else in this process is connected to that port. */
static bool
leads_to(const struct decoy *d, int fd)
{
	union address peer = { .any = { .sa_family = AF_UNSPEC } };
	socklen_t size = sizeof peer;

	return getpeername(fd, &peer.any, &size) == 0 && peer.any.sa_family == AF_INET &&
	    peer.v4.sin_addr.s_addr == htonl(INADDR_LOOPBACK) && ntohs(peer.v4.sin_port) == d->port;
}

int
decoy_replace(const struct decoy *d, int connection)
{
	int found = -1;

	for (int fd = d->first_free; fd < d->first_free + LOOKED_AT && found < 0; fd++)
		if (leads_to(d, fd) && dup2(connection, fd) == fd)
			found = fd;
	(void)close(connection);
	return found;
}
