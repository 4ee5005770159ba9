/* problem_row.c - see problem_row.h */
#include <config.h>

#include <postigo/store/problem_row.h>
#include <postigo/store/ticket.h>

#include "sql.h"

#define COLUMNS "ticket, spike, people, coalesce(usual, -1), since FROM problem"

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct problem_row *out = row;

	*out = (struct problem_row){
		.ticket = query_int(q, 0),
		.spike = query_text(ctx, q, 1),
		.people = (unsigned)query_int(q, 2),
		.usual = (int)query_int(q, 3),
		.since = query_int(q, 4)
	};
}

static enum result
set_kind(struct store *store, int64_t ticket, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE ticket SET kind = $1 WHERE id = $2");

	query_bind_int(q, TICKET_PROBLEM);
	query_bind_int(q, ticket);
	return query_change(q, err);
}

static enum result
insert(struct store *store, const struct problem_row *row, struct error *err)
{
	bool known = row->usual != PROBLEM_USUAL_UNKNOWN;
	struct query *q = sql_write(store, known ?
	    "INSERT INTO problem (ticket, spike, people, since, usual) VALUES ($1, $2, $3, $4, $5)" :
	    "INSERT INTO problem (ticket, spike, people, since) VALUES ($1, $2, $3, $4)");

	query_bind_int(q, row->ticket);
	query_bind_text(q, row->spike);
	query_bind_int(q, row->people);
	query_bind_int(q, row->since);
	if (known)
		query_bind_int(q, row->usual);
	return query_run(q, err);
}

enum result
problem_row_add(struct store *store, const struct problem_row *row, struct error *err)
{
	enum result r = set_kind(store, row->ticket, err);

	return r == DONE ? insert(store, row, err) : r;
}

enum result
problem_row_set_spike(struct store *store, int64_t ticket, const char *spike, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE problem SET spike = $1 WHERE ticket = $2");

	query_bind_text(q, spike);
	query_bind_int(q, ticket);
	return query_change(q, err);
}

enum result
problem_row_read(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct problem_row *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE ticket = $1");

	query_bind_int(q, ticket);
	return sql_one(ctx, q, fill, out, err);
}

enum result
problem_row_of_spike(struct store *store, const char *spike, int64_t *ticket, struct error *err)
{
	struct query *q = sql_read(store, "SELECT ticket FROM problem WHERE spike = $1 ORDER BY ticket DESC LIMIT 1");

	query_bind_text(q, spike);
	return query_number(q, ticket, err);
}

enum result
problem_row_list(TALLOC_CTX *ctx, struct store *store, size_t most, struct problem_row **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " ORDER BY ticket DESC LIMIT $1");

	query_bind_int(q, (int64_t)most);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}

enum result
problem_row_tally(struct store *store, int64_t ticket, struct problem_tally *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT count(*), count(CASE WHEN state <> $1 THEN 1 END), count(DISTINCT organisation)"
	    " FROM ticket WHERE problem = $2");
	enum result r;

	query_bind_int(q, TICKET_CLOSED);
	query_bind_int(q, ticket);
	if ((r = query_step(q, err)) != DONE)
		return r;
	*out = (struct problem_tally){
		.tickets = (unsigned)query_int(q, 0), .open = (unsigned)query_int(q, 1), .organisations = (unsigned)query_int(q, 2),
	};
	query_end(q);
	return DONE;
}
