/* list.h - what the list verbs of the nouns share */
#ifndef POSTIGO_CTL_LIST_H
#define POSTIGO_CTL_LIST_H

#include "ctl.h"
#include "output.h"

/* GO_ON when no operand is left; else EX_USAGE, having said so. */
int list_alone(const struct ctl *ctl, char **operands, size_t count);
/* GO_ON when there is one operand, the name of what ("a team"); else EX_USAGE, having said so. */
int list_one(const struct ctl *ctl, const char *what, char **operands, size_t count);

/* load_store, for things that only a config without errors names: which is "teams". */
int list_load(struct ctl *ctl, const char *which, struct conf **conf, struct store **store);

/* After the last row: prints the table, or the sentence when it has none; scripts have had their lines. EX_OK. */
int list_end(const struct ctl *ctl, const struct table *table, const char *nothing);

/* An array of strings. */
json_t *json_of_strings(char *const *texts, size_t count);

#endif
