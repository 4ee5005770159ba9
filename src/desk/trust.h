/* trust.h - who it is, and how sure we are */
#ifndef DESK_TRUST_H
#define DESK_TRUST_H

#include <stdbool.h>

#include <postigo/desk/decision.h>

/* How sure we are that the address in From wrote the mail; *why in words, static or owned by ctx. Pure. */
enum conf_trust trust_of(TALLOC_CTX *ctx, const struct facts *facts, const char **why);

/* True when a server that the mailbox's operator trusts says that the mail comes from where From says: DMARC passed, or, when
 * it says nothing of DMARC, a DKIM signature or SPF of the same domain (RFC 7489 section 3.1). Only the topmost results count,
 * those that stand on top of one another and of any other trace (RFC 8601 section 5): whoever sends a mail can write more
 * of them, but only below. *why in words, static. */
bool trust_authenticated(const struct mail *mail, const struct conf_mailbox *mailbox, const char **why);

/* True when the reply address that it came to was made for the one who it says wrote it; and is not too old to prove that. */
bool trust_token_names_sender(const struct facts *facts);
bool trust_token_is_senders(const struct facts *facts);

/* True when it is a technician's, and proven enough for what technicians may do. */
bool trust_technician(const struct facts *facts, enum conf_trust trust);

#endif
