/* tls.h - TLS to the configured server: 1.2 at the least, its certificate checked against the name in the config */
#ifndef POSTIGO_SEND_TLS_H
#define POSTIGO_SEND_TLS_H

#include <stdbool.h>
#include <stdint.h>

#include <openssl/ssl.h>
#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>
#include <postigo/conf/conf.h>

/* Opaque, talloc. */
struct tls;

/* Reads the certificates that are trusted. PERMFAIL when they cannot be read. */
enum result tls_new(TALLOC_CTX *ctx, const struct conf_server *server, struct tls **out, struct error *err);

/* Does the handshake over a connected non-blocking socket, which stays the caller's. The caller frees *out. The words
 * of a failure begin with "certificate" when that was the reason. */
enum result tls_connect(struct tls *tls, int fd, duration time, SSL **out, struct error *err);

/* Waits until the SSL call that returned `ret` can go on. False: it failed, or the time is up. */
bool tls_wait(SSL *ssl, int fd, int ret, int64_t until);

#endif
