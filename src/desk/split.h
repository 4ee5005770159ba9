/* split.h - one message of a ticket gets a ticket of its own; and back */
#ifndef DESK_SPLIT_H
#define DESK_SPLIT_H

#include <talloc.h>

#include "change.h"

/* The new ticket is whoever's message it is, and stands where the old one does. subject NULL: the message's. Within the caller's
 * transaction. */
enum result split(TALLOC_CTX *ctx, const struct change *c, const struct ticket *from, int64_t message, const char *subject,
    int64_t *made, struct error *err);

/* The message goes back, and the ticket that was made of it leads there. NONE when that stands for itself no more. */
enum result split_undo(TALLOC_CTX *ctx, const struct change *c, int64_t from, int64_t message, int64_t made, struct error *err);

#endif
