/* field.c - see field.h */
#include <config.h>

#include <postigo/store/field.h>

#include "sql.h"

enum result
field_set(struct store *store, int64_t ticket, const char *name, const char *value, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO ticket_field (ticket, name, value) VALUES ($1, $2, $3)"
	    " ON CONFLICT (ticket, name) DO UPDATE SET value = excluded.value");

	query_bind_int(q, ticket);
	query_bind_text(q, name);
	query_bind_text(q, value);
	return query_run(q, err);
}

enum result
field_remove(struct store *store, int64_t ticket, const char *name, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM ticket_field WHERE ticket = $1 AND name = $2");

	query_bind_int(q, ticket);
	query_bind_text(q, name);
	return query_change(q, err);
}

enum result
field_read(TALLOC_CTX *ctx, struct store *store, int64_t ticket, const char *name, char **value, struct error *err)
{
	struct query *q = sql_read(store, "SELECT value FROM ticket_field WHERE ticket = $1 AND name = $2");

	query_bind_int(q, ticket);
	query_bind_text(q, name);
	return sql_text(ctx, q, value, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct field *out = row;

	*out = (struct field){ query_text(ctx, q, 0), query_text(ctx, q, 1) };
}

enum result
field_all(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct field **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT name, value FROM ticket_field WHERE ticket = $1 ORDER BY name");

	query_bind_int(q, ticket);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}
