/* watcher.c - see watcher.h */
#include <config.h>

#include <postigo/store/watcher.h>

#include "sql.h"

enum result
watcher_add(struct store *store, int64_t ticket, const char *agent, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO ticket_watcher (ticket, agent) VALUES ($1, $2)"
	    " ON CONFLICT (ticket, agent) DO NOTHING");

	query_bind_int(q, ticket);
	query_bind_text(q, agent);
	return query_change(q, err);
}

enum result
watcher_remove(struct store *store, int64_t ticket, const char *agent, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM ticket_watcher WHERE ticket = $1 AND agent = $2");

	query_bind_int(q, ticket);
	query_bind_text(q, agent);
	return query_change(q, err);
}

enum result
watcher_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, char ***list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT agent FROM ticket_watcher WHERE ticket = $1 ORDER BY agent");

	query_bind_int(q, ticket);
	return sql_texts(ctx, q, list, count, err);
}
