/* rule_report.h - what is known of each rule: how often it fitted, and whether it can act at all */
#ifndef POSTIGO_DESK_RULE_REPORT_H
#define POSTIGO_DESK_RULE_REPORT_H

#include <stdbool.h>

#include <talloc.h>

#include <postigo/conf/conf.h>
#include <postigo/store/rule_hit.h>

struct rule_report {
	const struct conf_rule *rule;
	bool counted;			/* false: no desk has run with it yet, as it is written now */
	struct rule_hit hit;
	const struct conf_rule *shadow;	/* a rule before it that says stop to whatever fits it; NULL: none that can be told */
};

/* One of each rule, in their order, owned by ctx. */
enum result rule_report_read(TALLOC_CTX *ctx, const struct conf *conf, struct store *store, struct rule_report **list,
    struct error *err);

/* "fits" in words: "subject contains "printer"; and not (from is "@acme.example")". Owned by ctx. */
char *rule_report_condition(TALLOC_CTX *ctx, const struct conf_condition *condition);

#endif
