/* check_rule.c - what rules name is there: queues, teams, agents, calendars, captures; and no two have one name */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>

#include "rule.h"

/* The name of the i-th queue, team or agent; NULL behind the last. */
typedef const char *name_at(const struct conf *conf, size_t i);

static const char *
queue_at(const struct conf *conf, size_t i)
{
	return i < conf->queue_count ? conf->queues[i].name : NULL;
}

static const char *
team_at(const struct conf *conf, size_t i)
{
	return i < conf->team_count ? conf->teams[i].name : NULL;
}

static const char *
agent_at(const struct conf *conf, size_t i)
{
	return i < conf->agent_count ? conf->agents[i].name : NULL;
}

static const char *
mailbox_at(const struct conf *conf, size_t i)
{
	return i < conf->mailbox_count ? conf->mailboxes[i].name : NULL;
}

static const char *
calendar_at(const struct conf *conf, size_t i)
{
	return i < conf->calendar_count ? conf->calendars[i].name : NULL;
}

static const char *
organisation_at(const struct conf *conf, size_t i)
{
	return i < conf->organisation_count ? conf->organisations[i].name : NULL;
}

/* Those of one kind; names that are missing were reported. */
static const char *
hook_at(const struct conf *conf, enum conf_hook_kind kind, size_t i)
{
	for (size_t n = 0; n < conf->hook_count; n++)
		if (conf->hooks[n].kind == kind && conf->hooks[n].name != NULL && i-- == 0)
			return conf->hooks[n].name;
	return NULL;
}

static const char *
webhook_at(const struct conf *conf, size_t i)
{
	return hook_at(conf, CONF_HOOK_WEBHOOK, i);
}

static const char *
program_at(const struct conf *conf, size_t i)
{
	return hook_at(conf, CONF_HOOK_PROGRAM, i);
}

static const struct section {
	const char *name, *what;
	name_at *at;
} queues = { "queues", "queue", queue_at }, teams = { "teams", "team", team_at }, agents = { "agents", "agent", agent_at },
	mailboxes = { "mailboxes", "mailbox", mailbox_at }, calendars = { "calendars", "calendar", calendar_at },
	organisations = { "organisations", "organisation", organisation_at }, webhooks = { "webhooks", "webhook", webhook_at },
	programs = { "programs", "program", program_at };

/* Reports a name that is not in the section. */
static void
refer(struct reading *r, const char *who, const struct section *section, const char *name)
{
	SCRATCH(tmp);
	struct suggest near;
	const char *one;

	if (name == NULL)
		return;
	suggest_start(&near, name);
	for (size_t i = 0; (one = section->at(r->conf, i)) != NULL; i++) {
		if (strcmp(one, name) == 0)
			return;
		suggest_offer(&near, one);
	}
	/* What is not there may stand in the part that could not be read. */
	if (r->doubtful || reading_lacks(r, section->name))
		return;
	reading_error(r, reading_place(r, name), "%s names the %s \"%s\", which there is not%s", who, section->what, name,
	    near.best != NULL ? suggest_words(tmp, &near) : talloc_asprintf(tmp, "; add { name = \"%s\"; ... } to %s", name,
	    section->name));
}

static void
check_actions(struct reading *r, const char *who, const struct conf_actions *then)
{
	refer(r, who, &queues, then->queue);
	refer(r, who, &teams, then->team);
	refer(r, who, &agents, then->assignee);
	refer(r, who, &organisations, then->organisation);
	for (size_t i = 0; i < then->webhook_count; i++)
		refer(r, who, &webhooks, then->webhooks[i]);
	for (size_t i = 0; i < then->program_count; i++)
		refer(r, who, &programs, then->programs[i]);
	for (size_t i = 0; i < then->watch_count; i++)
		if (strchr(then->watch[i], '@') == NULL)
			refer(r, who, &agents, then->watch[i]);
	for (size_t i = 0; i < then->forward_count; i++)
		if (conf_mailbox_by_address(r->conf, then->forward[i]) != NULL)
			reading_error(r, reading_place(r, then->forward[i]), "%s forwards to %s, which is a mailbox of ours: the mail "
			    "would come back; use queue, or an address elsewhere", who, then->forward[i]);
}

static void
check_samples(struct reading *r, const char *who, const struct conf_rule *rule)
{
	for (size_t i = 0; i < rule->sample_count; i++) {
		refer(r, who, &mailboxes, rule->samples[i].mailbox);
		refer(r, who, &queues, rule->samples[i].queue);
		refer(r, who, &teams, rule->samples[i].team);
		refer(r, who, &agents, rule->samples[i].assignee);
		for (size_t n = 0; n < rule->samples[i].webhook_count; n++)
			refer(r, who, &webhooks, rule->samples[i].webhooks[n]);
		for (size_t n = 0; n < rule->samples[i].program_count; n++)
			refer(r, who, &programs, rule->samples[i].programs[n]);
	}
}

/* Which section the values of a condition are names of. */
static const struct section *
section_of(const struct conf_condition *c)
{
	if (c->compare != COMPARE_IS)
		return NULL;
	switch ((int)c->kind) {
	case CONDITION_QUEUE:
		return &queues;
	case CONDITION_TEAM:
		return &teams;
	case CONDITION_ASSIGNEE:
	case CONDITION_TECHNICIAN:
		return &agents;
	case CONDITION_MAILBOX:
		return &mailboxes;
	case CONDITION_ORGANISATION:
		return &organisations;
	default:
		return NULL;
	}
}

/* Not deep: rule_when.c has seen to that. */
static void
check_condition(struct reading *r, const char *who, const struct conf_condition *c)
{
	const struct section *section = section_of(c);

	for (size_t i = 0; section != NULL && i < c->value_count; i++)
		refer(r, who, section, c->written[i]);
	if (c->kind == CONDITION_HOURS)
		refer(r, who, &calendars, c->calendar_name);
	for (size_t i = 0; i < c->child_count; i++)
		check_condition(r, who, &c->children[i]);
}

/* ---- captures */

static void
offer_captures(const struct conf_condition *c, struct suggest *near)
{
	for (size_t i = 0; c->patterns != NULL && i < c->value_count; i++)
		for (size_t g = 1; g < pattern_group_count(c->patterns[i]); g++)
			if (pattern_group_name(c->patterns[i], g) != NULL)
				suggest_offer(near, pattern_group_name(c->patterns[i], g));
	for (size_t i = 0; i < c->child_count; i++)
		offer_captures(&c->children[i], near);
}

static bool
has_capture(const struct conf_condition *c, const char *name)
{
	for (size_t i = 0; c->patterns != NULL && i < c->value_count; i++)
		if (pattern_group(c->patterns[i], name) != 0)
			return true;
	for (size_t i = 0; i < c->child_count; i++)
		if (has_capture(&c->children[i], name))
			return true;
	return false;
}

static void
check_captures(struct reading *r, const struct conf_rule *rule, const char *text)
{
	SCRATCH(tmp);
	const char *p = text;
	char *name;

	while ((name = rule_capture(tmp, &p)) != NULL) {
		struct suggest near;

		if (has_capture(&rule->when, name))
			continue;
		suggest_start(&near, name);
		offer_captures(&rule->when, &near);
		reading_error(r, reading_place(r, text), "rule \"%s\" has {{capture.%s}}, and no pattern of it a group of that name%s",
		    rule->name, name, near.best != NULL ? suggest_words(tmp, &near) :
		    talloc_asprintf(tmp, "; write matches = \"... (?<%s>...) ...\"", name));
	}
}

/* ---- names */

static int
compare(const void *a, const void *b)
{
	const struct conf_rule *x = *(const struct conf_rule *const *)a, *y = *(const struct conf_rule *const *)b;
	int order = strcmp(x->name, y->name);

	return order != 0 ? order : (x > y) - (x < y);
}

static void
check_names(struct reading *r)
{
	SCRATCH(tmp);
	const struct conf_rule **list = talloc_array(tmp, const struct conf_rule *, (unsigned)r->conf->rule_count);
	size_t n = 0;

	for (size_t i = 0; i < r->conf->rule_count; i++)
		if (r->conf->rules[i].name != NULL)
			list[n++] = &r->conf->rules[i];
	if (n > 1)
		qsort(list, n, sizeof(*list), compare);
	for (size_t i = 1; i < n; i++)
		if (strcmp(list[i - 1]->name, list[i]->name) == 0)
			reading_error(r, reading_place(r, list[i]->name), "the name \"%s\" of this rule is that of the rule at %s:%u; give each "
			    "its own", list[i]->name, list[i - 1]->file, list[i - 1]->line);
}

static void
check_rule(struct reading *r, const struct conf_rule *rule)
{
	SCRATCH(tmp);
	const char *who = talloc_asprintf(tmp, "rule \"%s\"", rule->name);

	check_actions(r, who, &rule->then);
	check_condition(r, who, &rule->when);
	check_samples(r, who, rule);
	for (size_t i = 0; i < rule->then.tag_count; i++)
		check_captures(r, rule, rule->then.tags[i]);
	for (size_t i = 0; i < rule->then.field_count; i++)
		check_captures(r, rule, rule->then.fields[i].value);
	for (size_t i = 0; i < rule->point_count; i++)
		refer(r, who, &queues, rule->points[i].queue);
}

void
check_rules(struct reading *r)
{
	const struct conf *conf = r->conf;

	check_names(r);
	for (size_t i = 0; i < conf->rule_count; i++)
		if (conf->rules[i].name != NULL)
			check_rule(r, &conf->rules[i]);
	for (size_t i = 0; i < conf->threshold_count; i++)
		refer(r, "thresholds", &queues, conf->thresholds[i].queue);
}
