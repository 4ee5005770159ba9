/* tag.c - see tag.h */
#include <config.h>

#include <postigo/store/tag.h>

#include "sql.h"

enum result
tag_add(struct store *store, int64_t ticket, const char *tag, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO ticket_tag (ticket, tag) VALUES ($1, $2)"
	    " ON CONFLICT (ticket, tag) DO NOTHING");

	query_bind_int(q, ticket);
	query_bind_text(q, tag);
	return query_change(q, err);
}

enum result
tag_remove(struct store *store, int64_t ticket, const char *tag, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM ticket_tag WHERE ticket = $1 AND tag = $2");

	query_bind_int(q, ticket);
	query_bind_text(q, tag);
	return query_change(q, err);
}

enum result
tag_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, char ***list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT tag FROM ticket_tag WHERE ticket = $1 ORDER BY tag");

	query_bind_int(q, ticket);
	return sql_texts(ctx, q, list, count, err);
}

enum result
tag_tickets(TALLOC_CTX *ctx, struct store *store, const char *tag, size_t most, int64_t **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT ticket FROM ticket_tag WHERE tag = $1 ORDER BY ticket DESC LIMIT $2");

	query_bind_text(q, tag);
	query_bind_int(q, (int64_t)most);
	return sql_numbers(ctx, q, list, count, err);
}
