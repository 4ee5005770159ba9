/* msgid.h - the message identifiers in a header's value (RFC 5322 section 3.6.4) */
#ifndef POSTIGO_MAIL_MSGID_H
#define POSTIGO_MAIL_MSGID_H

#include <talloc.h>

#include <postigo/mail/message.h>
#include <postigo/mail/span.h>

#define MSGID_MAX 998u		/* bytes of one identifier; a longer one is none */
#define MSGID_LIST_MAX 50u	/* of a References field the newest are kept */

/* Finds the next <identifier> in *rest and moves *rest behind it. It comes back without its angle brackets and without
 * folding, valid UTF-8, owned by ctx. What is no identifier is passed over: real mailers put comments, commas and
 * whole sentences into In-Reply-To. NULL when there are no more. */
char *msgid_next(TALLOC_CTX *ctx, struct span *rest);

/* The last MSGID_LIST_MAX identifiers of the value, without repetitions, in their order. */
void msgid_list(TALLOC_CTX *ctx, struct span value, struct mail_strings *out);

#endif
