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
	char **tags = NULL;
	size_t n = 0;
	enum result r;

	query_bind_int(q, ticket);
	while ((r = query_step(q, err)) == DONE) {
		tags = sql_room(ctx, tags, n, sizeof(*tags));
		tags[n++] = query_text(tags, q, 0);
	}
	if (r != NONE)
		return r;
	*list = tags;
	*count = n;
	return DONE;
}

enum result
tag_tickets(TALLOC_CTX *ctx, struct store *store, const char *tag, size_t most, int64_t **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT ticket FROM ticket_tag WHERE tag = $1 ORDER BY ticket DESC LIMIT $2");
	int64_t *ids = NULL;
	size_t n = 0;
	enum result r;

	query_bind_text(q, tag);
	query_bind_int(q, (int64_t)most);
	while ((r = query_step(q, err)) == DONE) {
		ids = sql_room(ctx, ids, n, sizeof(*ids));
		ids[n++] = query_int(q, 0);
	}
	if (r != NONE)
		return r;
	*list = ids;
	*count = n;
	return DONE;
}
