/* on_hook.h - what the hook process says, and what the desk gives it to do; the conversation is drawn in wire_hook.h */
#ifndef DESK_ON_HOOK_H
#define DESK_ON_HOOK_H

#include "desk.h"

/* When the desk begins: what waits for a webhook or program that the config has no more fails. */
void hook_begin(struct desk *desk);

void hook_on_hooking(struct peer *peer, struct wire_message *m);
void hook_on_job(struct peer *peer, struct wire_message *m);

/* Claims what is due for the hook process, while that has room. Once a round, within its transaction. */
void hook_hand_out(struct desk *desk);

/* Milliseconds until something falls due that can be begun then, -1: nothing will by itself. */
int hook_patience(struct desk *desk);

#endif
