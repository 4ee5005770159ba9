/* workload.c - see workload.h */
#include <config.h>

#include <postigo/store/ticket.h>
#include <postigo/store/workload.h>

#include "sql.h"

/* Adds up what the statement counts for each state but closed. $1 is the name, $2 the state. */
static enum result
count_open(struct store *store, const char *sql, const char *name, uint64_t *count, struct error *err)
{
	enum result r = DONE;
	uint64_t n = 0;

	for (int state = TICKET_NEW; state < TICKET_CLOSED && r == DONE; state++) {
		struct query *q = sql_read(store, sql);
		int64_t in_state = 0;

		query_bind_text(q, name);
		query_bind_int(q, state);
		r = query_number(q, &in_state, err);
		n += (uint64_t)in_state;
	}
	if (r == DONE)
		*count = n;
	return r;
}

static enum result
read_turn(struct store *store, const char *agent, struct workload *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT turn, at FROM agent_turn WHERE agent = $1");
	enum result r;

	query_bind_text(q, agent);
	if ((r = query_step(q, err)) != DONE)
		return r == NONE ? DONE : r;
	out->turn = query_int(q, 0);
	out->given = query_int(q, 1);
	query_end(q);
	return DONE;
}

enum result
workload_read(struct store *store, const char *agent, struct workload *out, struct error *err)
{
	struct workload found = { 0 };
	enum result r = count_open(store, "SELECT count(*) FROM ticket WHERE assignee = $1 AND state = $2", agent, &found.open,
	    err);

	if (r == DONE)
		r = read_turn(store, agent, &found, err);
	if (r == DONE)
		*out = found;
	return r;
}

static enum result
last_turn(struct store *store, int64_t *turn, struct error *err)
{
	struct query *q = sql_read(store, "SELECT turn FROM agent_turn ORDER BY turn DESC LIMIT 1");
	enum result r = query_number(q, turn, err);

	if (r == NONE)
		*turn = 0;
	return r == NONE ? DONE : r;
}

enum result
workload_turn(struct store *store, const char *agent, instant now, struct error *err)
{
	int64_t last;
	enum result r = last_turn(store, &last, err);

	if (r != DONE)
		return r;
	struct query *q = sql_write(store, "INSERT INTO agent_turn (agent, turn, at) VALUES ($1, $2, $3)"
	    " ON CONFLICT (agent) DO UPDATE SET turn = excluded.turn, at = excluded.at");

	query_bind_text(q, agent);
	query_bind_int(q, last + 1);
	query_bind_int(q, now);
	return query_run(q, err);
}

enum result
workload_team(struct store *store, const char *team, uint64_t *open, uint64_t *unassigned, struct error *err)
{
	uint64_t all;
	enum result r = count_open(store, "SELECT count(*) FROM ticket WHERE team = $1 AND state = $2", team, &all, err);

	if (r == DONE)
		r = count_open(store, "SELECT count(*) FROM ticket WHERE team = $1 AND state = $2 AND assignee IS NULL", team,
		    unassigned, err);
	if (r == DONE)
		*open = all;
	return r;
}

enum result
workload_unassigned(TALLOC_CTX *ctx, struct store *store, const char *team, size_t most, int64_t **list, size_t *count,
    struct error *err)
{
	int64_t *rows = NULL;
	size_t n = 0;
	enum result r = NONE;

	for (int state = TICKET_NEW; state < TICKET_CLOSED && r == NONE; state++) {
		struct query *q = sql_read(store, "SELECT id FROM ticket WHERE team = $1 AND state = $2 AND assignee IS NULL LIMIT $3");

		query_bind_text(q, team);
		query_bind_int(q, state);
		query_bind_int(q, (int64_t)(most - n));
		while ((r = query_step(q, err)) == DONE) {
			rows = sql_room(ctx, rows, n, sizeof(*rows));
			rows[n++] = query_int(q, 0);
		}
	}
	if (r != NONE)
		return r;
	*list = rows;
	*count = n;
	return DONE;
}

enum result
workload_organisation(struct store *store, const char *organisation, uint64_t *open, uint64_t *all, struct error *err)
{
	static const char in_state[] = "SELECT count(*) FROM ticket WHERE organisation = $1 AND state = $2";
	struct query *q;
	int64_t closed;
	uint64_t n;
	enum result r = count_open(store, in_state, organisation, &n, err);

	if (r != DONE)
		return r;
	q = sql_read(store, in_state);
	query_bind_text(q, organisation);
	query_bind_int(q, TICKET_CLOSED);
	if ((r = query_number(q, &closed, err)) != DONE)
		return r;
	*open = n;
	*all = n + (uint64_t)closed;
	return DONE;
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct organisation_person *out = row;

	*out = (struct organisation_person){
		.address = query_text(ctx, q, 0),
		.name = query_text(ctx, q, 1),
		.language = query_text(ctx, q, 2),
		.tickets = (uint64_t)query_int(q, 3)
	};
}

enum result
workload_people(TALLOC_CTX *ctx, struct store *store, const char *organisation, struct organisation_person **list,
    size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT p.address, p.name, p.language, count(*) AS tickets"
	    " FROM ticket t JOIN person p ON p.id = t.requester WHERE t.organisation = $1"
	    " GROUP BY p.id, p.address, p.name, p.language ORDER BY tickets DESC, p.id");

	query_bind_text(q, organisation);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}
