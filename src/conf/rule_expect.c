/* rule_expect.c - the mails that a rule brings with it: expect = ( { subject = "..."; then = { queue = "billing"; }; } ) */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>

#include "rule.h"

#define ASSIGNED_MOST 100	/* headers, and fields, of one mail */

static const char *const outcome_words[] = { "new_ticket", "reply", "filed", "refused", "quarantined", NULL };

/* A text that may have several lines. */
static const char *
body_wrong(TALLOC_CTX *ctx, const char *text)
{
	(void)ctx;
	(void)text;
	return NULL;
}

static const struct value_kind value_body = { "the printer is on fire", body_wrong };
static const struct value_kind value_party = { "Ana <ana@example.com>", body_wrong };

static char *
body_setting(struct group *g, const char *name)
{
	const config_setting_t *setting = read_setting(g, name);
	const char *text = setting != NULL ? config_setting_get_string(setting) : NULL;

	if (setting != NULL && text == NULL)
		read_error(g, name, "should be text in quotes, like \"%s\"", value_body.example);
	return text != NULL ? talloc_strdup(g->reading->conf, text) : NULL;
}

static const struct rule_assigned header_lines = { &value_line, ASSIGNED_MOST, "X-Spam-Flag = \"yes\";" };
static const struct rule_assigned field_values = { &value_line, ASSIGNED_MOST, "site = \"Madrid\";" };

static void
at_setting(struct group *g, struct conf_sample *sample)
{
	char *text = read_text(g, "at", &value_line, NULL);
	struct error err;

	if (text != NULL && instant_parse(text, &sample->at, &err) != DONE)
		read_error(g, "at", "is \"%.60s\"; it should be a moment like \"2026-11-27T16:30:00+01:00\"", text);
}

/* A mail in a file, or one that is made of what stands here. */
static void
mail_settings(struct group *g, struct conf_sample *sample)
{
	sample->file = read_path(g, "mail", NULL);
	if (sample->file != NULL)
		(void)read_can_open(g, "mail", sample->file);
	sample->from = read_text(g, "from", &value_party, NULL);
	sample->to = read_text(g, "to", &value_party, NULL);
	sample->cc = read_text(g, "cc", &value_party, NULL);
	sample->subject = read_text(g, "subject", &value_line, NULL);
	sample->text = body_setting(g, "text");
	sample->headers = rule_assignments(g, "headers", &header_lines, &sample->header_count);
	sample->mailbox = read_text(g, "mailbox", &value_name, NULL);
	sample->follow_up = read_yes(g, "follow_up", false);
	at_setting(g, sample);
	if (sample->file != NULL && (sample->from != NULL || sample->to != NULL || sample->cc != NULL || sample->subject != NULL ||
	    sample->text != NULL || sample->header_count > 0))
		read_error(g, "mail", "names a file; leave from, to, cc, subject, text and headers out, or mail");
}

/* What is to become of it. */
static void
then_settings(struct group *outer, struct conf_sample *sample)
{
	const config_setting_t *setting = read_setting(outer, "then");
	struct group g = read_group(outer->reading, outer->source, setting, read_title(outer, "then"));
	int priority, outcome;

	sample->matched = sample->tier = sample->priority = CONF_UNSET;
	if (setting == NULL || !config_setting_is_group(setting)) {
		sample->matched = 1;
		if (setting != NULL)
			read_error(outer, "then", "should be a group: { queue = \"billing\"; }");
		return;
	}
	if (read_has(&g, "matched"))
		sample->matched = read_yes(&g, "matched", true);
	else
		(void)read_setting(&g, "matched");
	sample->queue = read_text(&g, "queue", &value_name, NULL);
	sample->team = read_text(&g, "team", &value_name, NULL);
	sample->assignee = read_text(&g, "assign", &value_agent, NULL);
	sample->organisation = read_text(&g, "organisation", &value_name, NULL);
	sample->language = read_text(&g, "language", &value_language, NULL);
	sample->tier = read_has(&g, "tier") ? (int)read_number(&g, "tier", 0, CONF_TIERS - 1, 1) :
	    (read_setting(&g, "tier"), CONF_UNSET);
	priority = read_choice(&g, "priority", rule_priorities, CONF_UNSET);
	sample->priority = priority;
	outcome = read_choice(&g, "outcome", outcome_words, CONF_UNSET);
	sample->outcome = outcome != CONF_UNSET ? talloc_strdup(g.reading->conf, outcome_words[outcome]) : NULL;
	sample->tags = read_texts(&g, "tags", &value_line, &sample->tag_count);
	sample->webhooks = read_texts(&g, "webhook", &value_hook, &sample->webhook_count);
	sample->programs = read_texts(&g, "program", &value_hook, &sample->program_count);
	sample->fields = rule_assignments(&g, "fields", &field_values, &sample->field_count);
	read_end(&g);
}

void
rule_expect(struct group *outer, struct conf_rule *rule)
{
	struct conf *conf = outer->reading->conf;
	const config_setting_t *list = read_setting(outer, "expect");
	int n = list != NULL && config_setting_is_list(list) ? config_setting_length(list) : 0;

	if (list != NULL && n == 0 && !(config_setting_is_aggregate(list) && config_setting_length(list) == 0))
		read_error(outer, "expect", "should be a list of groups: ( { subject = \"the printer\"; then = { queue = \"help\"; }; } )");
	rule->samples = talloc_zero_array(conf, struct conf_sample, (unsigned)n);
	for (int i = 0; i < n; i++) {
		const config_setting_t *element = config_setting_get_elem(list, (unsigned)i);
		struct conf_sample *sample = &rule->samples[rule->sample_count];

		if (!config_setting_is_group(element)) {
			read_error(outer, "expect", "should have groups in it: { subject = \"the printer\"; then = { ... }; }");
			continue;
		}
		struct group g = read_group(outer->reading, outer->source, element, read_title(outer, "expect"));

		sample->source = rule->file;
		sample->line = config_setting_source_line(element);
		mail_settings(&g, sample);
		then_settings(&g, sample);
		read_end(&g);
		rule->sample_count++;
	}
}
