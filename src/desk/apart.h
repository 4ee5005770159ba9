/* apart.h - tickets that something is done to many at a time: one for which it fails for good costs only itself */
#ifndef DESK_APART_H
#define DESK_APART_H

#include <stdint.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>

#include "tools.h"

/* After store_savepoint() and what was to be done to that ticket, with its result. What failed for good is undone and never tried
 * again; it is logged, stands on the ticket, and the operator is told. DONE then: the others go on. TEMPFAIL stays what it is. */
enum result apart_end(const struct tools *tools, int64_t ticket, const char *doing, enum result result, instant now,
    struct error *err);

#endif
