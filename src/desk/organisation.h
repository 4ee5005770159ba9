/* organisation.h - whose people the requester is one of, and what follows from that */
#ifndef DESK_ORGANISATION_H
#define DESK_ORGANISATION_H

#include <jansson.h>

#include <postigo/conf/words.h>
#include <postigo/desk/decision.h>
#include <postigo/store/ticket.h>

/* The requester's organisation, by their address, if the mail is trusted enough for that; and its queue. Pure. */
void organisation_find(struct decision *decision, const struct facts *facts);

/* The new ticket is that organisation's: also its queue, if it has one. */
void organisation_take(struct decision *decision, const struct conf_organisation *organisation);

/* What templates may say of the ticket's organisation. Dates are in that language. */
void organisation_values(const struct conf *conf, const struct ticket *ticket, const char *language, const struct conf_words *words,
    instant now, json_t *values);

/* Why what is on the one ticket must not come to be seen by those on the other, owned by ctx; NULL when it may. */
const char *organisation_forbids(TALLOC_CTX *ctx, const struct ticket *from, const struct ticket *into);

#endif
