/* arrival.h - the mails that made new tickets, or would have, kept for as long as a limit looks back */
#ifndef POSTIGO_STORE_ARRIVAL_H
#define POSTIGO_STORE_ARRIVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <postigo/base/digest.h>
#include <postigo/base/instant.h>
#include <postigo/store/store.h>

/* Or-ed. What a forger writes is never put with what somebody was shown to have written, nor what only technicians see with
 * what others do. */
enum arrival_class { ARRIVAL_PROVEN = 1, ARRIVAL_INTERNAL = 2 };

struct arrival {
	instant at;
	int64_t person;			/* whom the ticket is for */
	unsigned class;
	const char *mailbox;		/* its name */
	uint8_t digest[DIGEST_SIZE];	/* of what it says */
	int64_t ticket;
	bool folded;			/* it was put on a ticket that was there */
};

/* Of a sort with another: the same person, mailbox and class, later than `since`; and, if same_words, the same digest. */
struct arrival_sort {
	const struct arrival *like;
	bool same_words;
	instant since;
};

enum result arrival_add(struct store *store, const struct arrival *arrival, struct error *err);

/* How many tickets of that sort were made; stops counting at `most`. */
enum result arrival_count(struct store *store, const struct arrival_sort *sort, unsigned most, unsigned *count,
    struct error *err);

/* The ticket of the newest of that sort that made one (folded false), or was put on one. NONE: there is none. */
enum result arrival_newest(struct store *store, const struct arrival_sort *sort, bool folded, int64_t *ticket,
    struct error *err);

/* Takes rows older than `before` away, at most `most` at a time; *gone tells how many. */
enum result arrival_forget(struct store *store, instant before, size_t most, size_t *gone, struct error *err);

#endif
