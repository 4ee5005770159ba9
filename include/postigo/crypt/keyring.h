/* keyring.h - a folder of keys that GnuPG keeps, and whose each of them is
 *
 * Everything goes by way of GpgME, which starts gpg and gpgsm. They are kept off the net: no key is looked for anywhere,
 * no list of revoked certificates is fetched. A key in the keyring counts for nobody until somebody has said whose it is
 * (the file "owners"); an S/MIME certificate counts for the addresses in it if an authority that is trusted vouches for it.
 */
#ifndef POSTIGO_CRYPT_KEYRING_H
#define POSTIGO_CRYPT_KEYRING_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>
#include <postigo/mail/message.h>

struct keyring;

enum keyring_system { KEYRING_OPENPGP, KEYRING_SMIME };

struct keyring_key {
	enum keyring_system system;
	char *fingerprint;		/* in capitals */
	struct mail_strings names;	/* as the key has them, each on one line */
	struct mail_strings addresses;	/* in them, in lower case */
	struct mail_strings owners;	/* for whom it counts */
	instant made, expires;		/* 0: never, or not told */
	bool secret;			/* we can sign and decrypt with it */
	bool can_sign, can_encrypt;
	bool authority;			/* of S/MIME: a certificate that vouches for others, and is trusted to */
	bool withdrawn;			/* of S/MIME: it counts for nobody, whoever vouches for it */
	const char *unusable;		/* "expired", "revoked", "disabled", "withdrawn"; NULL: it may be used */
};

/* Whether the folder is there and may be used; the owners of its keys are read from a file in it, so that without the folder nobody
 * would seem to have any. NONE: there is none. PERMFAIL: others can get at it, or it is not ours. */
enum result keyring_there(const char *folder, struct error *err);

/* Opens it, owned by ctx. make: a folder that is not there is made, with settings that keep GnuPG off the net. NONE: there is
 * none. PERMFAIL: others can get at it, or it is not ours. Once a process and folder. */
enum result keyring_open(TALLOC_CTX *ctx, const char *folder, bool make, struct keyring **out, struct error *err);

/* All keys, owned by ctx; those whose secret half is here first. */
enum result keyring_list(TALLOC_CTX *ctx, struct keyring *keyring, struct keyring_key **list, size_t *count, struct error *err);

/* The one key with that fingerprint, or with one that ends like that (16 digits at least). NONE: there is none, or several. */
enum result keyring_find(TALLOC_CTX *ctx, struct keyring *keyring, const char *fingerprint, struct keyring_key *out,
    struct error *err);

/* Takes in every key of those bytes, OpenPGP or S/MIME; their fingerprints, owned by ctx. NONE: there are none in it. */
enum result keyring_import(TALLOC_CTX *ctx, struct keyring *keyring, const char *bytes, size_t size,
    struct mail_strings *fingerprints, struct error *err);

/* From now on the key counts for these addresses and no others; none: for nobody. */
enum result keyring_trust(struct keyring *keyring, const char *fingerprint, const struct mail_strings *addresses,
    struct error *err);

/* From now on certificates that this one has signed count, or no more. */
enum result keyring_trust_authority(struct keyring *keyring, const char *fingerprint, bool trusted, struct error *err);

/* From now on the certificate counts for nobody and nothing is encrypted to it, whoever vouches for it; or that is taken back. */
enum result keyring_withdraw(struct keyring *keyring, const char *fingerprint, bool withdrawn, struct error *err);

/* Takes the key out, its secret half as well if that may go. A certificate of somebody else's is withdrawn with that: signed mail
 * brings it along, and it would count again. */
enum result keyring_remove(struct keyring *keyring, const struct keyring_key *key, bool secret, struct error *err);

/* The agent that GnuPG leaves running for the folder is ended. */
void keyring_dismiss_agent(const char *folder);

#endif
