/* solution.h - what solves a problem is written once, and reaches everybody who waits for it
 *
 * The requesters of all tickets that are part of the problem get it as an answer, the technicians of tiers 1 and 2 as the draft
 * of an article, and tier 0 when somebody publishes that.
 */
#ifndef DESK_SOLUTION_H
#define DESK_SOLUTION_H

#include <postigo/store/article_row.h>
#include <postigo/store/due.h>
#include <postigo/store/solution.h>

#include "change.h"

/* Timers of this kind go on sending a solution to those who have not got it yet. */
#define SOLUTION_TIMER "solution"

#define SOLUTION_MOST (64u * 1024)	/* bytes of its text */

/* A solution as it was given, and what stood in its place before. */
struct solution_given {
	struct solution solution, earlier;
	struct article_row article, draft;
	bool replaces, amends;		/* whether there was an earlier one, and a draft */
};

/* What undoing it needs to know of an earlier one, as text; owned by ctx. */
char *solution_text(TALLOC_CTX *ctx, const struct solution *solution);
/* It is taken back, and what that text tells of stands there again; NULL: nothing. Whom it has reached, it has reached: *told.
 * NONE: there was another since. */
enum result solution_undo(const struct tools *tools, int64_t ticket, instant at, const char *earlier, bool *told, struct error *err);

/* Of the ticket's problem, or of the ticket itself when it is part of none. agent: whose words they are, NULL: nobody's whom we
 * know. *out, owned by ctx, tells where it was put and under which name it is an article. Answers go out within the caller's
 * transaction, or of very many, the rest soon after. */
enum result solution_give(TALLOC_CTX *ctx, const struct change *c, const struct ticket *ticket, const char *text,
    const struct conf_agent *agent, struct solution_given *out, struct error *err);

/* The timer. */
enum result solution_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err);

#endif
