/* notices.c - how often technicians are told of one ticket: notices = { ... } */
#include <config.h>

#include "sections.h"

void
notices_section(struct group *g)
{
	g->reading->conf->notices.collapse = read_duration(g, "collapse", 0, HOURS(1), SECONDS(60));
}
