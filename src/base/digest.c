/* digest.c - see digest.h */
#include <config.h>

#include <assert.h>
#include <stdlib.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <postigo/base/digest.h>

static_assert(DIGEST_SIZE == SHA256_DIGEST_LENGTH, "SHA-256 has 32 bytes");

void
digest_sha256(const void *bytes, size_t n, uint8_t out[DIGEST_SIZE])
{
	SHA256(bytes, n, out);
}

void
digest_hmac(const void *key, size_t key_size, const void *bytes, size_t n, uint8_t out[DIGEST_SIZE])
{
	unsigned size = 0;

	assert(key_size <= 1024);
	/* A MAC that was not made must never be compared with anything. */
	if (HMAC(EVP_sha256(), key, (int)key_size, bytes, n, out, &size) == NULL || size != DIGEST_SIZE)
		abort();
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
