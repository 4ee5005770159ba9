/* verification.h - mails of machines that prove who reads a mailbox: codes, confirmations, new passwords, invitations
 *
 * Who can make a service write to the desk's address and then read the answer on "his" ticket has an account in the desk's
 * name (the "Ticket Trick").
 */
#ifndef POSTIGO_MAIL_VERIFICATION_H
#define POSTIGO_MAIL_VERIFICATION_H

#include <postigo/mail/message.h>

/* Why the mail is one of these; NULL: it is none. A constant string.
 *
 * Three things must agree: the sender is none that people write as, the words are of such a mail, and there is a code or
 * a link in it. What a person writes about one, or passes on, is none. After message_init(). */
const char *verification_why(const struct mail *mail);

#endif
