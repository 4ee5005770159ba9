/* address.h - people in header fields (RFC 5322 section 3.4, and as mailers write them) */
#ifndef POSTIGO_MAIL_ADDRESS_H
#define POSTIGO_MAIL_ADDRESS_H

#include <stdbool.h>

#include <talloc.h>

#include <postigo/mail/defects.h>
#include <postigo/mail/message.h>
#include <postigo/mail/span.h>

#define ADDRESS_LIST_MAX 1000u	/* of one field; the rest is not read */
#define ADDRESS_MAX 254u	/* bytes; never cut: a cut address belongs to somebody else */
#define ADDRESS_NAME_MAX 256u	/* characters of a display name */
#define ADDRESS_COMMENT_DEPTH 32u

/* Everybody in the value: groups are opened, comments taken for names where there is no other, encoded words decoded.
 * Somebody without a usable address has address "". Owned by ctx. Works in one pass, without recursion. */
void address_list(TALLOC_CTX *ctx, struct span value, struct mail_addresses *out, struct defects *defects);

/* Does the name hold an address, or what a person takes for one ("ceo (at) example.org"), that is not the address with
 * which it stands? Many programs show nothing but the name. */
bool address_name_hides(const struct mail_address *a);

#endif
