/* digest.c - SHA-256 and HMAC give what their papers say */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/digest.h>
static void
sha256(void **state)
{
	static const struct {
		const char *text, *want;
	} samples[] = {		/* FIPS 180-2, appendix B */
		{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	};
	uint8_t digest[DIGEST_SIZE];
	char hex[2 * DIGEST_SIZE + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		digest_sha256(samples[i].text, strlen(samples[i].text), digest);
		digest_hex(digest, sizeof(digest), hex);
		assert_string_equal(hex, samples[i].want);
	}
}

static void
hmac(void **state)
{
	static const struct {
		const char *key, *text, *want;
	} samples[] = {		/* RFC 4231, cases 2 and 6 (its key is 131 times the byte aa) */
		{ "Jefe", "what do ya want for nothing?",
		    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
		{ NULL, "Test Using Larger Than Block-Size Key - Hash Key First",
		    "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
	};
	uint8_t digest[DIGEST_SIZE], long_key[131];
	char hex[2 * DIGEST_SIZE + 1];

	(void)state;
	memset(long_key, 0xAA, sizeof(long_key));
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		const void *key = samples[i].key != NULL ? (const void *)samples[i].key : long_key;
		size_t size = samples[i].key != NULL ? strlen(samples[i].key) : sizeof(long_key);
		digest_hmac(key, size, samples[i].text, strlen(samples[i].text), digest);
		digest_hex(digest, sizeof(digest), hex);
		assert_string_equal(hex, samples[i].want);
	}
}

static void
hex(void **state)
{
	char out[5] = "xxxx";

	(void)state;
	digest_hex((const uint8_t *)"\x0F\xA0", 2, out);
	assert_string_equal(out, "0fa0");
	digest_hex(NULL, 0, out);
	assert_string_equal(out, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sha256),
		cmocka_unit_test(hmac),
		cmocka_unit_test(hex),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
