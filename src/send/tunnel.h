/* tunnel.h - TLS for libESMTP, which lacks it from the first byte (port 465) and does STARTTLS wrong: a child that
 * turns it into plain bytes
 *
 * The handshake is done by the caller, so that its failure has words; the child only carries. What libESMTP gets is one
 * end of a socket pair, which nobody else can reach.
 */
#ifndef POSTIGO_SEND_TUNNEL_H
#define POSTIGO_SEND_TUNNEL_H

#include <sys/types.h>

#include <openssl/ssl.h>

#include <postigo/base/error.h>

/* Forks the child that carries between the TLS connection (over fd) and *near, a non-blocking descriptor for the
 * caller, on which `greeting` comes first. ssl and fd belong to the child from here on: both are closed for the caller, in any case. */
enum result tunnel_start(SSL *ssl, int fd, const char *greeting, int *near, pid_t *child, struct error *err);

/* Waits for the child's end, which near's end brings about; a moment at the most. */
void tunnel_end(pid_t child);

#endif
