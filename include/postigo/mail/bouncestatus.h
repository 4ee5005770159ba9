/* bouncestatus.h - status codes (RFC 3463) in what a mail server says */
#ifndef POSTIGO_MAIL_BOUNCESTATUS_H
#define POSTIGO_MAIL_BOUNCESTATUS_H

#include <stdbool.h>

#include <talloc.h>

#include <postigo/mail/span.h>

/* The first enhanced code ("5.1.1") that the server itself wrote, owned by ctx; NULL when there is none. Versions,
 * dates and addresses of the network are none. With `success` also those of class 2, as a field Status has them. */
char *bouncestatus_enhanced(TALLOC_CTX *ctx, struct span text, bool success);

/* The same; else what a reply code ("550") comes to, more precisely when the words say it; else the words alone. NULL
 * when nothing is said. */
char *bouncestatus_read(TALLOC_CTX *ctx, struct span text);

#endif
