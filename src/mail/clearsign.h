/* clearsign.h - the words of a text that was signed in its midst (RFC 9580 section 7) */
#ifndef POSTIGO_MAIL_CLEARSIGN_H
#define POSTIGO_MAIL_CLEARSIGN_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

/* Takes the armour off in place: the first lines, the signature, the dashes before dashes. What is not wholly such a
 * text stays as it is. The new length. *signed_too: there was armour. */
size_t clearsign_open(char *text, size_t n, bool *signed_too);

#endif
