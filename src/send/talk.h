/* talk.h - SMTP spoken by ourselves, one command and one answer at a time
 *
 * For what libESMTP does wrong or cannot do: STARTTLS (it keeps what was injected behind the answer, and with TLS 1.3
 * it waits for an answer before it has sent its command whenever the server's session tickets come first), and the
 * doctor's questions.
 */
#ifndef POSTIGO_SEND_TALK_H
#define POSTIGO_SEND_TALK_H

#include <stdbool.h>

#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>
#include <postigo/conf/conf.h>

#include "tls.h"

/* A connection. Opaque, talloc; freeing closes it. */
struct talk;

/* Not connected yet. hostname is ours, for EHLO; tls is NULL when the config says none; each step may take `patience`.
 * All must outlive the talk. */
struct talk *talk_new(TALLOC_CTX *ctx, const struct conf_server *server, const char *hostname, struct tls *tls,
    duration patience);

/* The steps, in the order in which they are taken. */
enum result talk_dial(struct talk *t, struct error *err);
enum result talk_secure(struct talk *t, struct error *err);	/* the TLS handshake */
enum result talk_greeting(struct talk *t, struct error *err);
enum result talk_ehlo(struct talk *t, struct error *err);
enum result talk_starttls(struct talk *t, struct error *err);	/* the command and the handshake */

/* A password may pass: TLS, or the server is on this machine. */
bool talk_is_private(const struct talk *t);

/* Sends a command and takes in its answer: DONE when its code begins with `wanted`; PERMFAIL and TEMPFAIL with the
 * server's words. */
enum result talk_say(struct talk *t, char wanted, struct error *err, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* The words behind a keyword of the answer to EHLO ("" when there are none), owned by ctx; NULL: it is not offered. */
char *talk_offered(TALLOC_CTX *ctx, const struct talk *t, const char *keyword);

/* The connection becomes the caller's: the socket, and TLS over it (NULL: none). Nothing read is left behind. */
void talk_give(struct talk *t, int *fd, SSL **ssl);

#endif
