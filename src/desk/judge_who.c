/* judge_who.c - see judge.h: verbs that name a person or a team */
#include <config.h>

#include <string.h>

#include <postigo/base/idn.h>
#include <postigo/base/memory.h>
#include <postigo/mail/compose.h>

#include "command_word.h"
#include "judge.h"
#include "people.h"

void
judge_take(struct verdict *v)
{
	if (verdict_takes_nothing(v))
		verdict_steps(v, &(struct decision_step){ .name = v->facts->agent->name });
}

/* Does the folded name say that technician? Their name, what they are shown as, or the first word of that. */
static bool
is_called(TALLOC_CTX *ctx, const struct conf_agent *agent, const char *name, bool by_first)
{
	char *shown = command_fold(ctx, agent->display_name != NULL ? agent->display_name : agent->name);
	size_t first = strcspn(shown, " ");

	if (by_first)
		return strlen(name) == first && strncmp(shown, name, first) == 0;
	return strcmp(command_fold(ctx, agent->name), name) == 0 || strcmp(shown, name) == 0;
}

/* "@leo" is how others write it. */
static const char *
bare_name(const char *name)
{
	return name + (name[0] == '@');
}

/* The one technician of that name; NULL: none, or several. */
static const struct conf_agent *
find_agent(struct verdict *v, const char *name)
{
	SCRATCH(tmp);
	const struct conf *conf = v->facts->conf;
	const struct conf_agent *found = strchr(name, '@') != NULL ? conf_agent_by_address(conf, name) : conf_agent(conf, name);
	char *small = command_fold(tmp, name);
	size_t n = found != NULL;

	for (int by_first = 0; by_first <= 1 && n == 0; by_first++)
		for (size_t i = 0; i < conf->agent_count; i++)
			if (is_called(tmp, &conf->agents[i], small, by_first)) {
				found = &conf->agents[i];
				n++;
			}
	return n == 1 ? found : NULL;
}

static const struct conf_team *
find_team(struct verdict *v, const char *name)
{
	SCRATCH(tmp);
	char *small = command_fold(tmp, name);

	const struct conf *conf = v->facts->conf;
	const struct conf_team *found = NULL;
	size_t n = 0;

	for (size_t i = 0; i < conf->team_count; i++)
		if (strcmp(command_fold(tmp, conf->teams[i].name), small) == 0)
			return &conf->teams[i];
	/* Mails call it by the name that people know it by. */
	for (size_t i = 0; i < conf->team_count; i++)
		if (verdict_is_called(&conf->teams[i].shown, small)) {
			found = &conf->teams[i];
			n++;
		}
	return n == 1 ? found : NULL;
}

static void
nobody_of_that_name(struct verdict *v, const char *name)
{
	const struct conf *conf = v->facts->conf;
	struct suggest near;

	suggest_start(&near, name);
	for (size_t i = 0; i < conf->agent_count; i++) {
		suggest_offer(&near, conf->agents[i].name);
		suggest_offer(&near, conf->agents[i].display_name != NULL ? conf->agents[i].display_name : "");
	}
	for (size_t i = 0; i < conf->team_count; i++) {
		suggest_offer(&near, conf->teams[i].name);
		verdict_offer(&near, &conf->teams[i].shown);
	}
	verdict_fault(v, WRONG_NAME, name, verdict_mended(v, &near));
}

void
judge_assign(struct verdict *v)
{
	size_t first = verdict_behind_to(v);
	const char *name = bare_name(command_value_join(v->decision, &v->value, first));
	char *small = command_fold(v->decision, name);
	const struct conf_agent *agent;
	const struct conf_team *team;

	if (name[0] == '\0') {
		verdict_fault(v, WRONG_VALUE_MISSING, "", NULL);
		return;
	}
	if (command_value_among(small, "nobody none nadie ninguno -")) {
		verdict_steps(v, &(struct decision_step){ 0 });
		return;
	}
	agent = verdict_is_me(small) ? v->facts->agent : find_agent(v, name);
	if (agent != NULL) {
		verdict_steps(v, &(struct decision_step){ .name = agent->name });
		return;
	}
	team = find_team(v, name);
	if (team != NULL)
		verdict_steps(v, &(struct decision_step){ .value = team->name });
	else
		nobody_of_that_name(v, name);
}

/* Somebody outside, who gets the answers from now on, or not any more. */
static bool
may_take_part(struct verdict *v, const char *address)
{
	for (size_t i = 0; i < v->target_count; i++)
		if (v->targets[i]->internal)
			return false;
	return compose_address_valid(address) && !people_ours(v->facts->conf, address) && !people_unread(address);
}

/* Nobody else is named: "#watch", "#watch it", "#dejar de seguir". */
static bool
is_themselves(const char *small, bool remove)
{
	return small[0] == '\0' || verdict_is_me(small) || command_value_among(small, VERDICT_NOISE) ||
	    (remove && strcmp(small, "de seguir") == 0);
}

void
judge_watch(struct verdict *v)
{
	size_t first = verdict_behind_to(v);
	const char *name = bare_name(command_value_join(v->decision, &v->value, first));
	char *small = command_fold(v->decision, name);
	bool remove = v->command->verb == COMMAND_UNWATCH;
	const struct conf_agent *agent = is_themselves(small, remove) ? v->facts->agent :
	    find_agent(v, name);

	if (agent != NULL)
		verdict_steps(v, &(struct decision_step){ .name = agent->name, .remove = remove });
	else if (strchr(name, '@') == NULL)
		nobody_of_that_name(v, name);
	else if (!may_take_part(v, idn_ascii(v->decision, name)))
		verdict_fault(v, WRONG_VALUE, name, NULL);
	else
		verdict_steps(v, &(struct decision_step){ .value = idn_ascii(v->decision, name), .remove = remove });
}
