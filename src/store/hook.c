/* hook.c - see hook.h */
#include <config.h>

#include <assert.h>
#include <stdlib.h>

#include <postigo/store/hook.h>

#include "sql.h"

#define COLUMNS "id, identifier, kind, name, ticket, message, rule, event, state, attempts, lost, created, next_attempt," \
	" finished, code, answer"

/* The states of rows that wait, as the index hook_due has them. */
#define WAITS "state IN (0, 2)"

static const char *const state_name[] = { "queued", "running", "deferred", "done", "failed", "dropped" };

enum result
hook_put(struct store *store, struct hook_row *row, const char *body, size_t size, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO hook (identifier, kind, name, ticket, message, rule, event, state, attempts,"
	    " lost, created, next_attempt, code) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, $8, $8, 0) RETURNING id");
	enum result r;

	query_bind_text(q, row->identifier);
	query_bind_int(q, row->kind);
	query_bind_text(q, row->name);
	query_bind_int(q, row->ticket);
	query_bind_id(q, row->message);
	query_bind_text(q, row->rule);
	query_bind_text(q, row->event);
	query_bind_int(q, row->created);
	if ((r = query_number(q, &row->id, err)) != DONE)
		return r;
	q = sql_write(store, "INSERT INTO hook_body (hook, body) VALUES ($1, $2)");
	query_bind_int(q, row->id);
	query_bind_bytes(q, body, size);
	return query_run(q, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct hook_row *out = row;

	*out = (struct hook_row){
		.id = query_int(q, 0),
		.identifier = query_text(ctx, q, 1),
		.kind = (enum conf_hook_kind)query_int(q, 2),
		.name = query_text(ctx, q, 3),
		.ticket = query_int(q, 4),
		.message = query_int(q, 5),
		.rule = query_text(ctx, q, 6),
		.event = query_text(ctx, q, 7),
		.state = (enum hook_state)query_int(q, 8),
		.attempts = (unsigned)query_int(q, 9),
		.lost = (unsigned)query_int(q, 10),
		.created = query_int(q, 11),
		.next_attempt = query_int(q, 12),
		.finished = query_int(q, 13),
		.code = (int)query_int(q, 14),
		.answer = query_text(ctx, q, 15)
	};
}

static enum result
fill_all(TALLOC_CTX *ctx, struct query *q, struct hook_row **rows, size_t *count, struct error *err)
{
	return sql_all(ctx, q, fill, sizeof(**rows), rows, count, err);
}

static int
oldest_first(const void *a, const void *b)
{
	const struct hook_row *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

enum result
hook_claim(TALLOC_CTX *ctx, struct store *store, enum conf_hook_kind kind, const char *name, instant now, size_t most,
    struct hook_row **rows, size_t *count, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE hook SET state = 1 WHERE id IN (SELECT id FROM hook WHERE " WAITS
	    " AND kind = $1 AND name = $2 AND next_attempt <= $3 ORDER BY next_attempt, id LIMIT $4) RETURNING " COLUMNS);
	enum result r;

	query_bind_int(q, kind);
	query_bind_text(q, name);
	query_bind_int(q, now);
	query_bind_int(q, (int64_t)most);
	r = fill_all(ctx, q, rows, count, err);
	/* RETURNING promises no order. */
	if (r == DONE && *count > 1)
		qsort(*rows, *count, sizeof(**rows), oldest_first);
	return r;
}

enum result
hook_next_due(struct store *store, enum conf_hook_kind kind, const char *name, instant *due, struct error *err)
{
	struct query *q = sql_read(store, "SELECT next_attempt FROM hook WHERE " WAITS " AND kind = $1 AND name = $2"
	    " ORDER BY next_attempt, id LIMIT 1");

	query_bind_int(q, kind);
	query_bind_text(q, name);
	return query_number(q, due, err);
}

enum result
hook_running(TALLOC_CTX *ctx, struct store *store, struct hook_row **rows, size_t *count, struct error *err)
{
	return fill_all(ctx, sql_read(store, "SELECT " COLUMNS " FROM hook WHERE state = 1 ORDER BY id"), rows, count, err);
}

enum result
hook_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct hook_row *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " FROM hook WHERE id = $1");

	query_bind_int(q, id);
	return sql_one(ctx, q, fill, out, err);
}

enum result
hook_body(TALLOC_CTX *ctx, struct store *store, int64_t id, char **body, size_t *size, struct error *err)
{
	struct query *q = sql_read(store, "SELECT body FROM hook_body WHERE hook = $1");

	query_bind_int(q, id);
	return sql_bytes(ctx, q, body, size, err);
}

/* Addresses and names of people are not kept where they are of no more use. */
static enum result
forget_body(struct store *store, int64_t id, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM hook_body WHERE hook = $1");

	query_bind_int(q, id);
	return query_run(q, err);
}

enum result
hook_ended(struct store *store, const struct hook_row *row, instant now, struct error *err)
{
	bool ended = row->state >= HOOK_DONE;
	struct query *q = sql_write(store, "UPDATE hook SET state = $1, attempts = $2, lost = $3, code = $4, answer = $5,"
	    " next_attempt = $6, finished = $7 WHERE id = $8 AND state = 1");
	enum result r;

	assert(row->state != HOOK_RUNNING);
	query_bind_int(q, row->state);
	query_bind_int(q, row->attempts);
	query_bind_int(q, row->lost);
	query_bind_int(q, row->code);
	query_bind_text(q, row->answer);
	query_bind_int(q, ended ? 0 : row->next_attempt);
	query_bind_id(q, ended ? now : 0);
	query_bind_int(q, row->id);
	r = query_change(q, err);
	return r == DONE && row->state == HOOK_DONE ? forget_body(store, row->id, err) : r;
}

/* From name to name by the index, however many rows each has. */
enum result
hook_names(TALLOC_CTX *ctx, struct store *store, struct hook_name **list, size_t *count, struct error *err)
{
	struct hook_name *names = NULL;
	size_t n = 0;
	enum result r = DONE;

	for (int kind = 0; kind < CONF_HOOK_KINDS && r >= 0; kind++) {
		const char *after = "";

		do {
			struct query *q = sql_read(store, "SELECT name FROM hook WHERE " WAITS " AND kind = $1 AND name > $2"
			    " ORDER BY name LIMIT 1");

			query_bind_int(q, kind);
			query_bind_text(q, after);
			if ((r = query_step(q, err)) != DONE)
				break;
			names = sql_room(ctx, names, n, sizeof(*names));
			names[n] = (struct hook_name){ (enum conf_hook_kind)kind, query_text(names, q, 0) };
			after = names[n++].name;
			query_end(q);
		} while (r == DONE);
	}
	if (r < 0)
		return r;
	*list = names;
	*count = n;
	return DONE;
}

enum result
hook_fail_all(struct store *store, const struct hook_name *name, const char *why, instant now, int64_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT count(*) FROM hook WHERE " WAITS " AND kind = $1 AND name = $2");
	enum result r;

	query_bind_int(q, name->kind);
	query_bind_text(q, name->name);
	if ((r = query_number(q, count, err)) != DONE)
		return r;
	q = sql_write(store, "UPDATE hook SET state = 4, answer = $1, finished = $2, next_attempt = 0"
	    " WHERE " WAITS " AND kind = $3 AND name = $4");
	query_bind_text(q, why);
	query_bind_int(q, now);
	query_bind_int(q, name->kind);
	query_bind_text(q, name->name);
	return query_run(q, err);
}

enum result
hook_retry(struct store *store, int64_t id, instant now, struct error *err)
{
	/* Its age begins anew: else it would be given up at once. */
	struct query *q = sql_write(store, "UPDATE hook SET created = CASE WHEN state = 4 THEN $1 ELSE created END, state = 0,"
	    " next_attempt = $1, finished = NULL, lost = 0 WHERE id = $2 AND state IN (2, 4)");

	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
hook_drop(struct store *store, int64_t id, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE hook SET state = 5, next_attempt = 0, finished = $1"
	    " WHERE id = $2 AND state IN (0, 2, 4)");
	enum result r;

	query_bind_int(q, now);
	query_bind_int(q, id);
	r = query_change(q, err);
	return r == DONE ? forget_body(store, id, err) : r;
}

/* The queries name the states as the indexes do, and sort as they do. */
enum result
hook_list(TALLOC_CTX *ctx, struct store *store, int state, int64_t ticket, size_t most, struct hook_row **rows, size_t *count,
    struct error *err)
{
	struct query *q;

	if (ticket != 0)
		q = sql_read(store, "SELECT " COLUMNS " FROM hook WHERE ticket = $1 AND ($2 < 0 OR state = $2)"
		    " ORDER BY id DESC LIMIT $3");
	else if (state < 0)
		q = sql_read(store, "SELECT " COLUMNS " FROM hook ORDER BY id DESC LIMIT $1");
	else if (state >= HOOK_DONE)
		q = sql_read(store, "SELECT " COLUMNS " FROM hook WHERE state = $1 AND state > 2 ORDER BY id DESC LIMIT $2");
	else if (state == HOOK_RUNNING)
		q = sql_read(store, "SELECT " COLUMNS " FROM hook WHERE state = $1 AND state = 1 ORDER BY id DESC LIMIT $2");
	else
		q = sql_read(store, "SELECT " COLUMNS " FROM hook WHERE state = $1 AND " WAITS
		    " ORDER BY kind DESC, name DESC, next_attempt DESC, id DESC LIMIT $2");
	if (ticket != 0)
		query_bind_int(q, ticket);
	if (ticket != 0 || state >= 0)
		query_bind_int(q, state);
	query_bind_int(q, (int64_t)most);
	return fill_all(ctx, q, rows, count, err);
}

/* Three groups, each by its own index; only the ended ones are ever many, and theirs has all that is asked. */
enum result
hook_count(struct store *store, struct hook_counts *out, struct error *err)
{
	static const char *const group[] = {
		"SELECT state, count(*) FROM hook WHERE " WAITS " GROUP BY state",
		"SELECT state, count(*) FROM hook WHERE state = 1 GROUP BY state",
		"SELECT state, count(*) FROM hook WHERE state > 2 GROUP BY state"
	};
	struct hook_counts counts = { 0 };

	for (size_t i = 0; i < sizeof(group) / sizeof(*group); i++) {
		struct query *q = sql_read(store, group[i]);
		enum result r;

		while ((r = query_step(q, err)) == DONE)
			if (query_int(q, 0) <= HOOK_DROPPED)
				counts.state[query_int(q, 0)] = (uint64_t)query_int(q, 1);
		if (r != NONE)
			return r;
	}
	*out = counts;
	return DONE;
}

const char *
hook_state_name(enum hook_state state)
{
	assert((size_t)state < sizeof(state_name) / sizeof(*state_name));
	return state_name[state];
}
