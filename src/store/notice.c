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

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct notice *out = row;

	*out = (struct notice){
		.id = query_int(q, 0),
		.ticket = query_int(q, 1),
		.person = query_int(q, 2),
		.at = query_int(q, 3),
		.assignee = query_text(ctx, q, 4),
		.tier = (int)query_int(q, 5),
		.used = (unsigned)query_int(q, 6)
	};
}

enum result
notice_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct notice *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id, ticket, person, at, assignee, tier, used FROM notice WHERE id = $1");

	query_bind_int(q, id);
	return sql_one(ctx, q, fill, out, err);
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
notice_last(struct store *store, int64_t ticket, int64_t person, instant *at, struct error *err)
{
	struct query *q = sql_read(store, "SELECT at FROM notice WHERE ticket = $1 AND person = $2 ORDER BY id DESC LIMIT 1");

	query_bind_int(q, ticket);
	query_bind_int(q, person);
	return query_number(q, at, err);
}

enum result
notice_wait(struct store *store, struct notice_waiting *row, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO notice_waiting (ticket, person, message, template, trust)"
	    " VALUES ($1, $2, $3, $4, $5) RETURNING id");

	query_bind_int(q, row->ticket);
	query_bind_int(q, row->person);
	query_bind_int(q, row->message);
	query_bind_text(q, row->template);
	query_bind_int(q, row->trust);
	return query_number(q, &row->id, err);
}

static void
fill_waiting(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct notice_waiting *out = row;

	*out = (struct notice_waiting){
		.id = query_int(q, 0),
		.ticket = query_int(q, 1),
		.person = query_int(q, 2),
		.address = query_text(ctx, q, 3),
		.message = query_int(q, 4),
		.template = query_text(ctx, q, 5),
		.trust = (int)query_int(q, 6)
	};
}

enum result
notice_waiting_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, size_t most, struct notice_waiting **list,
    size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT w.id, w.ticket, w.person, p.address, w.message, w.template, w.trust"
	    " FROM notice_waiting w JOIN person p ON p.id = w.person WHERE w.ticket = $1 ORDER BY w.person, w.id LIMIT $2");

	query_bind_int(q, ticket);
	query_bind_int(q, (int64_t)most);
	return sql_all(ctx, q, fill_waiting, sizeof(**list), list, count, err);
}

enum result
notice_waiting_done(struct store *store, int64_t ticket, int64_t person, int64_t last, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM notice_waiting WHERE ticket = $1 AND person = $2 AND id <= $3");

	query_bind_int(q, ticket);
	query_bind_int(q, person);
	query_bind_int(q, last);
	return query_run(q, err);
}

enum result
notice_waiting_drop(struct store *store, int64_t message, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM notice_waiting WHERE message = $1");

	query_bind_int(q, message);
	return query_run(q, err);
}

enum result
notice_forget(struct store *store, instant before, size_t most, size_t *gone, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM notice WHERE id IN (SELECT id FROM notice ORDER BY id LIMIT $1)"
	    " AND at < $2 RETURNING id");

	query_bind_int(q, (int64_t)most);
	query_bind_int(q, before);
	return sql_count(q, gone, err);
}
