/* token_mark.c - short signed marks in the bodies of mails; see token.h */
#include <config.h>

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include <postigo/base/digest.h>

#include "token_key.h"

#define LEAD "ref:"
#define SIGNED_DIGITS 10		/* 50 bits */
#define SIGNED_BYTES 7			/* that give at least so many digits */
#define SIGNED_ROOM 12
#define NUMBER_DIGITS 11		/* of the largest ticket, in decimal */
#define CANDIDATES_MAX 64

static_assert(SIGNED_ROOM == (SIGNED_BYTES * 8 + 4) / 5 && SIGNED_ROOM >= SIGNED_DIGITS, "the digits of a mark");
static_assert(TOKEN_NUMBER_LIMIT <= 99999999999, "the digits of a number");

static void
sign(const struct token_key *key, uint64_t ticket, char out[SIGNED_ROOM])
{
	static const char use[] = "postigo-mark-v1";	/* with its NUL, so that no token is signed by the same bytes */
	char signed_part[sizeof(use) + NUMBER_DIGITS + 1];
	uint8_t mac[DIGEST_SIZE];

	memcpy(signed_part, use, sizeof(use));
	int digits = snprintf(signed_part + sizeof(use), NUMBER_DIGITS + 1, "%llu", (unsigned long long)ticket);
	digest_hmac(key->bytes, sizeof(key->bytes), signed_part, sizeof(use) + (size_t)digits, mac);
	token_put_bits(out, mac, SIGNED_BYTES);
}

char *
token_mark_make(TALLOC_CTX *ctx, const struct token_keys *keys, int64_t ticket)
{
	char digits[SIGNED_ROOM];

	assert(ticket > 0 && (uint64_t)ticket < TOKEN_NUMBER_LIMIT);
	sign(&keys->key[0], (uint64_t)ticket, digits);
	return talloc_asprintf(ctx, "%lld.%.*s", (long long)ticket, SIGNED_DIGITS, digits);
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Bytes above ASCII are letters of some kind. */
static bool
is_word(char c)
{
	return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || (unsigned char)c >= 0x80;
}

/* Does "ref:" end with the colon there, and begin as a word? */
static bool
is_lead(const char *text, const char *colon)
{
	const char *p = colon + 1 - strlen(LEAD);

	if (colon - text + 1 < (ptrdiff_t)strlen(LEAD) || (p > text && is_word(p[-1])))
		return false;
	for (size_t i = 0; LEAD[i] != '\0'; i++)
		if (lower(p[i]) != LEAD[i])
			return false;
	return true;
}

/* A number without leading zeros and a dot: moves *p behind them. */
static bool
take_number(const char **p, const char *end, uint64_t *out)
{
	uint64_t n = 0;
	int digits = 0;

	for (; *p < end && **p >= '0' && **p <= '9'; (*p)++, digits++) {
		if (digits == NUMBER_DIGITS || (digits == 1 && n == 0))
			return false;
		n = n * 10 + (uint64_t)(**p - '0');
	}
	if (n == 0 || n >= TOKEN_NUMBER_LIMIT || *p == end || **p != '.')
		return false;
	(*p)++;
	*out = n;
	return true;
}

/* What stands behind "ref:", when it looks like a mark. */
static bool
take_mark(const char *p, const char *end, uint64_t *ticket, char digits[SIGNED_DIGITS])
{
	if (!take_number(&p, end, ticket) || end - p < SIGNED_DIGITS)
		return false;
	for (size_t i = 0; i < SIGNED_DIGITS; i++)
		if (token_digit_value(digits[i] = lower(p[i])) < 0)
			return false;
	p += SIGNED_DIGITS;
	return p == end || !is_word(*p);
}

static bool
verify(const struct token_keys *keys, uint64_t ticket, const char digits[SIGNED_DIGITS])
{
	char wanted[SIGNED_ROOM];

	for (size_t i = 0; i < keys->count; i++) {
		sign(&keys->key[i], ticket, wanted);
		if (token_same_digits(wanted, digits, SIGNED_DIGITS))
			return true;
	}
	return false;
}

int64_t
token_mark_find(const struct token_keys *keys, const char *text, size_t size)
{
	const char *end = text + size, *colon = text;
	char digits[SIGNED_DIGITS];
	uint64_t ticket;

	for (int candidates = 0; candidates < CANDIDATES_MAX && colon < end; colon++) {
		colon = memchr(colon, ':', (size_t)(end - colon));
		if (colon == NULL)
			return 0;
		if (!is_lead(text, colon) || !take_mark(colon + 1, end, &ticket, digits))
			continue;
		if (verify(keys, ticket, digits))
			return (int64_t)ticket;
		candidates++;
	}
	return 0;
}
