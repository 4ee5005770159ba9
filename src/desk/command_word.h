/* command_word.h - the words of commands, in each of our languages */
#ifndef DESK_COMMAND_WORD_H
#define DESK_COMMAND_WORD_H

#include <stdbool.h>

#include <talloc.h>

#include <postigo/desk/command.h>

struct command_word {
	const char *word;		/* folded */
	enum command_verb verb;
	const char *value;		/* what it says by itself: "urgent" is a priority; NULL: nothing */
};

/* Small letters without accents: "¡Asígname!" is "asigname!". Owned by ctx. */
char *command_fold(TALLOC_CTX *ctx, const char *string);

/* NULL when nobody knows it. `folded` is. */
const struct command_word *command_word(const char *folded);

/* Is the folded word one that a desk has for itself, so that nobody writes it behind a # for somebody else to read? "open" is
 * everybody's; "escalate" is not. */
bool command_word_is_ours(const char *folded);

/* The known word that is nearest to it; NULL: none is near. */
const char *command_word_near(const char *folded);
/* The same, for somebody who is asked whether they meant it; NULL also where they cannot have: "delete" is no slip of the hand for
 * "relate", and "deescalate" wishes the reverse of what it is near to. */
const char *command_word_meant(const char *folded);

/* The word that a command is called by in a language, which NULL and what is not known make English. */
const char *command_word_of(enum command_verb verb, const char *language);

/* A whole line that shows how it is written: "#tier 2". */
const char *command_example(enum command_verb verb, const char *language);

/* A name of the command's for the config, the log and explain: "close". */
const char *command_name(enum command_verb verb);

/* COMMAND_NONE when there is none of that name. */
enum command_verb command_by_name(const char *name);

/* True when what stands behind the command are words for people, that are taken as they are. */
bool command_takes_words(enum command_verb verb);

#endif
