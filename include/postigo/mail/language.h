/* language.h - the language a text is written in */
#ifndef POSTIGO_MAIL_LANGUAGE_H
#define POSTIGO_MAIL_LANGUAGE_H

#include <talloc.h>

#define LANGUAGE_LETTERS_LEAST 40u	/* letters that a guess needs */

/* Loads the fingerprints; without them no language is ever known. Once a process, before the sandbox. */
void language_init(void);

/* "es", owned by ctx; NULL when the text is too short or could be several. */
char *language_of(TALLOC_CTX *ctx, const char *text);

#endif
