/* bounced.h - what the word that a mail of ours did not arrive says of its recipient */
#ifndef DESK_BOUNCED_H
#define DESK_BOUNCED_H

#include <stdbool.h>

#include <postigo/desk/decision.h>

/* What such a status (RFC 3463, "5.1.1"; NULL: none) and text say of the address: that it is not there, is full, or does not
 * want our mail. DELIVERY_FINE: nothing about the address. Pure. */
enum delivery_class bounced_class(const char *status, const char *text);

/* The first status in a server's answer ("550 5.1.1 no such user"), owned by ctx; NULL: none. */
char *bounced_status(TALLOC_CTX *ctx, const char *text);

/* Fills in the decision for a bounce on a ticket: what is recorded, whether the address is held, whether the mail is tried again.
 * True when the technicians are to hear that a mail did not arrive. Pure. */
bool bounced_judge(struct decision *decision, const struct facts *facts);

/* How long nothing automatic goes to an address of that class. */
duration bounced_hold(const struct conf *conf, enum delivery_class class);

#endif
