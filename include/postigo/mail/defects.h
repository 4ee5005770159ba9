/* defects.h - what was wrong with a mail, in words */
#ifndef POSTIGO_MAIL_DEFECTS_H
#define POSTIGO_MAIL_DEFECTS_H

#include <talloc.h>

#include <postigo/mail/message.h>

#define DEFECTS_MAX 50		/* lines a mail; the rest is not told */

/* Where the lines of one mail are gathered: list belongs to ctx. */
struct defects {
	TALLOC_CTX *ctx;
	struct mail_strings *lines;
};

/* Adds a line, once: a hostile mail repeats the same fault a million times. */
void defects_add(struct defects *defects, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
