/* rule_set.h - the inside of a set of rules, for those who run them */
#ifndef DESK_RULE_SET_H
#define DESK_RULE_SET_H

#include <postigo/desk/rule_set.h>

#include "rule_index.h"

struct rule_set {
	const struct conf *conf;
	struct rule_index *index;
	bool quick, plain, forwards;
};

/* True when a rule sends mail on, whose attachments are needed then. */
bool rule_set_forwards(const struct rule_set *set);

#endif
