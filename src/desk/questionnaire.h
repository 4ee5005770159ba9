/* questionnaire.h - what the first line wants to know of a ticket: what is asked, and what becomes of the answers */
#ifndef DESK_QUESTIONNAIRE_H
#define DESK_QUESTIONNAIRE_H

#include <jansson.h>

#include <postigo/desk/decision.h>

#include "tools.h"

/* What of a text answers the question, owned by ctx: what its pattern finds, the one of its choices that is named, or, when the
 * text is known to be the answer (whole), the words themselves. NULL: nothing of it does. */
char *questionnaire_value(TALLOC_CTX *ctx, const struct conf_question *question, const char *text, bool whole);

/* Of a new ticket: what its mail says already becomes fields, and what is missing is asked in the acknowledgement, if there is
 * one. Pure. */
void questionnaire_begin(struct decision *decision, const struct facts *facts);

/* What is left of that once answers were struck: without a mail nobody was asked. Pure. */
void questionnaire_settle(struct decision *decision);

/* Of a reply: what it answers becomes fields. Before rules and tiers look at these. Pure. */
void questionnaire_follow(struct decision *decision, const struct facts *facts);

/* Of a reply, at last: what is still missing is asked once more, or left to the technicians. Pure. */
void questionnaire_ask_again(struct decision *decision, const struct facts *facts);

/* What the ticket that the mail names was asked, and what is known of it: into facts. */
enum result questionnaire_gather(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err);

/* Adds to the values for templates what is known of the ticket: fields, has_fields. */
enum result questionnaire_known(TALLOC_CTX *ctx, const struct tools *tools, int64_t ticket, json_t *values, struct error *err);

/* Writes down what is asked, and adds to the values for templates: the questions, what is known, what nobody has answered. */
/* Adds the same values as they would be. Writes nothing; the store may be NULL. */
enum result questionnaire_preview(TALLOC_CTX *ctx, const struct tools *tools, const struct decision *decision, int64_t ticket,
    json_t *values, struct error *err);
enum result questionnaire_apply(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *facts,
    const struct decision *decision, int64_t ticket, json_t *values, struct error *err);

#endif
