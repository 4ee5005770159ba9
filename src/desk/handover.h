/* handover.h - what is said when a ticket goes from one tier to another: to those who take it on, and to whoever asked */
#ifndef DESK_HANDOVER_H
#define DESK_HANDOVER_H

#include <jansson.h>

#include "change.h"

/* Everything that there is to know of a ticket before one goes on with it. Strings are owned by the ctx that it was read with. */
struct handover;

enum result handover_read(TALLOC_CTX *ctx, const struct change *c, const struct ticket *ticket, int before,
    struct handover **out, struct error *err);

/* The same as values for a template, in a language, with times as clocks in that zone show them; a new reference. */
json_t *handover_values(const struct handover *h, const struct zone *zone, const char *language);
/* Where it is and was, and nothing of what was said: for requesters. A new reference. */
json_t *handover_places(const struct handover *h, const char *language);

/* A sheet with all of it to each technician who has the ticket now. */
enum result handover_send(const struct handover *h, struct error *err);

/* The requester hears who looks at it now, once for each direction, if anybody reads there. */
enum result handover_tell_requester(const struct handover *h, struct error *err);

/* The lead hears that the ticket goes to and fro between tiers, if it does; once. */
enum result handover_ping_pong(const struct handover *h, struct error *err);

/* The lead hears that the ticket has used up its tier's time. */
enum result handover_over_budget(const struct change *c, const struct ticket *ticket, struct error *err);

/* Adds the lead of a team, or where there is none everybody in it, to a list of n; gives its new length, at most `most`. Nobody
 * is in it twice. */
size_t handover_leads(const struct conf *conf, const char *team, const struct conf_agent **list, size_t n, size_t most);

/* How often the ticket has turned round between tiers, going by the tiers on which it stood one after the other. Pure. */
unsigned handover_turns(const int *tiers, size_t count);

#endif
