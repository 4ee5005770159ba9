/* digest.h - what each technician, each team's lead, each organisation's manager and the operator are told once a day
 *
 * A day on which there is nothing to tell is not told of, nor is a technician who is away, or whose calendar has the day off.
 */
#ifndef DESK_DIGEST_H
#define DESK_DIGEST_H

#include <postigo/store/due.h>
#include <postigo/store/ledger.h>

#include "tools.h"

#define DIGEST_TIMER "digest"

/* When the desk begins: a timer for each who is to be told, at the time that the config has now. */
enum result digest_begin(const struct tools *tools, instant now, struct error *err);

/* The timer: tells one of them, and sets the next. */
enum result digest_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err);

/* The next time that the clocks of a place show that minute of a day. Pure. */
instant digest_next(const struct zone *zone, unsigned minute, instant now);

/* A technician's day; a team's to its lead, and an organisation's to its manager: what was since then. */
enum result digest_of_agent(const struct tools *tools, const struct conf_agent *agent, instant now, struct error *err);
enum result digest_of_team(const struct tools *tools, const struct conf_team *team, const struct conf_agent *lead,
    instant since, instant now, struct error *err);

enum result digest_of_organisation(const struct tools *tools, const struct conf_organisation *organisation,
    const struct conf_agent *manager, instant since, instant now, struct error *err);

/* The operator's: that each mail which arrived is accounted for. When none came since the last, only what is wrong is told. */
enum result digest_of_mail(const struct tools *tools, const struct ledger_status *list, size_t count, instant now,
    struct error *err);

#endif
