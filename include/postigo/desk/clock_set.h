/* clock_set.h - the clocks of one ticket, and what the things that happen to it do to them; pure but for the reading
 *
 * clock/sla.h knows how one clock is reckoned; here is which of them a ticket has, and when each starts, stands still and ends.
 */
#ifndef POSTIGO_DESK_CLOCK_SET_H
#define POSTIGO_DESK_CLOCK_SET_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include <postigo/clock/sla.h>
#include <postigo/conf/conf.h>
#include <postigo/store/clock_row.h>
#include <postigo/store/ticket.h>

struct clock_set {
	const struct conf *conf;
	struct clock_row clocks[CONF_AIMS];	/* sla NULL: the ticket has no such clock */
	struct pause_row *pauses;		/* rising by since */
	size_t pause_count;
	unsigned changed, gone;			/* 1u << aim: to be written, or removed */
};

/* A ticket's, with names and pauses owned by ctx. NONE when it has no clock; *out is written all the same. */
enum result clock_set_read(TALLOC_CTX *ctx, const struct conf *conf, struct store *store, int64_t ticket,
    struct clock_set *out, struct error *err);

/* What an SLA is chosen by. */
struct sla_case clock_set_case(const struct ticket *ticket);

/* A new ticket's: from `start` on, the resolution's and, unless the ticket was answered before it was there, or nobody is
 * there to be answered, that of the first response. Nothing when no SLA fits. */
void clock_set_begin(struct clock_set *set, const struct sla_case *c, bool to_be_answered, instant start, instant now);

/* Somebody wrote and wants an answer: when the first was given, the clock of the next one starts, unless it runs. */
void clock_set_asked(struct clock_set *set, const struct sla_case *c, instant when, instant now);
/* A technician answered. */
void clock_set_answered(struct clock_set *set, instant when, instant now);
/* The ticket was closed: all of them end. */
void clock_set_closed(struct clock_set *set, instant when, instant now);
/* It never ended: it runs as it did from `start` on, with what was used before. Nothing when there is none, or it runs so. */
void clock_set_restarted(struct clock_set *set, enum conf_aim aim, instant start, duration carried, instant now);
/* It was opened again: the resolution's goes on where it stood. */
void clock_set_reopened(struct clock_set *set, instant when, instant now);
/* What it waits for begins and ends, as in clock_row_pause(), which is done to the store besides. */
void clock_set_paused(TALLOC_CTX *ctx, struct clock_set *set, unsigned reasons, instant since, instant now);
/* Organisation, queue, priority or tier changed, or the config: whatever was used counts on under another SLA. A ticket that
 * had no clock gets one from now on; answered tells whether a technician has answered before. */
void clock_set_chosen(struct clock_set *set, const struct sla_case *c, bool answered, instant now);
/* A technician did something: what has been warned of is not repeated. */
void clock_set_reacted(struct clock_set *set);
/* Nothing is said until then; then again, unless somebody reacts. */
void clock_set_quieted(struct clock_set *set, instant until);

/* What somebody has heard of a clock: up to which warning, and until when they want none. */
struct clock_heard {
	unsigned heard;
	instant quiet_until;
};

/* They have not, after all. False: the clock does not run, or something else was heard since, and nothing is changed. */
bool clock_set_unheard(struct clock_set *set, enum conf_aim aim, const struct clock_heard *heard, const struct clock_heard *before);

/* The clock for sla.h, its pauses owned by ctx. NONE when there is none, or its SLA has left the config. */
enum result clock_set_run(TALLOC_CTX *ctx, const struct clock_set *set, enum conf_aim aim, struct sla_run *out);

/* The next warning about that clock, and NONE as sla_next_warning(); what somebody reacted to is not repeated. */
enum result clock_set_warning(const struct clock_set *set, enum conf_aim aim, instant now, struct sla_warning *out);

/* When something about them is to be done next: a warning, or that one is missed. SLA_NEVER: nothing. */
instant clock_set_wake(const struct clock_set *set, instant now);

/* Those whose time was up without having been noted are noted: a set of 1u << aim. */
unsigned clock_set_missed(struct clock_set *set, instant now);

/* The warning was told. */
void clock_set_told(struct clock_set *set, enum conf_aim aim, const struct sla_warning *warning, instant now);

#endif
