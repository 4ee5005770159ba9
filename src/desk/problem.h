/* problem.h - a ticket that stands for what many others have in common
 *
 * Nobody outside ever sees it: it has no requester. What a technician answers on it goes to the requesters of all tickets that are
 * part of it, and closing it closes them. Both are done by timers, a few dozen tickets at a time.
 */
#ifndef DESK_PROBLEM_H
#define DESK_PROBLEM_H

#include <stdbool.h>

#include <postigo/store/due.h>
#include <postigo/store/problem_row.h>

#include "change.h"

/* Timers of these kinds are about a problem: an answer on its way to everybody, and tickets that are being closed. */
#define PROBLEM_ANSWER_TIMER "problem_answer"
#define PROBLEM_CLOSE_TIMER "problem_close"

/* Makes the ticket of a problem; like: the first, or the last, of those that are part of it, for what they have in common. row: what
 * is known of it; its number is given back. *out, its strings owned by ctx, is as it was stored. */
enum result problem_open(TALLOC_CTX *ctx, const struct change *c, struct problem_row *row, const struct ticket *like,
    struct ticket *out, struct error *err);

/* Tells the lead of the problem's team of it, with the tickets that are part of it. */
enum result problem_tell_leads(const struct change *c, const struct ticket *problem, const struct problem_row *row,
    struct error *err);
/* The same to one technician. */
enum result problem_tell(const struct change *c, const struct ticket *problem, const struct problem_row *row,
    const struct conf_agent *agent, struct error *err);

/* The message, which stands on the problem, goes to everybody after so long; until then problem_call_back() stops it, which is
 * NONE when it has gone out. agent: whose it is. */
enum result problem_answer(const struct change *c, int64_t problem, int64_t message, const struct conf_agent *agent, duration hold,
    struct error *err);
enum result problem_call_back(const struct tools *tools, int64_t problem, int64_t message, struct error *err);
/* Whether it would find that too late. */
enum result problem_has_gone(const struct tools *tools, int64_t problem, int64_t message, bool *gone, struct error *err);

/* It is none: its tickets are let go of, and it is closed. *list, owned by ctx, tells which they were. */
enum result problem_dissolve(TALLOC_CTX *ctx, const struct change *c, struct ticket *problem, int64_t **list, size_t *count,
    struct error *err);

/* What follows from another state of a problem, or of a ticket that is part of one; called by change.c. */
enum result problem_state(const struct change *c, struct ticket *ticket, enum ticket_state before, struct error *err);

/* The timers. */
enum result problem_answer_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err);
enum result problem_close_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err);

#endif
