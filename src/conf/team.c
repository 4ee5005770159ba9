/* team.c - teams = ( { ... }, ... ): agents who work on the same queues */
#include <config.h>

#include "sections.h"

void
team_section(struct group *g)
{
	struct conf *conf = g->reading->conf;

	conf->teams = talloc_realloc(conf, conf->teams, struct conf_team, (unsigned)conf->team_count + 1);
	struct conf_team *t = &conf->teams[conf->team_count++];

	*t = (struct conf_team){ 0 };
	t->name = read_needed(g, "name", &value_name);
	t->members = read_texts(g, "members", &value_agent, &t->member_count);
	t->lead = read_text(g, "lead", &value_agent, NULL);
}
