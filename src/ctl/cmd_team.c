/* cmd_team.c - postigo team: what each team has to do */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/store/workload.h>

#include "list.h"

static const char *
assign_word(enum conf_assign assign)
{
	static const char *const words[] = { "none", "round_robin", "least_loaded" };

	return words[assign];
}

static json_t *
team_json(const struct conf *conf, const struct conf_team *team, uint64_t open, uint64_t unassigned)
{
	json_t *queues = json_array();

	for (size_t i = 0; i < conf->queue_count; i++)
		if (conf->queues[i].team != NULL && strcmp(conf->queues[i].team, team->name) == 0)
			json_array_append_new(queues, json_of_string(conf->queues[i].name));
	return json_pack("{s:s, s:s, s:o, s:o, s:o, s:I, s:I}", "team", team->name, "assign", assign_word(team->assign),
	    "lead", json_of_string(team->lead), "members", json_of_strings(team->members, team->member_count),
	    "queues", queues, "open", (json_int_t)open, "unassigned", (json_int_t)unassigned);
}

static int
list_run(struct ctl *ctl, char **operands, size_t operand_count, const void *options)
{
	struct table *table = table_new(ctl->memory, "NAME|ASSIGN|OPEN|NOBODY'S|LEAD|MEMBERS");
	struct conf *conf;
	struct store *store;
	struct error err;
	uint64_t open, unassigned;
	int status;

	(void)options;
	if ((status = list_alone(ctl, operands, operand_count)) != GO_ON || (status = list_load(ctl, "teams", &conf, &store)) != EX_OK)
		return status;
	for (size_t i = 0; i < conf->team_count; i++) {
		const struct conf_team *team = &conf->teams[i];
		if (workload_team(store, team->name, &open, &unassigned, &err) != DONE)
			return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
		json_t *object = team_json(conf, team, open, unassigned);
		if (ctl->json) {
			output_json(object);
			continue;
		}
		table_cell(table, team->name);
		table_cell(table, assign_word(team->assign));
		table_number(table, (int64_t)open);
		table_number(table, (int64_t)unassigned);
		table_cell(table, team->lead);
		table_cell(table, output_joined(ctl->memory, json_object_get(object, "members")));
		json_decref(object);
	}
	return list_end(ctl, table, "The config has no teams.");
}

static void
show(const struct conf_team *team, const json_t *object, uint64_t open, uint64_t unassigned)
{
	SCRATCH(tmp);

	output_title("%s", team->name);
	output_field("Members", output_joined(tmp, json_object_get(object, "members")));
	output_field("Lead", team->lead);
	output_field("Queues", output_joined(tmp, json_object_get(object, "queues")));
	output_field("Assigns", assign_word(team->assign));
	output_field("Hours", team->calendar_name);
	output_field("Open", talloc_asprintf(tmp, "%llu, of which %llu are nobody's", (unsigned long long)open,
	    (unsigned long long)unassigned));
}

static int
show_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	const struct conf_team *team;
	struct conf *conf;
	struct store *store;
	struct error err;
	uint64_t open, unassigned;
	int status;

	(void)options;
	if ((status = list_one(ctl, "a team", operands, count)) != GO_ON ||
	    (status = list_load(ctl, "teams", &conf, &store)) != EX_OK)
		return status;
	if ((team = conf_team(conf, operands[0])) == NULL)
		return complain(ctl, EX_DATAERR, "no team is called \"%s\"", operands[0]);
	if (workload_team(store, team->name, &open, &unassigned, &err) != DONE)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	json_t *object = team_json(conf, team, open, unassigned);
	if (ctl->json) {
		output_json(object);
		return EX_OK;
	}
	show(team, object, open, unassigned);
	json_decref(object);
	return EX_OK;
}

static int
team_run(struct ctl *ctl, int argc, char **argv)
{
	static const struct verb verbs[] = { { "list", list_run }, { "show", show_run }, { NULL, NULL } };

	return noun_run(ctl, argc, argv, verbs, NULL, NULL);
}

const struct command cmd_team = {
	.name = "team",
	.summary = "teams: who is in them, and what they have to do",
	.help =
	    "Usage: postigo team list [--json]\n"
	    "       postigo team show NAME [--json]\n"
	    "\n"
	    "  list   how each assigns its tickets, how many are open, and how many of those\n"
	    "         are nobody's\n"
	    "  show   one of them, with its members and queues\n"
	    "\n"
	    "Example:\n"
	    "  postigo team list --json | jq -r 'select(.unassigned > 0).team'\n",
	.run = team_run
};
