/* parameter.h - values with parameters: "text/plain; charset=utf-8" (RFC 2045 section 5.1, RFC 2231) */
#ifndef POSTIGO_MAIL_PARAMETER_H
#define POSTIGO_MAIL_PARAMETER_H

#include <stddef.h>

#include <talloc.h>

#include <postigo/mail/span.h>

#define PARAMETERS_MAX 64u	/* of one value; the rest is not read */

struct parameter {
	char *name;		/* lower case */
	char *value;		/* valid UTF-8 on one line, quotes and encodings taken off */
};

struct parameters {
	char *word;		/* what stands before the first ";", lower case, without blanks; may be "" */
	struct parameter *list;
	size_t count;
};

/* Takes a value apart, owned by ctx. Pieces ("name*0*=") are put together, encoded words inside quotes decoded as
 * mailers expect. */
struct parameters parameters_read(TALLOC_CTX *ctx, struct span value);

/* NULL when there is no such parameter. */
const char *parameters_find(const struct parameters *parameters, const char *name);

#endif
