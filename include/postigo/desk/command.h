/* command.h - commands in a technician's mail: "#close", "#tier 2", "#esperar 3d", as they were read
 *
 * One a line, at the head of the mail; what follows is the answer to the requester. A mail may have several blocks, each
 * about a ticket of its own, that begin with its number on a line: "#12".
 */
#ifndef POSTIGO_DESK_COMMAND_H
#define POSTIGO_DESK_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <postigo/base/instant.h>

enum command_verb {
	COMMAND_NONE,
	COMMAND_TAKE,
	COMMAND_ASSIGN,
	COMMAND_TIER,
	COMMAND_ESCALATE,
	COMMAND_VENDOR,
	COMMAND_QUEUE,
	COMMAND_PRIORITY,
	COMMAND_TAG,
	COMMAND_UNTAG,
	COMMAND_FIELD,
	COMMAND_NOTE,
	COMMAND_CLOSE,
	COMMAND_OPEN,
	COMMAND_WAIT,
	COMMAND_REMIND,
	COMMAND_TIME,
	COMMAND_MERGE,
	COMMAND_SPLIT,
	COMMAND_LINK,
	COMMAND_PROBLEM,
	COMMAND_WATCH,
	COMMAND_UNWATCH,
	COMMAND_SPAM,
	COMMAND_ACK,
	COMMAND_SOLUTION,
	COMMAND_ARTICLE,
	COMMAND_LANGUAGE,	/* of the article that the block has */
	COMMAND_PUBLISH,
	COMMAND_WITHDRAW,
	COMMAND_DROP,
	COMMAND_UNDO,
	COMMAND_NEW,
	COMMAND_MINE,
	COMMAND_NEXT,
	COMMAND_SHOW,
	COMMAND_FIND,
	COMMAND_HELP,
	COMMAND_TICKET,		/* begins a block: the ticket that what follows is about */
	COMMAND_VERBS
};

/* Why a command cannot be carried out. */
enum command_wrong {
	WRONG_NOTHING,
	WRONG_VERB,		/* nobody knows such a command */
	WRONG_PLACE,		/* it stands below text */
	WRONG_MANY,		/* more than a mail may have */
	WRONG_VALUE_MISSING,
	WRONG_VALUE,		/* not of the kind that the command takes */
	WRONG_NAME,		/* nobody, or nothing, of that name */
	WRONG_TICKET,		/* there is no such ticket */
	WRONG_NO_TICKET,	/* about which one? */
	WRONG_TEXT,		/* words that would go to nobody: no ticket is named */
	WRONG_STATE,		/* it makes no sense as the ticket stands */
	WRONG_TEAM,		/* the technician's team may not */
	WRONG_NO_COMMAND,	/* a mail for commands, without any */
	WRONG_UNDO,		/* there is nothing to undo */
	WRONG_OWN_MAIL,		/* it begins a mail of its own, and this is a reply, or begins otherwise */
	WRONG_GONE,		/* it was an answer and nothing else, and has gone out */
	WRONG_BLOCK,		/* a number on a line below text, of a mail that is no mail for commands */
	WRONG_BUTTON,		/* the mail is a button's, which gives one command and no other */
	WRONG_USED,		/* the button works once, and was pressed */
	WRONG_OLD,		/* nobody knows any more what it was about */
	WRONG_TAKEN,		/* somebody else has taken the ticket since the notice went out */
	WRONG_MOVED,		/* ... it is on another tier since then */
	WRONG_MERGED		/* ... it is part of another ticket since then */
};

/* A command, as it stands in the mail. */
struct command_line {
	enum command_verb verb;
	const char *word;	/* as it was written, without the #: "cerrar" */
	const char *value;	/* what stands behind it, on one line; "" */
	unsigned line;		/* of the text, from 1; 0: in the subject */
	size_t block;
};

/* What is about one ticket, or several. */
struct command_block {
	int64_t *tickets;	/* as named; none: what the mail itself is about */
	size_t ticket_count;
	char *text;		/* the words below its commands; NULL: there are none */
	char *mended;		/* the same without commands that stand among them; NULL: as text */
};

struct command_fault {
	enum command_wrong wrong;
	enum command_verb verb;	/* COMMAND_NONE: nobody knows which */
	unsigned line;
	size_t block;
	const char *written;	/* the line, without what cannot be seen; "" */
	const char *value;	/* the part of it that is wrong; "" */
	const char *mended;	/* what was probably meant, a whole line; NULL: nobody knows */
	const char *whole;	/* all of the line, where it is to be written again as it is; NULL: it is not */
};

/* All that was read in a mail. */
struct command_mail {
	struct command_line *list;
	size_t count;
	struct command_fault *faults;
	size_t fault_count;
	struct command_block *blocks;	/* at least one: the first is the mail's own */
	size_t block_count;
	bool escaped;		/* a \# in it is a # for the reader: the text is not as it was written */
};

#endif
