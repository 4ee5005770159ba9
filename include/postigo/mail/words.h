/* words.h - text in header fields: encoded words (RFC 2047), raw 8-bit text, control characters */
#ifndef POSTIGO_MAIL_WORDS_H
#define POSTIGO_MAIL_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include <postigo/mail/span.h>

#define WORDS_SHOWN_MAX 2000u	/* characters of one field that are kept */

/* The text of an unstructured value, folded or not: encoded words decoded (neighbours of one character set are joined
 * before that: mailers cut characters in two), one clean line of valid UTF-8, owned by ctx. */
char *words_decode(TALLOC_CTX *ctx, struct span value);

/* True when an encoded word stands somewhere in it. */
bool words_encoded(struct span value);

#endif
