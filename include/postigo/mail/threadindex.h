/* threadindex.h - where a mail stands in a thread of Outlook's (Thread-Index; MS-OXOMSG section 2.2.1.3)
 *
 * Outlook groups mails by this and by Thread-Topic, whatever References says. It is base64 of 22 bytes, which all mails
 * of the thread begin with, and 5 more for each answer.
 */
#ifndef POSTIGO_MAIL_THREADINDEX_H
#define POSTIGO_MAIL_THREADINDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>

#define THREADINDEX_MAX 1000u	/* characters */
#define THREADINDEX_SEED 16u	/* bytes */

/* Is the text an index of at most THREADINDEX_MAX characters, and nothing else? */
bool threadindex_valid(const char *text);

/* The index of the first mail of a thread, owned by ctx. The same time and seed give the same one; the seed is the
 * thread's own, no other may have it. */
char *threadindex_new(TALLOC_CTX *ctx, instant created, const uint8_t seed[THREADINDEX_SEED]);

/* The index of an answer sent at `now` to the mail that has the index parent, owned by ctx. NULL when parent is none, or so
 * long that nothing can be added. */
char *threadindex_child(TALLOC_CTX *ctx, const char *parent, instant now);

#endif
