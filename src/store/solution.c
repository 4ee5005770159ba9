/* solution.c - see solution.h */
#include <config.h>

#include <postigo/store/outbox.h>
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

enum result
solution_remove(struct store *store, int64_t ticket, instant at, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM solution WHERE ticket = $1 AND at = $2");

	query_bind_int(q, ticket);
	query_bind_int(q, at);
	return query_change(q, err);
}

enum result
solution_mails(struct store *store, int64_t ticket, instant at, int64_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT count(*) FROM outbox o WHERE"
	    " (o.ticket = $1 OR o.ticket IN (SELECT id FROM ticket WHERE problem = $1)) AND o.created >= $2 AND o.state <> $3"
	    " AND o.kind IN ('solution', 'solution_draft')");

	query_bind_int(q, ticket);
	query_bind_int(q, at);
	query_bind_int(q, OUTBOX_DROPPED);
	return query_number(q, count, err);
}
