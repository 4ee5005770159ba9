/* rule_shadow.c - see rule_shadow.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include "rule_shadow.h"
#include "rule_text.h"

/* So many rules that say stop are looked at. */
#define STOPS_MOST 1000

/* What another rule between the two may have changed. */
static bool
may_change(enum conf_condition_kind kind)
{
	switch ((int)kind) {
	case CONDITION_FIELD:
	case CONDITION_ORGANISATION:
	case CONDITION_QUEUE:
	case CONDITION_TEAM:
	case CONDITION_ASSIGNEE:
	case CONDITION_TAGS:
	case CONDITION_TIER:
	case CONDITION_PRIORITY:
		return true;
	default:
		return false;
	}
}

static bool
same_name(const struct conf_condition *a, const struct conf_condition *b)
{
	return a->name == b->name || (a->name != NULL && b->name != NULL && strcasecmp(a->name, b->name) == 0);
}

/* Whatever fits the narrow value fits the wide one. */
static bool
value_implies(const struct conf_condition *narrow, const char *n, const struct conf_condition *wide, const char *w)
{
	size_t size = strlen(n), wide_size = strlen(w);

	if (narrow->compare == COMPARE_MATCHES || wide->compare == COMPARE_MATCHES || narrow->compare == COMPARE_GLOB)
		return narrow->compare == wide->compare && strcmp(n, w) == 0;
	if (wide->compare == COMPARE_CONTAINS)
		return strstr(n, w) != NULL;
	if (narrow->compare == COMPARE_IS && wide->compare == COMPARE_GLOB)
		return rule_glob(w, n, size);
	if (wide->compare == COMPARE_STARTS && narrow->compare != COMPARE_CONTAINS && narrow->compare != COMPARE_ENDS)
		return strncmp(n, w, wide_size) == 0;
	if (wide->compare == COMPARE_ENDS && narrow->compare != COMPARE_CONTAINS && narrow->compare != COMPARE_STARTS)
		return size >= wide_size && strcmp(n + size - wide_size, w) == 0;
	return wide->compare == COMPARE_IS && narrow->compare == COMPARE_IS && strcmp(n, w) == 0;
}

static bool
addresses_imply(const struct conf_condition *narrow, const struct conf_condition *wide)
{
	for (size_t i = 0; i < narrow->addresses.count; i++)
		if (!conf_addresses_have(&wide->addresses, narrow->addresses.list[i]))
			return false;
	return true;
}

static bool
is_whole(const struct conf_condition *c)
{
	return conf_condition_of_addresses(c->kind) && (c->compare == COMPARE_IS || c->compare == COMPARE_FILE);
}

static bool
texts_imply(const struct conf_condition *narrow, const struct conf_condition *wide)
{
	if (wide->compare == COMPARE_PRESENT || narrow->compare == COMPARE_PRESENT)
		return wide->compare == COMPARE_PRESENT && (narrow->compare == COMPARE_PRESENT ? narrow->wanted == wide->wanted : wide->wanted);
	if (is_whole(narrow) && is_whole(wide))
		return addresses_imply(narrow, wide);
	/* What is compared exactly fits as well where case makes no difference, but is written otherwise. */
	if (narrow->exact != wide->exact || is_whole(narrow) || is_whole(wide))
		return false;
	for (size_t i = 0; i < narrow->value_count; i++) {
		bool any = false;

		for (size_t n = 0; n < wide->value_count; n++)
			any |= value_implies(narrow, narrow->values[i], wide, wide->values[n]);
		if (!any)
			return false;
	}
	return true;
}

static bool
leaf_implies(const struct conf_condition *narrow, const struct conf_condition *wide)
{
	if (narrow->kind != wide->kind || !same_name(narrow, wide) || may_change(wide->kind))
		return false;
	if (wide->kind >= CONDITION_FROM && wide->kind <= CONDITION_TECHNICIAN)
		return texts_imply(narrow, wide);
	switch ((int)wide->kind) {
	case CONDITION_CLASS:
	case CONDITION_STATE:
		return (narrow->set & ~wide->set) == 0;
	case CONDITION_TRUST:
		return narrow->least >= wide->least;
	case CONDITION_SIZE:
		return narrow->over >= wide->over && narrow->under <= wide->under;
	case CONDITION_FOLLOW_UP:
	case CONDITION_SIGNED:
	case CONDITION_ENCRYPTED:
		return narrow->wanted == wide->wanted;
	default:
		return false;
	}
}

/* Whatever fits narrow fits wide. Not deep: who read them has seen to that. */
static bool
implies(const struct conf_condition *narrow, const struct conf_condition *wide)
{
	if (wide->kind == CONDITION_ALL) {
		for (size_t i = 0; i < wide->child_count; i++)
			if (!implies(narrow, &wide->children[i]))
				return false;
		return true;
	}
	if (narrow->kind == CONDITION_ANY) {
		for (size_t i = 0; i < narrow->child_count; i++)
			if (!implies(&narrow->children[i], wide))
				return false;
		return narrow->child_count > 0;
	}
	if (narrow->kind == CONDITION_ALL) {
		for (size_t i = 0; i < narrow->child_count; i++)
			if (implies(&narrow->children[i], wide))
				return true;
		if (wide->kind != CONDITION_ANY)
			return false;
	}
	for (size_t i = 0; wide->kind == CONDITION_ANY && i < wide->child_count; i++)
		if (implies(narrow, &wide->children[i]))
			return true;
	if (narrow->kind == CONDITION_NOT && wide->kind == CONDITION_NOT)
		return implies(&wide->children[0], &narrow->children[0]);
	return leaf_implies(narrow, wide);
}

const struct conf_rule *
rule_shadow_of(const struct conf *conf, const struct conf_rule *rule)
{
	size_t stops = 0;

	for (const struct conf_rule *before = conf->rules; before < rule && stops < STOPS_MOST; before++) {
		if (!before->stop && before->then.refuse == NULL && before->then.set_aside == NULL)
			continue;
		stops++;
		if ((rule->on & ~before->on) == 0 && implies(&rule->when, &before->when))
			return before;
	}
	return NULL;
}
