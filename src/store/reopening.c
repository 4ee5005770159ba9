/* reopening.c - see reopening.h */
#include <config.h>

#include <postigo/store/reopening.h>

#include "sql.h"

enum result
reopening_add(struct store *store, int64_t ticket, instant now, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO reopening (ticket, at) VALUES ($1, $2) ON CONFLICT (ticket, at) DO NOTHING");

	query_bind_int(q, ticket);
	query_bind_int(q, now);
	return query_run(q, err);
}

enum result
reopening_count(struct store *store, int64_t ticket, unsigned *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT count(*) FROM reopening WHERE ticket = $1");
	int64_t n;
	enum result r;

	query_bind_int(q, ticket);
	if ((r = query_number(q, &n, err)) == DONE)
		*count = (unsigned)n;
	return r;
}

enum result
reopening_list(TALLOC_CTX *ctx, struct store *store, instant since, size_t most, int64_t **tickets, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT ticket FROM reopening WHERE at >= $1 ORDER BY at LIMIT $2");

	query_bind_int(q, since);
	query_bind_int(q, (int64_t)most);
	return sql_numbers(ctx, q, tickets, count, err);
}
