/* transfer.h - content transfer encodings taken off (RFC 2045 section 6), as tolerantly as mailers do */
#ifndef POSTIGO_MAIL_TRANSFER_H
#define POSTIGO_MAIL_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include <postigo/mail/span.h>

enum transfer { TRANSFER_NONE, TRANSFER_BASE64, TRANSFER_QUOTED, TRANSFER_UU };

/* What a Content-Transfer-Encoding says; false and TRANSFER_NONE when it is anything unknown. */
bool transfer_known(struct span value, enum transfer *transfer);

/* The decoded bytes. They are the given ones when there is nothing to take off, else owned by ctx. */
struct span transfer_decode(TALLOC_CTX *ctx, enum transfer transfer, struct span bytes);

/* Decode into out, which must hold n bytes; how many there were. Foreign characters in base64 are passed over, and
 * padding in the middle begins anew: mailers glue pieces together. What follows padding and is no base64 is left out. underscore: RFC 2047's "Q". */
size_t transfer_base64(const char *from, size_t n, char *out);
size_t transfer_quoted(const char *from, size_t n, bool underscore, char *out);

/* How many characters at the end of this base64 (without blanks) begin a group that was cut in two: 0 to 3. */
size_t transfer_base64_left(const char *from, size_t n);

#endif
