/* queue.c - queues = ( { ... }, ... ): what a mailbox's tickets wait in, and who works on them */
#include <config.h>

#include "sections.h"

void
queue_section(struct group *g)
{
	struct conf *conf = g->reading->conf;

	conf->queues = talloc_realloc(conf, conf->queues, struct conf_queue, (unsigned)conf->queue_count + 1);
	struct conf_queue *q = &conf->queues[conf->queue_count++];

	*q = (struct conf_queue){ 0 };
	q->name = read_needed(g, "name", &value_name);
	q->shown = wordings_setting(g, "display_name", &value_display);
	q->team = read_text(g, "team", &value_name, NULL);
	q->skills = read_texts(g, "skill", &value_skill, &q->skill_count);
	queue_teams_setting(g, q);
	q->reopen_for = read_period(g, "reopen_for", DAYS(30));
	q->link_for = read_period(g, "link_for", CONF_ALWAYS);
	follow_up_setting(g, &q->follow_up);
	if (read_has(g, "link_for") && q->link_for != CONF_NEVER && q->link_for <= q->reopen_for)
		reading_warning(g->reading, read_place_of(g, "link_for"),
		    "%s ends no later than reopen_for, and so does nothing; both begin when the ticket is closed",
		    read_title(g, "link_for"));
}
