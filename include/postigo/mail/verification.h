/* verification.h - sign-in codes, confirmations of addresses, new passwords: what a service sends to prove who reads there */
#ifndef POSTIGO_MAIL_VERIFICATION_H
#define POSTIGO_MAIL_VERIFICATION_H

#include <postigo/mail/message.h>

/* Why the mail is one that a service sends to see who reads at the address: whoever can read it can sign in there as us ("Ticket
 * Trick"). Static; NULL when it is none. By a sender behind whom nobody reads or who is called after the purpose, together with
 * words for the purpose and a code or link; a person who writes about such a thing sends none. */
const char *verification_why(const struct mail *mail);

#endif
