/* seal.h - what somebody who has keys has found out about a mail that is signed or encrypted (OpenPGP, S/MIME) */
#ifndef POSTIGO_MAIL_SEAL_H
#define POSTIGO_MAIL_SEAL_H

#include <stdbool.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/digest.h>
#include <postigo/base/wire.h>
#include <postigo/mail/message.h>

enum seal_signature {
	SEAL_UNSIGNED,		/* nothing is signed, or not the whole body */
	SEAL_GOOD,
	SEAL_BAD,		/* what was signed is not what came */
	SEAL_NO_KEY,		/* the signer's key is not in the keyring */
	SEAL_REFUSED,		/* the key has expired, was revoked, or nothing vouches for it; the digest is weak */
	SEAL_UNCHECKED,		/* nobody could look */
	SEAL_SIGNATURES
};

/* Why what is encrypted was not opened. */
enum seal_lock {
	SEAL_LOCK_OTHER,	/* or it was */
	SEAL_LOCK_KEYLESS,	/* it is for none of our keys */
	SEAL_LOCK_CROWDED,	/* it is for more recipients than are tried */
	SEAL_LOCK_LARGE,	/* what is in it is too large */
	SEAL_LOCK_LOOSE,	/* nothing in it shows whether somebody has changed it */
	SEAL_LOCKS
};

struct seal {
	char *system;			/* "OpenPGP", "S/MIME", "" */
	bool encrypted;
	bool opened;			/* ... and what was in it is what is read */
	enum seal_lock lock;
	enum seal_signature signature;
	char *fingerprint;		/* of the signer's key, in capitals; "" */
	char *signer;			/* as the key calls them, on one line; "" */
	struct mail_strings addresses;	/* that the key is known to belong to */
	instant made;			/* the signature; 0: not told */
	uint8_t digest[DIGEST_SIZE];	/* of what was signed, by whom and when */
	char *why;			/* in words of English; "" */
};

/* One with nothing in it but why, owned by ctx. */
struct seal *seal_new(TALLOC_CTX *ctx, const char *why);

/* "none", "good", "bad" ... */
const char *seal_signature_name(enum seal_signature signature);

/* As it travels. PERMFAIL when it does not hold up. */
void seal_put(struct text *t, const struct seal *seal);
enum result seal_get(TALLOC_CTX *ctx, struct wire_message *in, struct seal **out, struct error *err);

/* What one more layer was found to be, below those that were opened before: outer is NULL for the first. Owned by ctx, like
 * both. A signature around what was encrypted says nothing of who wrote it: only what is inside counts then. */
struct seal *seal_within(TALLOC_CTX *ctx, struct seal *outer, struct seal *inner);

/* "signed with OpenPGP by Ana <ana@example.com>, encrypted", in words of English for events and explain; owned by ctx. */
char *seal_words(TALLOC_CTX *ctx, const struct seal *seal);

#endif
