/* check_assign.c - what queues, teams and agents say of each other, see check.h */
#include <config.h>

#include <string.h>

#include "check.h"

static bool
has_all(const struct conf_agent *agent, char *const *skills, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool has = false;

		for (size_t j = 0; j < agent->skill_count && !has; j++)
			has = strcmp(agent->skills[j], skills[i]) == 0;
		if (!has)
			return false;
	}
	return true;
}

/* An agent of the team, as far as what is named is there. */
static const struct conf_agent *
member(const struct conf *conf, const struct conf_team *team, size_t number)
{
	for (size_t i = 0; i < conf->agent_count; i++)
		if (conf->agents[i].name != NULL && strcmp(conf->agents[i].name, team->members[number]) == 0)
			return &conf->agents[i];
	return NULL;
}

static const struct conf_team *
team_of(const struct conf *conf, const struct conf_queue *queue)
{
	for (size_t i = 0; queue->team != NULL && i < conf->team_count; i++)
		if (conf->teams[i].name != NULL && strcmp(conf->teams[i].name, queue->team) == 0)
			return &conf->teams[i];
	return NULL;
}

/* A skill that nobody there has keeps all of the queue's tickets from being assigned. */
static void
check_skills(struct reading *r, const struct conf_queue *queue)
{
	const struct conf_team *team = team_of(r->conf, queue);
	bool anybody = false;

	if (team == NULL || queue->skill_count == 0)
		return;
	for (size_t i = 0; i < team->member_count && !anybody; i++) {
		const struct conf_agent *agent = member(r->conf, team, i);

		anybody = agent == NULL || has_all(agent, queue->skills, queue->skill_count);
	}
	if (team->assign == CONF_ASSIGN_NONE)
		reading_warning(r, reading_place(r, queue->skills[0]), "queue \"%s\" asks for a skill, and its team \"%s\" does not "
		    "assign tickets to anybody; add assign = \"least_loaded\" to the team", queue->name, team->name);
	else if (!anybody)
		reading_warning(r, reading_place(r, queue->skills[0]), "queue \"%s\" asks for a skill that nobody in its team \"%s\" "
		    "has; its tickets will be assigned to nobody", queue->name, team->name);
}

void
check_assigning(struct reading *r)
{
	for (size_t i = 0; i < r->conf->queue_count; i++)
		if (r->conf->queues[i].name != NULL)
			check_skills(r, &r->conf->queues[i]);
}
