/* closed.h - what a reply to a closed ticket does */
#ifndef DESK_CLOSED_H
#define DESK_CLOSED_H

#include <postigo/desk/decision.h>

enum closed_way {
	CLOSED_FILES,		/* onto the ticket, which stays closed: only thanks */
	CLOSED_REOPENS,
	CLOSED_FOLLOWS,		/* a new ticket, linked to it */
	CLOSED_REFUSES
};

/* By the rules of the ticket's queue, and by how long it has been closed when the mail arrived. Pure. */
enum closed_way closed_way(const struct facts *facts, const struct ticket *ticket);

#endif
