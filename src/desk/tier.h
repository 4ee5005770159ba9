/* tier.h - on which tier a ticket belongs */
#ifndef DESK_TIER_H
#define DESK_TIER_H

#include <postigo/desk/decision.h>

/* The tier of a new ticket, and its team, unless a rule has said it already; a step of route(). Pure. */
void tier_find(struct decision *decision, const struct facts *facts);

/* Whether what a mail on a ticket that is there brought takes it up: points, tags, its category. Never down. Pure. */
void tier_follow(struct decision *decision, const struct facts *facts);

/* The next one up that the config has, for a ticket that goes up by itself; 0: there is none. */
int tier_above(const struct conf *conf, int tier);

#endif
