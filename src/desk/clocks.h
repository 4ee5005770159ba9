/* clocks.h - a ticket's clocks in the store: read, changed by what happens, written back with the timer of what comes next */
#ifndef DESK_CLOCKS_H
#define DESK_CLOCKS_H

#include <postigo/desk/clock_set.h>

#include "change.h"

/* The timer of a ticket's next warning. */
#define CLOCKS_TIMER "sla"

/* What somebody wrote, as far as clocks go. */
enum clocks_news {
	CLOCKS_NEW,		/* a ticket is new */
	CLOCKS_NEW_ANSWERED,	/* ... and a technician wrote first, or nobody is there to be answered */
	CLOCKS_ASKED,		/* who takes part has written */
	CLOCKS_ANSWERED,	/* a technician, to them */
	CLOCKS_REACTED		/* a technician, to others */
};

/* when: it was written, which may be before now. Who is answered gets time to react (follow_up.h). Costs nothing when the
 * config has no SLA and the queue no follow_up. */
enum result clocks_heard(const struct tools *tools, const struct ticket *ticket, enum clocks_news news, instant when,
    instant now, struct error *err);

/* For change.h: its state is another, or whom it waits for; the state before. Its queue, tier, priority or organisation is. */
enum result clocks_state(const struct change *c, const struct ticket *ticket, enum ticket_state before, struct error *err);
enum result clocks_place(const struct change *c, const struct ticket *ticket, struct error *err);

/* What ended that clock was undone: it goes on as if it had never ended. */
enum result clocks_restart(const struct tools *tools, int64_t ticket, enum conf_aim aim, instant start, duration carried,
    instant now, struct error *err);

/* Another ticket stands for it from now on. */
enum result clocks_merged(const struct tools *tools, int64_t ticket, instant now, struct error *err);

/* No warning before that; 0: none that was told already is repeated. */
enum result clocks_quiet(const struct tools *tools, int64_t ticket, instant until, instant now, struct error *err);
/* That was undone: what was heard of a clock is what it was before. NONE: something else was heard since. */
enum result clocks_unheard(const struct tools *tools, int64_t ticket, enum conf_aim aim, const struct clock_heard *heard,
    const struct clock_heard *before, instant now, struct error *err);

/* Writes what has changed, notes in the history what is missed, and sets the timer if anything did. */
enum result clocks_write(const struct tools *tools, int64_t ticket, struct clock_set *set, instant now, struct error *err);
/* The same for a ticket whose timer has just gone off: sets it in any case, not before that. */
enum result clocks_go_on(const struct tools *tools, int64_t ticket, struct clock_set *set, instant not_before, instant now,
    struct error *err);

#endif
