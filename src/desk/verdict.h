/* verdict.h - a command that is being judged: what it is about, and what comes of it */
#ifndef DESK_VERDICT_H
#define DESK_VERDICT_H

#include <postigo/base/suggest.h>
#include <postigo/conf/wording.h>
#include <postigo/desk/decision.h>

#include "command_value.h"
#include "command_when.h"

#define COMMAND_TARGETS_MOST 50u

/* Words that say nothing behind a verb which takes none, and those that lead to a value. */
#define VERDICT_NOISE "it this now me ticket case caso esto este esta ya lo la el quedo encargo"
#define VERDICT_TO "to a al for para into in en con with"

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

/* Says that it cannot be done, and why: `value` is what is wrong. */
void verdict_fault(struct verdict *v, enum command_wrong wrong, const char *value, const char *mended);

/* Adds what it does to each of its tickets: a copy of *step, with the ticket filled in. */
void verdict_steps(struct verdict *v, const struct decision_step *step);
/* The same to no ticket, or to the one in *step. */
void verdict_step(struct verdict *v, const struct decision_step *step);

/* The ticket of that number, NULL if there is none. */
const struct named_ticket *verdict_named(const struct facts *facts, int64_t number);

/* A word of its value, folded. */
char *verdict_folded(struct verdict *v, size_t word);

/* The first word of its value that is no "to" or "a"; the count of words when there is none. */
size_t verdict_behind_to(struct verdict *v);

/* Is that what the config calls it, folded, to readers in any language? */
bool verdict_is_called(const struct conf_wordings *names, const char *folded);
/* Offers what the config calls it. */
void verdict_offer(struct suggest *near, const struct conf_wordings *names);

/* "#assign leo" for what was nearly that; NULL: it is near nothing. */
char *verdict_mended(struct verdict *v, const struct suggest *near);

/* Does the folded word mean whoever writes? */
bool verdict_is_me(const char *word);

/* Nothing but "it" and "now" stands behind it; else false, and that was said. */
bool verdict_takes_nothing(struct verdict *v);

#endif
