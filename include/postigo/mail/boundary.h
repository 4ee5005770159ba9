/* boundary.h - the lines that separate the parts of a multipart (RFC 2046 section 5.1.1) */
#ifndef POSTIGO_MAIL_BOUNDARY_H
#define POSTIGO_MAIL_BOUNDARY_H

#include <stdbool.h>

#include <postigo/mail/span.h>

#define BOUNDARY_MAX 256u	/* bytes; a longer one separates nothing */

enum delimiter {
	DELIMITER_NONE,
	DELIMITER_NEXT,		/* another part begins behind this line */
	DELIMITER_LAST,		/* none does */
	DELIMITER_LAST_LOOSE	/* the same with words glued to it: what gateways append without a line end */
};

/* What the line (without its end) is to a multipart of that boundary. Blanks at the end do not count, for relays add
 * and take them; a longer boundary that begins alike is another one. */
enum delimiter boundary_match(struct span boundary, struct span line);

/* For a multipart that does not say its boundary, or says another than it has: the first line that looks like one,
 * comes again, and has a part's header behind it. Points into body; false when there is none. */
bool boundary_guess(struct span body, struct span *boundary);

/* The same for a multipart inside another that names none: the first line that is not blank must be one. */
bool boundary_first(struct span content, struct span *boundary);

#endif
