/* rule_report.c - see rule_report.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/desk/rule_report.h>

#include "rule_condition.h"
#include "rule_digest.h"
#include "rule_shadow.h"

enum result
rule_report_read(TALLOC_CTX *ctx, const struct conf *conf, struct store *store, struct rule_report **list, struct error *err)
{
	struct rule_report *all = talloc_zero_array(ctx, struct rule_report, (unsigned)conf->rule_count);
	enum result result = DONE;

	for (size_t i = 0; i < conf->rule_count && result >= 0; i++) {
		const struct conf_rule *rule = &conf->rules[i];
		uint8_t digest[DIGEST_SIZE];

		rule_digest(rule, digest);
		result = rule_hit_read(all, store, rule->name, digest, &all[i].hit, err);
		all[i].rule = rule;
		all[i].counted = result == DONE;
		all[i].shadow = rule_shadow_of(conf, rule);
	}
	*list = all;
	return result < 0 ? result : DONE;
}

static char *
several(TALLOC_CTX *ctx, const struct conf_condition *c, const char *between)
{
	char *out = talloc_strdup(ctx, "");

	for (size_t i = 0; i < c->child_count; i++)
		out = talloc_asprintf_append(out, "%s%s", i > 0 ? between : "", rule_report_condition(ctx, &c->children[i]));
	return out;
}

char *
rule_report_condition(TALLOC_CTX *ctx, const struct conf_condition *c)
{
	switch ((int)c->kind) {
	case CONDITION_ALL:
		return c->child_count == 0 ? talloc_strdup(ctx, "every mail") : several(ctx, c, ", and ");
	case CONDITION_ANY:
		return talloc_asprintf(ctx, "(%s)", several(ctx, c, ", or "));
	case CONDITION_NOT:
		return talloc_asprintf(ctx, "not (%s)", several(ctx, c, ", and "));
	default:
		return rule_condition_claim(ctx, c, true);
	}
}
