/* enriched.h - text/enriched and its forerunner text/richtext as plain text (RFC 1896, RFC 1341 section 7.1.3) */
#ifndef POSTIGO_MAIL_ENRICHED_H
#define POSTIGO_MAIL_ENRICHED_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

/* The words without their commands, owned by ctx. old: text/richtext. Line ends are LF. */
char *enriched_text(TALLOC_CTX *ctx, const char *text, size_t n, bool old);

#endif
