/* backoff.h - how long to wait before a server is tried again */
#ifndef POSTIGO_SRC_FETCH_BACKOFF_H
#define POSTIGO_SRC_FETCH_BACKOFF_H

#include <stdint.h>

#include <postigo/base/instant.h>

/* After the nth failure in a row, from 1: a second, doubling up to five minutes; a fifth more or less by
 * random, so that many clients of a server that comes back do not all come back at once. */
duration backoff_connection(unsigned failures, uint32_t random);

/* After the nth refused login in a row, from 1: 1, 5, 15, then every 60 minutes. Servers lock accounts whose
 * password is wrong too often. */
duration backoff_login(unsigned failures);

#endif
