/* fold.h - text as it is compared when neither case nor accents nor the kind of blanks make a difference
 *
 * "Año  Ñandú" and "ano nandu" are the same then. For words that an operator looks for in what anybody writes.
 */
#ifndef POSTIGO_BASE_FOLD_H
#define POSTIGO_BASE_FOLD_H

#include <stddef.h>

#include <talloc.h>

/* The n bytes of UTF-8 folded, with a NUL behind, owned by ctx; *size, which may be NULL, is never more than n. Blanks and
 * line ends become one blank each run; what cannot be seen, accents among it, goes. Folding a part of a text gives that part
 * of the folded text, but for blanks at its ends. */
char *fold_text(TALLOC_CTX *ctx, const char *text, size_t n, size_t *size);

/* The same; *from, owned by ctx, tells of each byte of it where in the text its letter begins, and of the end n. */
char *fold_where(TALLOC_CTX *ctx, const char *text, size_t n, size_t *size, size_t **from);

/* The same of a whole string, without blanks at its ends. */
char *fold_word(TALLOC_CTX *ctx, const char *string);

#endif
