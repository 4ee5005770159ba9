/* rule_action.h - what follows from a rule that fits */
#ifndef DESK_RULE_ACTION_H
#define DESK_RULE_ACTION_H

#include "rule_view.h"

/* Writes what the rule says into the decision; what rules before it said gives way. */
void rule_act(struct rule_view *view, const struct conf_rule *rule);

/* Behind the last rule: the queue by the points that rules gave, where no rule named one. Tiers weigh theirs themselves. */
void rule_weigh(struct rule_view *view);

#endif
