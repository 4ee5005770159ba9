/* signed.h - what the signature of a mail is worth; doc/encryption.txt explains it to an operator */
#ifndef DESK_SIGNED_H
#define DESK_SIGNED_H

#include <stdbool.h>

#include <postigo/desk/decision.h>
#include <postigo/mail/seal.h>

/* A signature older than that when its mail arrives proves nothing any more, and is forgotten. */
#define SIGNED_AGE_MOST DAYS(7)

/* Does the key that it is signed with belong to that address? Of a technician whose keys the config names no other counts,
 * whatever the keyring says. */
bool signed_key_is(const struct conf *conf, const struct seal *seal, const char *address);

/* True when the whole mail is signed with a key of the one whom From names, and of nobody else. *why in words, owned by ctx or
 * static. Pure. */
bool signed_by_sender(TALLOC_CTX *ctx, const struct facts *facts, const char **why);

/* True when it is a technician's whose mail counts only with that, and is not. */
bool signed_is_lacking(const struct facts *facts);

/* What stands on the ticket of it. */
void signed_tell(struct decision *decision, const struct facts *facts);

#endif
