/* command_facts.h - what has to be known of a technician's mail with commands, read beforehand */
#ifndef DESK_COMMAND_FACTS_H
#define DESK_COMMAND_FACTS_H

#include <talloc.h>

#include <postigo/desk/decision.h>

#include "tools.h"

/* Fills in the commands of the mail, the tickets that they name, what an undo is about, and who watches the ticket that the mail
 * is about. Wants the agent, the token and the ties. The store may be NULL. */
enum result command_facts(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err);

/* True when the mail came to an address where nothing but commands goes. */
bool command_facts_control(const struct facts *facts);

#endif
