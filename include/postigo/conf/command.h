/* command.h - who may do what by a command in a mail, and how sure we want to be of who wrote it */
#ifndef POSTIGO_CONF_COMMAND_H
#define POSTIGO_CONF_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/base/instant.h>

/* How sure we want to be that a mail is from whom it says, for one command: enum conf_trust and one more, so that nothing
 * said is nothing allowed by oversight. */
enum conf_command_level { COMMAND_LEVEL_UNSET = 0, COMMAND_LEVEL_NEVER = 100 };

struct conf_command_verb {
	const char *name;	/* "close" */
	unsigned level;
};

/* What is said of commands, for all or for one team. */
struct conf_command_levels {
	bool set;		/* something is */
	unsigned fallback;	/* of those that have no level of their own */
	struct conf_command_verb *verbs;
	size_t verb_count;
};

struct conf_commands {
	struct conf_command_levels levels;
	char *control;		/* an address of ours for mail that is commands and nothing else; NULL: none */
	duration hold_answers;	/* so long a technician's answer waits before it goes out, and can be called back */
};

/* What commands are called here; NULL ends them. */
extern const char *const conf_command_names[];

#endif
