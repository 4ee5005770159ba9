/* team.c - teams = ( { ... }, ... ): agents who work on the same queues */
#include <config.h>

#include "sections.h"

static const char *const assign_words[] = {
	[CONF_ASSIGN_NONE] = "none", [CONF_ASSIGN_ROUND_ROBIN] = "round_robin", [CONF_ASSIGN_LEAST_LOADED] = "least_loaded",
	NULL
};

void
team_section(struct group *g)
{
	struct conf *conf = g->reading->conf;

	conf->teams = talloc_realloc(conf, conf->teams, struct conf_team, (unsigned)conf->team_count + 1);
	struct conf_team *t = &conf->teams[conf->team_count++];

	*t = (struct conf_team){ 0 };
	t->name = read_needed(g, "name", &value_name);
	t->shown = wordings_setting(g, "display_name", &value_display);
	t->members = read_texts(g, "members", &value_agent, &t->member_count);
	t->lead = read_text(g, "lead", &value_agent, NULL);
	t->digest = daily_setting(g, "digest");
	if (t->digest.set && t->lead == NULL)
		reading_warning(g->reading, read_place_of(g, "digest"), "%s is sent to the team's lead, and there is none; add lead = \"...\"",
		    read_title(g, "digest"));
	t->assign = (enum conf_assign)read_choice(g, "assign", assign_words, CONF_ASSIGN_NONE);
	t->require_language = read_yes(g, "require_language", false);
	t->calendar_name = read_text(g, "calendar", &value_calendar, NULL);
	/* All calendars were read before. */
	t->calendar = t->calendar_name == NULL ? NULL : conf_calendar(conf, t->calendar_name);
	t->commands = command_levels_setting(g);
	t->must_sign = read_yes(g, "must_sign", false);
	if (t->assign == CONF_ASSIGN_NONE && t->require_language)
		reading_warning(g->reading, read_place_of(g, "require_language"),
		    "%s does nothing without assign: all of the team are told of each ticket", read_title(g, "require_language"));
}
