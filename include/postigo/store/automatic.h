/* automatic.h - what we sent by ourselves, kept for as long as a limit looks back */
#ifndef POSTIGO_STORE_AUTOMATIC_H
#define POSTIGO_STORE_AUTOMATIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/digest.h>
#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct automatic_row {
	instant at;
	const char *recipient;
	int64_t ticket;			/* 0: none */
	bool outward;			/* to somebody who is no technician */
	uint8_t digest[DIGEST_SIZE];	/* of what it says */
};

/* What is counted together. Those of a domain, and all, are outward only. */
enum automatic_by { AUTOMATIC_BY_ADDRESS, AUTOMATIC_BY_DOMAIN, AUTOMATIC_BY_TICKET, AUTOMATIC_BY_ALL };

enum result automatic_add(struct store *store, const struct automatic_row *row, struct error *err);

/* *reached tells that n or more were sent later than `since`. To ask costs the same whatever n is: it is one look at when the
 * nth from the end was sent. to is an address, or for a domain either a domain or an address in it, or for all NULL; what was
 * sent about a ticket is counted for each address alone. */
enum result automatic_reached(struct store *store, enum automatic_by by, const char *to, int64_t ticket, unsigned n,
    instant since, bool *reached, struct error *err);

/* How often in a row, up to now, that address was sent just this: the newest rows later than `since` that have this
 * digest, without another between them; stops counting at `most`. */
enum result automatic_repeats(struct store *store, const char *recipient, const uint8_t digest[DIGEST_SIZE],
    instant since, unsigned most, unsigned *count, struct error *err);

/* Takes rows older than `before` away, the first of all first, at most `most` at a time; *gone tells how many. */
enum result automatic_forget(struct store *store, instant before, size_t most, size_t *gone, struct error *err);

#endif
