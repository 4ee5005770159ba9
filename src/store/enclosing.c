/* enclosing.c - see enclosing.h */
#include <config.h>

#include <postigo/store/enclosing.h>
#include <postigo/store/outbox.h>

#include "sql.h"

enum result
enclosing_put(struct store *store, int64_t outbox, instant due, unsigned how, const char *signer, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO enclosing (outbox, due, how, signer) VALUES ($1, $2, $3, $4)");

	query_bind_int(q, outbox);
	query_bind_int(q, due);
	query_bind_int(q, how);
	query_bind_text(q, signer);
	return query_run(q, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct enclosing *out = row;

	*out = (struct enclosing){ query_int(q, 0), (unsigned)query_int(q, 1), query_text(ctx, q, 2), query_text(ctx, q, 3) };
}

enum result
enclosing_next(TALLOC_CTX *ctx, struct store *store, instant now, struct enclosing *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT e.outbox, e.how, e.signer, o.recipient FROM enclosing e"
	    " JOIN outbox o ON o.id = e.outbox WHERE e.due <= $1 ORDER BY e.due, e.outbox LIMIT 1");

	query_bind_int(q, now);
	return sql_one(ctx, q, fill, out, err);
}

enum result
enclosing_next_due(struct store *store, instant *due, struct error *err)
{
	return query_number(sql_read(store, "SELECT due FROM enclosing WHERE due IS NOT NULL ORDER BY due, outbox LIMIT 1"), due,
	    err);
}

enum result
enclosing_done(struct store *store, int64_t outbox, const char *bytes, size_t size, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM enclosing WHERE outbox = $1");
	enum result r;

	query_bind_int(q, outbox);
	if ((r = query_change(q, err)) != DONE)
		return r;
	q = sql_write(store, "UPDATE outbox_mail SET bytes = $1 WHERE outbox = $2");
	query_bind_bytes(q, bytes, size);
	query_bind_int(q, outbox);
	if ((r = query_change(q, err)) != DONE)
		return r;
	q = sql_write(store, "UPDATE outbox SET state = 0, lease = NULL, size = $1, answer = NULL WHERE id = $2 AND state = 1");
	query_bind_int(q, (int64_t)size);
	query_bind_int(q, outbox);
	return query_change(q, err);
}

enum result
enclosing_later(struct store *store, int64_t outbox, instant due, const char *why, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE enclosing SET due = $1 WHERE outbox = $2");
	enum result r;

	query_bind_int(q, due);
	query_bind_int(q, outbox);
	if ((r = query_change(q, err)) != DONE)
		return r;
	q = sql_write(store, "UPDATE outbox SET answer = $1 WHERE id = $2");
	query_bind_text(q, why);
	query_bind_int(q, outbox);
	return query_change(q, err);
}

enum result
enclosing_hurry(struct store *store, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE enclosing SET due = $1 WHERE due > $1");

	query_bind_int(q, now);
	return query_run(q, err);
}

enum result
enclosing_count(struct store *store, uint64_t *count, struct error *err)
{
	int64_t n = 0;
	enum result r = query_number(sql_read(store, "SELECT count(*) FROM enclosing WHERE due IS NOT NULL"), &n, err);

	if (r == DONE)
		*count = (uint64_t)n;
	return r;
}

enum result
enclosing_failed(struct store *store, int64_t outbox, const char *why, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE enclosing SET due = NULL WHERE outbox = $1");
	enum result r;

	query_bind_int(q, outbox);
	if ((r = query_change(q, err)) != DONE)
		return r;
	q = sql_write(store, "UPDATE outbox SET state = 6, lease = NULL, next_attempt = 0, finished = $1, answer = $2"
	    " WHERE id = $3 AND state = 1");
	query_bind_int(q, now);
	query_bind_text(q, why);
	query_bind_int(q, outbox);
	return query_change(q, err);
}

enum result
enclosing_retry(struct store *store, int64_t outbox, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE enclosing SET due = $1 WHERE outbox = $2");
	enum result r;

	query_bind_int(q, now);
	query_bind_int(q, outbox);
	if ((r = query_change(q, err)) != DONE)
		return r;
	q = sql_write(store, "UPDATE outbox SET state = 1, lease = $1, next_attempt = CASE WHEN next_attempt < $2 THEN $2"
	    " ELSE next_attempt END, finished = NULL"
	    " WHERE id = $3 AND state IN (1, 6)");
	query_bind_int(q, OUTBOX_ENCLOSER);
	query_bind_int(q, now);
	query_bind_int(q, outbox);
	return query_change(q, err);
}
