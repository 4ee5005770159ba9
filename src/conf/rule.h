/* rule.h - the parts in which a rule is read; see conf/rule.h for what comes of them */
#ifndef POSTIGO_SRC_CONF_RULE_H
#define POSTIGO_SRC_CONF_RULE_H

#include <postigo/conf/rule.h>

#include "read.h"

/* when = { ... }: into the rule's conditions. outer is the rule. */
void rule_when(struct group *outer, struct conf_rule *rule);

/* then = { ... } */
void rule_then(struct group *outer, struct conf_rule *rule);

/* points = [ "tier:2 +30", ... ] */
void rule_points(struct group *outer, struct conf_rule *rule);

/* expect = ( { ... }, ... ) */
void rule_expect(struct group *outer, struct conf_rule *rule);

/* The values of a condition, as they are compared: texts, patterns, addresses, files of addresses. setting is a text, or a
 * list of them, and is called name in g. False, having said why: there is none. */
bool rule_values(struct group *g, const char *name, const config_setting_t *setting, struct conf_condition *c);

/* A text, or each of a list or array: n of them, and the setting that the i-th is. NULL: it is no text. */
size_t rule_text_count(const config_setting_t *setting);
const config_setting_t *rule_text_at(const config_setting_t *setting, size_t i);

/* The name of the capture in the next {{capture.name}} at or after *p, which moves behind it; owned by ctx. NULL: there is
 * none. */
char *rule_capture(TALLOC_CTX *ctx, const char **p);

/* What stands in a group whose names are the user's own: of which kind, how many at the most, and how one looks. */
struct rule_assigned {
	const struct value_kind *kind;
	int most;
	const char *example;
};

/* fields = { site = "Madrid"; }; NULL: there are none. */
struct conf_assignment *rule_assignments(struct group *outer, const char *name, const struct rule_assigned *what, size_t *count);

/* Low, normal, high, urgent; ends with NULL. */
extern const char *const rule_priorities[];

/* Names, places and captures that rules name are there; names are their own. */
void check_rules(struct reading *r);

#endif
