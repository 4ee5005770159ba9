/* command_query.h - what technicians ask for by commands: their tickets, the next one, one in full, those that have a word */
#ifndef DESK_COMMAND_QUERY_H
#define DESK_COMMAND_QUERY_H

#include "commander.h"

/* Values for the template of what was asked; a new reference. person: the technician. Reads the store, changes nothing. */
enum result command_query(struct commander *c, const struct decision_step *step, int64_t person, json_t **out, struct error *err);

#endif
