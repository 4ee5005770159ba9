/* idle.h - wait for the server's word (RFC 2177)
 *
 * Done on the stream itself: libetpan's own blocks when a server has something to say before it agrees to idle.
 */
#ifndef POSTIGO_SRC_FETCH_IDLE_H
#define POSTIGO_SRC_FETCH_IDLE_H

#include <stdbool.h>

#include <postigo/base/error.h>

struct mailbox;

/* Starts to idle. PERMFAIL when the server will not. */
enum result idle_start(struct mailbox *m, struct error *err);

/* Reads what has come, if anything. *news: the mailbox grew. TEMPFAIL when the connection has ended. */
enum result idle_look(struct mailbox *m, bool *news, struct error *err);

/* Something has come and was not looked at, in the library's buffer or ours: do not poll. */
bool idle_pending(struct mailbox *m);

/* Ends it: other commands are possible again. */
enum result idle_end(struct mailbox *m, struct error *err);

#endif
