/* people.h - whose ticket it is, and who else takes part */
#ifndef DESK_PEOPLE_H
#define DESK_PEOPLE_H

#include <stdbool.h>

#include <postigo/desk/decision.h>

/* Those whom a mail joins at most; who writes to more people writes to a list. */
#define PEOPLE_JOIN_MAX 20

/* Whom a new ticket is for, when not for its sender: the original sender of what a technician forwards, the one to whom a
 * technician writes with us in Cc, the one whom a form names. out points into the mail. False: for the sender. */
bool people_original(const struct facts *facts, struct mail_address *out);

/* True when From is a form or list whose Reply-To the operator has said to take for the requester. */
bool people_form(const struct facts *facts);

/* People whom the mail names in To and Cc take part if its sender may bring them in; else it waits until the sender confirms it.
 *
 * No address of ours, no technician, nobody behind whom no one reads, nobody twice, and not `requester`; nobody at all from a
 * mail that names none of our addresses, for then one of those that it names is likely to lead to us. */
void people_bring_in(struct decision *decision, const struct facts *facts, const char *requester);

/* Records where the sender would rather be answered (Reply-To), and a name that hides their address. From says who it is;
 * another address is only shown. */
void people_tell_of_addresses(struct decision *decision, const struct facts *facts);

/* True when the address is one of ours, with or without a +part. */
bool people_ours(const struct conf *conf, const char *address);

/* True when both lead to one mailbox, as far as anybody can tell who looks at them: but for case, and for a +part. */
bool people_same(const char *a, const char *b);

/* True when nobody reads what is sent to that address, by its local part. */
bool people_unread(const char *address);

#endif
