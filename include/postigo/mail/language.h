/* language.h - the language a text is written in */
#ifndef POSTIGO_MAIL_LANGUAGE_H
#define POSTIGO_MAIL_LANGUAGE_H

#include <talloc.h>

#define LANGUAGE_LETTERS_LEAST 40u	/* Latin letters that the fingerprints need */

/* Learns the words and loads the fingerprints, which are asked in doubt. Once a process, before the sandbox. */
void language_init(void);

/* "es", owned by ctx; NULL when the text is too short, no prose, or could be in several languages. Quoted lines, addresses and
 * links are not looked at. */
char *language_of(TALLOC_CTX *ctx, const char *text);

#endif
