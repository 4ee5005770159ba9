/* rule_index.h - which of very many rules can fit a mail at all
 *
 * Of each rule one condition that has to hold is looked for by what it asks: an address, a domain, a header's value, a word
 * in subject or text. Only rules of which that is there are tried; those that ask for nothing of the kind always are.
 */
#ifndef DESK_RULE_INDEX_H
#define DESK_RULE_INDEX_H

#include "rule_view.h"

/* Opaque, talloc. */
struct rule_index;

struct rule_index *rule_index_new(TALLOC_CTX *ctx, const struct conf *conf);

/* Sets the bit of each rule that can fit, of (count + 63) / 64 words; the others do not fit, whatever rules change. */
void rule_index_find(const struct rule_index *index, struct rule_view *view, uint64_t *rules);

/* How many rules are tried with every mail. */
size_t rule_index_always(const struct rule_index *index);

#endif
