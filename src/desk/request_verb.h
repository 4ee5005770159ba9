/* request_verb.h - the verbs of requests that have a file of their own; the table is in request.c */
#ifndef DESK_REQUEST_VERB_H
#define DESK_REQUEST_VERB_H

#include <postigo/store/ticket.h>

#include "request.h"

/* A field of the request; 0 and NULL when it is not there or of another kind. */
json_int_t request_number(const struct request *r, const char *key);
const char *request_string(const struct request *r, const char *key);

/* The ticket that the request is about; not one that another stands for. PERMFAIL when it is not there. */
enum result request_standing_ticket(TALLOC_CTX *ctx, const struct request *r, struct ticket *out, struct error *err);

/* As request_carry_out. */
enum result request_ticket_close(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_ticket_open(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_ticket_assign(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_ticket_merge(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_ticket_add(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_ticket_remove(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_ticket_tier(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_ticket_solution(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_ticket_vendor(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_ticket_check(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_problem_tie(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_problem_untie(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_problem_close(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_problem_drop(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_agent_absent(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_agent_present(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_person_release(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_article_drop(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_article_publish(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_article_withdraw(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
enum result request_article_wrong(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);

#endif
