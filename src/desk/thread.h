/* thread.h - which ticket a mail belongs to */
#ifndef DESK_THREAD_H
#define DESK_THREAD_H

#include <stdbool.h>

#include <postigo/desk/decision.h>

/* Fills in the strongest tie that counts from this sender, and the ticket that the mail names without being allowed onto it;
 * says so where ties disagree. False: it belongs to no ticket. Pure; doc/ties.txt explains it to an operator. */
bool thread_find(struct decision *decision, const struct facts *facts);

/* "its reply address": what of a mail names the ticket. Static. */
const char *thread_words(enum tie_kind kind);

/* The strongest tie that there is, whoever wrote; TIE_KINDS: none. */
enum tie_kind thread_named(const struct facts *facts);

#endif
