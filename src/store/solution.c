/* solution.c - see solution.h */
#include <config.h>

#include <postigo/store/solution.h>

#include "sql.h"

enum result
solution_put(struct store *store, const struct solution *solution, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO solution (ticket, text, actor, at, article) VALUES ($1, $2, $3, $4, $5)"
	    " ON CONFLICT (ticket) DO UPDATE SET text = excluded.text, actor = excluded.actor, at = excluded.at,"
	    " article = excluded.article");

	query_bind_int(q, solution->ticket);
	query_bind_text(q, solution->text);
	query_bind_text(q, solution->actor);
	query_bind_int(q, solution->at);
	query_bind_text(q, solution->article);
	return query_run(q, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct solution *out = row;

	*out = (struct solution){
		.ticket = query_int(q, 0),
		.text = query_text(ctx, q, 1),
		.actor = query_text(ctx, q, 2),
		.at = query_int(q, 3),
		.article = query_text(ctx, q, 4)
	};
}

enum result
solution_read(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct solution *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT ticket, text, actor, at, article FROM solution WHERE ticket = $1");

	query_bind_int(q, ticket);
	return sql_one(ctx, q, fill, out, err);
}
