/* command_judge.h - what becomes of a technician's commands: pure
 *
 * All or nothing: with one command that cannot be done, none is, and nothing of the mail goes on.
 */
#ifndef DESK_COMMAND_JUDGE_H
#define DESK_COMMAND_JUDGE_H

#include <postigo/desk/decision.h>

enum command_way {
	COMMAND_WAY_NONE,	/* the mail has no commands: it is decided like any other */
	COMMAND_WAY_ENDED,	/* nothing is left to decide */
	COMMAND_WAY_WORDS,	/* its words are an answer, or a note if the decision says so */
	COMMAND_WAY_NEW		/* it makes a ticket */
};

/* `named`: how the mail names a ticket, TIE_KINDS: it does not. */
enum command_way command_judge(struct decision *decision, const struct facts *facts, enum tie_kind named);

/* The facts with the mail as it is without its commands, owned by ctx; the same facts when it has none. */
const struct facts *command_judge_words(TALLOC_CTX *ctx, const struct facts *facts, const struct decision *decision);

/* What is decided instead when commands are sound one by one and not together: nothing is done, and their sender hears of it.
 * `at` is the line that failed, NULL: it was none of them; `why` is for the history. Owned by ctx. */
struct decision *command_judge_failed(TALLOC_CTX *ctx, const struct facts *facts, const struct decision *was,
    const struct command_line *at, const char *why);

/* Machine mail to an address for commands says nothing to anybody. */
bool command_judge_nobodys(const struct facts *facts);

#endif
