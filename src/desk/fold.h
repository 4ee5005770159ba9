/* fold.h - a flood of new tickets from one sender goes onto one ticket
 *
 * What is counted are the tickets for one person, in one mailbox; what somebody was shown to have written is counted apart from
 * what anybody may have.
 */
#ifndef DESK_FOLD_H
#define DESK_FOLD_H

#include <postigo/desk/decision.h>

#include "tools.h"

/* Puts the mail on the last of those tickets, in place of a new one, when there are more than limits.tickets or limits.copies
 * allows and that one is not closed; the first time the technicians and the operator hear of it. Reads the store, changes
 * nothing: daemon and dry run ask alike. */
enum result fold(const struct tools *tools, const struct facts *facts, struct decision *decision, struct error *err);

/* The mail has made that ticket for that person, or was put on it: it counts from now on. */
enum result fold_count(const struct tools *tools, const struct facts *facts, const struct decision *decision, int64_t person,
    int64_t ticket, struct error *err);

/* Forgets what is older than any limit looks back; *all is false when there is more of it than is taken away in one go. */
enum result fold_forget(const struct tools *tools, instant now, bool *all, struct error *err);

#endif
