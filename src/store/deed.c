/* deed.c - see deed.h */
#include <config.h>

#include <postigo/store/deed.h>

#include "sql.h"

#define COLUMNS "d.id, d.agent, d.at, d.inbox, d.ticket, d.undone, d.content_key FROM deed d"

enum result
deed_add(struct store *store, struct deed *deed, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO deed (agent, at, inbox, ticket, content_key)"
	    " VALUES ($1, $2, $3, $4, $5) RETURNING id");

	query_bind_text(q, deed->agent);
	query_bind_int(q, deed->at);
	query_bind_int(q, deed->inbox);
	query_bind_id(q, deed->ticket);
	if (deed->has_content_key)
		query_bind_bytes(q, deed->content_key, DIGEST_SIZE);
	else
		query_bind_text(q, NULL);
	return query_number(q, &deed->id, err);
}

static enum result
next_position(struct store *store, int64_t deed, int64_t *position, struct error *err)
{
	struct query *q = sql_read(store, "SELECT position FROM deed_change WHERE deed = $1 ORDER BY position DESC LIMIT 1");
	enum result r;

	query_bind_int(q, deed);
	r = query_number(q, position, err);
	*position = r == DONE ? *position + 1 : 0;
	return r == NONE ? DONE : r;
}

enum result
deed_change_add(struct store *store, int64_t deed, const struct deed_change *change, struct error *err)
{
	int64_t position;
	enum result r = next_position(store, deed, &position, err);
	struct query *q;

	if (r != DONE)
		return r;
	q = sql_write(store, "INSERT INTO deed_change (deed, position, ticket, what, name, before, after)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7)");
	query_bind_int(q, deed);
	query_bind_int(q, position);
	query_bind_id(q, change->ticket);
	query_bind_text(q, change->what);
	query_bind_text(q, change->name);
	query_bind_text(q, change->before);
	query_bind_text(q, change->after);
	return query_run(q, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct deed *out = row;

	*out = (struct deed){
		.id = query_int(q, 0),
		.agent = query_text(ctx, q, 1),
		.at = query_int(q, 2),
		.inbox = query_int(q, 3),
		.ticket = query_int(q, 4),
		.undone = query_int(q, 5)
	};
	out->has_content_key = query_copy(q, 6, out->content_key, DIGEST_SIZE);
}

enum result
deed_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct deed *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE d.id = $1");

	query_bind_int(q, id);
	return sql_one(ctx, q, fill, out, err);
}

/* Numbers and times grow together: back from the newest, the first that is older ends the search. */
enum result
deed_last(TALLOC_CTX *ctx, struct store *store, const char *agent, int64_t ticket, instant since, struct deed *out,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE d.agent = $1 AND d.undone IS NULL AND d.at >= $2"
	    " AND d.id > coalesce((SELECT o.id FROM deed o WHERE o.agent = $1 AND o.undone IS NULL AND o.at < $2"
	    " ORDER BY o.id DESC LIMIT 1), 0)"
	    " AND ($3 = 0 OR d.ticket = $3 OR EXISTS (SELECT 1 FROM deed_change c WHERE c.deed = d.id AND c.ticket = $3))"
	    " ORDER BY d.id DESC LIMIT 1");

	query_bind_text(q, agent);
	query_bind_int(q, since);
	query_bind_int(q, ticket);
	return sql_one(ctx, q, fill, out, err);
}

enum result
deed_by_content(struct store *store, const uint8_t key[DIGEST_SIZE], instant since, int64_t *deed, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id FROM deed WHERE content_key = $1 AND at >= $2 ORDER BY id LIMIT 1");

	query_bind_bytes(q, key, DIGEST_SIZE);
	query_bind_int(q, since);
	return query_number(q, deed, err);
}

static void
fill_deed_change(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct deed_change *out = row;

	*out = (struct deed_change){
		.ticket = query_int(q, 0),
		.what = query_text(ctx, q, 1),
		.name = query_text(ctx, q, 2),
		.before = query_text(ctx, q, 3),
		.after = query_text(ctx, q, 4)
	};
}

enum result
deed_changes(TALLOC_CTX *ctx, struct store *store, int64_t deed, struct deed_change **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT ticket, what, name, before, after FROM deed_change WHERE deed = $1"
	    " ORDER BY position");

	query_bind_int(q, deed);
	return sql_all(ctx, q, fill_deed_change, sizeof(**list), list, count, err);
}

enum result
deed_undo(struct store *store, int64_t id, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE deed SET undone = $1 WHERE id = $2 AND undone IS NULL");

	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}
