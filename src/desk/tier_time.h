/* tier_time.h - how long a ticket has been where it is, and when its tier's budget of time is used up */
#ifndef DESK_TIER_TIME_H
#define DESK_TIER_TIME_H

#include <postigo/store/due.h>
#include <postigo/store/stay.h>

#include "change.h"

/* Brings what is kept of its stays into line with where the ticket stands now: after anything of tier, team or state has
 * changed. Again is no error. */
enum result tier_time_follow(const struct change *c, const struct ticket *ticket, struct error *err);

/* Another ticket stands for it from now on: it is nowhere any more. */
enum result tier_time_merged(const struct tools *tools, int64_t ticket, instant now, struct error *err);

/* What it has used of its tier's budget by now. */
duration tier_time_used(const struct conf *conf, const struct stay *stay, instant now);

/* How long it has worked there by now: the tier's hours in which it did not wait. */
duration tier_time_worked(const struct conf *conf, const struct stay *stay, instant now);

/* A timer of the kind "tier_budget" has gone off: the ticket goes up, or its lead is told. */
enum result tier_time_up(const struct tools *tools, const struct due_row *row, instant now, struct error *err);

#endif
