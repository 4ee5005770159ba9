/* stretch.h - when the clock of an SLA runs: the time from its start on, without the pauses */
#ifndef POSTIGO_SRC_CLOCK_STRETCH_H
#define POSTIGO_SRC_CLOCK_STRETCH_H

#include <postigo/clock/sla.h>

struct sla_stretch {
	instant from, to;	/* to SLA_NEVER: it runs on */
	instant next;		/* where to look on; at first the run's start */
	size_t pause;
};

/* The next stretch. False when there is no further one: it runs on, or stands still for good. */
bool sla_stretch_next(const struct sla_run *run, struct sla_stretch *s);

#endif
