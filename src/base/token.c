/* token.c - see token.h */
#include <config.h>

#include <assert.h>
#include <string.h>

#include <postigo/base/digest.h>
#include <postigo/base/token.h>

#include "token_key.h"

#define TOKEN_VERSION '1'
#define MAC_SIZE 16		/* bytes of the HMAC that are kept */

/* Where each field begins. */
enum { AT_VERSION = 0, AT_KEY = 1, AT_PURPOSE = 2, AT_WEEK = 3, AT_TICKET = 5, AT_PERSON = 12, AT_MAC = 19 };
#define WEEK_DIGITS (AT_TICKET - AT_WEEK)
#define NUMBER_DIGITS (AT_PERSON - AT_TICKET)
#define MAC_DIGITS (TOKEN_LENGTH - AT_MAC)

/* Weeks are counted from Monday 2024-01-01; the last that fits begins in August 2043. */
#define FIRST_WEEK ((instant)1704067200000)
#define LAST_WEEK 1023

static_assert(MAC_DIGITS == (MAC_SIZE * 8 + 4) / 5, "the digits of a MAC");

const char token_alphabet[TOKEN_KEYS_MAX + 1] = "0123456789abcdefghjkmnpqrstvwxyz";

int
token_digit_value(char c)
{
	const char *p = c == '\0' ? NULL : strchr(token_alphabet, c);

	return p == NULL ? -1 : (int)(p - token_alphabet);
}

static void
put_number(char *out, size_t digits, uint64_t n)
{
	for (size_t i = digits; i > 0; i--, n >>= 5)
		out[i - 1] = token_alphabet[n & 31];
}

static uint64_t
get_number(const char *in, size_t digits)
{
	uint64_t n = 0;

	for (size_t i = 0; i < digits; i++)
		n = n << 5 | (uint64_t)token_digit_value(in[i]);
	return n;
}

void
token_put_bits(char *out, const uint8_t *bytes, size_t n)
{
	uint32_t bits = 0;
	int held = 0;

	for (size_t i = 0; i < n; i++) {
		bits = (bits << 8 | bytes[i]) & 0xFFFF;
		for (held += 8; held >= 5; held -= 5)
			*out++ = token_alphabet[bits >> (held - 5) & 31];
	}
	if (held > 0)
		*out = token_alphabet[bits << (5 - held) & 31];
}

/* The MAC of everything that stands before it, as digits. */
static void
put_mac(char *out, const struct token_key *key, const char *token)
{
	static const char use[] = "postigo-reply-v1";	/* with its NUL */
	char signed_part[sizeof(use) + AT_MAC];
	uint8_t mac[DIGEST_SIZE];

	memcpy(signed_part, use, sizeof(use));
	memcpy(signed_part + sizeof(use), token, AT_MAC);
	digest_hmac(key->bytes, sizeof(key->bytes), signed_part, sizeof(signed_part), mac);
	token_put_bits(out, mac, MAC_SIZE);
}

static bool
is_purpose(char c)
{
	return c == TOKEN_REQUESTER || c == TOKEN_TECHNICIAN || c == TOKEN_BOUNCE || c == TOKEN_MESSAGE_ID ||
	    c == TOKEN_CONFIRM || c == TOKEN_INTERNAL || c == TOKEN_VENDOR || c == TOKEN_SOLVED || c == TOKEN_UNSOLVED ||
	    c == TOKEN_ARTICLE || c == TOKEN_COMMAND || c == TOKEN_UNDO ||
	    c == TOKEN_TAKE || c == TOKEN_NOTE || c == TOKEN_ESCALATE || c == TOKEN_CLOSE || c == TOKEN_WAIT || c == TOKEN_SPAM ||
	    c == TOKEN_HEARD ||
	    (c >= TOKEN_RATING_1 && c <= TOKEN_RATING_5);
}

static uint64_t
week_of(instant t)
{
	if (t < FIRST_WEEK)
		return 0;
	uint64_t week = (uint64_t)(t - FIRST_WEEK) / (uint64_t)DAYS(7);
	return week < LAST_WEEK ? week : LAST_WEEK;
}

char *
token_make(TALLOC_CTX *ctx, const struct token_keys *keys, enum token_purpose purpose, uint64_t ticket,
    uint64_t person, instant now)
{
	char token[TOKEN_LENGTH];

	/* A number that is cut off would name somebody else. */
	assert(ticket < TOKEN_NUMBER_LIMIT && person < TOKEN_NUMBER_LIMIT && is_purpose((char)purpose));
	token[AT_VERSION] = TOKEN_VERSION;
	token[AT_KEY] = keys->key[0].id;
	token[AT_PURPOSE] = (char)purpose;
	put_number(token + AT_WEEK, WEEK_DIGITS, week_of(now));
	put_number(token + AT_TICKET, NUMBER_DIGITS, ticket);
	put_number(token + AT_PERSON, NUMBER_DIGITS, person);
	put_mac(token + AT_MAC, &keys->key[0], token);
	return talloc_strndup(ctx, token, TOKEN_LENGTH);
}

/* A copy in lower case, exactly as long as a token and of its alphabet only. */
static bool
fold(const char *text, char token[TOKEN_LENGTH])
{
	if (strnlen(text, TOKEN_LENGTH + 1) != TOKEN_LENGTH)
		return false;
	for (size_t i = 0; i < TOKEN_LENGTH; i++) {
		char c = text[i];
		token[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		if (token_digit_value(token[i]) < 0)
			return false;
	}
	return true;
}

bool
token_same_digits(const char *a, const char *b, size_t n)
{
	volatile unsigned char difference = 0;

	for (size_t i = 0; i < n; i++)
		difference |= (unsigned char)(a[i] ^ b[i]);
	return difference == 0;
}

enum result
token_verify(const struct token_keys *keys, const char *text, struct token *out, struct error *err)
{
	char token[TOKEN_LENGTH], mac[MAC_DIGITS];

	if (!fold(text, token))
		return error_set(err, PERMFAIL, "not a token: not %d characters of its alphabet", TOKEN_LENGTH);
	if (token[AT_VERSION] != TOKEN_VERSION)
		return error_set(err, PERMFAIL, "token of unknown version '%c'", token[AT_VERSION]);
	if (!is_purpose(token[AT_PURPOSE]))
		return error_set(err, PERMFAIL, "token for unknown purpose '%c'", token[AT_PURPOSE]);
	const struct token_key *key = token_key_find(keys, token[AT_KEY]);
	if (key == NULL)
		return error_set(err, PERMFAIL, "token signed with key '%c', which we do not have", token[AT_KEY]);
	/* Digits are compared, not bits: so a token has one spelling, the bits that fill up its end included. */
	put_mac(mac, key, token);
	if (!token_same_digits(mac, token + AT_MAC, MAC_DIGITS))
		return error_set(err, PERMFAIL, "token with a wrong signature");
	*out = (struct token){
		.purpose = (enum token_purpose)token[AT_PURPOSE],
		.ticket = get_number(token + AT_TICKET, NUMBER_DIGITS),
		.person = get_number(token + AT_PERSON, NUMBER_DIGITS),
		.issued = FIRST_WEEK + DAYS(7) * (instant)get_number(token + AT_WEEK, WEEK_DIGITS),
	};
	return DONE;
}
