/* questions.c - see questions.h */
#include <config.h>

#include <postigo/store/questions.h>

#include "sql.h"

enum result
questions_ask(struct store *store, int64_t ticket, const char *questionnaire, instant now, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO ticket_questions (ticket, questionnaire, times, at) VALUES ($1, $2, 1, $3)"
	    " ON CONFLICT (ticket) DO UPDATE SET questionnaire = excluded.questionnaire, times = ticket_questions.times + 1,"
	    " at = excluded.at");

	query_bind_int(q, ticket);
	query_bind_text(q, questionnaire);
	query_bind_int(q, now);
	return query_run(q, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct questions *out = row;

	*out = (struct questions){ query_text(ctx, q, 0), (unsigned)query_int(q, 1), query_int(q, 2) };
}

enum result
questions_read(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct questions *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT questionnaire, times, at FROM ticket_questions WHERE ticket = $1");

	query_bind_int(q, ticket);
	return sql_one(ctx, q, fill, out, err);
}
