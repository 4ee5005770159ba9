/* opening.h - mails that are signed or encrypted, and the process that has the keys to open them
 *
 * A reader cuts out what is signed or encrypted, the crypt process opens that, and what was in it is read like any mail.
 */
#ifndef DESK_OPENING_H
#define DESK_OPENING_H

#include "desk.h"
#include "work.h"

/* Whether something of the mail that was just read is still to be opened. */
bool opening_wanted(const struct desk *desk, const struct work *w);

/* A reader has cut it out. fd (-1: there is nothing whole to be opened, and why) becomes ours. */
void opening_take(struct desk *desk, struct work *w, enum cover_kind kind, const char *why, int fd);

/* Gives the crypt process something to do. Once a round. */
void opening_dispatch(struct desk *desk);

/* Its first word: whether its keys can be used; an answer of its; and its end. */
void opening_on_ready(struct peer *crypt, struct wire_message *m);
void opening_on_open(struct peer *crypt, struct wire_message *m);
void opening_gone(struct peer *crypt);

/* Milliseconds until something must be looked at, -1: nothing waits. Ends the process when it takes too long, and gives up what
 * nobody opens. */
int opening_watch(struct desk *desk);

#endif
