/* part.h - the parts of a mail (RFC 2045, 2046), as a flat list in their order */
#ifndef POSTIGO_MAIL_PART_H
#define POSTIGO_MAIL_PART_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include <postigo/mail/defects.h>
#include <postigo/mail/header.h>
#include <postigo/mail/parameter.h>
#include <postigo/mail/span.h>
#include <postigo/mail/transfer.h>

#define PART_COUNT_MAX 1000u
#define PART_DEPTH_MAX 32u

struct part {
	const char *type;		/* "text/plain", lower case, never empty */
	struct parameters content;	/* of Content-Type */
	bool declared;			/* the type is the mail's word, not what stands for none */
	const char *disposition;	/* "attachment", "inline", "" */
	const char *name;		/* as the mail has it, NULL: none */
	char *content_id;		/* without angle brackets, NULL: none */
	char *description, *location;	/* Content-Description, Content-Location; NULL: none */
	enum transfer transfer;
	bool multipart;
	struct span bytes;		/* encoded, in the raw mail; of a multipart: nothing */
	const char *protection;		/* of an opaque one that was opened; see protection.h. NULL: none */
	size_t parent;			/* index of the multipart around it; of the first part: 0 */
	size_t place;			/* among its sisters, from 0 */
};

struct parts {
	struct part *list;		/* a multipart stands before its children */
	size_t count;
};

/* Finds the parts of the mail with that header and body, owned by ctx; there is always one. */
struct parts part_read(TALLOC_CTX *ctx, const struct header *header, struct span body, struct defects *defects);

/* The part's bytes with the transfer encoding taken off: its own, or owned by ctx. */
struct span part_decode(TALLOC_CTX *ctx, const struct part *part);

#endif
