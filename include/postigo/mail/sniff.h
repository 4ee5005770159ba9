/* sniff.h - what a file really is, where its mail only says "some bytes"
 *
 * A table of our own, not libmagic: that reads its rules from a file, which the sandbox forbids, and tries thousands.
 */
#ifndef POSTIGO_MAIL_SNIFF_H
#define POSTIGO_MAIL_SNIFF_H

#include <stdbool.h>

#include <postigo/mail/span.h>

/* The type of a file that is declared as that: the declared one when it says something, else what its first bytes and
 * then the ending of its name say. name may be NULL. Either declared or a constant. */
const char *sniff_type(const char *declared, const char *name, struct span bytes);

/* The usual ending of that type's names, without the dot; NULL when none is known. */
const char *sniff_ending(const char *type);

#endif
