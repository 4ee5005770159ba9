/* plausible.h - how much a decoded text looks as if people had written it: to choose among character sets */
#ifndef POSTIGO_SRC_MAIL_PLAUSIBLE_H
#define POSTIGO_SRC_MAIL_PLAUSIBLE_H

#include <stddef.h>

/* The sum over all characters that are not ASCII, of valid UTF-8: frequent letters in good company count up, symbols
 * inside words, capitals behind small letters and rare characters count down. Of readings of the same bytes the one with
 * the greatest sum is the likeliest; below nothing none is. */
long plausible_score(const char *utf8, size_t n);

#endif
