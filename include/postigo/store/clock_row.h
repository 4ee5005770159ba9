/* clock_row.h - the clocks of tickets, and the times in which they stood still
 *
 * What they mean is in clock/sla.h; aims are numbered as there. A ticket that no SLA fits has no row.
 */
#ifndef POSTIGO_STORE_CLOCK_ROW_H
#define POSTIGO_STORE_CLOCK_ROW_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct clock_row {
	int64_t ticket;
	int aim;
	char *sla;
	instant start;
	instant ended;		/* 0: not yet */
	duration carried;
	instant due;		/* as last reckoned; 0: it has ended, or stands still */
	bool missed;		/* its time was up before it was done, and the history says so */
	unsigned told;		/* percentage of the last warning, 0: none */
	instant told_at;
	unsigned heard;		/* of the last one that somebody has reacted to */
	instant quiet_until;	/* 0: nobody has asked for that */
};

/* Puts the clock of that ticket and aim, in place of what was there. */
enum result clock_row_put(struct store *store, const struct clock_row *row, struct error *err);

/* NONE when there was none. */
enum result clock_row_remove(struct store *store, int64_t ticket, int aim, struct error *err);

/* The clocks of a ticket, by aim: an empty list is DONE. */
enum result clock_row_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct clock_row **list, size_t *count,
    struct error *err);

/* Clocks that run, the first due first: those with (due, ticket, aim) after that of `after`, NULL for the first; at most
 * `most`. */
enum result clock_row_due(TALLOC_CTX *ctx, struct store *store, const struct clock_row *after, size_t most,
    struct clock_row **list, size_t *count, struct error *err);

/* Clocks of that aim that ended later than since, oldest first, at most `most`. */
enum result clock_row_ended(TALLOC_CTX *ctx, struct store *store, int aim, instant since, size_t most,
    struct clock_row **list, size_t *count, struct error *err);

/* The numbers of the tickets above `after`, up to `to`, that have a clock which has not ended; owned by ctx. */
enum result clock_row_running(TALLOC_CTX *ctx, struct store *store, int64_t after, int64_t to, int64_t **tickets,
    size_t *count, struct error *err);
/* The highest number of a ticket that ever had a clock. NONE: none did. */
enum result clock_row_last(struct store *store, int64_t *ticket, struct error *err);

/* How many clocks run whose time was up before now; stops counting at most. */
enum result clock_row_late(struct store *store, instant now, unsigned most, unsigned *count, struct error *err);

struct pause_row {
	unsigned reason;	/* CONF_PAUSE_... of conf/sla.h */
	instant since;
	instant until;		/* 0: it still lasts */
};

/* From since on, everything that the ticket waits for is `reasons`, a set: what it did not wait for begins, and what it
 * does not wait for any more ends. */
enum result clock_row_pause(struct store *store, int64_t ticket, unsigned reasons, instant since, struct error *err);

/* Rising by since: an empty list is DONE. */
enum result clock_row_pauses(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct pause_row **list,
    size_t *count, struct error *err);

#endif
