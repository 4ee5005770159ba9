/* protection.h - whether a mail is signed or encrypted, and how; nothing is verified or decrypted here */
#ifndef POSTIGO_MAIL_PROTECTION_H
#define POSTIGO_MAIL_PROTECTION_H

#include <postigo/mail/defects.h>
#include <postigo/mail/part.h>

/* "smime-signed", "smime-encrypted", "pgp-signed", "pgp-encrypted" or "pgp-inline" (armour in the midst of the text), by
 * the outermost that there is; NULL when there is none. */
const char *protection_of(const struct parts *parts, struct defects *defects);

#endif
