/* away.c - see away.h; what is over stays, as history */
#include <config.h>

#include <postigo/store/away.h>

#include "sql.h"

enum result
away_end(struct store *store, const char *agent, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE absence SET until = $1 WHERE agent = $2 AND until > $1");

	query_bind_int(q, now);
	query_bind_text(q, agent);
	return query_change(q, err);
}

enum result
away_set(struct store *store, struct away *away, struct error *err)
{
	enum result r = away_end(store, away->agent, away->since, err);
	struct query *q;

	if (r < 0)
		return r;
	q = sql_write(store, "INSERT INTO absence (agent, since, until, inbox, note) VALUES ($1, $2, $3, $4, $5) RETURNING id");
	query_bind_text(q, away->agent);
	query_bind_int(q, away->since);
	query_bind_int(q, away->until);
	query_bind_id(q, away->inbox);
	query_bind_text(q, away->note);
	return query_number(q, &away->id, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct away *out = row;

	*out = (struct away){
		.id = query_int(q, 0),
		.agent = query_text(ctx, q, 1),
		.since = query_int(q, 2),
		.until = query_int(q, 3),
		.inbox = query_int(q, 4),
		.note = query_text(ctx, q, 5)
	};
}

enum result
away_list(TALLOC_CTX *ctx, struct store *store, instant now, struct away **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id, agent, since, until, inbox, note FROM absence WHERE until > $1"
	    " ORDER BY until, id");

	query_bind_int(q, now);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}
