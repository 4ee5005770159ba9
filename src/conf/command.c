/* command.c - commands in technicians' mail: commands = { ... }, and what a team's own group of that name says */
#include <config.h>

#include <string.h>

#include "sections.h"

/* What the desk knows; its tests compare. */
const char *const conf_command_names[] = {
	"take", "assign", "tier", "escalate", "vendor", "queue", "priority", "tag", "untag", "field", "note", "close", "open", "wait",
	"remind", "time", "merge", "split", "link", "problem", "watch", "unwatch", "spam", "ack", "solution",
	"article", "language", "publish", "withdraw", "drop",
	"undo", "new", "mine", "next", "show", "find",
	"help", NULL
};

/* As enum conf_trust, and then what is no level of it. */
static const char *const level_words[] = { "none", "known", "auth", "token", "token_and_auth", "never", NULL };
#define NEVER 5

static unsigned
level(struct group *g, const char *name)
{
	int word = read_choice(g, name, level_words, -1);

	if (word == NEVER)
		return COMMAND_LEVEL_NEVER;
	if (word == TRUST_NONE || word == TRUST_KNOWN) {
		read_error(g, name, "is \"%s\": anybody can write a technician's address into From, and would then give their "
		    "commands; \"token\" is safe, \"auth\" is for what only reads, \"never\" is for what nobody may",
		    level_words[word]);
		return COMMAND_LEVEL_UNSET;
	}
	return (unsigned)(word + 1);
}

/* verbs = { close = "token"; merge = "token_and_auth"; } */
static void
read_verbs(struct group *outer, struct conf_command_levels *out)
{
	const config_setting_t *setting = read_setting(outer, "verbs");
	struct group g;

	if (setting == NULL)
		return;
	if (!config_setting_is_group(setting)) {
		read_error(outer, "verbs", "should be a group: { close = \"token\"; merge = \"token_and_auth\"; }");
		return;
	}
	g = read_group(outer->reading, outer->source, setting, read_title(outer, "verbs"));
	out->verbs = talloc_zero_array(outer->reading->conf, struct conf_command_verb,
	    sizeof(conf_command_names) / sizeof(conf_command_names[0]));
	for (size_t i = 0; conf_command_names[i] != NULL; i++) {
		unsigned found = level(&g, conf_command_names[i]);

		if (found != COMMAND_LEVEL_UNSET)
			out->verbs[out->verb_count++] = (struct conf_command_verb){ conf_command_names[i], found };
	}
	read_end(&g);
}

static void
read_levels(struct group *g, struct conf_command_levels *out)
{
	out->set = true;
	out->fallback = level(g, "default");
	read_verbs(g, out);
}

void
command_section(struct group *g)
{
	struct conf_commands *commands = &g->reading->conf->commands;

	read_levels(g, &commands->levels);
	commands->control = read_text(g, "control", &value_address, NULL);
	room_for_token(g, "control", commands->control);
	commands->hold_answers = read_duration(g, "hold_answers", 0, HOURS(1), 0);
}

struct conf_command_levels
command_levels_setting(struct group *outer)
{
	struct conf_command_levels levels = { 0 };
	const config_setting_t *setting = read_setting(outer, "commands");
	struct group g;

	if (setting == NULL)
		return levels;
	if (!config_setting_is_group(setting)) {
		read_error(outer, "commands", "should be a group: { default = \"token\"; verbs = { merge = \"never\"; }; }");
		return levels;
	}
	g = read_group(outer->reading, outer->source, setting, read_title(outer, "commands"));
	read_levels(&g, &levels);
	read_end(&g);
	return levels;
}

static unsigned
level_of(const struct conf_command_levels *levels, const char *verb)
{
	for (size_t i = 0; i < levels->verb_count; i++)
		if (strcmp(levels->verbs[i].name, verb) == 0)
			return levels->verbs[i].level;
	return COMMAND_LEVEL_UNSET;
}

static bool
is_member(const struct conf_team *team, const char *agent)
{
	for (size_t i = 0; i < team->member_count; i++)
		if (strcmp(team->members[i], agent) == 0)
			return true;
	return false;
}

/* What is written for all. Reading tells the technician only, at their own address: a domain's word is enough. */
static unsigned
general_level(const struct conf *conf, const char *verb, bool reads)
{
	static const unsigned by_domain = (unsigned)TRUST_AUTH + 1;
	unsigned level = level_of(&conf->commands.levels, verb);

	if (level != COMMAND_LEVEL_UNSET)
		return level;
	level = conf->commands.levels.fallback;
	if (level == COMMAND_LEVEL_UNSET)
		level = (unsigned)conf->trust.commands + 1;
	/* An address alone does nothing, whatever is asked of answers. */
	if (level < by_domain)
		level = by_domain;
	return reads && level != COMMAND_LEVEL_NEVER && level > by_domain ? by_domain : level;
}

bool
conf_command_level(const struct conf *conf, const char *agent, const char *verb, bool reads, enum conf_trust *out)
{
	unsigned general = general_level(conf, verb, reads), least = COMMAND_LEVEL_UNSET;

	for (size_t i = 0; i < conf->team_count; i++) {
		const struct conf_team *team = &conf->teams[i];
		unsigned own = level_of(&team->commands, verb);

		if (!team->commands.set || !is_member(team, agent))
			continue;
		if (own == COMMAND_LEVEL_UNSET)
			own = team->commands.fallback;
		if (own == COMMAND_LEVEL_UNSET)
			own = general;
		if (least == COMMAND_LEVEL_UNSET || own < least)
			least = own;
	}
	if (least == COMMAND_LEVEL_UNSET)
		least = general;
	if (least == COMMAND_LEVEL_NEVER)
		return false;
	*out = (enum conf_trust)(least - 1);
	return true;
}
