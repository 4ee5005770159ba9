/* rule.c - rules = ( { ... }, ... ): what becomes of a mail by what it is like; thresholds = [ "queue:billing 50" ] */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "rule.h"
#include "sections.h"

#define POINTS_MOST 1000000

static const char *const on_words[] = { "create", "follow_up", "both", NULL };
const char *const rule_priorities[] = { "low", "normal", "high", "urgent", NULL };

struct conf_assignment *
rule_assignments(struct group *outer, const char *name, const struct rule_assigned *what, size_t *count)
{
	const config_setting_t *setting = read_setting(outer, name);

	*count = 0;
	if (setting == NULL)
		return NULL;
	if (!config_setting_is_group(setting) || config_setting_length(setting) > what->most) {
		read_error(outer, name, "should be a group of at most %d: { %s }", what->most, what->example);
		return NULL;
	}
	struct group g = read_group(outer->reading, outer->source, setting, read_title(outer, name));
	struct conf_assignment *list = talloc_zero_array(outer->reading->conf, struct conf_assignment,
	    (unsigned)config_setting_length(setting));

	for (int i = 0; i < config_setting_length(setting); i++) {
		const config_setting_t *member = config_setting_get_elem(setting, (unsigned)i);
		char *value = read_one_text(&g, config_setting_name(member), member, what->kind);

		if (value != NULL)
			list[(*count)++] = (struct conf_assignment){ talloc_strdup(list, config_setting_name(member)), value };
	}
	return list;
}

/* "tier:2 +30", "queue:second line -5": behind the last blank stands the number. */
static const char *
points_read(TALLOC_CTX *ctx, const char *text, struct conf_points *out)
{
	const char *blank = strrchr(text, ' '), *number = blank != NULL ? blank + 1 : "", *name;
	char *end;
	long n = strtol(number, &end, 10);

	*out = (struct conf_points){ .points = (int)n };
	if (blank == NULL || *number == '\0' || *end != '\0' || n < -POINTS_MOST || n > POINTS_MOST)
		return talloc_asprintf(ctx, "is \"%.100s\"; write what for and how many, like \"tier:2 +30\" or \"queue:billing +20\"", text);
	while (blank > text && blank[-1] == ' ')
		blank--;
	out->toward = talloc_strndup(ctx, text, (size_t)(blank - text));
	name = strchr(out->toward, ':');
	if (strncmp(out->toward, "tier:", 5) == 0 && name[1] >= '0' && name[1] < '0' + CONF_TIERS && name[2] == '\0') {
		out->kind = CONF_POINTS_TIER;
		out->tier = name[1] - '0';
		return NULL;
	}
	if (strncmp(out->toward, "queue:", 6) == 0 && name[1] != '\0') {
		out->kind = CONF_POINTS_QUEUE;
		out->queue = talloc_strdup(ctx, name + 1);
		return NULL;
	}
	return talloc_asprintf(ctx, "is \"%.100s\"; points go to \"tier:0\" to \"tier:%d\", or to a queue like \"queue:billing\"", text,
	    CONF_TIERS - 1);
}

static const char *
points_wrong(TALLOC_CTX *ctx, const char *text)
{
	struct conf_points points;

	return points_read(ctx, text, &points);
}

static const struct value_kind value_points = { "tier:2 +30", points_wrong };

/* The place of the setting stays known by the queue's name. Asking for that of each text would sort all places each time. */
static struct conf_points *
points_setting(struct group *g, const char *name, size_t *count)
{
	struct conf *conf = g->reading->conf;
	struct place place = read_place_of(g, name);
	char **texts = read_texts(g, name, &value_points, count);
	struct conf_points *list = talloc_zero_array(conf, struct conf_points, (unsigned)*count);

	for (size_t i = 0; i < *count; i++) {
		(void)points_read(conf, texts[i], &list[i]);
		if (list[i].queue != NULL)
			reading_mark(g->reading, list[i].queue, place);
	}
	return list;
}

void
rule_points(struct group *outer, struct conf_rule *rule)
{
	rule->points = points_setting(outer, "points", &rule->point_count);
}

void
thresholds_setting(struct group *g)
{
	struct conf *conf = g->reading->conf;

	conf->thresholds = points_setting(g, "thresholds", &conf->threshold_count);
	for (size_t i = 0; i < conf->threshold_count; i++) {
		const struct conf_points *t = &conf->thresholds[i];

		if (t->points <= 0)
			read_error(g, "thresholds", "has \"%s %d\" in it; points that are needed are more than 0", t->toward, t->points);
		else if (t->kind == CONF_POINTS_TIER)
			conf->tiers[t->tier].points = (unsigned)t->points;
	}
}

/* What neither does nor says anything is a mistake. */
static void
check_acts(struct group *g, const struct conf_rule *rule)
{
	if (!read_has(g, "then") && rule->point_count == 0 && !rule->stop)
		reading_warning(g->reading, read_place(g), "%s does nothing; add then = { ... }, points or stop = true", g->title);
}

void
rule_section(struct group *g)
{
	static const unsigned ons[] = { CONF_ON_CREATE, CONF_ON_FOLLOW_UP, CONF_ON_CREATE | CONF_ON_FOLLOW_UP };
	struct conf *conf = g->reading->conf;
	struct place place = read_place(g);
	struct conf_rule rule = { .file = talloc_strdup(conf, place.source->path), .line = place.line };

	rule.name = read_needed(g, "name", &value_rule);
	rule.on = ons[read_choice(g, "on", on_words, 0)];
	rule_when(g, &rule);
	rule_then(g, &rule);
	rule_points(g, &rule);
	rule.stop |= read_yes(g, "stop", false);
	rule_expect(g, &rule);
	check_acts(g, &rule);
	if ((conf->rule_count & (conf->rule_count - 1)) == 0)
		conf->rules = talloc_realloc(conf, conf->rules, struct conf_rule, (unsigned)conf->rule_count * 2 + 1);
	conf->rules[conf->rule_count++] = rule;
}
