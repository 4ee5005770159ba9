/* everybody.h - one answer to the requesters of many tickets that have something in common, each on their own ticket
 *
 * A technician's words are nothing automatic: no limit holds for them. But they go out a few dozen at a time, so that mail which
 * arrives need not wait for them.
 */
#ifndef DESK_EVERYBODY_H
#define DESK_EVERYBODY_H

#include "change.h"

struct everybody {
	const struct change *change;
	const struct conf_agent *agent;	/* whose words they are; NULL: nobody's whom we know */
	const char *text;		/* perhaps in several languages: language_block.h */
	const char *template;
	const char *actor, *verb;	/* of the event on each ticket */
};

/* To one ticket: as an answer, or as a note where nobody would read that. Nothing to one that is closed, or a problem itself. */
enum result everybody_one(const struct everybody *e, int64_t ticket, struct error *err);

/* To the tickets of the problem from above *after on; *after is the last of them. *more: there are others. One for which it fails
 * for good is passed over (apart.h). */
enum result everybody_some(const struct everybody *e, int64_t problem, int64_t *after, bool *more, struct error *err);

#endif
