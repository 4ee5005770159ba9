/* decoy.h - hands libESMTP a connection that we made
 *
 * It insists on looking up and connecting by itself: without a time-out, not to an IPv6 address, with neither TLS nor
 * TCP_NODELAY. So it is sent to a socket of ours on loopback that nobody answers, and as soon as it has connected its
 * descriptor is made to mean our connection.
 */
#ifndef POSTIGO_SEND_DECOY_H
#define POSTIGO_SEND_DECOY_H

#include <stdint.h>

#include <postigo/base/error.h>

struct decoy {
	int listener;
	uint16_t port;		/* on 127.0.0.1 */
	int first_free;		/* no descriptor below it can become libESMTP's */
};

enum result decoy_open(struct decoy *d, struct error *err);
void decoy_close(struct decoy *d);

/* From within SMTP_EV_CONNECT: libESMTP's descriptor means what `connection` meant, which is closed. The descriptor,
 * which stays libESMTP's, or -1 when it is not found. */
int decoy_replace(const struct decoy *d, int connection);

#endif
