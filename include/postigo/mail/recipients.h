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

enum recipients_refusal {
	RECIPIENTS_FINE,	/* it may be opened */
	RECIPIENTS_TOO_MANY,	/* more than that */
	RECIPIENTS_ODD,		/* what stands there does not let it be told */
};

/* Whether it is not to be opened. OpenPGP without its armour (armour.h), or CMS as bytes. */
enum recipients_refusal recipients_refuse(bool cms, struct span message);

#endif
