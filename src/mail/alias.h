/* alias.h - what mails call a character set, and what iconv calls the one that they mean */
#ifndef POSTIGO_SRC_MAIL_ALIAS_H
#define POSTIGO_SRC_MAIL_ALIAS_H

#include <postigo/mail/span.h>

#define ALIAS_MAX 48u

/* Names that iconv does not know, for what is read without it. */
#define ALIAS_JAPANESE "7BIT-JAPANESE"	/* ISO-2022-JP, and what mailers make of it */
#define ALIAS_KOREAN "7BIT-KOREAN"	/* ISO-2022-KR */
#define ALIAS_HZ "HZ"

/* Writes iconv's name into out; "" when the name says nothing useful: look at the bytes then. Supersets where mailers
 * say the one and write the other. Never a name with a slash: glibc makes file names of what it is asked for. */
void alias_find(struct span name, char out[ALIAS_MAX]);

#endif
