/* rule_sample.h - the mails that rules bring with them, decided about as any mail is */
#ifndef DESK_RULE_SAMPLE_H
#define DESK_RULE_SAMPLE_H

#include <postigo/conf/conf.h>
#include <postigo/desk/rule_set.h>
#include <postigo/tmpl/catalog.h>

/* Decides about the sample of that number, from 0. NULL: what is wanted comes of it; else how that is not so: "sample 2 gives
 * queue "support"; expected "billing"". Owned by ctx. catalog may be NULL. */
char *rule_sample_try(TALLOC_CTX *ctx, const struct conf *conf, const struct rule_set *rules, const struct catalog *catalog,
    const struct conf_rule *rule, size_t number);

#endif
