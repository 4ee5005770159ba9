/* opener.c - verifies and decrypts what a reader has cut out of a mail */
#include <config.h>

#include <string.h>

#include <postigo/base/digest.h>
#include <postigo/base/memory.h>
#include <postigo/mail/address.h>
#include <postigo/mail/armour.h>
#include <postigo/mail/recipients.h>
#include <postigo/base/utf8.h>

#include "room.h"

#define SIGNER_MOST 200u

/* One cover being opened. */
struct opening {
	TALLOC_CTX *ctx;
	struct keyring *keyring;
	const struct wire_cover *cover;
	enum keyring_system system;
	gpgme_ctx_t context;
	gpgme_data_t content, signature;
	gpgme_data_t plain;
	struct text *text;		/* what plain was written to */
	struct seal *seal;
};

static void
because(struct opening *o, const char *why)
{
	talloc_free(o->seal->why);
	o->seal->why = utf8_clean_line(o->seal, why, 300);
}

/* Digests of which two texts with the same value can be made. */
static bool
is_weak(gpgme_hash_algo_t digest)
{
	return digest == GPGME_MD_MD5 || digest == GPGME_MD_SHA1 || digest == GPGME_MD_MD2 || digest == GPGME_MD_MD4 ||
	    digest == GPGME_MD_HAVAL || digest == GPGME_MD_TIGER || digest == GPGME_MD_CRC32;
}

/* The words alone. How a line ends, and blanks at its end, a signature of text does not bind, nor what a program made of them on
 * the way: whoever has caught one may change them, and it is the same one still. */
static struct text *
bare(TALLOC_CTX *ctx, struct wire_bytes bytes)
{
	struct text *out = text_new(ctx, bytes.size);
	const char *at = (const char *)bytes.at, *end = at + bytes.size;
	size_t kept = 0;

	while (at < end) {
		const char *line = at, *stop = memchr(at, '\n', (size_t)(end - at));

		at = stop != NULL ? stop + 1 : end;
		for (const char *p = line; p < (stop != NULL ? stop : end); p++)
			if (*p != '\r')
				text_add_char(out, *p);
		while (out->size > kept && (out->bytes[out->size - 1] == ' ' || out->bytes[out->size - 1] == '\t'))
			out->size--;
		if (stop != NULL)
			text_add_char(out, '\n');
		kept = out->size;
	}
	while (out->size > 0 && out->bytes[out->size - 1] == '\n')
		out->size--;
	return out;
}

/* So that the same signature can be told when it comes again, in other clothes: what was signed, by whom and when. */
static void
put_digest(struct opening *o)
{
	SCRATCH(tmp);
	const bool apart = o->cover->kind == COVER_PGP_SIGNED || o->cover->kind == COVER_CMS_SIGNED;
	struct wire_bytes signed_bytes = apart ? o->cover->content : (struct wire_bytes){ o->text->bytes, o->text->size };
	uint8_t both[DIGEST_SIZE * 2];
	char *who = talloc_asprintf(tmp, "%s %lld", o->seal->fingerprint, (long long)o->seal->made);

	digest_sha256(who, strlen(who), both);
	struct text *words = bare(tmp, signed_bytes);

	digest_sha256(words->bytes, words->size, both + DIGEST_SIZE);
	digest_sha256(both, sizeof(both), o->seal->digest);
}

/* Whose key it is, and for whom it counts. */
static void
put_signer(struct opening *o, gpgme_signature_t s)
{
	gpgme_key_t key;

	o->seal->fingerprint = talloc_strdup(o->seal, s->fpr != NULL ? s->fpr : "");
	if (s->fpr == NULL || gpgme_get_key(o->context, s->fpr, &key, 0) != 0)
		return;
	room_hold_key(o->ctx, key);
	o->seal->fingerprint = talloc_strdup(o->seal, key->fpr != NULL ? key->fpr : "");
	if (key->uids != NULL && key->uids->uid != NULL)
		o->seal->signer = utf8_clean_line(o->seal, key->uids->uid, SIGNER_MOST);
	if (o->system == KEYRING_OPENPGP) {
		o->seal->addresses = owners_of(o->seal, o->keyring, o->seal->fingerprint);
		return;
	}
	for (gpgme_user_id_t uid = key->uids; uid != NULL && o->seal->addresses.count < 20; uid = uid->next) {
		char *address = room_address(o->seal, uid);
		struct mail_strings *list = &o->seal->addresses;

		/* Nobody has an address that long (RFC 5321 section 4.5.3.1), and a certificate is anybody's to fill. */
		if (address == NULL || strlen(address) > ADDRESS_MAX)
			continue;
		list->list = talloc_realloc(o->seal, list->list, char *, (unsigned)list->count + 1);
		list->list[list->count++] = address;
	}
}

static enum seal_signature
refused(struct opening *o, const char *why)
{
	because(o, why);
	return SEAL_REFUSED;
}

/* What cannot be told counts for nobody. */
static bool
is_withdrawn(const struct opening *o, const char *fingerprint)
{
	bool withdrawn = true;
	struct error err;

	if (fingerprint != NULL)
		(void)owners_withdrew(o->keyring, fingerprint, &withdrawn, &err);
	return withdrawn;
}

static enum seal_signature
judge(struct opening *o, gpgme_signature_t s)
{
	switch (gpgme_err_code(s->status)) {
	case GPG_ERR_NO_ERROR:
		break;
	case GPG_ERR_BAD_SIGNATURE:
		return SEAL_BAD;
	case GPG_ERR_NO_PUBKEY:
		return SEAL_NO_KEY;
	case GPG_ERR_KEY_EXPIRED:
	case GPG_ERR_CERT_EXPIRED:
		return refused(o, "the signer's key has expired");
	case GPG_ERR_CERT_REVOKED:
		return refused(o, "the signer's key was revoked");
	case GPG_ERR_SIG_EXPIRED:
		return refused(o, "it has expired");
	default:
		return refused(o, gpgme_strerror(s->status));
	}
	if (is_weak(s->hash_algo))
		return refused(o, "it is made with a digest that can be forged");
	if (s->wrong_key_usage)
		return refused(o, "the key is not meant for signing");
	if (o->system == KEYRING_SMIME && s->validity < GPGME_VALIDITY_FULL)
		return refused(o, s->validity_reason != 0 ? gpgme_strerror(s->validity_reason) :
		    "no authority that is trusted vouches for the certificate");
	if (o->system == KEYRING_SMIME && is_withdrawn(o, s->fpr))
		return refused(o, "the certificate was withdrawn");
	return SEAL_GOOD;
}

/* The first good signature, else the first. */
static void
look_at_signatures(struct opening *o)
{
	gpgme_verify_result_t result = gpgme_op_verify_result(o->context);
	gpgme_signature_t best = NULL;

	for (gpgme_signature_t s = result != NULL ? result->signatures : NULL; s != NULL; s = s->next)
		if (best == NULL || (judge(o, s) == SEAL_GOOD && judge(o, best) != SEAL_GOOD))
			best = s;
	because(o, "");
	if (best == NULL)
		return;
	o->seal->made = (instant)best->timestamp * 1000;
	o->seal->signature = judge(o, best);
	if (o->seal->signature == SEAL_BAD)
		return;
	put_signer(o, best);
	put_digest(o);
}

static enum result
verify(struct opening *o, struct error *err)
{
	bool apart = o->cover->kind == COVER_PGP_SIGNED || o->cover->kind == COVER_CMS_SIGNED;
	gpgme_error_t failure = apart ? gpgme_op_verify(o->context, o->signature, o->content, NULL) :
	    gpgme_op_verify(o->context, o->content, NULL, o->plain);

	if (failure != 0 && room_failure(failure, "verifying", err) == TEMPFAIL)
		return TEMPFAIL;
	if (failure != 0 || o->text->cut) {
		o->seal->signature = SEAL_REFUSED;
		because(o, o->text->cut ? "what is in it is too large" : gpgme_strerror(failure));
		return DONE;
	}
	look_at_signatures(o);
	if (o->seal->signature == SEAL_UNSIGNED) {
		o->seal->signature = SEAL_REFUSED;
		because(o, "there is no signature in it");
	}
	return DONE;
}

static void
stays_locked(struct opening *o, enum seal_lock lock, const char *why)
{
	o->seal->lock = lock;
	because(o, why);
}

/* Why nothing came out: an attacker who can try again and again learns no more than that from it. */
static void
say_locked(struct opening *o, gpgme_error_t failure)
{
	gpgme_decrypt_result_t result = gpgme_op_decrypt_result(o->context);

	if (o->text->cut)
		stays_locked(o, SEAL_LOCK_LARGE, "what is in it is too large");
	else if (result != NULL && result->legacy_cipher_nomdc)
		stays_locked(o, SEAL_LOCK_LOOSE, "nothing in it shows whether somebody has changed it on the way");
	else if (gpgme_err_code(failure) == GPG_ERR_NO_SECKEY)
		stays_locked(o, SEAL_LOCK_KEYLESS, "it is not for any of our keys");
	else
		stays_locked(o, SEAL_LOCK_OTHER, gpgme_strerror(failure));
}

/* What is to be decrypted, so that nobody takes anything off it or looks for it elsewhere any more. */
static struct span
naked(struct opening *o)
{
	struct span content = { o->cover->content.at, o->cover->content.size };

	if (o->system == KEYRING_OPENPGP)
		content = armour_take_off(o->ctx, content);
	if ((o->content = room_input(o->ctx, (struct wire_bytes){ content.at, content.size })) != NULL)
		(void)gpgme_data_set_encoding(o->content, GPGME_DATA_ENCODING_BINARY);
	return content;
}

static enum result
decrypt(struct opening *o, struct error *err)
{
	struct span content = naked(o);
	enum recipients_refusal refused = recipients_refuse(o->system == KEYRING_SMIME, content);
	gpgme_decrypt_result_t result;
	gpgme_error_t failure;

	if (o->content == NULL)
		return error_set(err, TEMPFAIL, "GpgME has no memory");
	o->seal->encrypted = true;
	/* Each that is not named costs a trial of every key of ours, and meanwhile all other mail waits. */
	if (refused == RECIPIENTS_TOO_MANY) {
		stays_locked(o, SEAL_LOCK_CROWDED, "it is encrypted to too many recipients");
		return DONE;
	}
	if (refused != RECIPIENTS_FINE) {
		stays_locked(o, SEAL_LOCK_OTHER, "it does not begin as what is encrypted does");
		return DONE;
	}
	keyring_need_agent(o->keyring);
	failure = o->system == KEYRING_OPENPGP ? gpgme_op_decrypt_verify(o->context, o->content, o->plain) :
	    gpgme_op_decrypt(o->context, o->content, o->plain);
	result = gpgme_op_decrypt_result(o->context);
	/* What came out before gpg saw that it was tampered with is not looked at. */
	if (failure != 0 || o->text->cut || (result != NULL && result->legacy_cipher_nomdc)) {
		if (failure != 0 && !o->text->cut && room_failure(failure, "decrypting", err) == TEMPFAIL)
			return TEMPFAIL;
		say_locked(o, failure);
		return DONE;
	}
	o->seal->opened = true;
	if (o->system == KEYRING_OPENPGP)
		look_at_signatures(o);
	return DONE;
}

static bool
is_encrypted(enum cover_kind kind)
{
	return kind == COVER_PGP_ENCRYPTED || kind == COVER_CMS_ENCRYPTED;
}

/* What is to be read from now on: what was in it, or exactly what was signed. NULL: the mail as it is. */
static void
take_out(struct opening *o, struct text **opened)
{
	const struct wire_cover *c = o->cover;
	bool apart = c->kind == COVER_PGP_SIGNED || c->kind == COVER_CMS_SIGNED;
	struct wire_bytes content = apart ? c->content : (struct wire_bytes){ o->text->bytes, o->text->size };
	struct text *out;

	*opened = NULL;
	if (is_encrypted(c->kind) ? !o->seal->opened : o->seal->signature == SEAL_BAD || o->seal->signature == SEAL_UNSIGNED)
		return;
	/* Of an unknown key gpg checks nothing, and what it writes is not what anybody has signed. */
	if (!is_encrypted(c->kind) && o->seal->signature != SEAL_GOOD)
		return;
	out = text_new(o->ctx, WIRE_COVERED_MAX);
	text_add(out, c->head.at, c->head.size);
	text_add(out, c->before.at, c->before.size);
	text_add(out, content.at, content.size);
	*opened = out;
}

enum result
opener_open(TALLOC_CTX *ctx, struct keyring *keyring, const struct wire_cover *cover, struct seal **seal, struct text **opened,
    struct error *err)
{
	bool cms = cover->kind >= COVER_CMS_SIGNED;
	struct opening o = { .ctx = ctx, .keyring = keyring, .cover = cover, .system = cms ? KEYRING_SMIME : KEYRING_OPENPGP };
	enum result result = room_context(ctx, keyring, o.system, &o.context, err);

	if (result != DONE)
		return result;
	o.seal = seal_new(ctx, "");
	o.seal->system = talloc_strdup(o.seal, cms ? "S/MIME" : "OpenPGP");
	o.content = room_input(ctx, cover->content);
	o.signature = room_input(ctx, cover->signature);
	o.plain = room_output(ctx, OPENED_MAX, &o.text);
	if (o.content == NULL || o.signature == NULL || o.plain == NULL)
		return error_set(err, TEMPFAIL, "GpgME has no memory");
	/* gpgsm asks the agent which authorities are trusted. */
	if (cms)
		keyring_need_agent(keyring);
	result = is_encrypted(cover->kind) ? decrypt(&o, err) : verify(&o, err);
	if (result != DONE)
		return result;
	take_out(&o, opened);
	*seal = o.seal;
	return DONE;
}
