/* rule_condition.h - does a condition of a rule hold, and how is that said */
#ifndef DESK_RULE_CONDITION_H
#define DESK_RULE_CONDITION_H

#include "rule_view.h"

/* Pure, but for patterns that were given up, which it notes in the view. */
bool rule_condition_holds(const struct conf_condition *condition, struct rule_view *view);

/* Of conditions that hold, notes what the named groups of all patterns in them have found: also of those that another, which
 * would have been enough, stands before. */
void rule_condition_collect(const struct conf_condition *condition, struct rule_view *view);

/* In one line, of a condition that holds or does not: "subject does not contain "printer"; it is "Help"". Of a group that does
 * not hold, the first that fails. Owned by ctx. */
char *rule_condition_words(TALLOC_CTX *ctx, const struct conf_condition *condition, struct rule_view *view, bool holds);

/* The same of a condition that is no group, without what was seen. */
char *rule_condition_claim(TALLOC_CTX *ctx, const struct conf_condition *condition, bool holds);

#endif
