/* cmd_tier.c - postigo tier: the lines of support, as the config has them */
#include <config.h>

#include <stdio.h>

#include <postigo/base/memory.h>

#include "list.h"

static json_t *
texts_json(char *const *list, size_t count)
{
	json_t *texts = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(texts, json_of_string(list[i]));
	return texts;
}

static json_t *
checklist_json(const struct conf_tier *tier)
{
	json_t *list = json_array();

	for (size_t i = 0; i < tier->check_count; i++)
		json_array_append_new(list, json_pack("{s:s, s:o}", "item", tier->checklist[i].text,
		    "field", json_of_string(tier->checklist[i].field)));
	return list;
}

static char *
budget_text(TALLOC_CTX *ctx, const struct conf_tier *tier)
{
	return tier->budget != 0 ? duration_text(ctx, tier->budget) : NULL;
}

static const char *
over_text(const struct conf_tier *tier)
{
	return tier->budget == 0 ? NULL : tier->over_budget == CONF_OVER_ESCALATE ? "escalate" : "tell";
}

static json_t *
tier_json(const struct conf_tier *tier, int number)
{
	SCRATCH(tmp);

	return json_pack("{s:i, s:s, s:b, s:o, s:{s:i, s:o, s:o, s:o}, s:o, s:o, s:o, s:o, s:o, s:o}", "tier", number,
	    "name", tier->name, "configured", (int)tier->written, "team", json_of_string(tier->team),
	    "entry", "points", (int)tier->points, "queues", texts_json(tier->queues, tier->queue_count),
	    "tags", texts_json(tier->tags, tier->tag_count), "categories", texts_json(tier->categories, tier->category_count),
	    "checklist", checklist_json(tier), "budget", json_of_string(budget_text(tmp, tier)),
	    "over_budget", json_of_string(over_text(tier)), "calendar", json_of_string(tier->calendar_name),
	    "cost", json_of_string(conf_money_text(tmp, &tier->cost, NULL)), "questionnaire", json_of_string(tier->questionnaire));
}

static void
add_row(struct table *table, const struct conf_tier *tier, int number)
{
	SCRATCH(tmp);

	table_number(table, number);
	table_cell(table, tier->name);
	table_colour(table, tier->written ? COLOUR_NONE : COLOUR_DIM);
	table_cell(table, tier->team != NULL ? tier->team : number == CONF_TIER_VENDOR ? "as before" : "the queue's");
	table_number(table, tier->points);
	table_cell(table, budget_text(tmp, tier));
	table_cell(table, over_text(tier));
	table_cell(table, conf_money_text(tmp, &tier->cost, NULL));
	table_number(table, (int64_t)tier->check_count);
}

static int
list_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	struct table *table = table_new(ctl->memory, "TIER|NAME|TEAM|POINTS|BUDGET|OVER IT|AN HOUR|CHECKS");
	struct conf *conf;
	int status;

	(void)options;
	if ((status = list_alone(ctl, operands, count)) != GO_ON || (status = load_whole_conf(ctl, &conf)) != EX_OK)
		return status;
	for (int i = 0; i < CONF_TIERS; i++)
		if (ctl->json)
			output_json(tier_json(&conf->tiers[i], i));
		else
			add_row(table, &conf->tiers[i], i);
	if (!ctl->json)
		table_print(table);
	return EX_OK;
}

static char *
joined(TALLOC_CTX *ctx, char *const *list, size_t count)
{
	char *all = count > 0 ? talloc_strdup(ctx, list[0]) : NULL;

	for (size_t i = 1; i < count; i++)
		all = talloc_asprintf_append_buffer(all, ", %s", list[i]);
	return all;
}

/* Queues that have a team of their own for it. */
static void
show_queues(const struct conf *conf, int number)
{
	SCRATCH(tmp);
	bool first = true;

	for (size_t i = 0; i < conf->queue_count; i++)
		if (conf->queues[i].teams[number] != NULL) {
			output_field(first ? "In queues" : "", talloc_asprintf(tmp, "%s: %s", conf->queues[i].name,
			    conf->queues[i].teams[number]));
			first = false;
		}
}

static void
show(const struct conf *conf, int number)
{
	SCRATCH(tmp);
	const struct conf_tier *tier = &conf->tiers[number];

	output_title("%d  %s", number, tier->name);
	output_field("Team", tier->team != NULL ? tier->team : number == CONF_TIER_VENDOR ? "who had it before" : "the queue's");
	show_queues(conf, number);
	output_field("Points", talloc_asprintf(tmp, "%u", tier->points));
	output_field("Queues", joined(tmp, tier->queues, tier->queue_count));
	output_field("Tags", joined(tmp, tier->tags, tier->tag_count));
	output_field("Categories", joined(tmp, tier->categories, tier->category_count));
	output_field("Budget", budget_text(tmp, tier));
	output_field("Over it", over_text(tier));
	output_field("Calendar", tier->calendar_name);
	output_field("An hour", conf_money_text(tmp, &tier->cost, NULL));
	output_field("Asks", tier->questionnaire);
	for (size_t i = 0; i < tier->check_count; i++)
		output_field(i == 0 ? "Checklist" : "", tier->checklist[i].field == NULL ? tier->checklist[i].text :
		    talloc_asprintf(tmp, "%s (field %s)", tier->checklist[i].text, tier->checklist[i].field));
}

static int
show_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	struct conf *conf;
	int64_t number = 0;
	int status;

	(void)options;
	if (count < 1)
		return usage_error(ctl, "which tier? Its number is wanted");
	if (count > 1)
		return usage_error(ctl, "\"%s\" is not understood", operands[1]);
	/* 0 is no number of a ticket, and one of a tier. */
	if (operands[0][0] == '0' && operands[0][1] == '\0')
		number = 0;
	else if ((status = number_read(ctl, "the number of a tier", operands[0], &number)) != GO_ON)
		return status;
	if (number >= CONF_TIERS)
		return complain(ctl, EX_DATAERR, "there are tiers from 0 to %d", CONF_TIERS - 1);
	if ((status = load_whole_conf(ctl, &conf)) != EX_OK)
		return status;
	if (ctl->json)
		output_json(tier_json(&conf->tiers[number], (int)number));
	else
		show(conf, (int)number);
	return EX_OK;
}

static int
tier_run(struct ctl *ctl, int argc, char **argv)
{
	static const struct verb verbs[] = { { "list", list_run }, { "show", show_run }, { NULL, NULL } };

	return noun_run(ctl, argc, argv, verbs, NULL, NULL);
}

const struct command cmd_tier = {
	.name = "tier",
	.summary = "the lines of support: list, show",
	.help =
	    "Usage: postigo tier list [--json]\n"
	    "       postigo tier show TIER [--json]\n"
	    "\n"
	    "  list   one line a tier: its team, how many points bring a ticket to it, how long\n"
	    "         it may need\n"
	    "  show   all of one, with its checklist\n"
	    "\n"
	    "\"postigo ticket tier\" sends a ticket to another.\n"
	    "\n"
	    "Example:\n"
	    "  postigo tier show 2\n",
	.run = tier_run
};
