/* relay.h - one SMTP connection after another, each kept for as many mails as come */
#ifndef POSTIGO_SEND_RELAY_H
#define POSTIGO_SEND_RELAY_H

#include <talloc.h>

#include <postigo/conf/conf.h>

#include "held.h"
#include "tls.h"

/* Opaque, talloc. */
struct relay;

/* password NULL: no login. tls NULL: the connection stays in clear. What libESMTP would load later is loaded here,
 * before the sandbox. The strings and tls must outlive it. One a process: libESMTP can only be stopped by a signal. */
struct relay *relay_new(TALLOC_CTX *ctx, const struct conf *conf, struct held *held, const char *password,
    struct tls *tls);

/* Connects and sends what is waiting and what comes while the connection is kept; tells the desk each result. There
 * must be something waiting. TEMPFAIL when the server, the network or our configuration is at fault, or the connection
 * was lost before it had carried anything: *why, owned by ctx, then says what was wrong, and the desk has been told. */
enum result relay_run(TALLOC_CTX *ctx, struct relay *relay, char **why);

#endif
