/* command_read.h - a technician's words parted into commands and the answer to the requester */
#ifndef DESK_COMMAND_READ_H
#define DESK_COMMAND_READ_H

#include <talloc.h>

#include <postigo/desk/command.h>

#define COMMANDS_MOST 50u		/* in one mail */
#define COMMAND_FAULTS_MOST 20u
#define COMMAND_TICKETS_MOST 50u	/* that one block names */

/* Reads the new words of a mail. Commands stand at the head, one a line; a line there that begins with # and is none is a
 * fault, and so is one further down that can hardly be anything else. `control`: the mail is one for commands, so that a
 * number on a line ("#12") begins a block wherever it stands. What is quoted is never a command. A # that is meant for the
 * reader is written \#. Owned by ctx; nothing in it means that nothing began with #: text is then the first block's. */
struct command_mail *command_read(TALLOC_CTX *ctx, const char *text, bool control);

/* True when the first words of a text begin with #: whoever wrote it means a command. */
bool command_begins(const char *text);

#endif
