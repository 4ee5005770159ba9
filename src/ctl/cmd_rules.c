/* cmd_rules.c - postigo rules: how often each rule fitted, and which never do */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>
#include <postigo/desk/rule_report.h>

#include "list.h"

struct rules_options {
	bool never;
};

static const char *
on_words(unsigned on)
{
	return on == CONF_ON_CREATE ? "create" : on == CONF_ON_FOLLOW_UP ? "follow_up" : "both";
}

static int
load_reports(struct ctl *ctl, struct conf **conf, struct rule_report **reports)
{
	struct store *store;
	struct error err;
	int status = load_store(ctl, conf, &store);

	if (status != EX_OK)
		return status;
	if (!(*conf)->whole)
		return EX_CONFIG;
	if (rule_report_read(ctl->memory, *conf, store, reports, &err) < 0)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	return EX_OK;
}

static json_t *
report_json(const struct rule_report *r)
{
	const struct rule_hit *hit = &r->hit;

	return json_pack("{s:s, s:s, s:I, s:s, s:I, s:o, s:o, s:o, s:I, s:o, s:I, s:o}", "name", r->rule->name, "file", r->rule->file,
	    "line", (json_int_t)r->rule->line, "on", on_words(r->rule->on), "hits", (json_int_t)hit->hits,
	    "last", json_of_instant(hit->last), "ticket", json_of_number(hit->ticket), "since", json_of_instant(hit->since),
	    "behind", (json_int_t)hit->behind, "behind_rule", json_of_string(hit->behind_rule), "slow", (json_int_t)hit->slow,
	    "shadowed_by", json_of_string(r->shadow != NULL ? r->shadow->name : NULL));
}

/* What an operator should look at; NULL: nothing. */
static char *
remark(TALLOC_CTX *ctx, const struct rule_report *r)
{
	const struct rule_hit *hit = &r->hit;

	if (r->shadow != NULL)
		return talloc_asprintf(ctx, "never acts: %s fits before it, and says stop", r->shadow->name);
	if (hit->slow > 0)
		return talloc_asprintf(ctx, "its pattern took too long on %llu mail%s", (unsigned long long)hit->slow,
		    hit->slow == 1 ? "" : "s");
	if (hit->behind > 0)
		return talloc_asprintf(ctx, "%s %llu mail%s that %s had said stop to", hit->hits == 0 ? "fitted only" : "also fitted",
		    (unsigned long long)hit->behind, hit->behind == 1 ? "" : "s", hit->behind_rule);
	if (!r->counted)
		return talloc_strdup(ctx, "new: not in force yet");
	return hit->hits == 0 ? talloc_asprintf(ctx, "never fitted since %s", output_time(ctx, hit->since)) : NULL;
}

static void
add_row(struct table *table, const struct rule_report *r)
{
	SCRATCH(tmp);
	char *words = remark(tmp, r);

	table_cell(table, r->rule->name);
	table_cell(table, on_words(r->rule->on));
	table_number(table, (int64_t)r->hit.hits);
	table_time(table, r->hit.last);
	table_cell(table, words != NULL ? words : "");
	table_colour(table, r->shadow != NULL || r->hit.slow > 0 ? COLOUR_BAD : COLOUR_DIM);
}

static int
list_run(struct ctl *ctl, char **operands, size_t operand_count, const void *given)
{
	const struct rules_options *options = given;
	struct rule_report *reports;
	struct conf *conf;
	struct table *table;
	int status;

	if ((status = list_alone(ctl, operands, operand_count)) != GO_ON ||
	    (status = load_reports(ctl, &conf, &reports)) != EX_OK)
		return status;
	table = table_new(ctl->memory, "RULE|ON|HITS|LAST|REMARK");
	for (size_t i = 0; i < conf->rule_count; i++) {
		if (options->never && reports[i].hit.hits > 0)
			continue;
		if (ctl->json)
			output_json(report_json(&reports[i]));
		else
			add_row(table, &reports[i]);
	}
	return list_end(ctl, table, conf->rule_count == 0 ? "There are no rules." : "Each rule has fitted some mail.");
}

static int
unknown_rule(const struct ctl *ctl, const struct conf *conf, const char *name)
{
	SCRATCH(tmp);
	struct suggest near;

	suggest_start(&near, name);
	for (size_t i = 0; i < conf->rule_count; i++)
		suggest_offer(&near, conf->rules[i].name);
	return complain(ctl, EX_DATAERR, "there is no rule \"%s\"%s", name, suggest_words(tmp, &near));
}

static void
show(const struct rule_report *r)
{
	SCRATCH(tmp);
	const struct rule_hit *hit = &r->hit;

	output_field("Rule", r->rule->name);
	output_field("Stands at", talloc_asprintf(tmp, "%s:%u", r->rule->file, r->rule->line));
	output_field("On", on_words(r->rule->on));
	output_field("When", rule_report_condition(tmp, &r->rule->when));
	output_field("Stops", r->rule->stop ? "no rule behind it is tried" : NULL);
	output_field("Samples", talloc_asprintf(tmp, "%zu", r->rule->sample_count));
	output_field("Hits", talloc_asprintf(tmp, "%llu%s%s", (unsigned long long)hit->hits, r->counted ? " since " : "",
	    r->counted ? output_time(tmp, hit->since) : ""));
	if (hit->last != 0)
		output_field("Last", hit->ticket != 0 ? talloc_asprintf(tmp, "%s, ticket %lld", output_time(tmp, hit->last),
		    (long long)hit->ticket) : output_time(tmp, hit->last));
	output_field("Remark", remark(tmp, r));
}

static int
show_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	struct rule_report *reports;
	struct conf *conf;
	int status;

	(void)options;
	if (count != 1)
		return usage_error(ctl, count == 0 ? "which rule? Its name is wanted" : "one name is wanted; quote it if it has blanks");
	if ((status = load_reports(ctl, &conf, &reports)) != EX_OK)
		return status;
	for (size_t i = 0; i < conf->rule_count; i++) {
		if (strcmp(conf->rules[i].name, operands[0]) != 0)
			continue;
		if (ctl->json)
			output_json(report_json(&reports[i]));
		else
			show(&reports[i]);
		return EX_OK;
	}
	return unknown_rule(ctl, conf, operands[0]);
}

static int
rules_command(struct ctl *ctl, int argc, char **argv)
{
	static const struct verb verbs[] = { { "list", list_run }, { "show", show_run }, { NULL, NULL } };
	struct rules_options options = { 0 };
	const struct choice choices[] = { { "never", NULL, &options.never }, { NULL, NULL, NULL } };
	struct operands operands;
	int status = options_read(ctl, argc, argv, choices, &operands);

	if (status != GO_ON)
		return status;
	if (operands.count == 0)
		return list_run(ctl, NULL, 0, &options);
	return verb_run(ctl, verbs, &operands, &options);
}

const struct command cmd_rules = {
	.name = "rules",
	.summary = "how often each rule fitted: list, show",
	.help =
	    "Usage: postigo rules [list] [--never] [--json]\n"
	    "       postigo rules show NAME [--json]\n"
	    "\n"
	    "  list   the rules in their order: how many mails each fitted, when it last did,\n"
	    "         and what to look at: rules that never fitted, that another one's stop\n"
	    "         keeps from acting, whose pattern took too long\n"
	    "  show   one rule, and what it asks for\n"
	    "\n"
	    "  --never   only those that never fitted\n"
	    "\n"
	    "A rule that is changed is counted anew.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo rules --never\n"
	    "  postigo rules show printers\n",
	.run = rules_command
};
