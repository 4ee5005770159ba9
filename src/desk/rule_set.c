/* rule_set.c - see rule_set.h */
#include <config.h>

#include "rule_set.h"

/* Conditions are not deep: who read them has seen to that. */
static bool
quicken(const struct conf_condition *c)
{
	bool all = true;

	for (size_t i = 0; c->patterns != NULL && i < c->value_count; i++)
		all &= pattern_quicken(c->patterns[i]);
	for (size_t i = 0; i < c->child_count; i++)
		all &= quicken(&c->children[i]);
	return all;
}

struct rule_set *
rule_set_new(TALLOC_CTX *ctx, const struct conf *conf)
{
	struct rule_set *set = talloc_zero(ctx, struct rule_set);

	set->conf = conf;
	set->index = rule_index_new(set, conf);
	set->quick = true;
	for (size_t i = 0; i < conf->rule_count; i++) {
		set->quick &= quicken(&conf->rules[i].when);
		set->forwards |= conf->rules[i].then.forward_count > 0;
	}
	return set;
}

void
rule_set_plain(struct rule_set *set)
{
	set->plain = true;
}

bool
rule_set_is_quick(const struct rule_set *set)
{
	return set->quick;
}

bool
rule_set_forwards(const struct rule_set *set)
{
	return set->forwards;
}

size_t
rule_set_count(const struct rule_set *set)
{
	return set->conf->rule_count;
}

size_t
rule_set_always(const struct rule_set *set)
{
	return rule_index_always(set->index);
}
