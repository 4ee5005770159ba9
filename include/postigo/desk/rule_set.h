/* rule_set.h - the rules of a config, ready to be held against mails */
#ifndef POSTIGO_DESK_RULE_SET_H
#define POSTIGO_DESK_RULE_SET_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include <postigo/conf/conf.h>

/* Opaque, talloc. */
struct rule_set;

/* conf stays the caller's, and must live as long. Before the sandbox: patterns are made faster where the system allows it. */
struct rule_set *rule_set_new(TALLOC_CTX *ctx, const struct conf *conf);

/* From here on each rule is tried, whether or not it can fit: for tests and benchmarks. */
void rule_set_plain(struct rule_set *set);

/* False: there are patterns, and the system does not let them be made faster. */
bool rule_set_is_quick(const struct rule_set *set);

/* How many rules there are, and how many of them are tried with every mail. */
size_t rule_set_count(const struct rule_set *set);
size_t rule_set_always(const struct rule_set *set);

#endif
