/* charset.h - bytes of some declared character set as UTF-8
 *
 * In this order: plain ASCII, strict UTF-8, what the mail declares, for long text without a usable declaration what
 * uchardet sees, and windows-1252 at the last. Declarations lie more often than valid UTF-8 comes about by chance.
 */
#ifndef POSTIGO_MAIL_CHARSET_H
#define POSTIGO_MAIL_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include <postigo/mail/span.h>

/* Opens the converters that mail needs and keeps them: behind the sandbox there are no files to load them from. */
void charset_init(void);

/* Valid UTF-8 with a NUL behind it, owned by ctx; its length in *size when that is not NULL. name is what the mail
 * declares (any bytes, may be empty). *guessed is set when the declaration could not be followed. NULs in the text
 * become U+FFFD. */
char *charset_decode(TALLOC_CTX *ctx, struct span name, struct span bytes, size_t *size, bool *guessed);

/* True when both name the same character set. */
bool charset_same(struct span a, struct span b);

#endif
