/* signature.h - where the signature of a mail begins, or what a telephone writes in its place */
#ifndef POSTIGO_MAIL_SIGNATURE_H
#define POSTIGO_MAIL_SIGNATURE_H

#include <stddef.h>

#include <postigo/mail/quoteblock.h>

/* The first line of the signature that ends with line end - 1, not before `start`; `end` when there is none. */
size_t signature_start(const struct lines *lines, size_t start, size_t end);

/* Does the line hold nothing but marks: dashes, stars, what Gmail leaves behind? */
bool signature_ornament(struct span line);

#endif
