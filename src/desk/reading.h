/* reading.h - what the desk gives readers to do, and what they answer */
#ifndef DESK_READING_H
#define DESK_READING_H

#include "desk.h"

/* Gives each mailbox that has mail its share of what is read ahead. Once a round. */
void reading_dispatch(struct desk *desk);

/* All that can be found out about a mail that was read is known. It may still be that its attachments are wanted. */
void reading_is_known(struct desk *desk, struct work *w);

/* The answers of a reader. */
void reading_parsed(struct peer *reader, struct wire_message *m);
void reading_parts(struct peer *reader, struct wire_message *m);
void reading_covered(struct peer *reader, struct wire_message *m);

/* The reader is gone: the mail that it was reading has used up an attempt, the others go back unharmed. */
void reading_gone(struct peer *reader);

/* The desk leaves, or can write no more: what readers had in hand is not to blame for that. In a transaction of its own. */
void reading_give_back(struct desk *desk);

/* The reader hears of that mail only now, since what counts its attempt is durable now: its time begins. */
void reading_spoken(struct peer *reader, uint64_t id);

/* Milliseconds until a reader must be looked at, -1: none is at work. Ends those that took too long. */
int reading_watch(struct desk *desk);

#endif
