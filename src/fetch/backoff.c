/* backoff.c - how long to wait before a server is tried again; pure */
#include <config.h>

#include "backoff.h"

#define FIRST SECONDS(1)
#define MOST MINUTES(5)

duration
backoff_connection(unsigned failures, uint32_t random)
{
	unsigned doublings = failures > 1 ? failures - 1 : 0;
	duration wait = doublings > 9 ? MOST : FIRST << doublings;

	if (wait > MOST)
		wait = MOST;
	/* Between 80 and 120 per cent. */
	return wait * (800 + random % 401) / 1000;
}

duration
backoff_login(unsigned failures)
{
	static const duration waits[] = { MINUTES(1), MINUTES(5), MINUTES(15), MINUTES(60) };
	unsigned n = failures > 0 ? failures - 1 : 0;

	return waits[n < 4 ? n : 3];
}
