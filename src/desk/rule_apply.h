/* rule_apply.h - what rules have changed of a ticket that is there */
#ifndef DESK_RULE_APPLY_H
#define DESK_RULE_APPLY_H

#include <postigo/desk/decision.h>

#include "change.h"

/* Within the caller's transaction. Its tier, tags and fields are set with everybody else's. */
enum result rule_apply(TALLOC_CTX *ctx, const struct change *change, const struct decision *decision, struct ticket *ticket,
    struct error *err);

/* The points that the mail brings count on, with those of the mails before and after it. */
enum result rule_apply_points(struct store *store, const struct decision *decision, int64_t ticket, struct error *err);

/* The skills that rules ask for are asked for as long as the ticket lives: whichever team it comes to. */
enum result rule_apply_skills(struct store *store, const struct decision *decision, int64_t ticket, struct error *err);

/* The technicians whom rules have told of it hear of what comes later, too. */
enum result rule_apply_watchers(struct store *store, const struct decision *decision, int64_t ticket, struct error *err);

#endif
