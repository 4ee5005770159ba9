/* catch_up.c - what a desk that was away does with all that fell due meanwhile: catch_up = { ... } */
#include <config.h>

#include "sections.h"

void
catch_up_section(struct group *g)
{
	g->reading->conf->catch_up.most = read_number(g, "most", 0, 1000, 10);
}
