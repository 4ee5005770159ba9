/* offer.h - which messages there are, and which values each offers to its templates
 *
 * One table in offer.c: who sends a new message, or puts another value into one, adds a line there. A template that names
 * a value which its message does not offer is an error when templates are read.
 */
#ifndef POSTIGO_TMPL_OFFER_H
#define POSTIGO_TMPL_OFFER_H

#include <stddef.h>

#include <jansson.h>

struct offer {
	const char *name;		/* of the message: acknowledgement */
	const char *about;		/* to whom it goes, and when */
	const char *const *values;	/* names; NULL ends them */
	const char *samples;		/* a JSON object with those that are not everybody's; NULL: all are */
};

struct offer_value {
	const char *name;
	const char *about;
	const char *sample;	/* JSON, with all the fields that it may have; those of a list between its elements */
};

/* The messages, by number; NULL behind the last. */
const struct offer *offer_at(size_t number);

/* NULL when there is no such message, or value. Whatever is called reply_... is a message of rules. */
const struct offer *offer_find(const char *name);
const struct offer_value *offer_value(const char *name);

/* Sample values for a message, of all messages when offer is NULL: a new reference. */
json_t *offer_samples(const struct offer *offer);

#endif
