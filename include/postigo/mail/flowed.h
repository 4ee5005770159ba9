/* flowed.h - text whose lines were broken only for the road: format=flowed (RFC 3676) */
#ifndef POSTIGO_MAIL_FLOWED_H
#define POSTIGO_MAIL_FLOWED_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

/* The text (LF) with its paragraphs on one line each, owned by ctx. A line that ends in a blank goes on in the next of
 * the same quote depth; delsp: that blank was put there by the mailer and goes. Lines without the blank stay as they
 * are: so does the text of a mailer that only says that it flows. Quoted lines come with a blank behind their marks. */
char *flowed_text(TALLOC_CTX *ctx, const char *text, size_t n, bool delsp);

#endif
