/* stay.c - see stay.h */
#include <config.h>

#include <postigo/store/stay.h>

#include "sql.h"

#define COLUMNS "id, ticket, tier, team, since, until, ended_by, worked, carried, running, timer, over FROM stay"

/* $1 to $10: all but whose it is. */
static void
bind(struct query *q, const struct stay *stay)
{
	query_bind_int(q, stay->tier);
	query_bind_text(q, stay->team);
	query_bind_int(q, stay->since);
	query_bind_id(q, stay->until);
	query_bind_text(q, stay->ended_by);
	query_bind_int(q, stay->worked);
	query_bind_int(q, stay->carried);
	query_bind_id(q, stay->running);
	query_bind_id(q, stay->timer);
	query_bind_int(q, stay->over);
}

enum result
stay_add(struct store *store, struct stay *stay, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO stay (tier, team, since, until, ended_by, worked, carried, running,"
	    " timer, over, ticket) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id");

	bind(q, stay);
	query_bind_int(q, stay->ticket);
	return query_number(q, &stay->id, err);
}

enum result
stay_update(struct store *store, const struct stay *stay, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE stay SET tier = $1, team = $2, since = $3, until = $4, ended_by = $5,"
	    " worked = $6, carried = $7, running = $8, timer = $9, over = $10 WHERE id = $11");

	bind(q, stay);
	query_bind_int(q, stay->id);
	return query_change(q, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct stay *out = row;

	*out = (struct stay){
		.id = query_int(q, 0),
		.ticket = query_int(q, 1),
		.tier = (int)query_int(q, 2),
		.team = query_text(ctx, q, 3),
		.since = query_int(q, 4),
		.until = query_int(q, 5),
		.ended_by = query_text(ctx, q, 6),
		.worked = query_int(q, 7),
		.carried = query_int(q, 8),
		.running = query_int(q, 9),
		.timer = query_int(q, 10),
		.over = query_int(q, 11) != 0
	};
}

enum result
stay_current(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct stay *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE ticket = $1 AND until IS NULL");

	query_bind_int(q, ticket);
	return sql_one(ctx, q, fill, out, err);
}

enum result
stay_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct stay **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE ticket = $1 ORDER BY id");

	query_bind_int(q, ticket);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}
