/* tongue.h - in which language a requester is written to; pure */
#ifndef DESK_TONGUE_H
#define DESK_TONGUE_H

#include <postigo/desk/decision.h>

/* Of a new ticket, once its requester and organisation are decided: the mail's if it is long enough to be sure of, else the
 * person's, the organisation's, the mail's, the installation's. */
void tongue_find(struct decision *decision, const struct facts *facts);

/* What the mail teaches of its sender's language. */
void tongue_learn(struct decision *decision, const struct facts *facts);

#endif
