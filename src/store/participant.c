/* participant.c - see participant.h */
#include <config.h>

#include <postigo/store/participant.h>

#include "sql.h"

enum result
participant_add(struct store *store, int64_t ticket, int64_t person, enum participant_role role, instant now,
    struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO participant (ticket, person, role, since) VALUES ($1, $2, $3, $4)"
	    " ON CONFLICT (ticket, person) DO NOTHING");

	query_bind_int(q, ticket);
	query_bind_int(q, person);
	query_bind_int(q, role);
	query_bind_int(q, now);
	return query_run(q, err);
}

enum result
participant_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct participant **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT p.person, p.role, h.address, h.name FROM participant p"
	    " JOIN person h ON h.id = p.person WHERE p.ticket = $1 ORDER BY p.role, p.since, p.person");
	struct participant *rows = NULL;
	size_t n = 0;
	enum result r;

	query_bind_int(q, ticket);
	while ((r = query_step(q, err)) == DONE) {
		rows = sql_room(ctx, rows, n, sizeof(*rows));
		rows[n++] = (struct participant){
			.person = query_int(q, 0),
			.role = (enum participant_role)query_int(q, 1),
			.address = query_text(rows, q, 2),
			.name = query_text(rows, q, 3)
		};
	}
	if (r != NONE)
		return r;
	*list = rows;
	*count = n;
	return DONE;
}

enum result
participant_is(struct store *store, int64_t ticket, int64_t person, bool *is, struct error *err)
{
	struct query *q = sql_read(store, "SELECT 1 FROM participant WHERE ticket = $1 AND person = $2");
	int64_t one;
	enum result r;

	query_bind_int(q, ticket);
	query_bind_int(q, person);
	r = query_number(q, &one, err);
	if (r < 0)
		return r;
	*is = r == DONE;
	return DONE;
}
