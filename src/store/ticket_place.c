/* ticket_place.c - where a ticket stands: queue, tier, priority, organisation, what it waits for; see ticket.h */
#include <config.h>

#include <postigo/store/ticket.h>

#include "sql.h"

enum result
ticket_set_queue(struct store *store, int64_t id, const char *queue, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE ticket SET queue = $1, changed = $2 WHERE id = $3");

	query_bind_text(q, queue);
	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
ticket_set_tier(struct store *store, int64_t id, int tier, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE ticket SET tier = $1, tier_since = $2, changed = $2 WHERE id = $3");

	query_bind_int(q, tier);
	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
ticket_set_priority(struct store *store, int64_t id, int priority, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE ticket SET priority = $1, changed = $2 WHERE id = $3");

	query_bind_int(q, priority);
	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
ticket_set_organisation(struct store *store, int64_t id, const char *organisation, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE ticket SET organisation = $1, changed = $2 WHERE id = $3");

	query_bind_text(q, organisation);
	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
ticket_set_language(struct store *store, int64_t id, const char *language, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE ticket SET language = $1, changed = $2 WHERE id = $3");

	query_bind_text(q, language);
	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
ticket_set_waiting_for(struct store *store, int64_t id, enum ticket_waiting whom, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE ticket SET waiting_for = $1, changed = $2 WHERE id = $3");

	query_bind_int(q, whom);
	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
ticket_set_problem(struct store *store, int64_t id, int64_t problem, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE ticket SET problem = $1, changed = $2 WHERE id = $3");

	query_bind_id(q, problem);
	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}
