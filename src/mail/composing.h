/* composing.h - what the parts of compose() share */
#ifndef MAIL_COMPOSING_H
#define MAIL_COMPOSING_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/base/text.h>
#include <postigo/mail/compose.h>

#define COMPOSING_FOLD_AT 76u	/* columns of a header line */
#define COMPOSING_ADDRESS_MAX 254u	/* characters of an address ... */
#define COMPOSING_IDENTIFIER_MAX 250u	/* ... and of a Message-ID */

/* What is being written, and how far the header line has come. */
struct writer {
	struct text *out;
	size_t column;
	const char *trouble;	/* what cannot stand in a header, NULL: all well */
	const char *value;	/* that value */
	char boundary[40];
	bool protects;
};

/* All fields but those that tell of the body. */
void composing_header(struct writer *w, const struct compose *mail);

/* The fields that tell of the body, an empty line and the body. */
void composing_body(struct writer *w, const struct compose *mail);

/* Whether it can stand between < and > in a header. */
bool composing_identifier_valid(const char *id);

/* Whether it can stand in a header as it is: one word of ASCII, without the characters in `also`. */
bool composing_word_valid(const char *word, const char *also);

/* Whether it is ASCII that can be seen, and blanks. */
bool composing_printable(const char *s);

/* Base64 into to, which has room; returns how much. */
size_t composing_base64(const char *from, size_t n, char *to);

#endif
