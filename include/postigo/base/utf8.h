/* utf8.h - valid UTF-8, whatever came */
#ifndef POSTIGO_BASE_UTF8_H
#define POSTIGO_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

/* True when the n bytes are valid UTF-8 (RFC 3629: no overlong forms, no surrogates). NUL is valid. */
bool utf8_valid(const char *bytes, size_t n);

/* The code point at *cursor, which moves behind it; 0xFFFD for a broken byte. cursor < end. */
uint32_t utf8_next(const char **cursor, const char *end);

/* Writes the code point as UTF-8 into out and returns how many bytes that took (1 to 4). */
size_t utf8_encode(uint32_t code_point, char out[4]);

/* A valid copy, owned by ctx: each broken byte and each NUL becomes U+FFFD. */
char *utf8_repair(TALLOC_CTX *ctx, const char *bytes, size_t n);

/* A copy that is safe in a header, a log or a terminal, on one line: control characters (CR, LF, NUL, ESC ...)
 * become blanks; bidirectional overrides and zero-width characters are dropped,
 * but joiners where a script or an emoji needs them; runs of blanks become one;
 * the ends are trimmed. At most max_characters code points, cut with an ellipsis. Owned by ctx. */
char *utf8_clean_line(TALLOC_CTX *ctx, const char *string, size_t max_characters);

#endif
