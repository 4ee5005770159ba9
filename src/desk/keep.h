/* keep.h - a mail becomes a message on its ticket */
#ifndef DESK_KEEP_H
#define DESK_KEEP_H

#include <postigo/desk/decision.h>
#include <postigo/store/inbox.h>

#include "tools.h"

/* Writes the message, its attachments' names, and the Message-ID by which others will refer to it. Within the caller's
 * transaction. */
enum result keep(const struct tools *tools, const struct inbox_row *row, const struct facts *facts,
    const struct decision *decision, int64_t ticket, int64_t author, int64_t *message, struct error *err);

#endif
