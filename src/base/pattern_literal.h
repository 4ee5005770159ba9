/* pattern_literal.h - the words without which an expression cannot match */
#ifndef BASE_PATTERN_LITERAL_H
#define BASE_PATTERN_LITERAL_H

#include <talloc.h>

/* The longest run of plain characters that whatever the expression matches has in it, folded (fold.h) whatever case it is
 * written in; NULL when there is none of two characters. Owned by ctx. The expression is one that PCRE2 takes. */
char *pattern_literal_of(TALLOC_CTX *ctx, const char *source);

#endif
