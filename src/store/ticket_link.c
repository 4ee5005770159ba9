/* ticket_link.c - what tickets have to do with each other: links, and tickets that were merged; see ticket.h */
#include <config.h>

#include <postigo/store/ticket.h>

#include "sql.h"

#define CHAIN_MAX 16		/* merged into a ticket that was merged, and so on: we make no such chains */

enum result
ticket_link(struct store *store, int64_t ticket, int64_t other, const char *kind, instant now, struct error *err)
{
	struct query *q;

	if (ticket == other)
		return error_set(err, PERMFAIL, "ticket %lld cannot be linked to itself", (long long)ticket);
	q = sql_write(store, "INSERT INTO ticket_link (ticket, other, kind, since) VALUES ($1, $2, $3, $4)"
	    " ON CONFLICT (ticket, other, kind) DO NOTHING");
	query_bind_int(q, ticket);
	query_bind_int(q, other);
	query_bind_text(q, kind);
	query_bind_int(q, now);
	return query_run(q, err);
}

/* Adds the links in one direction. */
static enum result
add_links(TALLOC_CTX *ctx, struct store *store, int64_t ticket, bool incoming, struct ticket_link **list,
    size_t *count, struct error *err)
{
	struct query *q = sql_read(store, incoming ?
	    "SELECT ticket, kind, since FROM ticket_link WHERE other = $1" :
	    "SELECT other, kind, since FROM ticket_link WHERE ticket = $1");
	enum result r;

	query_bind_int(q, ticket);
	while ((r = query_step(q, err)) == DONE) {
		*list = sql_room(ctx, *list, *count, sizeof(**list));
		(*list)[(*count)++] = (struct ticket_link){
			.other = query_int(q, 0),
			.kind = query_text(*list, q, 1),
			.since = query_int(q, 2),
			.incoming = incoming
		};
	}
	return r == NONE ? DONE : r;
}

enum result
ticket_links(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct ticket_link **list, size_t *count,
    struct error *err)
{
	struct ticket_link *rows = NULL;
	size_t n = 0;
	enum result r = add_links(ctx, store, ticket, false, &rows, &n, err);

	if (r == DONE)
		r = add_links(ctx, store, ticket, true, &rows, &n, err);
	if (r != DONE)
		return r;
	*list = rows;
	*count = n;
	return DONE;
}

/* What a ticket was merged into; 0: it stands for itself. PERMFAIL when there is no such ticket. */
static enum result
merged_into(struct store *store, int64_t id, int64_t *into, struct error *err)
{
	struct query *q = sql_read(store, "SELECT merged_into FROM ticket WHERE id = $1");
	enum result r;

	query_bind_int(q, id);
	r = query_number(q, into, err);
	return r != NONE ? r : error_set(err, PERMFAIL, "there is no ticket %lld", (long long)id);
}

/* The ticket that stands for that one, which must not be `from`. */
static enum result
survivor(struct store *store, int64_t from, int64_t *id, struct error *err)
{
	int64_t next = *id;
	enum result r = DONE;

	for (int steps = 0; r == DONE && next != 0; steps++) {
		if (next == from && steps == 0)
			return error_set(err, PERMFAIL, "ticket %lld cannot be merged into itself", (long long)from);
		if (next == from)
			return error_set(err, PERMFAIL, "ticket %lld is merged into %lld, which would make a ring",
			    (long long)*id, (long long)from);
		if (steps == CHAIN_MAX)
			return error_set(err, PERMFAIL, "more than %d tickets are merged into each other up to %lld",
			    CHAIN_MAX, (long long)*id);
		*id = next;
		r = merged_into(store, *id, &next, err);
	}
	return r;
}

/* What was merged into `from` earlier leads on at once, so that nobody has to follow a chain. */
static enum result
lead_on(struct store *store, int64_t from, int64_t into, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE ticket SET merged_into = $1 WHERE merged_into = $2");

	query_bind_int(q, into);
	query_bind_int(q, from);
	return query_run(q, err);
}

enum result
ticket_merge(struct store *store, int64_t from, int64_t into, instant now, struct error *err)
{
	int64_t already = 0;
	enum result r = merged_into(store, from, &already, err);
	struct query *q;

	if (r == DONE && already != 0)
		return error_set(err, PERMFAIL, "ticket %lld is merged into %lld already", (long long)from,
		    (long long)already);
	if (r == DONE)
		r = survivor(store, from, &into, err);
	if (r != DONE)
		return r;
	q = sql_write(store, "UPDATE ticket SET merged_into = $1, state = $2, closed = COALESCE(closed, $3),"
	    " changed = $4 WHERE id = $5");
	query_bind_int(q, into);
	query_bind_int(q, TICKET_CLOSED);
	query_bind_int(q, now);
	query_bind_int(q, now);
	query_bind_int(q, from);
	if ((r = query_run(q, err)) == DONE)
		r = ticket_link(store, from, into, "merged", now, err);
	return r == DONE ? lead_on(store, from, into, err) : r;
}

enum result
ticket_unlink(struct store *store, int64_t ticket, int64_t other, const char *kind, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM ticket_link WHERE ticket = $1 AND other = $2 AND kind = $3");

	query_bind_int(q, ticket);
	query_bind_int(q, other);
	query_bind_text(q, kind);
	return query_change(q, err);
}

enum result
ticket_merged(TALLOC_CTX *ctx, struct store *store, int64_t into, int64_t **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id FROM ticket WHERE merged_into = $1");

	query_bind_int(q, into);
	return sql_numbers(ctx, q, list, count, err);
}

enum result
ticket_unmerge(struct store *store, int64_t from, instant now, struct error *err)
{
	int64_t into = 0;
	enum result r = merged_into(store, from, &into, err);
	struct query *q;

	if (r != DONE || into == 0)
		return r == DONE ? NONE : r;
	q = sql_write(store, "UPDATE ticket SET merged_into = NULL, changed = $1 WHERE id = $2");
	query_bind_int(q, now);
	query_bind_int(q, from);
	r = query_change(q, err);
	if (r == DONE)
		r = ticket_unlink(store, from, into, "merged", err);
	return r == NONE ? DONE : r;
}

enum result
ticket_lead(struct store *store, int64_t from, int64_t into, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE ticket SET merged_into = $1 WHERE id = $2 AND merged_into IS NOT NULL");

	query_bind_int(q, into);
	query_bind_int(q, from);
	return query_change(q, err);
}

enum result
ticket_of_problem(TALLOC_CTX *ctx, struct store *store, int64_t problem, int64_t after, size_t most, int64_t **list,
    size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id FROM ticket WHERE problem = $1 AND id > $2 ORDER BY id LIMIT $3");

	query_bind_int(q, problem);
	query_bind_int(q, after);
	query_bind_int(q, (int64_t)most);
	return sql_numbers(ctx, q, list, count, err);
}
