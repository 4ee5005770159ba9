/* digest.c - see digest.h */
#include <config.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <postigo/base/digest.h>

static_assert(DIGEST_SIZE == SHA256_DIGEST_LENGTH, "SHA-256 has 32 bytes");

/* A digest that was not made must never be compared with anything. */
static void
must(int done)
{
	if (done != 1)
		abort();
}

/* OpenSSL's SHA256() and HMAC() look the algorithm up, make a context and free it each time, which costs several times as
 * much as the digest of a short text. No process of ours has threads: one context serves all. */
static EVP_MD_CTX *
start(void)
{
	static EVP_MD_CTX *context;

	if (context != NULL) {
		must(EVP_DigestInit_ex2(context, NULL, NULL));
		return context;
	}
	context = EVP_MD_CTX_new();
	must(context != NULL && EVP_DigestInit_ex2(context, EVP_MD_fetch(NULL, "SHA256", NULL), NULL));
	return context;
}

/* The digest of a followed by b. */
static void
digest_two(const void *a, size_t a_size, const void *b, size_t b_size, uint8_t out[DIGEST_SIZE])
{
	EVP_MD_CTX *context = start();

	must(EVP_DigestUpdate(context, a, a_size));
	must(EVP_DigestUpdate(context, b, b_size));
	must(EVP_DigestFinal_ex(context, out, NULL));
}

void
digest_sha256(const void *bytes, size_t n, uint8_t out[DIGEST_SIZE])
{
	digest_two(bytes, n, "", 0, out);
}

/* RFC 2104. */
void
digest_hmac(const void *key, size_t key_size, const void *bytes, size_t n, uint8_t out[DIGEST_SIZE])
{
	uint8_t inner[SHA256_CBLOCK] = { 0 }, outer[SHA256_CBLOCK];

	if (key_size > sizeof(inner))
		digest_sha256(key, key_size, inner);
	else
		memcpy(inner, key, key_size);
	for (size_t i = 0; i < sizeof(inner); i++) {
		outer[i] = inner[i] ^ 0x5C;
		inner[i] ^= 0x36;
	}
	digest_two(inner, sizeof(inner), bytes, n, out);
	digest_two(outer, sizeof(outer), out, DIGEST_SIZE, out);
	OPENSSL_cleanse(inner, sizeof(inner));
	OPENSSL_cleanse(outer, sizeof(outer));
}

void
digest_hex(const uint8_t *bytes, size_t n, char *out)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		*out++ = digits[bytes[i] >> 4];
		*out++ = digits[bytes[i] & 15];
	}
	*out = '\0';
}
