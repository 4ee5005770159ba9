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

/* Why it is not to be opened: there are more than that, or what stands there does not let it be told. NULL: it may be. OpenPGP without
 * its armour (armour.h), or CMS as bytes. */
const char *recipients_refuse(bool cms, struct span message);

#endif
