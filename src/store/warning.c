/* warning.c - see warning.h */
#include <config.h>

#include <postigo/store/warning.h>

#include "sql.h"

enum result
warning_put(struct store *store, const struct warning *w, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO warning (agent, ticket, aim, percent, repeated, due)"
	    " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (agent, ticket) DO UPDATE SET aim = excluded.aim,"
	    " percent = excluded.percent, repeated = excluded.repeated, due = excluded.due");

	query_bind_text(q, w->agent);
	query_bind_int(q, w->ticket);
	query_bind_int(q, w->aim);
	query_bind_int(q, w->percent);
	query_bind_int(q, w->repeated);
	query_bind_int(q, w->due);
	return query_run(q, err);
}

enum result
warning_any(struct store *store, struct error *err)
{
	int64_t ticket;

	return query_number(sql_read(store, "SELECT ticket FROM warning ORDER BY agent, ticket LIMIT 1"), &ticket, err);
}

static enum result
first_agent(TALLOC_CTX *ctx, struct store *store, char **agent, struct error *err)
{
	struct query *q = sql_read(store, "SELECT agent FROM warning ORDER BY agent, ticket LIMIT 1");

	return sql_text(ctx, q, agent, err);
}

enum result
warning_next(TALLOC_CTX *ctx, struct store *store, char **agent, uint64_t *count, struct error *err)
{
	enum result r = first_agent(ctx, store, agent, err);
	struct query *q;
	int64_t n;

	if (r != DONE)
		return r;
	q = sql_read(store, "SELECT count(*) FROM warning WHERE agent = $1");
	query_bind_text(q, *agent);
	if ((r = query_number(q, &n, err)) == DONE)
		*count = (uint64_t)n;
	return r;
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct warning *out = row;

	*out = (struct warning){
		.agent = query_text(ctx, q, 0),
		.ticket = query_int(q, 1),
		.aim = (int)query_int(q, 2),
		.percent = (unsigned)query_int(q, 3),
		.repeated = query_int(q, 4) != 0,
		.due = query_int(q, 5)
	};
}

enum result
warning_list(TALLOC_CTX *ctx, struct store *store, const char *agent, size_t most, struct warning **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT agent, ticket, aim, percent, repeated, due FROM warning WHERE agent = $1"
	    " ORDER BY due, ticket LIMIT $2");

	query_bind_text(q, agent);
	query_bind_int(q, (int64_t)most);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}

enum result
warning_clear(struct store *store, const char *agent, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM warning WHERE agent = $1");

	query_bind_text(q, agent);
	return query_run(q, err);
}
