/* decide_ways.h - the ways that decide() sends a mail, each the end of the matter, and what they share
 *
 * Pure, like decide(). A way gives back the decision that it was given.
 */
#ifndef DESK_DECIDE_WAYS_H
#define DESK_DECIDE_WAYS_H

#include <stdbool.h>

#include <postigo/desk/decision.h>

struct decision *decide_new_ticket(struct decision *decision, const struct facts *facts);

/* On the ticket that decision->tie leads to, by whoever takes part in it, or by a machine. */
struct decision *decide_reply(struct decision *decision, const struct facts *facts);

/* The requester has followed a link: whatever their mail program made of the text, the address tells what they say, which is in
 * decision->opinion. */
struct decision *decide_feedback(struct decision *decision, const struct facts *facts);

/* Mail from a technician's address that is about a ticket, or has commands; NULL: it is like anybody's. */
struct decision *decide_from_technician(struct decision *decision, const struct facts *facts);

/* Whether it came to an address that only a technician was given. */
bool decide_technicians_address(const struct facts *facts);

/* A technician's reply address in other hands, or in the technician's own under another address: nobody can tell which, so
 * nothing is passed on, and the technician hears of it where we know them. */
struct decision *decide_somebody_else(struct decision *decision, const struct facts *facts);

/* Its sender confirms a mail that came before; that one is decided again. */
struct decision *decide_confirmation(struct decision *decision, const struct facts *facts);

/* What the sender wants and may not have yet: they are asked, at the address that they claim, whether it was them. */
void decide_ask_to_confirm(struct decision *decision, const struct facts *facts);

#endif
