/* control.h - the control socket: `postigo` asks, the desk answers (wire_control.h) */
#ifndef DESK_CONTROL_H
#define DESK_CONTROL_H

#include <jansson.h>

#include "desk.h"

enum result control_listen(struct desk *desk, struct error *err);
void control_close(struct desk *desk);

/* Takes in whoever knocks, if it is root or our own account. */
void control_accept(struct desk *desk);

void control_on_request(struct peer *client, struct wire_message *m);

/* The client's answer, said after the commit; takes the reference. */
void control_answer(struct peer *client, json_t *answer);
void control_fail(struct peer *client, const char *why);

/* A new client; in desk.c, where the peers are. */
struct peer *desk_add_client(struct desk *desk, int socket);

#endif
