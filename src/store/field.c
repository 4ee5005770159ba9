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
	enum result r;

	query_bind_int(q, ticket);
	query_bind_text(q, name);
	r = query_step(q, err);
	if (r != DONE)
		return r;
	*value = query_text(ctx, q, 0);
	query_end(q);
	return DONE;
}

enum result
field_all(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct field **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT name, value FROM ticket_field WHERE ticket = $1 ORDER BY name");
	struct field *fields = NULL;
	size_t n = 0;
	enum result r;

	query_bind_int(q, ticket);
	while ((r = query_step(q, err)) == DONE) {
		fields = sql_room(ctx, fields, n, sizeof(*fields));
		fields[n++] = (struct field){ query_text(fields, q, 0), query_text(fields, q, 1) };
	}
	if (r != NONE)
		return r;
	*list = fields;
	*count = n;
	return DONE;
}
