/* hold.c - how long an address that mail does not reach is left alone: hold = { ... } */
#include <config.h>

#include "sections.h"

void
hold_section(struct group *g)
{
	struct conf_hold *hold = &g->reading->conf->hold;

	hold->hard = read_duration(g, "hard", 0, DAYS(3 * 365), DAYS(60));
	hold->full = read_duration(g, "full", 0, DAYS(365), HOURS(4));
	hold->policy = read_duration(g, "policy", 0, DAYS(365), DAYS(7));
}
