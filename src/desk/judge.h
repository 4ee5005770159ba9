/* judge.h - what each verb makes of its value: those that have a file of their own; the table is in command_verb.c
 *
 * Each adds what is to be done to the verdict's decision, or the fault that it found.
 */
#ifndef DESK_JUDGE_H
#define DESK_JUDGE_H

#include "verdict.h"

/* judge_who.c: a person or a team */
void judge_take(struct verdict *v);
void judge_assign(struct verdict *v);
void judge_watch(struct verdict *v);

/* judge_tier.c: up, and down again */
void judge_tier(struct verdict *v);
void judge_vendor(struct verdict *v);
void judge_solution(struct verdict *v);

/* judge_set.c: what a ticket says of itself */
void judge_queue(struct verdict *v);
void judge_priority(struct verdict *v);
void judge_tag(struct verdict *v);
void judge_field(struct verdict *v);

/* judge_time.c */
void judge_wait(struct verdict *v);
void judge_remind(struct verdict *v);
void judge_time(struct verdict *v);
void judge_ack(struct verdict *v);

/* judge_tickets.c: other tickets */
void judge_merge(struct verdict *v);
void judge_link(struct verdict *v);
void judge_split(struct verdict *v);

/* judge_problem.c: what many tickets have in common */
void judge_problem(struct verdict *v);

/* judge_new.c */
void judge_new(struct verdict *v);

/* judge_article.c: of articles. #language is that of the article in the same block. Without a name #publish means the article in
 * the same block, or the drafts that were made of the ticket. */
void judge_article(struct verdict *v);
void judge_language(struct verdict *v);
void judge_article_state(struct verdict *v);

#endif
