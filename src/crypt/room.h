/* room.h - what the parts of this room share: contexts of GpgME that belong to a talloc context, and output with a limit */
#ifndef CRYPT_ROOM_H
#define CRYPT_ROOM_H

#include <gpgme.h>

#include <postigo/base/text.h>
#include <postigo/base/wire_crypt.h>
#include <postigo/crypt/keyring.h>
#include <postigo/mail/seal.h>

/* What was opened is at most so large: a few bytes can be made to hold gigabytes. */
#define OPENED_MAX ((size_t)64 << 20)

/* In the file of owners, instead of an address: the certificate was withdrawn. */
#define OWNER_NONE "-"

/* A fresh context for the system, owned by ctx. */
enum result room_context(TALLOC_CTX *ctx, const struct keyring *keyring, enum keyring_system system, gpgme_ctx_t *out,
    struct error *err);

/* Input that points at the bytes, and output into *text of at most max bytes; owned by ctx. NULL: GpgME has no memory. */
gpgme_data_t room_input(TALLOC_CTX *ctx, struct wire_bytes bytes);
gpgme_data_t room_output(TALLOC_CTX *ctx, size_t max, struct text **text);

/* TEMPFAIL when it may go better another time, else PERMFAIL; with GpgME's words. */
enum result room_failure(gpgme_error_t failure, const char *doing, struct error *err);

/* A reference of ctx's to the key. */
void room_hold_key(TALLOC_CTX *ctx, gpgme_key_t key);

/* For whom the OpenPGP key with that fingerprint counts, by the file of owners; owned by ctx. */
struct mail_strings owners_of(TALLOC_CTX *ctx, const struct keyring *keyring, const char *fingerprint);
/* Whether the certificate with that fingerprint was withdrawn. TEMPFAIL: that cannot be told now. */
enum result owners_withdrew(const struct keyring *keyring, const char *fingerprint, bool *out, struct error *err);
/* The fingerprints of the keys that count for that address, with blanks between them; owned by ctx. */
enum result owners_keys(TALLOC_CTX *ctx, const struct keyring *keyring, const char *address, char **keys, struct error *err);
enum result owners_set(const struct keyring *keyring, const char *fingerprint, const struct mail_strings *addresses,
    struct error *err);

/* The address alone, of a name of a key, in lower case; NULL: there is none. Owned by ctx. */
char *room_address(TALLOC_CTX *ctx, gpgme_user_id_t uid);

const char *keyring_folder(const struct keyring *keyring);

/* The agent, which outlives whoever starts it, is started before limits that are meant for one mail hold. */
void keyring_need_agent(struct keyring *keyring);

/* What the cover is, and what was in it: *opened is NULL when there is nothing to be read but the mail itself. PERMFAIL never. */
enum result opener_open(TALLOC_CTX *ctx, struct keyring *keyring, const struct wire_cover *cover, struct seal **seal,
    struct text **opened, struct error *err);

/* The mail as it goes out. PERMFAIL: it may not; *words what was done. */
enum result sealer_seal(TALLOC_CTX *ctx, struct keyring *keyring, const struct wire_enclose *how, struct wire_bytes mail,
    struct text **out, char **words, struct error *err);

#endif
