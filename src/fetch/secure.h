/* secure.h - TLS to one host: chain, name or address, and version are checked */
#ifndef POSTIGO_SRC_FETCH_SECURE_H
#define POSTIGO_SRC_FETCH_SECURE_H

#include <openssl/ssl.h>
#include <talloc.h>

#include <postigo/base/error.h>

/* A client's end over fd, ready for its handshake and owned by ctx. ca_file NULL: the system's certificates.
 * host is the name (or address) that the configuration says: it is announced to the server (SNI) and the
 * certificate must be for it. PERMFAIL when ca_file cannot be used. */
enum result secure_new(TALLOC_CTX *ctx, int fd, const char *host, const char *ca_file, SSL **out, struct error *err);

/* Why the last call on ssl failed, in words. */
const char *secure_why(const SSL *ssl);

#endif
