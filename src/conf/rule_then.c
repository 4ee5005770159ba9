/* rule_then.c - what follows when a mail fits a rule: then = { queue = "billing"; priority = "high"; } */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include <postigo/base/memory.h>

#include "rule.h"

#define FIELDS_MOST 50
#define WORD_LONGEST 100
#define VALUE_LONGEST 1000
#define REASON_LONGEST 300

/* ---- kinds of text */

static const char *
too_long(TALLOC_CTX *ctx, const char *text, size_t most)
{
	return strlen(text) <= most ? NULL : talloc_asprintf(ctx, "is longer than %zu bytes; give a shorter one", most);
}

static const char *
tag_wrong(TALLOC_CTX *ctx, const char *text)
{
	const char *bare = text[strcspn(text, ",;\"<>")] == '\0' ? NULL :
	    talloc_asprintf(ctx, "is \"%.100s\"; a tag is a word or some, without , ; \" < and >", text);

	return bare != NULL ? bare : too_long(ctx, text, WORD_LONGEST);
}

static const char *
value_wrong(TALLOC_CTX *ctx, const char *text)
{
	return too_long(ctx, text, VALUE_LONGEST);
}

static const char *
reason_wrong(TALLOC_CTX *ctx, const char *text)
{
	return too_long(ctx, text, REASON_LONGEST);
}

static const char *
reply_wrong(TALLOC_CTX *ctx, const char *text)
{
	if (strncmp(text, "reply_", 6) == 0 && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen(text))
		return too_long(ctx, text, WORD_LONGEST);
	return talloc_asprintf(ctx, "is \"%.100s\"; name a template of your own whose name begins with reply_, like \"reply_vpn\"", text);
}

static const char *
watcher_wrong(TALLOC_CTX *ctx, const char *text)
{
	return strchr(text, '@') != NULL ? value_address.wrong(ctx, text) : value_agent.wrong(ctx, text);
}

static const struct value_kind value_tag = { "vip", tag_wrong };
static const struct value_kind value_field = { "Madrid", value_wrong };
static const struct value_kind value_reason = { "it is spam", reason_wrong };
static const struct value_kind value_reply = { "reply_vpn", reply_wrong };
static const struct value_kind value_watcher = { "ana", watcher_wrong };

static const struct rule_assigned field_values = { &value_field, FIELDS_MOST, "site = \"Madrid\";" };

/* ---- settings */

/* "high", 2, or "+1": one step more urgent than it is by then. */
static void
priority_setting(struct group *g, struct conf_actions *then)
{
	const config_setting_t *setting = read_setting(g, "priority");
	const char *text = setting != NULL ? config_setting_get_string(setting) : NULL;

	then->priority = CONF_UNSET;
	if (setting == NULL)
		return;
	for (int i = 0; text != NULL && rule_priorities[i] != NULL; i++)
		if (strcmp(text, rule_priorities[i]) == 0)
			then->priority = i;
	if (config_setting_type(setting) == CONFIG_TYPE_INT && config_setting_get_int(setting) >= 0 &&
	    config_setting_get_int(setting) < CONF_PRIORITIES)
		then->priority = config_setting_get_int(setting);
	if (text != NULL && (text[0] == '+' || text[0] == '-') && text[1] >= '1' && text[1] < '0' + CONF_PRIORITIES && text[2] == '\0')
		then->priority_step = (text[0] == '+' ? 1 : -1) * (text[1] - '0');
	if (then->priority == CONF_UNSET && then->priority_step == 0)
		read_error(g, "priority", "should be \"low\", \"normal\", \"high\", \"urgent\", a number from 0 to 3, or \"+1\" or \"-1\"");
}

/* reply = "reply_vpn" in place of the acknowledgement, or { template = "reply_vpn"; beside = true; } */
static void
reply_setting(struct group *outer, struct conf_actions *then)
{
	const config_setting_t *setting = config_setting_get_member(outer->setting, "reply");

	if (setting == NULL || !config_setting_is_group(setting)) {
		then->reply = read_text(outer, "reply", &value_reply, NULL);
		return;
	}
	(void)read_setting(outer, "reply");
	struct group g = read_group(outer->reading, outer->source, setting, read_title(outer, "reply"));

	then->reply = read_needed(&g, "template", &value_reply);
	then->reply_beside = read_yes(&g, "beside", false);
	read_end(&g);
}

/* refuse = "we do not take this", or { why = "..."; answer = "reply_no"; } */
static void
refuse_setting(struct group *outer, struct conf_actions *then)
{
	const config_setting_t *setting = config_setting_get_member(outer->setting, "refuse");

	if (setting == NULL || !config_setting_is_group(setting)) {
		then->refuse = read_text(outer, "refuse", &value_reason, NULL);
		return;
	}
	(void)read_setting(outer, "refuse");
	struct group g = read_group(outer->reading, outer->source, setting, read_title(outer, "refuse"));

	then->refuse = read_needed(&g, "why", &value_reason);
	then->refusal = read_text(&g, "answer", &value_reply, NULL);
	read_end(&g);
}

/* What goes one way cannot go the other. */
static void
check_agree(struct group *g, const struct conf_rule *rule)
{
	const struct conf_actions *then = &rule->then;

	if (then->set_aside != NULL && then->refuse != NULL)
		read_error(g, "refuse", "stands beside set_aside; a mail is refused, or set aside for somebody to look at");
	if ((then->refuse != NULL || then->set_aside != NULL) && then->webhook_count + then->program_count > 0)
		reading_warning(g->reading, read_place(g), "%s: nobody hears of a mail that is refused or set aside; its webhook or "
		    "program never comes to anything", g->title);
	if (then->reply_beside && then->unacknowledged)
		read_error(g, "acknowledge", "is false, and reply is to go out beside the acknowledgement; leave beside out");
	if (rule->on == CONF_ON_FOLLOW_UP && (then->unacknowledged || then->reply_beside))
		reading_warning(g->reading, read_place(g), "%s: only a new ticket is acknowledged, and the rule is for follow-ups alone",
		    g->title);
}

static void
read_actions(struct group *g, struct conf_actions *then)
{
	then->queue = read_text(g, "queue", &value_name, NULL);
	then->team = read_text(g, "team", &value_name, NULL);
	then->assignee = read_text(g, "assign", &value_agent, NULL);
	then->organisation = read_text(g, "organisation", &value_name, NULL);
	then->language = read_text(g, "language", &value_language, NULL);
	then->tier = read_has(g, "tier") ? (int)read_number(g, "tier", 0, CONF_TIERS - 1, 1) : (read_setting(g, "tier"), CONF_UNSET);
	priority_setting(g, then);
	then->tags = read_texts(g, "tags", &value_tag, &then->tag_count);
	then->untags = read_texts(g, "untag", &value_tag, &then->untag_count);
	then->skills = read_texts(g, "skills", &value_skill, &then->skill_count);
	then->fields = rule_assignments(g, "fields", &field_values, &then->field_count);
	reply_setting(g, then);
	then->unacknowledged = !read_yes(g, "acknowledge", true);
	then->watch = read_texts(g, "watch", &value_watcher, &then->watch_count);
	then->forward = read_texts(g, "forward", &value_address, &then->forward_count);
	then->webhooks = read_texts(g, "webhook", &value_hook, &then->webhook_count);
	then->programs = read_texts(g, "program", &value_hook, &then->program_count);
	then->set_aside = read_text(g, "set_aside", &value_reason, NULL);
	refuse_setting(g, then);
}

void
rule_then(struct group *outer, struct conf_rule *rule)
{
	const config_setting_t *setting = read_setting(outer, "then");

	rule->then.tier = rule->then.priority = CONF_UNSET;
	if (setting == NULL)
		return;
	if (!config_setting_is_group(setting)) {
		read_error(outer, "then", "should be a group: { queue = \"billing\"; }");
		return;
	}
	struct group g = read_group(outer->reading, outer->source, setting, read_title(outer, "then"));

	read_actions(&g, &rule->then);
	check_agree(&g, rule);
	/* The word is asked for beside the others so often that it is taken here too. */
	rule->stop = read_yes(&g, "stop", false);
	read_end(&g);
}
