/* on_fetch.h - what a fetch process says, and what the desk does about it */
#ifndef DESK_ON_FETCH_H
#define DESK_ON_FETCH_H

#include "desk.h"

void fetch_on_mailbox(struct peer *peer, struct wire_message *m);
void fetch_on_ledger(struct peer *peer, struct wire_message *m);
void fetch_on_mail(struct peer *peer, struct wire_message *m);
void fetch_on_stored(struct peer *peer, struct wire_message *m);
void fetch_on_told(struct peer *peer, struct wire_message *m);
void fetch_on_skipped(struct peer *peer, struct wire_message *m);
void fetch_on_health(struct peer *peer, struct wire_message *m);

/* Remembers a mailbox whose fetch process ended inside a batch: the next one goes mail by mail. */
void fetch_peer_gone(struct peer *peer);

#endif
