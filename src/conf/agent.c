/* agent.c - agents = ( { ... }, ... ): the technicians */
#include <config.h>

#include "sections.h"

void
agent_section(struct group *g)
{
	struct conf *conf = g->reading->conf;

	conf->agents = talloc_realloc(conf, conf->agents, struct conf_agent, (unsigned)conf->agent_count + 1);
	struct conf_agent *a = &conf->agents[conf->agent_count++];

	*a = (struct conf_agent){ 0 };
	a->name = read_needed(g, "name", &value_agent);
	a->display_name = read_text(g, "display_name", &value_display, NULL);
	a->address = read_needed(g, "address", &value_agent_address);
	a->language = read_text(g, "language", &value_language, NULL);
}
