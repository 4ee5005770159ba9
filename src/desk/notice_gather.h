/* notice_gather.h - notices that come quickly are one: the first goes at once, what follows within notices.collapse waits and is
 * told of in one mail */
#ifndef DESK_NOTICE_GATHER_H
#define DESK_NOTICE_GATHER_H

#include <postigo/store/due.h>

#include "answer.h"

/* The timer of a ticket of which something waits to be told. */
#define NOTICE_TIMER "notices"

/* DONE: it waits, and they will be told with all that comes until then. NONE: it is to go at once. person: the technician. */
enum result notice_gather(const struct occasion *occasion, const struct answer *answer, int64_t person, struct error *err);

/* The time has come to tell of it. */
enum result notice_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err);

#endif
