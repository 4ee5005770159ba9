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

enum result
event_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct event_row **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT id, at, actor, verb, detail FROM event WHERE ticket = $1 ORDER BY id");
	struct event_row *rows = NULL;
	size_t n = 0;
	enum result r;

	query_bind_int(q, ticket);
	while ((r = query_step(q, err)) == DONE) {
		rows = sql_room(ctx, rows, n, sizeof(*rows));
		rows[n++] = (struct event_row){
			.id = query_int(q, 0),
			.ticket = ticket,
			.at = query_int(q, 1),
			.actor = query_text(rows, q, 2),
			.verb = query_text(rows, q, 3),
			.detail = query_text(rows, q, 4)
		};
	}
	if (r != NONE)
		return r;
	*list = rows;
	*count = n;
	return DONE;
}
