/* dial.h - connect to a server by name, with a deadline
 *
 * libESMTP's own connect() has none, looks names up itself and cannot take an IPv6 address.
 */
#ifndef POSTIGO_SEND_DIAL_H
#define POSTIGO_SEND_DIAL_H

#include <stdbool.h>
#include <stdint.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>

/* A connected, non-blocking socket with TCP_NODELAY (libESMTP writes in pieces of 2 KiB: without it each mail waits
 * 40 ms for a delayed acknowledgement). Every address of the name is tried; all in time. TEMPFAIL, naming the server. */
enum result dial(const char *host, uint16_t port, duration time, int *fd, struct error *err);

/* True when the other end is this machine. */
bool dial_is_loopback(int fd);

#endif
