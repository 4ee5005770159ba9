/* rule_shadow.h - rules that can never act, since one before them fits whatever fits them and says stop */
#ifndef DESK_RULE_SHADOW_H
#define DESK_RULE_SHADOW_H

#include <postigo/conf/conf.h>

/* The first rule that keeps this one from ever acting; NULL: none that could be told. Only what is plain to see is told: the same
 * conditions, or narrower ones. Conditions on what rules change count for nothing. */
const struct conf_rule *rule_shadow_of(const struct conf *conf, const struct conf_rule *rule);

#endif
