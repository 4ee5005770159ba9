/* notice_values.h - what a notice says beside what is new: where the ticket stands, what may help, what else was asked, what was
 * said before */
#ifndef DESK_NOTICE_VALUES_H
#define DESK_NOTICE_VALUES_H

#include <jansson.h>

#include <postigo/desk/decision.h>

#include "tools.h"

struct notice_about {
	const struct tools *tools;
	const struct ticket *ticket;
	const struct conf_agent *agent;	/* who reads it, by their own clock; NULL: anybody */
	const char *language;
	int64_t before;			/* the first message that the notice itself is about; 0: it is about none */
	const char *words;		/* of it; NULL: those that came last */
	instant now;
};

/* The tier, and by when something is promised. */
enum result notice_place(const struct notice_about *about, json_t *values, struct error *err);
/* Articles that may be the answer, and the requester's other tickets: never another organisation's. */
enum result notice_around(const struct notice_about *about, json_t *values, struct error *err);
/* What was said before, the newest first, as much as a mail has room for. */
enum result notice_history(const struct notice_about *about, json_t *values, struct error *err);

#endif
