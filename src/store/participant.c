/* participant.c - see participant.h */
#include <config.h>

#include <postigo/store/participant.h>

#include "sql.h"

/* NONE when that person has a row already, whatever it says. */
static enum result
add(struct store *store, int64_t ticket, int64_t person, enum participant_role role, instant now, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO participant (ticket, person, role, since) VALUES ($1, $2, $3, $4)"
	    " ON CONFLICT (ticket, person) DO NOTHING");

	query_bind_int(q, ticket);
	query_bind_int(q, person);
	query_bind_int(q, role);
	query_bind_int(q, now);
	return query_change(q, err);
}

static enum result
role_of(struct store *store, int64_t ticket, int64_t person, enum participant_role *role, struct error *err)
{
	struct query *q = sql_read(store, "SELECT role FROM participant WHERE ticket = $1 AND person = $2");
	int64_t n;
	enum result r;

	query_bind_int(q, ticket);
	query_bind_int(q, person);
	r = query_number(q, &n, err);
	if (r == DONE)
		*role = (enum participant_role)n;
	return r;
}

static enum result
set_role(struct store *store, int64_t ticket, int64_t person, enum participant_role role, instant now,
    struct error *err)
{
	struct query *q = sql_write(store, "UPDATE participant SET role = $1, since = $2 WHERE ticket = $3 AND person = $4");

	query_bind_int(q, role);
	query_bind_int(q, now);
	query_bind_int(q, ticket);
	query_bind_int(q, person);
	return query_run(q, err);
}

enum result
participant_add(struct store *store, int64_t ticket, int64_t person, enum participant_role role, instant now,
    struct error *err)
{
	enum participant_role known = role;
	enum result r = add(store, ticket, person, role, now, err);

	if (r == NONE)
		r = role_of(store, ticket, person, &known, err);
	return r == DONE && known == PARTICIPANT_REMOVED ? NONE : r;
}

enum result
participant_remove(struct store *store, int64_t ticket, int64_t person, instant now, struct error *err)
{
	enum participant_role role = PARTICIPANT_REMOVED;
	enum result r = role_of(store, ticket, person, &role, err);

	if (r != DONE)
		return r;
	if (role == PARTICIPANT_REMOVED)
		return NONE;
	if (role == PARTICIPANT_REQUESTER)
		return error_set(err, PERMFAIL, "the requester of a ticket cannot be removed from it");
	return set_role(store, ticket, person, PARTICIPANT_REMOVED, now, err);
}

enum result
participant_forget(struct store *store, int64_t ticket, int64_t person, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM participant WHERE ticket = $1 AND person = $2 AND role IN (1, 2)");

	query_bind_int(q, ticket);
	query_bind_int(q, person);
	return query_change(q, err);
}

enum result
participant_restore(struct store *store, int64_t ticket, int64_t person, enum participant_role role, instant now,
    struct error *err)
{
	enum participant_role known = role;
	enum result r = add(store, ticket, person, role, now, err);

	if (r != NONE)
		return r;
	r = role_of(store, ticket, person, &known, err);
	if (r != DONE || known != PARTICIPANT_REMOVED)
		return r == DONE ? NONE : r;
	return set_role(store, ticket, person, role, now, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct participant *out = row;

	*out = (struct participant){
		.person = query_int(q, 0),
		.role = (enum participant_role)query_int(q, 1),
		.address = query_text(ctx, q, 2),
		.name = query_text(ctx, q, 3),
		.since = query_int(q, 4)
	};
}

/* The rows that the statement finds. */
static enum result
list_of(TALLOC_CTX *ctx, struct query *q, int64_t ticket, struct participant **list, size_t *count, struct error *err)
{

	query_bind_int(q, ticket);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}

#define ROWS "SELECT p.person, p.role, h.address, h.name, p.since FROM participant p JOIN person h ON h.id = p.person" \
	" WHERE p.ticket = $1"
#define ORDER " ORDER BY p.role, p.since, p.person"

enum result
participant_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct participant **list, size_t *count,
    struct error *err)
{
	return list_of(ctx, sql_read(store, ROWS " AND p.role <> 3" ORDER), ticket, list, count, err);
}

enum result
participant_everybody(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct participant **list, size_t *count,
    struct error *err)
{
	return list_of(ctx, sql_read(store, ROWS ORDER), ticket, list, count, err);
}

enum result
participant_is(struct store *store, int64_t ticket, int64_t person, bool *is, struct error *err)
{
	enum participant_role role;
	enum result r = role_of(store, ticket, person, &role, err);

	if (r < 0)
		return r;
	*is = r == DONE && role != PARTICIPANT_REMOVED;
	return DONE;
}
