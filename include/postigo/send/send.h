/* send.h - the process between the outbox and one SMTP connection */
#ifndef POSTIGO_SEND_SEND_H
#define POSTIGO_SEND_SEND_H

#include <stdint.h>

#include <postigo/base/error.h>
#include <postigo/conf/conf.h>

/* The process: takes outgoing mails from the desk, sends them over a kept connection, reports; until SIGTERM.
 * index tells the send processes apart. Returns an exit status of sysexits.h. */
int send_run(const struct conf *conf, uint32_t index, int supervisor);

/* For `postigo doctor`: connect, TLS, log in, MAIL FROM and RCPT TO with nothing delivered.
 * step names how far it came ("connect", "certificate", "login", "sender"). */
enum result send_try(const struct conf *conf, const char **step, struct error *err);

#endif
