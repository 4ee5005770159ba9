/* login.h - who we are, to the IMAP server; and what the server can do */
#ifndef POSTIGO_SRC_FETCH_LOGIN_H
#define POSTIGO_SRC_FETCH_LOGIN_H

#include <postigo/base/error.h>

struct mailbox;

/* Logs in, unless the server did (PREAUTH), and fills in what it offers. PERMFAIL when it refuses us. */
enum result login_perform(struct mailbox *m, const char *password, struct error *err);

#endif
