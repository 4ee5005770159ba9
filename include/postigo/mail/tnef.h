/* tnef.h - winmail.dat: what Outlook wraps text and files into when it trusts the other side to be Outlook (MS-OXTNEF)
 *
 * A reader of our own rather than libytnef: this is three hundred lines whose every step is checked against what is
 * left, it allocates nothing by a length that the mail names, and it can be fuzzed with the rest.
 */
#ifndef POSTIGO_MAIL_TNEF_H
#define POSTIGO_MAIL_TNEF_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include <postigo/mail/span.h>

#define TNEF_FILES_MAX 200u

struct tnef_file {
	char *name;		/* as it stands there, UTF-8; NULL: none */
	char *type;		/* the media type it claims, lower case; NULL: none */
	char *content_id;	/* NULL: none */
	bool hidden;		/* belongs into the text */
	struct span bytes;	/* points into what was read */
};

struct tnef {
	struct tnef_file *list;
	size_t count;
	struct span text, html;	/* the body, as far as it is there; point into what was read or belong to the context */
	struct span rtf;	/* the same once more, compressed; often the only form that there is */
	const char *text_charset, *html_charset;	/* NULL: not known */
	bool whole;		/* read to its end without finding fault */
};

/* Is that the beginning of one? */
bool tnef_is(struct span bytes);

/* Unpacks it, as far as it goes; owned by ctx. Messages inside stay in one piece. */
struct tnef tnef_read(TALLOC_CTX *ctx, struct span bytes);

#endif
