/* quotesentence.h - the sentence that says who wrote what follows: "On 13 Jan 2026, Ana <ana@example.org> wrote:" */
#ifndef POSTIGO_MAIL_QUOTESENTENCE_H
#define POSTIGO_MAIL_QUOTESENTENCE_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/mail/quoteblock.h>

/* Reads the one that begins in line `at`; it may run over a few lines. Fills in from (a name and an address) and date.
 * False when there is none, or when it tells no address. */
bool quotesentence_read(const struct lines *lines, size_t at, struct quoteblock *out);

/* How many lines such a sentence takes that begins in line `at`, with or without an address; 0: there is none. */
size_t quotesentence_lines(const struct lines *lines, size_t at);

#endif
