/* rule.h - the rules held against a mail */
#ifndef DESK_RULE_H
#define DESK_RULE_H

#include <postigo/desk/decision.h>
#include <postigo/desk/rule_set.h>

/* Tries the rules in their order, and writes what follows into the decision: where the ticket goes, tags, fields, points, what
 * else is sent, whether the mail is refused or set aside; and what each rule had to say. With facts->explain each rule is
 * tried and says why; else only those that can fit are. Pure. */
void rules_run(struct decision *decision, const struct facts *facts, bool follow_up);

/* The same for a mail on a ticket that there is. What rules change of it is in the decision; apply.c does it. */
void rules_follow_up(struct decision *decision, const struct facts *facts);
/* Nothing of where rules would have put the ticket is done; what it is marked with, and who is told, stays. The caller says
 * where it is instead. */
void rules_unplace(struct decision *decision);

/* The acknowledgement, or what rules say instead, or beside it, or that there is none. */
void rules_answer(struct decision *decision, const struct answer *acknowledgement);

/* The answer to a follow-up that rules want. */
void rules_answer_follow_up(struct decision *decision, const struct facts *facts);

/* Whether a rule refuses the mail or sets it aside; then it is ended so, with the answer that the rule gives. */
bool rules_end(struct decision *decision, const struct facts *facts);

/* Whom rules want to be told beside everybody else, with the template for technicians: last, so that nobody hears it twice. */
void rules_tell(struct decision *decision, const struct facts *facts, const char *template);

/* The webhooks and programs that rules want: they are told of it, or run, once the decision is applied. */
void rules_call(struct decision *decision, const struct facts *facts);

#endif
