/* feedback.h - what a mail says by the address alone that it came to: solved, not solved, five stars
 *
 * The address stands in a link of the mail that told its reader that their ticket is closed. Programs that follow links to
 * see what is behind them write no mails, so that they say nothing.
 */
#ifndef DESK_FEEDBACK_H
#define DESK_FEEDBACK_H

#include <stdbool.h>

#include <postigo/desk/decision.h>

/* What it says, if it is from the one whom the link was made for, whose ticket it still is: none that was merged into another.
 * Only solved and rating are filled in. Pure. */
bool feedback_read(const struct facts *facts, struct opinion *out);

/* Whether it is that person's word that nothing is solved. */
bool feedback_is_no(const struct facts *facts);

/* Whether it came to such an address, from somebody else, too late or after a merge, and says nothing more: nothing follows from
 * it. */
bool feedback_is_void(const struct facts *facts);

/* Whether its writer has added words that somebody should read. */
bool feedback_has_words(const struct facts *facts);

#endif
