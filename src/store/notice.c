/* notice.c - see notice.h */
#include <config.h>

#include <postigo/store/notice.h>

#include "sql.h"

enum result
notice_add(struct store *store, struct notice *notice, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO notice (ticket, person, at, assignee, tier) VALUES ($1, $2, $3, $4, $5)"
	    " RETURNING id");

	query_bind_int(q, notice->ticket);
	query_bind_int(q, notice->person);
	query_bind_int(q, notice->at);
	query_bind_text(q, notice->assignee);
	query_bind_int(q, notice->tier);
	return query_number(q, &notice->id, err);
}

enum result
notice_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct notice *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id, ticket, person, at, assignee, tier, used FROM notice WHERE id = $1");
	enum result r;

	query_bind_int(q, id);
	if ((r = query_step(q, err)) != DONE)
		return r;
	*out = (struct notice){
		.id = query_int(q, 0),
		.ticket = query_int(q, 1),
		.person = query_int(q, 2),
		.at = query_int(q, 3),
		.assignee = query_text(ctx, q, 4),
		.tier = (int)query_int(q, 5),
		.used = (unsigned)query_int(q, 6)
	};
	query_end(q);
	return DONE;
}

enum result
notice_use(struct store *store, int64_t id, unsigned bit, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE notice SET used = used | $1 WHERE id = $2 AND used & $1 = 0");

	query_bind_int(q, bit);
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
notice_forget(struct store *store, instant before, size_t most, size_t *gone, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM notice WHERE id IN (SELECT id FROM notice ORDER BY id LIMIT $1)"
	    " AND at < $2 RETURNING id");
	size_t n = 0;
	enum result r;

	query_bind_int(q, (int64_t)most);
	query_bind_int(q, before);
	while ((r = query_step(q, err)) == DONE)
		n++;
	if (r != NONE)
		return r;
	*gone = n;
	return DONE;
}
