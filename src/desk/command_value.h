/* command_value.h - what stands behind a command: words, and the tickets that it is about */
#ifndef DESK_COMMAND_VALUE_H
#define DESK_COMMAND_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/desk/command.h>

/* Ticket numbers stay below it. */
#define COMMAND_NUMBER_LIMIT (INT64_C(1) << 35)

struct command_value {
	char **words;		/* as written; "two words" in quotes are one */
	size_t count;
	int64_t *tickets;	/* named at its end */
	size_t ticket_count;
};

/* How tickets are told from the value's own numbers. */
enum command_numbers {
	NUMBERS_NONE,		/* no number is a ticket's */
	NUMBERS_MARKED,		/* "#tier 2 #12 #15", "#time 1h on 12" */
	NUMBERS_BARE,		/* "#close 12 15" as well */
	NUMBERS_BEHIND		/* the same behind words, "#assign leo 12": alone they are none */
};

/* Owned by ctx. "please" at its end is not part of it. */
struct command_value command_value_read(TALLOC_CTX *ctx, const char *value, enum command_numbers numbers);

/* The words from `first` on, with a blank between them; owned by ctx. */
char *command_value_join(TALLOC_CTX *ctx, const struct command_value *value, size_t first);

/* What stands in a value behind its first so many words, as it was written: a question keeps its mark. Points into it. */
const char *command_value_behind(const char *value, size_t words);

/* The numbers of a text that holds nothing else: "12", "#12, 15 and 18". NULL when it does; owned by ctx. */
int64_t *command_value_numbers(TALLOC_CTX *ctx, const char *text, size_t *count);

/* Could the value be meant for that command, by its shape alone? */
bool command_value_is_likely(enum command_verb verb, const char *value);

/* Is the folded word one of those? The list is blanks between words: "on for en". */
bool command_value_among(const char *folded, const char *list);

#endif
