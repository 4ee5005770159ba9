/* sla.h - which SLA a ticket has, when its time is up, and who is to be told when; pure */
#ifndef POSTIGO_CLOCK_SLA_H
#define POSTIGO_CLOCK_SLA_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>
#include <postigo/conf/conf.h>

/* What an SLA is chosen by. */
struct sla_case {
	const char *organisation;	/* NULL: none */
	const char *queue;
	int priority;			/* 0 to 3 */
	int tier;			/* 0 to 4 */
};

/* Of those that fit, the one that says the most: that asks for more of organisation, queue, priority and tier; of equals
 * the first in the config. NULL when none fits: the ticket has no clock. */
const struct conf_sla *sla_choose(const struct conf *conf, const struct sla_case *c);

/* Why: "gold: organisation acme, queue support", or "standard: for all"; owned by ctx. */
char *sla_chosen_words(TALLOC_CTX *ctx, const struct conf_sla *sla, const struct sla_case *c);

/* "first_response" and so on. */
const char *sla_aim_name(enum conf_aim aim);

/* Later than everything: what has not happened, and may never. */
#define SLA_NEVER INT64_MAX

/* A time in which the clock stands still; to SLA_NEVER: it still does. */
struct sla_pause {
	instant from, to;
};

/* One clock of one ticket: for its first response it starts when the mail arrives, for the next one with the mail that
 * wants it, for the resolution with the first. */
struct sla_run {
	const struct conf_sla *sla;
	enum conf_aim aim;
	instant start;
	instant end;			/* when it was done; SLA_NEVER: not yet */
	const struct sla_pause *pauses;	/* rising by from; they may overlap */
	size_t pause_count;
	duration carried;		/* business time that was used before start, on the same clock */
};

struct sla_clock {
	duration target, used;		/* of business time */
	duration left;			/* negative: so much over */
	unsigned percent;		/* used, of the target; rounded down, at most 99999 */
	instant due;			/* when used is target; SLA_NEVER while it stands still short of that, or further than ten years */
	bool paused;			/* stands still now */
	bool ended;
	bool missed;			/* it is over, or was when it was done */
};

/* The clock as it stands at now. NONE when the SLA has no such aim. */
enum result sla_reckon(const struct sla_run *run, instant now, struct sla_clock *out);

/* The instant at which so much business time has been used. NONE while it stands still before that, or when that is
 * further than ten years from the last pause's end. */
enum result sla_reach(const struct sla_run *run, duration used, instant *out);

struct sla_warning {
	instant at;
	unsigned percent;
	const struct conf_rung *rung;	/* who is told */
	bool repeated;			/* it was told before: nobody has answered */
};

/* The next warning. told: the percentage of the last one, 0 if there was none, and when that was told.
 *
 * Of several whose time has come by now, only the highest is given: after the daemon was down, or a ticket was given
 * another SLA, each ticket warns once. A last rung is repeated from when it was told. NONE: there is no further one, or none
 * as long as the clock stands still. */
enum result sla_next_warning(const struct sla_run *run, unsigned told, instant told_at, instant now,
    struct sla_warning *out);

/* How the due time was reckoned, in one sentence for explain and ticket show: "4 h in the hours of office from Friday 27
 * November 16:30: 1 h 30 min on Friday, 2 h 30 min on Monday until 11:30". Owned by ctx. NONE when there is no such aim. */
enum result sla_words(TALLOC_CTX *ctx, const struct sla_run *run, instant now, char **out);

#endif
