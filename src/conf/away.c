/* away.c - what is made of technicians' answering machines: absence = { ... } */
#include <config.h>

#include "sections.h"

void
absence_section(struct group *g)
{
	struct conf_away *away = &g->reading->conf->away;

	away->length = read_duration(g, "length", MINUTES(1), DAYS(30), DAYS(1));
	away->most = read_duration(g, "most", DAYS(1), DAYS(2 * 365), DAYS(120));
}
