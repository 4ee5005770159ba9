/* command_verb.h - the verbs of commands: one row and one small function each */
#ifndef DESK_COMMAND_VERB_H
#define DESK_COMMAND_VERB_H

#include "verdict.h"

struct verb {
	enum command_numbers numbers;
	bool reads;			/* changes nothing */
	bool needs_ticket;
	void (*judge)(struct verdict *v);
};

/* NULL for what is no command by itself. */
const struct verb *command_verb(enum command_verb verb);

#endif
