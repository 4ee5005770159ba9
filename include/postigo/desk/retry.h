/* retry.h - when to try an outgoing mail again; pure */
#ifndef POSTIGO_DESK_RETRY_H
#define POSTIGO_DESK_RETRY_H

#include <stdint.h>

#include <postigo/base/instant.h>

/* The wait after the attempts-th deferral (1, 2 ...): first, doubled each time up to most, and a fifth more or less
 * by chance (any number), so that many do not come back at once. */
duration retry_wait(duration first, duration most, unsigned attempts, uint32_t chance);

#endif
