/* template_sample.h - the values that a preview is made with: samples, or a ticket's own */
#ifndef POSTIGO_CTL_TEMPLATE_SAMPLE_H
#define POSTIGO_CTL_TEMPLATE_SAMPLE_H

#include <jansson.h>

#include <postigo/conf/words.h>

/* Says the dates of samples, and the names of tiers, in those words: they stand in English in the table. */
void template_sample_speak(json_t *values, const struct conf_words *words);

#endif
