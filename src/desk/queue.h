/* queue.h - mail that waits to be decided, in the order of arrival, a lane for each mailbox */
#ifndef DESK_QUEUE_H
#define DESK_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "desk.h"
#include "work.h"

/* Mails read and not yet decided, or being read: more would only lie in memory, and take the processor from arrivals. */
#define QUEUE_AHEAD 192

/* When the desk begins: what an earlier life left undecided is to be taken from the store. */
void queue_begin(struct desk *desk);

/* A mail that was just taken in. fd (or -1), which holds its bytes, becomes the queue's. */
void queue_arrived(struct desk *desk, int64_t inbox, int64_t mailbox, const char *mailbox_name, int fd, size_t size);

/* Is mail coming in fast? It is looked at in times of so many milliseconds. */
#define RUSH_MS 20
bool queue_is_rushed(const struct queue *q);

/* Takes waiting rows from the store for each mailbox that has hardly any left here. */
void queue_fill(struct desk *desk);

/* The lane of a mailbox, made when it is not there; 0 is for dry runs. Adding a lane moves the others. */
struct lane *queue_lane(struct desk *desk, int64_t mailbox);

/* The n-th lane from the one whose turn it is. */
struct lane *queue_lane_at(struct queue *q, size_t n);

/* At a lane's end; and out of it, with all that belongs to it. */
struct work *queue_append(struct desk *desk, struct lane *lane, int64_t inbox, const char *mailbox_name, int fd);
void queue_take_out(struct desk *desk, struct work *w);

/* Its bytes are not needed here any more, or are there to be read from the store. */
void queue_let_go(struct desk *desk, struct work *w);

#endif
