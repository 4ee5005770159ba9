/* armour.h - takes off the armour that OpenPGP messages wear in mail (RFC 9580 section 6.2)
 *
 * gpg could do that itself. But whoever looks at a message before gpg does must see the same one: where there are several, or none
 * that is whole, two programs rarely agree.
 */
#ifndef POSTIGO_MAIL_ARMOUR_H
#define POSTIGO_MAIL_ARMOUR_H

#include <talloc.h>

#include <postigo/mail/span.h>

/* The packets in the first armour, owned by ctx; the message itself where there is none. The sum at its end is not looked at: what is
 * encrypted shows by itself whether it is whole. */
struct span armour_take_off(TALLOC_CTX *ctx, struct span message);

#endif
