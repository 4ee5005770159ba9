/* command_scan.h - what one line of a technician's mail says, and whether it is a command at all */
#ifndef DESK_COMMAND_SCAN_H
#define DESK_COMMAND_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include "command_word.h"

/* The line without what autocorrection, wide keyboards and HTML have made of it. Owned by ctx. */
char *command_scan_plain(TALLOC_CTX *ctx, const char *line, size_t size);

/* Does the plain line begin with #, but for what a mailer puts before it? *rest is what stands behind; the bold type that was
 * around the line is cut off. */
bool command_scan_opens(char *line, char **rest);

/* The word at *p, folded; *p moves behind it and what parts it from its value. NULL: there is none. Owned by ctx. */
char *command_scan_word(TALLOC_CTX *ctx, const char **p, char **as_written);

/* The word at p in every way that it is understood: "tier 2", "tier2", "status closed". *value is what is left for it. NULL:
 * nobody knows it, and *folded is what it was, NULL if there was none. */
const struct command_word *command_scan_known(TALLOC_CTX *ctx, const char *p, char **written, char **folded, const char **value);

/* Where in a value the next command begins, "#close #tag vpn"; its end when none does. */
size_t command_scan_next(TALLOC_CTX *ctx, const char *value);

/* How long the value of that command is: to the next command on the line. Nearly one is one as well, "#take #clsoe", unless it may
 * be a tag. */
size_t command_scan_value(TALLOC_CTX *ctx, enum command_verb verb, const char *value);

/* True when a ticket's number is to come, "12" or "ticket 12"; *rest moves to it. */
bool command_scan_ticket(const char **rest);

/* A value without the links that programs put behind an address, which nobody has written; where one stands alone, it is the
 * address. Owned by ctx. */
char *command_scan_unlinked(TALLOC_CTX *ctx, const char *value);

/* Is the plain line, of which rest stands behind the #, a command although it stands below text? Nobody writes such a line for
 * somebody else to read. Unless nothing comes
 * behind it, what has a blank after the # may be a heading. Where the line between them is drawn
 * is argued in doc/commands.txt. */
bool command_scan_misplaced(const char *line, const char *rest, bool last);

/* A command that words follow: what a mail program has broken off it are no words for anybody else. */
bool command_scan_takes_more(const char *line, size_t size);

/* Was the line broken just where it had to be, because the first word of the next one had no place on it? */
bool command_scan_broken(const char *line, size_t size, const char *next, size_t next_size);

/* At the head of an answer: what a line was meant for that has another mark than #, "/close 12", or none if it is the first and the
 * name of a command is all of it; with the #, owned by ctx. NULL: they are words. */
char *command_scan_unmarked(TALLOC_CTX *ctx, const char *line, bool first);

#endif
