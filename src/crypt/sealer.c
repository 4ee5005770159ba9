/* sealer.c - signs and encrypts a finished mail */
#include <config.h>

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>
#include <postigo/mail/enclose.h>

#include "room.h"

#define KEYS_MOST 8	/* of one recipient */

/* One mail being sealed. */
struct sealing {
	TALLOC_CTX *ctx;
	struct keyring *keyring;
	const struct wire_enclose *how;
	struct text *body;		/* as it stands so far */
	gpgme_key_t keys[KEYS_MOST + 1];	/* of the recipient */
	size_t key_count;
	enum keyring_system to;		/* which system they are of */
	bool named, seen;		/* somebody says which the recipient's are; and one of those is there, usable or not */
	char *words;
};

static void
say(struct sealing *s, const char *words)
{
	s->words = s->words == NULL ? talloc_strdup(s->ctx, words) : talloc_asprintf(s->ctx, "%s and %s", s->words, words);
}

static const char *
system_name(enum keyring_system system)
{
	return system == KEYRING_OPENPGP ? "OpenPGP" : "S/MIME";
}

static bool
is_usable(gpgme_key_t key)
{
	return !key->revoked && !key->expired && !key->disabled && !key->invalid;
}

/* Takes the key if it can be encrypted to; else lets it go. That it cannot be told whether it was withdrawn is no such answer: the
 * mail would go out in clear. */
static enum result
take_key(struct sealing *s, gpgme_key_t key, enum keyring_system system, struct error *err)
{
	bool withdrawn = false;
	enum result result = DONE;

	room_hold_key(s->ctx, key);
	if (!is_usable(key) || !key->can_encrypt || s->key_count == KEYS_MOST || key->fpr == NULL)
		return DONE;
	if (system == KEYRING_SMIME)
		result = owners_withdrew(s->keyring, key->fpr, &withdrawn, err);
	if (result != DONE || withdrawn)
		return result;
	s->keys[s->key_count++] = key;
	s->to = system;
	return DONE;
}

/* That there is no such key is an answer. Whatever else ends a search says nothing of keys: a mail that should be encrypted must
 * not go out in clear because a program could not be started. */
static enum result
searched(gpgme_error_t ended, struct error *err)
{
	switch (gpgme_err_code(ended)) {
	case GPG_ERR_NO_ERROR:
	case GPG_ERR_EOF:
	case GPG_ERR_NO_PUBKEY:
	case GPG_ERR_NOT_FOUND:
		return DONE;
	default:
		return error_set(err, TEMPFAIL, "looking for the recipient's key: %s", gpgme_strerror(ended));
	}
}

/* By fingerprint: those that the config names, or the owners' file. */
static enum result
take_named(struct sealing *s, gpgme_ctx_t context, enum keyring_system system, const char *fingerprints,
    struct error *err)
{
	SCRATCH(tmp);
	enum result result = DONE;
	gpgme_key_t key;

	for (const char *p = fingerprints; *p != '\0' && result == DONE; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		gpgme_error_t ended = gpgme_get_key(context, talloc_strndup(tmp, p, n), &key, 0);

		s->named = true;
		s->seen |= ended == 0;
		result = ended == 0 ? take_key(s, key, system, err) : searched(ended, err);
		p += n;
	}
	return result;
}

static bool
has_address(gpgme_key_t key, const char *address)
{
	SCRATCH(tmp);
	const char *own;

	for (gpgme_user_id_t uid = key->uids; uid != NULL; uid = uid->next)
		if (!uid->revoked && !uid->invalid && (own = room_address(tmp, uid)) != NULL && strcasecmp(own, address) == 0)
			return true;
	return false;
}

/* Certificates for the address that an authority which is trusted vouches for. */
static enum result
take_vouched(struct sealing *s, gpgme_ctx_t context, struct error *err)
{
	enum result result = DONE;
	gpgme_error_t ended;
	gpgme_key_t key;

	(void)gpgme_set_keylist_mode(context, GPGME_KEYLIST_MODE_LOCAL | GPGME_KEYLIST_MODE_VALIDATE);
	ended = gpgme_op_keylist_start(context, s->how->recipient, 0);
	/* Before the first key that is no end of them, but of a gpgsm that could not begin. */
	if (gpgme_err_code(ended) == GPG_ERR_EOF)
		return error_set(err, TEMPFAIL, "looking for the recipient's key: gpgsm ended at once");
	if (ended != 0)
		return searched(ended, err);
	while (result == DONE && (ended = gpgme_op_keylist_next(context, &key)) == 0) {
		if (key->uids != NULL && key->uids->validity >= GPGME_VALIDITY_FULL && has_address(key, s->how->recipient))
			result = take_key(s, key, KEYRING_SMIME, err);
		else
			gpgme_key_unref(key);
	}
	return result == DONE ? searched(ended, err) : result;
}

/* The recipient's keys of that system. */
static enum result
find_keys(struct sealing *s, enum keyring_system system, struct error *err)
{
	gpgme_ctx_t context;
	char *owned;
	enum result result = s->key_count > 0 ? NONE : room_context(s->ctx, s->keyring, system, &context, err);

	if (result != DONE)
		return result == NONE ? DONE : result;
	if (system == KEYRING_SMIME)
		keyring_need_agent(s->keyring);
	if (s->how->keys[0] != '\0')
		return take_named(s, context, system, s->how->keys, err);
	if (system == KEYRING_SMIME)
		return take_vouched(s, context, err);
	if ((result = owners_keys(s->ctx, s->keyring, s->how->recipient, &owned, err)) != DONE)
		return result;
	return take_named(s, context, system, owned, err);
}

/* Ours, of the mailbox's address. NULL: there is none. */
static gpgme_key_t
signing_key(struct sealing *s, gpgme_ctx_t context)
{
	gpgme_key_t key, found = NULL;

	if (gpgme_op_keylist_start(context, s->how->signer, 1) != 0)
		return NULL;
	while (gpgme_op_keylist_next(context, &key) == 0) {
		room_hold_key(s->ctx, key);
		if (found == NULL && is_usable(key) && key->can_sign && has_address(key, s->how->signer))
			found = key;
	}
	return found;
}

/* A context whose signer is the mailbox. */
static enum result
signer_context(struct sealing *s, enum keyring_system system, gpgme_ctx_t *context, struct error *err)
{
	enum result result = room_context(s->ctx, s->keyring, system, context, err);
	gpgme_error_t failure;
	gpgme_key_t key;

	if (result != DONE)
		return result;
	/* An operator can mend that: until then the mail waits. */
	if ((key = signing_key(s, *context)) == NULL)
		return error_set(err, TEMPFAIL, "the keyring has no %s key of %s that can sign", system_name(system), s->how->signer);
	failure = gpgme_signers_add(*context, key);
	return failure == 0 ? DONE : room_failure(failure, "signing", err);
}

static struct wire_bytes
bytes_of(const struct text *t)
{
	return (struct wire_bytes){ t->bytes, t->size };
}

static struct span
span_in(const struct text *t)
{
	return (struct span){ t->bytes, t->size };
}

/* "sha512", as it was signed with. */
static char *
digest_name(TALLOC_CTX *ctx, gpgme_ctx_t context)
{
	gpgme_sign_result_t result = gpgme_op_sign_result(context);
	const char *name = result != NULL && result->signatures != NULL ? gpgme_hash_algo_name(result->signatures->hash_algo) : NULL;
	char *out = talloc_strdup(ctx, name != NULL ? name : "sha256");

	for (char *p = out; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return out;
}

static gpgme_data_t
output_for(struct sealing *s, gpgme_ctx_t context, enum keyring_system system, struct text **text)
{
	gpgme_data_t out = room_output(s->ctx, WIRE_COVERED_MAX, text);

	if (system == KEYRING_OPENPGP)
		gpgme_set_armor(context, 1);
	else if (out != NULL)
		(void)gpgme_data_set_encoding(out, GPGME_DATA_ENCODING_BASE64);
	return out;
}

static enum result
sign(struct sealing *s, enum keyring_system system, struct error *err)
{
	gpgme_ctx_t context;
	struct text *signature;
	gpgme_data_t in, out;
	gpgme_error_t failure;
	enum result result = signer_context(s, system, &context, err);

	if (result != DONE)
		return result;
	in = room_input(s->ctx, bytes_of(s->body));
	out = output_for(s, context, system, &signature);
	if (in == NULL || out == NULL)
		return error_set(err, TEMPFAIL, "GpgME has no memory");
	if ((failure = gpgme_op_sign(context, in, out, GPGME_SIG_MODE_DETACH)) != 0)
		(void)room_failure(failure, "signing", err);
	/* That is the keyring's fault and not the mail's. */
	if (failure != 0)
		return TEMPFAIL;
	s->body = (system == KEYRING_OPENPGP ? enclose_signed_pgp : enclose_signed_cms)(s->ctx, s->body, span_in(signature),
	    digest_name(s->ctx, context));
	say(s, talloc_asprintf(s->ctx, "signed (%s)", system_name(system)));
	return DONE;
}

/* OpenPGP signs inside what it encrypts; S/MIME encrypts what was signed before. */
static enum result
encrypt(struct sealing *s, bool signs, struct error *err)
{
	gpgme_ctx_t context;
	struct text *made;
	gpgme_data_t in, out;
	gpgme_error_t failure;
	enum result result = signs ? signer_context(s, s->to, &context, err) : room_context(s->ctx, s->keyring, s->to, &context, err);

	if (result != DONE)
		return result;
	in = room_input(s->ctx, bytes_of(s->body));
	out = output_for(s, context, s->to, &made);
	if (in == NULL || out == NULL)
		return error_set(err, TEMPFAIL, "GpgME has no memory");
	failure = signs ? gpgme_op_encrypt_sign(context, s->keys, GPGME_ENCRYPT_ALWAYS_TRUST, in, out) :
	    gpgme_op_encrypt(context, s->keys, GPGME_ENCRYPT_ALWAYS_TRUST, in, out);
	if (failure != 0)
		return room_failure(failure, "encrypting", err);
	s->body = (s->to == KEYRING_OPENPGP ? enclose_encrypted_pgp : enclose_encrypted_cms)(s->ctx, span_in(made));
	say(s, talloc_asprintf(s->ctx, signs ? "signed and encrypted (%s)" : "encrypted (%s)", system_name(s->to)));
	return DONE;
}

/* Which keys there are, those of the system that the mailbox signs with first. */
static enum result
find_recipient(struct sealing *s, struct error *err)
{
	enum keyring_system first = (s->how->how & ENCLOSE_SIGN_CMS) != 0 ? KEYRING_SMIME : KEYRING_OPENPGP;
	enum result result = DONE;

	if ((s->how->how & (ENCLOSE_IF_KNOWN | ENCLOSE_REQUIRED)) == 0)
		return DONE;
	result = find_keys(s, first, err);
	if (result == DONE)
		result = find_keys(s, first == KEYRING_SMIME ? KEYRING_OPENPGP : KEYRING_SMIME, err);
	/* A gpg that cannot read its own settings finds nothing either, and GpgME takes that for an answer. */
	if (result == DONE && s->named && !s->seen)
		return error_set(err, TEMPFAIL, "the keyring does not give the key that is %s's", s->how->recipient);
	if (result == DONE && s->key_count == 0 && (s->how->how & ENCLOSE_REQUIRED) != 0)
		return error_set(err, PERMFAIL, "not sent: the mailbox sends nothing that is not encrypted, and no valid key of %s is known",
		    s->how->recipient);
	return result;
}

enum result
sealer_seal(TALLOC_CTX *ctx, struct keyring *keyring, const struct wire_enclose *how, struct wire_bytes mail, struct text **out,
    char **words, struct error *err)
{
	struct sealing s = { .ctx = ctx, .keyring = keyring, .how = how };
	enum keyring_system system = (how->how & ENCLOSE_SIGN_CMS) != 0 ? KEYRING_SMIME : KEYRING_OPENPGP;
	bool signs = (how->how & (ENCLOSE_SIGN_PGP | ENCLOSE_SIGN_CMS)) != 0, inside;
	struct text *head;
	enum result result;

	/* Without the folder nobody seems to have a key. */
	if ((result = keyring_there(keyring_folder(keyring), err)) != DONE)
		return error_set(err, TEMPFAIL, "%s", result == NONE ? talloc_asprintf(ctx, "there is no keyring at %s",
		    keyring_folder(keyring)) : talloc_strdup(ctx, err->text));
	keyring_need_agent(keyring);
	enclose_split(ctx, (struct span){ mail.at, mail.size }, &head, &s.body);
	result = find_recipient(&s, err);
	/* A signature of the other system would be in nobody's way of reading it. */
	inside = signs && s.key_count > 0 && s.to == system && system == KEYRING_OPENPGP;
	if (result == DONE && signs && !inside && (s.key_count == 0 || s.to == system))
		result = sign(&s, system, err);
	if (result == DONE && s.key_count > 0)
		result = encrypt(&s, inside, err);
	if (result != DONE)
		return result;
	text_add(head, s.body->bytes, s.body->size);
	*out = head;
	*words = s.words != NULL ? s.words : talloc_strdup(ctx, "neither signed nor encrypted: no key of its recipient is known");
	return DONE;
}
