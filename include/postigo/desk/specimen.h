/* specimen.h - what a template would be filled with for a ticket that there is, to look at it; nothing is sent */
#ifndef POSTIGO_DESK_SPECIMEN_H
#define POSTIGO_DESK_SPECIMEN_H

#include <stdint.h>

#include <jansson.h>
#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>
#include <postigo/conf/conf.h>

/* Strings are owned by the ctx that it was read with; values is a new reference. */
struct specimen {
	const char *language;		/* the ticket's, or the installation's */
	const char *queue, *organisation;	/* NULL: none */
	json_t *values;			/* what is known of the ticket; what only one occasion has (links, secret addresses) is not there */
};

/* language: the one to put dates in, NULL for the ticket's. PERMFAIL when there is no such ticket. Changes nothing. */
enum result specimen_read(TALLOC_CTX *ctx, const struct conf *conf, int64_t ticket, const char *language, instant now,
    struct specimen *out, struct error *err);

#endif
