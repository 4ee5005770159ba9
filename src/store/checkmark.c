/* checkmark.c - see checkmark.h */
#include <config.h>

#include <postigo/store/checkmark.h>

#include "sql.h"

enum result
checkmark_add(struct store *store, int64_t ticket, const char *item, const char *actor, instant now, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO checkmark (ticket, item, actor, at) VALUES ($1, $2, $3, $4)"
	    " ON CONFLICT (ticket, item) DO NOTHING");

	query_bind_int(q, ticket);
	query_bind_text(q, item);
	query_bind_text(q, actor);
	query_bind_int(q, now);
	return query_change(q, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct checkmark *out = row;

	*out = (struct checkmark){ query_text(ctx, q, 0), query_text(ctx, q, 1), query_int(q, 2) };
}

enum result
checkmark_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct checkmark **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT item, actor, at FROM checkmark WHERE ticket = $1 ORDER BY item");

	query_bind_int(q, ticket);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}
