/* fetch.h - the process around one mailbox: IMAP to desk */
#ifndef POSTIGO_FETCH_FETCH_H
#define POSTIGO_FETCH_FETCH_H

#include <postigo/base/error.h>
#include <postigo/conf/conf.h>

/* The process: waits for its line, connects, takes mail in, tells the server after the desk said STORED; until SIGTERM.
 * supervisor is the socket that lines come over. Returns an exit status of sysexits.h. */
int fetch_run(const struct conf *conf, const struct conf_mailbox *mailbox, int supervisor);

/* For `postigo doctor`: connect, TLS, log in, select, and the folder to move to; changes nothing.
 * step names how far it came ("connect", "certificate", "login", "folder"). */
enum result fetch_try(const struct conf_mailbox *mailbox, const char **step, struct error *err);

#endif
