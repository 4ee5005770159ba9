/* follow_up.h - a silent requester is reminded, and the ticket closed in the end; whose ticket is closed is asked how it was
 *
 * By the queue's follow_up. One timer a ticket, from when it waits for its requester until anything else becomes of it.
 */
#ifndef DESK_FOLLOW_UP_H
#define DESK_FOLLOW_UP_H

#include <postigo/store/due.h>

#include "change.h"

#define FOLLOW_UP_TIMER "follow_up"

/* For change.h: its state is another, or whom it waits for; the state before. */
enum result follow_up_state(const struct change *c, const struct ticket *ticket, enum ticket_state before, struct error *err);

/* It has begun to wait for its requester just now: it was answered once more, or is in another queue. Nothing when it does not
 * wait for them. */
enum result follow_up_begin(const struct tools *tools, const struct ticket *ticket, instant now, struct error *err);

/* The timer: reminds, or closes. Of several reminders whose time has come, one is sent; and nobody's ticket is closed sooner
 * after the last than the config leaves between the two. */
enum result follow_up_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err);

#endif
