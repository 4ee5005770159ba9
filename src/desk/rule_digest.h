/* rule_digest.h - what tells two rules of one name apart */
#ifndef DESK_RULE_DIGEST_H
#define DESK_RULE_DIGEST_H

#include <postigo/base/digest.h>
#include <postigo/conf/rule.h>

/* SHA-256 over what the rule asks for and does; not over its samples, nor where it stands. */
void rule_digest(const struct conf_rule *rule, uint8_t out[DIGEST_SIZE]);

#endif
