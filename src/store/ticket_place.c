/* ticket_place.c - where a ticket stands: queue, tier, priority, organisation, what it waits for; see ticket.h */
#include <config.h>

#include <postigo/store/ticket.h>

#include "sql.h"

/* One column of a ticket. */
#define SET(column) "UPDATE ticket SET " column " = $1, changed = $2 WHERE id = $3"

static enum result
changed(struct query *q, int64_t id, instant now, struct error *err)
{
	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}

static enum result
set_text(struct store *store, const char *sql, int64_t id, const char *value, instant now, struct error *err)
{
	struct query *q = sql_write(store, sql);

	query_bind_text(q, value);
	return changed(q, id, now, err);
}

static enum result
set_number(struct store *store, const char *sql, int64_t id, int64_t value, instant now, struct error *err)
{
	struct query *q = sql_write(store, sql);

	query_bind_int(q, value);
	return changed(q, id, now, err);
}

enum result
ticket_set_queue(struct store *store, int64_t id, const char *queue, instant now, struct error *err)
{
	return set_text(store, SET("queue"), id, queue, now, err);
}

enum result
ticket_set_tier(struct store *store, int64_t id, int tier, instant now, struct error *err)
{
	return set_number(store, "UPDATE ticket SET tier = $1, tier_since = $2, changed = $2 WHERE id = $3", id, tier, now, err);
}

enum result
ticket_set_priority(struct store *store, int64_t id, int priority, instant now, struct error *err)
{
	return set_number(store, SET("priority"), id, priority, now, err);
}

enum result
ticket_set_organisation(struct store *store, int64_t id, const char *organisation, instant now, struct error *err)
{
	return set_text(store, SET("organisation"), id, organisation, now, err);
}

enum result
ticket_set_language(struct store *store, int64_t id, const char *language, instant now, struct error *err)
{
	return set_text(store, SET("language"), id, language, now, err);
}

enum result
ticket_set_waiting_for(struct store *store, int64_t id, enum ticket_waiting whom, instant now, struct error *err)
{
	return set_number(store, SET("waiting_for"), id, whom, now, err);
}

enum result
ticket_set_problem(struct store *store, int64_t id, int64_t problem, instant now, struct error *err)
{
	struct query *q = sql_write(store, SET("problem"));

	query_bind_id(q, problem);
	return changed(q, id, now, err);
}
