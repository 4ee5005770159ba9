/* deadlines.c - see deadlines.h */
#include <config.h>

#include <postigo/desk/clock_set.h>

#include "deadlines.h"

/* What the operator is told, like all of a decision. */

instant
deadlines_start(const struct facts *f)
{
	return f->before_adoption ? f->now : f->arrived;
}

bool
deadlines_to_be_answered(const struct decision *d)
{
	return !d->by_technician && !d->internal;
}

static void
add(struct decision *d, const struct clock_set *set, enum conf_aim aim, instant now)
{
	struct decision_deadline *out;
	struct sla_clock clock;
	struct sla_run run;
	char *how;

	if (clock_set_run(d, set, aim, &run) != DONE || sla_reckon(&run, now, &clock) != DONE ||
	    sla_words(d, &run, now, &how) != DONE)
		return;
	d->deadlines = talloc_realloc(d, d->deadlines, struct decision_deadline, (unsigned)d->deadline_count + 1);
	out = &d->deadlines[d->deadline_count++];
	*out = (struct decision_deadline){ sla_aim_name(aim), clock.due != SLA_NEVER ? clock.due : 0, how };
}

/* It does not wait for them any more. */
void
deadlines_asked(struct decision *d, const struct facts *f)
{
	struct sla_case c = { d->organisation, d->queue, d->priority, d->tier };
	struct clock_set set = f->clocks;

	if (f->conf->sla_count == 0 || set.conf == NULL)
		return;
	set.pauses = talloc_memdup(d, f->clocks.pauses, f->clocks.pause_count * sizeof(*f->clocks.pauses));
	clock_set_reopened(&set, f->arrived, f->now);
	clock_set_paused(d, &set, 0, f->arrived, f->now);
	clock_set_asked(&set, &c, f->arrived, f->now);
	for (int aim = 0; aim < CONF_AIMS; aim++)
		if (set.clocks[aim].sla != NULL && set.clocks[aim].ended == 0)
			add(d, &set, (enum conf_aim)aim, f->now);
}

void
deadlines(struct decision *d, const struct facts *f)
{
	struct sla_case c = { d->organisation, d->queue, d->priority, d->tier };
	const struct conf_sla *sla = sla_choose(f->conf, &c);
	struct clock_set set = { .conf = f->conf };

	if (sla == NULL)
		return;
	decision_event(d, "SLA %s", sla_chosen_words(d, sla, &c));
	clock_set_begin(&set, &c, deadlines_to_be_answered(d), deadlines_start(f), f->now);
	if (d->state == TICKET_WAITING)
		clock_set_paused(d, &set, CONF_PAUSE_WAITING, deadlines_start(f), f->now);
	for (int aim = 0; aim < CONF_AIMS; aim++)
		add(d, &set, (enum conf_aim)aim, f->now);
}
