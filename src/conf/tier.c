/* tier.c - tiers = ( { ... }, ... ): the lines of support, from self-service to those outside */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include <postigo/conf/words.h>

#include "sections.h"

#define POINTS_USUAL 50
#define POINTS_MOST 1000000
#define PING_PONG_USUAL 3
#define CENTS_MOST 100000000

static const char *const over_words[] = { [CONF_OVER_TELL] = "tell", [CONF_OVER_ESCALATE] = "escalate", NULL };

/* { points = 50; queues = [ ... ]; tags = [ ... ]; categories = [ ... ]; } */
static void
entry_settings(struct group *outer, struct conf_tier *tier)
{
	const config_setting_t *setting = read_setting(outer, "entry");

	if (setting != NULL && !config_setting_is_group(setting)) {
		read_error(outer, "entry", "should be a group: { points = 50; queues = [ \"network\" ]; }");
		return;
	}
	struct group g = read_group(outer->reading, outer->source, setting, read_title(outer, "entry"));

	tier->points = read_number(&g, "points", 1, POINTS_MOST, POINTS_USUAL);
	tier->queues = read_texts(&g, "queues", &value_name, &tier->queue_count);
	tier->tags = read_texts(&g, "tags", &value_name, &tier->tag_count);
	tier->categories = read_texts(&g, "categories", &value_display, &tier->category_count);
	read_end(&g);
}

/* "restarted", or { text = "restarted"; field = "restarted"; }, whose text may be a group by language */
static void
check_element(struct group *outer, const config_setting_t *element, struct conf_check *out)
{
	struct group g = read_group(outer->reading, outer->source, element, read_title(outer, "checklist"));

	out->shown = wordings_needed(&g, "text", &value_check);
	out->field = read_text(&g, "field", &value_name, NULL);
	read_end(&g);
}

static void
checklist_setting(struct group *g, struct conf_tier *tier)
{
	const config_setting_t *list = read_setting(g, "checklist");

	if (list == NULL)
		return;
	if (!config_setting_is_list(list) && !config_setting_is_array(list)) {
		read_error(g, "checklist", "should be a list: ( \"serial number known\", { text = \"restarted\"; field = \"restarted\"; } )");
		return;
	}
	unsigned n = (unsigned)config_setting_length(list);

	tier->checklist = talloc_zero_array(g->reading->conf, struct conf_check, n);
	for (unsigned i = 0; i < n; i++) {
		const config_setting_t *element = config_setting_get_elem(list, i);
		struct conf_check *check = &tier->checklist[tier->check_count];

		if (config_setting_is_group(element))
			check_element(g, element, check);
		else
			check->shown = wordings_of(g, "checklist", element, &value_check);
		if (check->shown.count == 0)
			continue;
		check->text = check->shown.list[0].text;
		tier->check_count++;
	}
}

/* "35.00 EUR" or "35 EUR" */
static struct conf_money
cost_setting(struct group *g)
{
	char *text = read_text(g, "cost", &value_money, NULL);
	struct conf_money money = { 0 };

	if (text != NULL)
		(void)value_money_read(text, &money);
	return money;
}

char *
conf_money_text(TALLOC_CTX *ctx, const struct conf_money *money, const char *decimal)
{
	if (money->cents == 0)
		return NULL;
	return talloc_asprintf(ctx, "%lld%s%02lld %s", (long long)money->cents / 100, decimal != NULL ? decimal : ".",
	    (long long)money->cents % 100, money->currency);
}

void
tier_section(struct group *g)
{
	struct conf *conf = g->reading->conf;
	struct conf_tier spare = { 0 };
	bool told = read_has(g, "number");
	unsigned number = read_number(g, "number", 0, CONF_TIERS - 1, 0);
	struct conf_tier *tier = told && !conf->tiers[number].written ? &conf->tiers[number] : &spare;

	if (!told)
		reading_error(g->reading, read_place(g), "%s has no number; add number = 2, from 0 to %d", g->title, CONF_TIERS - 1);
	else if (tier == &spare)
		read_error(g, "number", "is %u, and another tier has it; give each its own", number);
	*tier = (struct conf_tier){ .written = true };
	tier->shown = wordings_needed(g, "name", &value_tier);
	tier->team = read_text(g, "team", &value_name, NULL);
	tier->calendar_name = read_text(g, "calendar", &value_calendar, NULL);
	/* All calendars were read before. */
	tier->calendar = tier->calendar_name == NULL ? NULL : conf_calendar(conf, tier->calendar_name);
	entry_settings(g, tier);
	checklist_setting(g, tier);
	tier->budget = working_setting(g, "budget", tier->calendar);
	tier->over_budget = (enum conf_over_budget)read_choice(g, "over_budget", over_words, CONF_OVER_TELL);
	tier->cost = cost_setting(g);
	tier->questionnaire = read_text(g, "questionnaire", &value_questionnaire, NULL);
	if (read_has(g, "over_budget") && !read_has(g, "budget"))
		reading_warning(g->reading, read_place_of(g, "over_budget"), "%s says what happens when the budget is used up, and "
		    "there is no budget; add budget = \"2h\"", g->title);
	/* Somebody has to say which vendor. */
	if (tier->over_budget == CONF_OVER_ESCALATE && number >= CONF_TIER_VENDOR - 1)
		read_error(g, "over_budget", "is \"escalate\", and nobody is above tier %u whom a ticket could go to by itself; write "
		    "\"tell\"", number);
}

void
tier_defaults(struct conf *conf)
{
	for (int i = 0; i < CONF_TIERS; i++) {
		struct conf_tier *tier = &conf->tiers[i];

		if (tier->name == NULL)
			tier->name = talloc_strdup(conf, conf_shown(conf, &tier->shown, conf->identity.language, words_english.tiers[i]));
		if (conf->tiers[i].points == 0)
			conf->tiers[i].points = POINTS_USUAL;
	}
}

void
ping_pong_setting(struct group *g)
{
	g->reading->conf->ping_pong = read_number(g, "ping_pong", 2, 100, PING_PONG_USUAL);
}

/* A queue's teams = { tier2 = "network"; ... } */
void
queue_teams_setting(struct group *outer, struct conf_queue *queue)
{
	static const char *const names[CONF_TIERS] = { "tier0", "tier1", "tier2", "tier3", "tier4" };
	const config_setting_t *setting = read_setting(outer, "teams");

	if (setting != NULL && !config_setting_is_group(setting)) {
		read_error(outer, "teams", "should be a group: { tier1 = \"first\"; tier2 = \"second\"; }");
		return;
	}
	struct group g = read_group(outer->reading, outer->source, setting, read_title(outer, "teams"));

	for (int i = 0; i < CONF_TIERS; i++)
		queue->teams[i] = read_text(&g, names[i], &value_name, NULL);
	read_end(&g);
}

const char *
conf_tier_own_team(const struct conf *conf, const struct conf_queue *queue, int tier)
{
	if (tier < 0 || tier >= CONF_TIERS)
		return NULL;
	if (queue != NULL && queue->teams[tier] != NULL)
		return queue->teams[tier];
	return conf->tiers[tier].team;
}

const char *
conf_tier_team(const struct conf *conf, const struct conf_queue *queue, int tier)
{
	const char *own = conf_tier_own_team(conf, queue, tier);

	return own != NULL || queue == NULL ? own : queue->team;
}
