/* content.h - what a mail has in it, and what makes one message of one that comes twice with other bytes */
#ifndef DESK_CONTENT_H
#define DESK_CONTENT_H

#include <stdbool.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/digest.h>
#include <postigo/mail/message.h>

/* SHA-256 over Message-ID, From, Date and the decoded parts: the same for every copy of a mail, whatever way it took; line ends
 * and blank lines at the end of a text are of the way. False when the mail has no Message-ID: then only its bytes tell. Pure. */
bool content_key(const struct mail *mail, uint8_t key[DIGEST_SIZE]);

/* Files that somebody has sent: the picture in a signature is none. Pure. */
bool content_has_files(const struct mail *mail);

/* The new words of a mail without lines that are but the name of a picture which is shown there: "[Acme logo]". "" when there are
 * none; owned by ctx. Pure. */
char *content_words(TALLOC_CTX *ctx, const struct mail *mail);

#endif
