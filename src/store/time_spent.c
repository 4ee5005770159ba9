/* time_spent.c - see time_spent.h */
#include <config.h>

#include <postigo/store/time_spent.h>

#include "sql.h"

enum result
time_spent_add(struct store *store, struct time_spent *row, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO ticket_time (ticket, agent, at, spent) VALUES ($1, $2, $3, $4)"
	    " RETURNING id");

	query_bind_int(q, row->ticket);
	query_bind_text(q, row->agent);
	query_bind_int(q, row->at);
	query_bind_int(q, row->spent);
	return query_number(q, &row->id, err);
}

enum result
time_spent_remove(struct store *store, int64_t id, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM ticket_time WHERE id = $1");

	query_bind_int(q, id);
	return query_change(q, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct time_spent *out = row;

	*out = (struct time_spent){
		.id = query_int(q, 0),
		.ticket = query_int(q, 1),
		.agent = query_text(ctx, q, 2),
		.at = query_int(q, 3),
		.spent = query_int(q, 4)
	};
}

enum result
time_spent_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct time_spent **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT id, ticket, agent, at, spent FROM ticket_time WHERE ticket = $1 ORDER BY id");

	query_bind_int(q, ticket);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}

/* Rows are written as time goes by: the newest stand at the end. */
enum result
time_spent_since(TALLOC_CTX *ctx, struct store *store, instant since, size_t most, struct time_spent **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT id, ticket, agent, at, spent FROM"
	    " (SELECT * FROM ticket_time ORDER BY id DESC LIMIT $1) AS newest WHERE at >= $2");

	query_bind_int(q, (int64_t)most);
	query_bind_int(q, since);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}

enum result
time_spent_total(struct store *store, int64_t ticket, duration *total, struct error *err)
{
	struct query *q = sql_read(store, "SELECT coalesce(sum(spent), 0) FROM ticket_time WHERE ticket = $1");

	query_bind_int(q, ticket);
	return query_number(q, total, err);
}
