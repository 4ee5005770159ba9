/* stream.h - the connection that libetpan talks through: TCP or TLS, with deadlines and quotas
 *
 * libetpan must never see a bare socket. It spins for ever when a connection ends inside a literal, its time-out
 * starts anew with each byte, it checks no certificate. This driver answers the end of a connection with an error,
 * gives each command an absolute deadline and a quota of bytes, lets nothing through that guard.h stops, and does
 * TLS itself. Asked to leave (quit.h), it gives the command under way a moment to end.
 */
#ifndef POSTIGO_SRC_FETCH_STREAM_H
#define POSTIGO_SRC_FETCH_STREAM_H

#include <stdbool.h>
#include <stdint.h>

#include <libetpan/mailstream.h>
#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>

#include "guard.h"

struct stream;

/* Connects within timeout; the stream is owned by ctx and closed with it. TEMPFAIL naming host and port. */
enum result stream_connect(TALLOC_CTX *ctx, const char *host, uint16_t port, duration timeout, struct stream **out,
    struct error *err);

/* A stream over a socket that is connected already; fd becomes the stream's. */
struct stream *stream_over(TALLOC_CTX *ctx, int fd);

/* TLS from here on (secure.h), done within timeout. TEMPFAIL when the server will not, PERMFAIL when its
 * certificate is not acceptable. */
enum result stream_secure(struct stream *s, const char *host, const char *ca_file, duration timeout,
    struct error *err);

/* A command begins: the whole of it has timeout, its answer at most quota bytes. */
void stream_begin(struct stream *s, duration timeout, uint64_t quota);

/* Bytes have come that read would give at once. Never waits. An end of the connection counts as bytes. */
bool stream_ready(struct stream *s);

int stream_descriptor(const struct stream *s);
bool stream_is_secure(const struct stream *s);
struct guard *stream_guard(struct stream *s);

/* Why reading or writing failed, in words; never NULL. */
const char *stream_trouble(const struct stream *s);

/* The driver for libetpan: freed by mailstream_close(), while the stream itself belongs to its context. */
mailstream_low *stream_driver(struct stream *s);

#endif
