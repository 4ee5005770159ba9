/* notify.h - which technicians hear of a mail */
#ifndef DESK_NOTIFY_H
#define DESK_NOTIFY_H

#include <postigo/desk/decision.h>

/* Adds a notice to the assigned technician, or to everybody in the team, to these as well while the technician is away; and
 * to those who watch the ticket. Never to whoever wrote it. Pure. */
void notify(struct decision *decision, const struct facts *facts, const char *template);

#endif
