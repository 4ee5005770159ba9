/* digest.h - SHA-256 and HMAC-SHA-256 */
#ifndef POSTIGO_BASE_DIGEST_H
#define POSTIGO_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#define DIGEST_SIZE 32

void digest_sha256(const void *bytes, size_t n, uint8_t out[DIGEST_SIZE]);
void digest_hmac(const void *key, size_t key_size, const void *bytes, size_t n, uint8_t out[DIGEST_SIZE]);

/* Lower-case hexadecimal with a NUL: 2n + 1 characters. */
void digest_hex(const uint8_t *bytes, size_t n, char *out);

#endif
