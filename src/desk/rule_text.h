/* rule_text.h - conditions about what can be read: which texts they mean, and whether one of them fits */
#ifndef DESK_RULE_TEXT_H
#define DESK_RULE_TEXT_H

#include "rule_view.h"

/* Texts that one condition can mean; of more the first. */
#define RULE_TEXTS_MOST 200

/* The texts that the condition is about, those that are there. At most RULE_TEXTS_MOST. */
size_t rule_texts(const struct conf_condition *condition, struct rule_view *view, struct rule_text **list);

/* Whether one of them fits one of the condition's values. */
bool rule_text_holds(const struct conf_condition *condition, struct rule_view *view);

/* Whether the whole text fits a pattern with * and ? in it: linear, whatever the pattern. */
bool rule_glob(const char *pattern, const char *text, size_t size);

#endif
