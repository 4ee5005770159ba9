/* verdict.c - what an SMTP answer means for a mail, and for the server; pure */
#include <config.h>

#include "verdict.h"

/* These blame how we came in, not what we brought (RFC 5321 section 3.8, RFC 4954 section 6, RFC 3207). */
static bool
is_fault(int code)
{
	switch (code) {
	case 421:	/* service not available, closing */
	case 454:	/* TLS or login temporarily not available */
	case 503:	/* bad sequence: the server wanted something else first */
	case 530:	/* authentication or TLS required */
	case 534:	/* mechanism too weak */
	case 535:	/* credentials invalid */
	case 538:	/* encryption required for this mechanism */
		return true;
	default:
		return false;
	}
}

struct verdict
verdict_of(int code)
{
	if (is_fault(code))
		return (struct verdict){ .outcome = OUTCOME_UNTRIED, .fault = true };
	if (code >= 200 && code <= 299)
		return (struct verdict){ .outcome = OUTCOME_SENT };
	if (code >= 500 && code <= 599)
		return (struct verdict){ .outcome = OUTCOME_FAILED };
	return (struct verdict){ .outcome = OUTCOME_DEFERRED };
}
