/* filename.h - names of attachments, made safe */
#ifndef POSTIGO_MAIL_FILENAME_H
#define POSTIGO_MAIL_FILENAME_H

#include <talloc.h>

#define FILENAME_MAX_BYTES 200u

/* A name that can be shown and written to a file: no folders, no control, bidirectional or zero-width characters, no
 * dots or blanks at the ends, none of Windows' devices, at most FILENAME_MAX_BYTES with its ending kept. Cleaned first,
 * judged then: a name that is judged first hides ".htaccess" behind a zero-width space. When nothing is left, a name
 * made from the media type. Owned by ctx. */
char *filename_safe(TALLOC_CTX *ctx, const char *name, const char *type);

#endif
