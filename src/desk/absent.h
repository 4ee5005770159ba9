/* absent.h - a technician's answering machine says that they are away */
#ifndef DESK_ABSENT_H
#define DESK_ABSENT_H

#include <postigo/desk/decision.h>

#include "tools.h"

/* What the mail says of its sender's absence, if they are a technician and it is trusted enough. Pure. */
void absent_find(struct decision *decision, const struct facts *facts);

/* Writes it down, if it is news: that technician's tickets that nobody has answered yet go to somebody else. */
enum result absent_apply(const struct tools *tools, const struct facts *facts, const struct decision *decision,
    struct error *err);

/* The same by an operator's word. *away is as the caller wants it, id apart. */
enum result absent_begin(const struct tools *tools, struct away *away, const char *actor, struct error *err);

#endif
