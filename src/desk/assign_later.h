/* assign_later.h - tickets that are there, and come to be somebody's: by a change of team, when there was nobody, by hand */
#ifndef DESK_ASSIGN_LATER_H
#define DESK_ASSIGN_LATER_H

#include <postigo/store/due.h>

#include "assign.h"
#include "change.h"

/* The kind of the timer by which somebody is looked for again. */
#define ASSIGN_TIMER "assign"

/* Who of the team is to get the ticket, which nobody has; agent NULL: nobody, or the team does not assign. except: name of an
 * agent who does not get it, or NULL. Owned by ctx. */
enum result assign_ticket(TALLOC_CTX *ctx, const struct change *c, const struct ticket *ticket, const char *team,
    const char *except, struct assign_choice *out, struct error *err);

/* Somebody is looked for again at that time. */
enum result assign_at(const struct tools *tools, int64_t ticket, instant at, struct error *err);

/* That time has come. */
enum result assign_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err);

/* That agent is there again: somebody is looked for at once for the tickets of their teams that nobody has. */
enum result assign_retry(TALLOC_CTX *ctx, const struct tools *tools, const char *agent, instant now, struct error *err);

/* The ticket is taken from who is away and given to another of its team, who is told; or the team is. */
enum result assign_pass_on(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, struct error *err);

/* Tells the ticket's assignee that it is theirs now; when it has none, its team that somebody should take it. */
enum result assign_tell(const struct change *c, const struct ticket *ticket, struct error *err);

#endif
