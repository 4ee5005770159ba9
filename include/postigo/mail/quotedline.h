/* quotedline.h - which lines of a text somebody quoted, by the marks that stand before them */
#ifndef POSTIGO_MAIL_QUOTEDLINE_H
#define POSTIGO_MAIL_QUOTEDLINE_H

#include <stdbool.h>

#include <talloc.h>

#include <postigo/mail/quoteblock.h>

/* One a line: is it quoted? Those behind ">" are, what spilled over from them when a mailer broke a long line, and those behind
 * another prefix where a line stands above that introduces a quote. Owned by ctx. */
bool *quotedline_find(TALLOC_CTX *ctx, const struct lines *lines);

#endif
