/* command_verb.h - the verbs of commands: one row and one small function each */
#ifndef DESK_COMMAND_VERB_H
#define DESK_COMMAND_VERB_H

#include <postigo/desk/decision.h>

#include "command_value.h"
#include "command_when.h"

#define COMMAND_TARGETS_MOST 50u

/* A command that is being judged. */
struct verdict {
	struct decision *decision;
	const struct facts *facts;
	const struct command_line *command;
	struct command_value value;
	struct command_now now;
	const struct ticket *targets[COMMAND_TARGETS_MOST];	/* the tickets that it is about */
	size_t target_count;
	const struct ticket *tied;	/* that the mail is about; NULL: none */
	bool makes;			/* the mail makes a ticket, which it is about where it names no other */
	bool note;			/* of its block: its words stay among technicians */
	const char *note_words;		/* ... and begin with these */
	bool wrong;			/* it cannot be done, and that was said */
};

struct verb {
	enum command_numbers numbers;
	bool reads;			/* changes nothing */
	bool needs_ticket;
	void (*judge)(struct verdict *v);
};

/* NULL for what is no command by itself. */
const struct verb *command_verb(enum command_verb verb);

/* Says that it cannot be done, and why: `value` is what is wrong. */
void verdict_fault(struct verdict *v, enum command_wrong wrong, const char *value, const char *mended);

/* Adds what it does to each of its tickets: a copy of *step, with the ticket filled in. */
void verdict_steps(struct verdict *v, const struct decision_step *step);
/* The same to no ticket, or to the one in *step. */
void verdict_step(struct verdict *v, const struct decision_step *step);

/* The ticket of that number, NULL if there is none. */
const struct named_ticket *verdict_named(const struct facts *facts, int64_t number);

#endif
