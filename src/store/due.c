/* due.c - see due.h */
#include <config.h>

#include <postigo/store/due.h>

#include "sql.h"

enum result
due_add(struct store *store, struct due_row *row, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO timer (due, kind, ticket, detail) VALUES ($1, $2, $3, $4)"
	    " RETURNING id");

	query_bind_int(q, row->due);
	query_bind_text(q, row->kind);
	query_bind_id(q, row->ticket);
	query_bind_text(q, row->detail);
	return query_number(q, &row->id, err);
}

enum result
due_remove(struct store *store, int64_t id, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM timer WHERE id = $1");

	query_bind_int(q, id);
	return query_run(q, err);
}

enum result
due_unset(struct store *store, int64_t ticket, const char *kind, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM timer WHERE ticket = $1 AND kind = $2");

	query_bind_int(q, ticket);
	query_bind_text(q, kind);
	return query_change(q, err);
}

enum result
due_set(struct store *store, struct due_row *row, struct error *err)
{
	enum result r = due_unset(store, row->ticket, row->kind, err);

	return r < 0 ? r : due_add(store, row, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct due_row *out = row;

	*out = (struct due_row){
		.id = query_int(q, 0),
		.due = query_int(q, 1),
		.kind = query_text(ctx, q, 2),
		.ticket = query_int(q, 3),
		.detail = query_text(ctx, q, 4)
	};
}

/* The rows of a query for these columns. */
static enum result
gather(TALLOC_CTX *ctx, struct query *q, struct due_row **rows, size_t *count, struct error *err)
{
	return sql_all(ctx, q, fill, sizeof(**rows), rows, count, err);
}

enum result
due_all_of_ticket(TALLOC_CTX *ctx, struct store *store, int64_t ticket, const char *kind, struct due_row **rows, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT id, due, kind, ticket, detail FROM timer WHERE ticket = $1 AND kind = $2");

	query_bind_int(q, ticket);
	query_bind_text(q, kind);
	return gather(ctx, q, rows, count, err);
}

enum result
due_of_ticket(TALLOC_CTX *ctx, struct store *store, int64_t ticket, const char *kind, struct due_row *out,
    struct error *err)
{
	struct due_row *rows;
	size_t count;
	enum result r = due_all_of_ticket(ctx, store, ticket, kind, &rows, &count, err);

	if (r == DONE && count > 0)
		*out = rows[0];
	return r == DONE && count == 0 ? NONE : r;
}

enum result
due_now(TALLOC_CTX *ctx, struct store *store, instant now, size_t most, struct due_row **rows, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT id, due, kind, ticket, detail FROM timer WHERE due <= $1"
	    " ORDER BY due, id LIMIT $2");

	query_bind_int(q, now);
	query_bind_int(q, (int64_t)most);
	return gather(ctx, q, rows, count, err);
}

enum result
due_next(struct store *store, instant *due, struct error *err)
{
	return query_number(sql_read(store, "SELECT due FROM timer ORDER BY due, id LIMIT 1"), due, err);
}

enum result
due_of_kind(struct store *store, const char *kind, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id FROM timer WHERE ticket IS NULL AND kind = $1 LIMIT 1");
	int64_t id;

	query_bind_text(q, kind);
	return query_number(q, &id, err);
}

enum result
due_standing(TALLOC_CTX *ctx, struct store *store, const char *kind, const char *detail, struct due_row **rows,
    size_t *count, struct error *err)
{
	struct query *q = sql_read(store, detail == NULL ?
	    "SELECT id, due, kind, ticket, detail FROM timer WHERE ticket IS NULL AND kind = $1 ORDER BY detail" :
	    "SELECT id, due, kind, ticket, detail FROM timer WHERE ticket IS NULL AND kind = $1 AND detail = $2");

	query_bind_text(q, kind);
	if (detail != NULL)
		query_bind_text(q, detail);
	return gather(ctx, q, rows, count, err);
}
