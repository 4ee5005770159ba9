/* on_send.h - what a send process says, and what the desk gives it to send */
#ifndef DESK_ON_SEND_H
#define DESK_ON_SEND_H

#include <postigo/store/outbox.h>

#include "desk.h"

/* When the desk begins: takes back what processes held that the config has no more. Nobody else would ever ask for it. */
void send_begin(struct desk *desk);

void send_on_holding(struct peer *peer, struct wire_message *m);
void send_on_want(struct peer *peer, struct wire_message *m);
void send_on_dot(struct peer *peer, struct wire_message *m);
void send_on_result(struct peer *peer, struct wire_message *m);
void send_on_relay(struct peer *peer, struct wire_message *m);

/* The ticket's history, and its technicians, hear of what will not arrive. */
enum result send_tell_failure(struct desk *desk, const struct outbox_row *row, const char *text, struct error *err);

/* Claims what is due for the send processes that have room. Once a round, within its transaction. */
void send_hand_out(struct desk *desk);

/* Milliseconds until something falls due for a send process that has room, -1: nothing will by itself. */
int send_patience(struct desk *desk);

#endif
