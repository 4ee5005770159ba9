/* event.c - see event.h */
#include <config.h>

#include <postigo/store/event.h>

#include "sql.h"

enum result
event_add(struct store *store, int64_t ticket, const char *actor, const char *verb, const char *detail, instant now,
    struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO event (ticket, at, actor, verb, detail)"
	    " VALUES ($1, $2, $3, $4, $5)");

	query_bind_int(q, ticket);
	query_bind_int(q, now);
	query_bind_text(q, actor);
	query_bind_text(q, verb);
	query_bind_text(q, detail);
	return query_run(q, err);
}

enum result
event_has(struct store *store, int64_t ticket, const char *verb, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id FROM event WHERE ticket = $1 AND verb = $2 LIMIT 1");
	int64_t id;

	query_bind_int(q, ticket);
	query_bind_text(q, verb);
	return query_number(q, &id, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct event_row *out = row;

	*out = (struct event_row){
		.id = query_int(q, 0),
		.ticket = query_int(q, 1),
		.at = query_int(q, 2),
		.actor = query_text(ctx, q, 3),
		.verb = query_text(ctx, q, 4),
		.detail = query_text(ctx, q, 5)
	};
}

enum result
event_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct event_row **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT id, ticket, at, actor, verb, detail FROM event WHERE ticket = $1 ORDER BY id");

	query_bind_int(q, ticket);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}
