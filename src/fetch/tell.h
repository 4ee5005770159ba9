/* tell.h - tell the server what was done with its mail */
#ifndef POSTIGO_SRC_FETCH_TELL_H
#define POSTIGO_SRC_FETCH_TELL_H

#include <stddef.h>
#include <stdint.h>

#include <postigo/base/error.h>

struct mailbox;

/* Marks as seen, moves or deletes, as configured. Call it only for mail that is stored durably. uid is in ascending
 * order. DONE when the server agreed to all; PERMFAIL when it said NO (nothing is lost: tell it again later). */
enum result tell_server(struct mailbox *m, const uint32_t *uid, size_t count, struct error *err);

#endif
