/* reason.h - a decision in the JSON of `postigo explain` (DESIGN section 7) */
#ifndef DESK_REASON_H
#define DESK_REASON_H

#include <jansson.h>

#include <postigo/desk/decision.h>

/* A new reference. */
json_t *reason_json(const struct facts *facts, const struct decision *decision);

#endif
