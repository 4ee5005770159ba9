/* recipients.h - to how many keys a message is encrypted, as far as can be told without any
 *
 * gpg tries every key of ours for each recipient whose key is hidden, and looks for each that is named: anybody can name thousands.
 */
#ifndef POSTIGO_MAIL_RECIPIENTS_H
#define POSTIGO_MAIL_RECIPIENTS_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/mail/span.h>

#define RECIPIENTS_MOST 64u
#define RECIPIENTS_HIDDEN_MOST 16u

/* Are there more than that? OpenPGP with or without its armour, or CMS. What is no such message, or is broken, is no answer: false. */
bool recipients_too_many(bool cms, struct span message);

#endif
