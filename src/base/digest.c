/* digest.c - see digest.h */
#include <config.h>

#include <assert.h>
#include <stdlib.h>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
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

void
digest_sha256(const void *bytes, size_t n, uint8_t out[DIGEST_SIZE])
{
	EVP_MD_CTX *context = start();

	must(EVP_DigestUpdate(context, bytes, n));
	must(EVP_DigestFinal_ex(context, out, NULL));
}

/* The same for MACs. */
static EVP_MAC_CTX *
start_mac(const void *key, size_t key_size)
{
	static EVP_MAC_CTX *context;
	char digest[] = "SHA256";
	OSSL_PARAM parameters[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_construct_end(),
	};

	if (context == NULL) {
		EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);

		context = mac != NULL ? EVP_MAC_CTX_new(mac) : NULL;
		EVP_MAC_free(mac);
		must(context != NULL);
	}
	must(EVP_MAC_init(context, key, key_size, parameters));
	return context;
}

void
digest_hmac(const void *key, size_t key_size, const void *bytes, size_t n, uint8_t out[DIGEST_SIZE])
{
	EVP_MAC_CTX *context = start_mac(key, key_size);
	size_t size = 0;

	must(EVP_MAC_update(context, bytes, n));
	must(EVP_MAC_final(context, out, &size, DIGEST_SIZE));
	must(size == DIGEST_SIZE);
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
