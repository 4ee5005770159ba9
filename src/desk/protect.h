/* protect.h - outgoing mail that is signed or encrypted before it goes out
 *
 * A mail is rendered and stored once, as ever. Where its mailbox asks for it, the row is then the crypt process's, which gives it
 * back signed and encrypted; only then may it be sent. So no transaction of the desk waits for another process, and nothing
 * that must not go out in clear can.
 */
#ifndef DESK_PROTECT_H
#define DESK_PROTECT_H

#include <postigo/store/outbox.h>

#include "desk.h"

/* Will what goes out with that address in From be signed or encrypted? Then it must be composed for that. */
bool protect_wanted(const struct conf *conf, const char *from);

/* Says in the row, which is about to be put, what is to be done with a mail that goes out with that address in From. */
void protect_row(const struct conf *conf, const char *from, struct outbox_row *row);

/* There is nobody to whom mails could be given: those that are due wait, and are told of. */
void protect_put_off(struct desk *desk, const char *why);

/* There is somebody again. */
void protect_resume(struct desk *desk);

/* Gives the crypt process, which has nothing in hand, the next mail. */
void protect_dispatch(struct peer *crypt);

void protect_on_enclose(struct peer *crypt, struct wire_message *m);

/* Milliseconds until the next is due, -1: none is. */
int protect_patience(struct desk *desk);

/* The process has gone: the mail that it had in hand waits, and the operator is told. */
void protect_gone(struct peer *crypt);

#endif
