/* rule_literals.h - which of very many words stand in a text, in one walk over it
 *
 * Of each word the rarest piece of a few bytes is kept in a table; the text is walked once, and only where such a piece
 * stands is the word compared.
 */
#ifndef DESK_RULE_LITERALS_H
#define DESK_RULE_LITERALS_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

/* Shorter words are not taken. */
#define RULE_LITERAL_LEAST 3

/* Opaque, talloc. */
struct rule_literals;

struct rule_literals *rule_literals_new(TALLOC_CTX *ctx);

/* Adds a word that `owner` wants to hear of. Words are copied. */
void rule_literals_add(struct rule_literals *literals, const char *word, uint32_t owner);

/* No more are added. */
void rule_literals_finish(struct rule_literals *literals);

/* Sets the bit of each owner whose word stands in the text. */
void rule_literals_find(const struct rule_literals *literals, const char *text, size_t size, uint64_t *owners);

size_t rule_literals_count(const struct rule_literals *literals);

#endif
