/* folder.h - a folder's name as IMAP wants it (RFC 3501 section 5.1.3) */
#ifndef POSTIGO_SRC_FETCH_FOLDER_H
#define POSTIGO_SRC_FETCH_FOLDER_H

#include <talloc.h>

/* The name in modified UTF-7, owned by ctx. What is not UTF-8 becomes U+FFFD. */
char *folder_encode(TALLOC_CTX *ctx, const char *name);

/* An encoded name as a quoted string, for a command. */
char *folder_quote(TALLOC_CTX *ctx, const char *encoded);

#endif
