/* unpack.h - parts that hold parts of their own without being multiparts: winmail.dat, mails inside opaque
 * signatures, files between lines of text */
#ifndef POSTIGO_MAIL_UNPACK_H
#define POSTIGO_MAIL_UNPACK_H

#include <talloc.h>

#include <postigo/mail/defects.h>
#include <postigo/mail/part.h>

/* Makes such parts multiparts, with what is in them as children; owned by ctx. One that cannot be read stays as it is. */
void unpack_parts(TALLOC_CTX *ctx, struct parts *parts, struct defects *defects);

#endif
