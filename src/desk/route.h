/* route.h - where a new ticket goes: organisation, queue, tier, team, technician */
#ifndef DESK_ROUTE_H
#define DESK_ROUTE_H

#include <postigo/desk/decision.h>

/* Fills in where the new ticket of the decision goes. Pure. */
void route(struct decision *decision, const struct facts *facts);

#endif
