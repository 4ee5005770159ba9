/* warnings.h - who is told that time runs out, or has run out, and when: the ladder of a ticket's SLA
 *
 * In two steps. When a ticket's time has come, its warning is put with the others that wait; when no ticket's time has come
 * any more, each technician is told: of a few one by one, of many in one mail. So a desk that was down for a night does not
 * send a storm, whatever was due in it.
 */
#ifndef DESK_WARNINGS_H
#define DESK_WARNINGS_H

#include <postigo/clock/sla.h>
#include <postigo/desk/presence.h>
#include <postigo/store/due.h>

#include "tools.h"

/* The timer that comes behind all warnings that are due. */
#define WARNINGS_TIMER "sla_tell"

/* The timer of a ticket's clocks (CLOCKS_TIMER). Of several warnings whose time has come, the highest is put. */
enum result warnings_due(const struct tools *tools, int64_t ticket, instant now, struct error *err);

/* The timer behind them: tells one technician, and comes again if there are more. */
enum result warnings_tell(const struct tools *tools, instant now, struct error *err);
/* That mail could not be made, and would not be the next time: forgets those warnings, so that the others' turn comes. */
enum result warnings_skip(const struct tools *tools, instant now, struct error *err);

/* Whom the rung is for, at most `most`, into list: those of the team who are there when the one who is meant is not. Pure. */
size_t warnings_recipients(const struct conf *conf, const struct ticket *ticket, const struct conf_rung *rung,
    const struct aways *aways, instant now, const struct conf_agent **list, size_t most);

#endif
