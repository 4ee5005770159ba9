/* seal.c - see seal.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/seal.h>

#define SIGNER_MOST 200u
#define WHY_MOST 300u
#define ADDRESSES_MOST 50u

static const char *const names[] = {
	[SEAL_UNSIGNED] = "none", [SEAL_GOOD] = "good", [SEAL_BAD] = "bad", [SEAL_NO_KEY] = "no_key", [SEAL_REFUSED] = "refused",
	[SEAL_UNCHECKED] = "unchecked",
};

struct seal *
seal_new(TALLOC_CTX *ctx, const char *why)
{
	struct seal *seal = talloc_zero(ctx, struct seal);

	seal->system = talloc_strdup(seal, "");
	seal->fingerprint = talloc_strdup(seal, "");
	seal->signer = talloc_strdup(seal, "");
	seal->why = talloc_strdup(seal, why);
	return seal;
}

const char *
seal_signature_name(enum seal_signature signature)
{
	return names[signature];
}

void
seal_put(struct text *t, const struct seal *seal)
{
	size_t count = seal->addresses.count < ADDRESSES_MOST ? seal->addresses.count : ADDRESSES_MOST;

	wire_put_string(t, seal->system);
	wire_put_u8(t, seal->encrypted);
	wire_put_u8(t, seal->opened);
	wire_put_u8(t, (uint8_t)seal->lock);
	wire_put_u8(t, (uint8_t)seal->signature);
	wire_put_string(t, seal->fingerprint);
	wire_put_string(t, seal->signer);
	wire_put_u64(t, (uint64_t)seal->made);
	wire_put_bytes(t, seal->digest, DIGEST_SIZE);
	wire_put_string(t, seal->why);
	wire_put_u32(t, (uint32_t)count);
	for (size_t i = 0; i < count; i++)
		wire_put_string(t, seal->addresses.list[i]);
}

/* On one line, whatever came; NULL makes the message a broken one. */
static char *
get_line(TALLOC_CTX *ctx, struct wire_message *in, size_t most)
{
	SCRATCH(tmp);
	char *line = wire_get_string(tmp, in);

	if (line == NULL)
		in->broken = true;
	return line != NULL ? utf8_clean_line(ctx, line, most) : NULL;
}

enum result
seal_get(TALLOC_CTX *ctx, struct wire_message *in, struct seal **out, struct error *err)
{
	struct seal *s = talloc_zero(ctx, struct seal);
	const uint8_t *digest;
	uint32_t count;
	uint8_t lock, signature;
	size_t n;
	enum result result;

	s->system = get_line(s, in, SIGNER_MOST);
	s->encrypted = wire_get_u8(in) == 1;
	s->opened = wire_get_u8(in) == 1;
	lock = wire_get_u8(in);
	signature = wire_get_u8(in);
	s->fingerprint = get_line(s, in, SIGNER_MOST);
	s->signer = get_line(s, in, SIGNER_MOST);
	s->made = (instant)wire_get_u64(in);
	digest = wire_get_bytes(in, &n);
	if (digest != NULL && n == DIGEST_SIZE)
		memcpy(s->digest, digest, n);
	else
		in->broken = true;
	s->why = get_line(s, in, WHY_MOST);
	count = wire_get_u32(in);
	if (count > ADDRESSES_MOST || lock >= SEAL_LOCKS || signature >= SEAL_SIGNATURES)
		in->broken = true;
	for (uint32_t i = 0; i < count && !in->broken; i++) {
		s->addresses.list = talloc_realloc(s, s->addresses.list, char *, i + 1);
		s->addresses.list[i] = get_line(s, in, SIGNER_MOST);
		s->addresses.count = i + 1;
	}
	if ((result = wire_done(in, err)) != DONE) {
		talloc_free(s);
		return result;
	}
	s->lock = (enum seal_lock)lock;
	s->signature = (enum seal_signature)signature;
	*out = s;
	return DONE;
}

struct seal *
seal_within(TALLOC_CTX *ctx, struct seal *outer, struct seal *inner)
{
	if (outer == NULL)
		return talloc_steal(ctx, inner);
	/* Nothing more was there, or it could not be told: what was found before stands. */
	if (!inner->encrypted && inner->signature == SEAL_UNSIGNED)
		return outer;
	inner->opened = inner->encrypted ? inner->opened : outer->opened;
	inner->encrypted = inner->encrypted || outer->encrypted;
	return talloc_steal(ctx, inner);
}

/* Of the signature alone. */
static char *
signature_words(TALLOC_CTX *ctx, const struct seal *s)
{
	switch (s->signature) {
	case SEAL_GOOD:
		return talloc_asprintf(ctx, "signed with %s by %s (%s)", s->system, s->signer[0] != '\0' ? s->signer : "a nameless key",
		    s->fingerprint);
	case SEAL_BAD:
		return talloc_asprintf(ctx, "the %s signature is bad: what came is not what was signed", s->system);
	case SEAL_NO_KEY:
		return talloc_asprintf(ctx, "signed with %s by a key that is not in the keyring (%s)", s->system, s->fingerprint);
	case SEAL_REFUSED:
		return talloc_asprintf(ctx, "the %s signature does not count: %s", s->system, s->why);
	case SEAL_UNCHECKED:
		return talloc_asprintf(ctx, "the signature was not checked: %s", s->why);
	default:
		return talloc_strdup(ctx, s->encrypted || s->why[0] == '\0' ? "not signed" : s->why);
	}
}

char *
seal_words(TALLOC_CTX *ctx, const struct seal *s)
{
	SCRATCH(tmp);
	const char *signature = signature_words(tmp, s);

	if (!s->encrypted)
		return talloc_strdup(ctx, signature);
	if (!s->opened)
		return talloc_asprintf(ctx, "encrypted, and not opened: %s", s->why);
	return talloc_asprintf(ctx, "encrypted; %s", signature);
}
