/* outbox.c - see outbox.h */
#include <config.h>

#include <assert.h>
#include <stdlib.h>

#include <postigo/base/memory.h>
#include <postigo/store/enclosing.h>
#include <postigo/store/outbox.h>

#include "sql.h"

#define COLUMNS "id, ticket, message, kind, recipient, envelope_from, identifier, state, lease, attempts, unknowns," \
	" created, next_attempt, finished, code, answer, size," \
	" (SELECT m.inbox FROM message m WHERE m.id = outbox.message)," \
	" (SELECT e.due FROM enclosing e WHERE e.outbox = outbox.id)"

/* The states of rows that nobody holds and that are not ended, as the index outbox_due has them. */
#define UNHELD "state IN (0, 3, 4)"

/* What is still to be signed or encrypted goes out by no way, whatever state its row has got into. */
#define CLEAR "NOT EXISTS (SELECT 1 FROM enclosing e WHERE e.outbox = outbox.id)"

static const char *const state_name[] = {
	"queued", "leased", "dot_pending", "deferred", "unknown", "sent", "failed", "dropped"
};

static enum result
add_row(struct store *store, struct outbox_row *row, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO outbox (state, lease, next_attempt, attempts, unknowns, created, code, size,"
	    " ticket, message, kind, recipient, envelope_from, identifier)"
	    " VALUES ($1, $2, $3, 0, 0, $4, 0, $5, $6, $7, $8, $9, $10, $11) RETURNING id");

	query_bind_int(q, row->state);
	query_bind_id(q, row->lease > 0 ? row->lease : 0);
	query_bind_int(q, row->next_attempt);
	query_bind_int(q, row->created);
	query_bind_int(q, (int64_t)row->size);
	query_bind_id(q, row->ticket);
	query_bind_id(q, row->message);
	query_bind_text(q, row->kind);
	query_bind_text(q, row->recipient);
	query_bind_text(q, row->envelope_from != NULL ? row->envelope_from : "");
	query_bind_text(q, row->identifier);
	return query_number(q, &row->id, err);
}

enum result
outbox_put(struct store *store, struct outbox_row *row, const char *bytes, size_t size, struct error *err)
{
	struct query *q;
	enum result r;

	if (row->created == 0)
		row->created = instant_now();
	if (row->next_attempt == 0)
		row->next_attempt = row->created;
	row->size = size;
	row->state = row->enclose != 0 ? OUTBOX_LEASED : OUTBOX_QUEUED;
	row->lease = row->enclose != 0 ? OUTBOX_ENCLOSER : -1;
	r = add_row(store, row, err);
	if (r != DONE)
		return r;
	q = sql_write(store, "INSERT INTO outbox_mail (outbox, bytes) VALUES ($1, $2)");
	query_bind_int(q, row->id);
	query_bind_bytes(q, bytes, size);
	r = query_run(q, err);
	return r == DONE && row->enclose != 0 ? enclosing_put(store, row->id, row->created, row->enclose, row->signer, err) : r;
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct outbox_row *out = row;

	*out = (struct outbox_row){
		.id = query_int(q, 0),
		.ticket = query_int(q, 1),
		.message = query_int(q, 2),
		.kind = query_text(ctx, q, 3),
		.recipient = query_text(ctx, q, 4),
		.envelope_from = query_text(ctx, q, 5),
		.identifier = query_text(ctx, q, 6),
		.state = (enum outbox_state)query_int(q, 7),
		.lease = (int)query_int(q, 8),
		.attempts = (unsigned)query_int(q, 9),
		.unknowns = (unsigned)query_int(q, 10),
		.created = query_int(q, 11),
		.next_attempt = query_int(q, 12),
		.finished = query_int(q, 13),
		.code = (int)query_int(q, 14),
		.answer = query_text(ctx, q, 15),
		.size = (uint64_t)query_int(q, 16),
		.inbox = query_int(q, 17),
		.enclosed_at = query_int(q, 18)
	};
	if (out->state != OUTBOX_LEASED && out->state != OUTBOX_DOT_PENDING)
		out->lease = -1;
}

static enum result
fill_all(TALLOC_CTX *ctx, struct query *q, struct outbox_row **rows, size_t *count, struct error *err)
{
	return sql_all(ctx, q, fill, sizeof(**rows), rows, count, err);
}

static int
oldest_first(const void *a, const void *b)
{
	const struct outbox_row *x = a, *y = b;

	if (x->next_attempt != y->next_attempt)
		return x->next_attempt < y->next_attempt ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

enum result
outbox_claim(TALLOC_CTX *ctx, struct store *store, int lease, instant now, size_t most, struct outbox_row **rows,
    size_t *count, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE outbox SET state = 1, lease = $1 WHERE id IN"
	    " (SELECT id FROM outbox WHERE " UNHELD " AND next_attempt <= $2 AND " CLEAR " ORDER BY next_attempt, id LIMIT $3)"
	    " RETURNING " COLUMNS);
	enum result r;

	query_bind_int(q, lease);
	query_bind_int(q, now);
	query_bind_int(q, (int64_t)most);
	r = fill_all(ctx, q, rows, count, err);
	/* RETURNING promises no order. */
	if (r == DONE && *count > 1)
		qsort(*rows, *count, sizeof(**rows), oldest_first);
	return r;
}

enum result
outbox_next_due(struct store *store, instant *due, struct error *err)
{
	return query_number(sql_read(store, "SELECT next_attempt FROM outbox WHERE " UNHELD
	    " ORDER BY next_attempt, id LIMIT 1"), due, err);
}

enum result
outbox_raw(TALLOC_CTX *ctx, struct store *store, int64_t id, char **bytes, size_t *size, struct error *err)
{
	struct query *q = sql_read(store, "SELECT bytes FROM outbox_mail WHERE outbox = $1");

	query_bind_int(q, id);
	return sql_bytes(ctx, q, bytes, size, err);
}

enum result
outbox_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct outbox_row *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " FROM outbox WHERE id = $1");

	query_bind_int(q, id);
	return sql_one(ctx, q, fill, out, err);
}

enum result
outbox_by_identifier(TALLOC_CTX *ctx, struct store *store, const char *identifier, const char *recipient,
    struct outbox_row *out, struct error *err)
{
	SCRATCH(tmp);
	struct query *q = sql_read(store, "SELECT " COLUMNS " FROM outbox WHERE identifier = $1 AND lower(recipient) = $2"
	    " ORDER BY id DESC LIMIT 1");

	query_bind_text(q, identifier);
	query_bind_text(q, sql_fold(tmp, recipient));
	return sql_one(ctx, q, fill, out, err);
}

enum result
outbox_dot(struct store *store, int64_t id, int lease, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE outbox SET state = 2 WHERE id = $1 AND lease = $2 AND state IN (1, 2)");

	query_bind_int(q, id);
	query_bind_int(q, lease);
	return query_change(q, err);
}

enum result
outbox_result(struct store *store, int64_t id, int lease, enum outbox_state state, bool counted, int code,
    const char *answer, instant next, instant now, struct error *err)
{
	bool ended = state >= OUTBOX_SENT;
	struct query *q = sql_write(store, "UPDATE outbox SET state = $1, lease = NULL, attempts = attempts + $2,"
	    " unknowns = unknowns + $3, code = $4, answer = $5, next_attempt = $6, finished = $7"
	    " WHERE id = $8 AND lease = $9");

	assert(state != OUTBOX_LEASED && state != OUTBOX_DOT_PENDING);
	query_bind_int(q, state);
	query_bind_int(q, counted);
	query_bind_int(q, state == OUTBOX_UNKNOWN);
	query_bind_int(q, code);
	query_bind_text(q, answer);
	query_bind_int(q, ended ? 0 : next);
	query_bind_id(q, ended ? now : 0);
	query_bind_int(q, id);
	query_bind_int(q, lease);
	return query_change(q, err);
}

static bool
holds(const uint64_t *holding, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (holding[i] == (uint64_t)id)
			return true;
	return false;
}

/* A send process holds some hundred rows at the most, so that each with each is cheap. */
enum result
outbox_lost(TALLOC_CTX *ctx, struct store *store, int lease, const uint64_t *holding, size_t n,
    struct outbox_row **rows, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " FROM outbox WHERE lease = $1 ORDER BY id");
	size_t kept = 0;
	enum result r;

	query_bind_int(q, lease);
	r = fill_all(ctx, q, rows, count, err);
	if (r != DONE)
		return r;
	for (size_t i = 0; i < *count; i++)
		if (!holds(holding, n, (*rows)[i].id))
			(*rows)[kept++] = (*rows)[i];
	*count = kept;
	return DONE;
}

enum result
outbox_retry(struct store *store, int64_t id, instant now, struct error *err)
{
	struct query *q;
	enum result r = enclosing_retry(store, id, now, err);

	if (r != NONE)
		return r;
	q = sql_write(store, "UPDATE outbox SET state = CASE WHEN state = 6 THEN 0 ELSE state END,"
	    " next_attempt = $1, finished = NULL WHERE id = $2 AND state IN (3, 4, 6)");

	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
outbox_again(struct store *store, int64_t id, instant next, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE outbox SET state = 3, next_attempt = $1, finished = NULL"
	    " WHERE id = $2 AND state IN (5, 6) AND " CLEAR);

	query_bind_int(q, next > now ? next : now);
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
outbox_drop(struct store *store, int64_t id, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE outbox SET state = 7, lease = NULL, next_attempt = 0, finished = $1"
	    " WHERE id = $2 AND (state IN (0, 3, 4, 6) OR (state = 1 AND lease = $3))");
	enum result r;

	query_bind_int(q, now);
	query_bind_int(q, id);
	query_bind_int(q, OUTBOX_ENCLOSER);
	if ((r = query_change(q, err)) != DONE)
		return r;
	q = sql_write(store, "DELETE FROM enclosing WHERE outbox = $1");
	query_bind_int(q, id);
	return query_run(q, err);
}

/* The queries name the states as the indexes do, and sort as they do. */
enum result
outbox_list(TALLOC_CTX *ctx, struct store *store, int state, size_t most, struct outbox_row **rows, size_t *count,
    struct error *err)
{
	struct query *q;

	if (state < 0)
		q = sql_read(store, "SELECT " COLUMNS " FROM outbox ORDER BY id DESC LIMIT $1");
	else if (state >= OUTBOX_SENT)
		q = sql_read(store, "SELECT " COLUMNS " FROM outbox WHERE state = $1 AND state > 4"
		    " ORDER BY id DESC LIMIT $2");
	else if (state == OUTBOX_LEASED || state == OUTBOX_DOT_PENDING)
		q = sql_read(store, "SELECT " COLUMNS " FROM outbox WHERE state = $1 AND lease IS NOT NULL"
		    " ORDER BY lease DESC, id DESC LIMIT $2");
	else
		q = sql_read(store, "SELECT " COLUMNS " FROM outbox WHERE state = $1 AND " UNHELD
		    " ORDER BY next_attempt, id LIMIT $2");
	if (state >= 0)
		query_bind_int(q, state);
	query_bind_int(q, (int64_t)most);
	return fill_all(ctx, q, rows, count, err);
}

/* No index for this: each row would be dearer to write, and only an operator asks. */
enum result
outbox_of_ticket(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct outbox_row **rows, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " FROM outbox WHERE ticket = $1 ORDER BY id");

	query_bind_int(q, ticket);
	return fill_all(ctx, q, rows, count, err);
}

/* Adds one group of rows to its count. */
static void
tally(struct outbox_counts *out, enum outbox_state state, uint64_t n)
{
	switch (state) {
	case OUTBOX_QUEUED:
		out->waiting += n;
		break;
	case OUTBOX_LEASED:
	case OUTBOX_DOT_PENDING:
		out->held += n;
		break;
	case OUTBOX_DEFERRED:
		out->deferred += n;
		break;
	case OUTBOX_UNKNOWN:
		out->unknown += n;
		break;
	case OUTBOX_SENT:
		out->sent += n;
		break;
	case OUTBOX_FAILED:
		out->failed += n;
		break;
	case OUTBOX_DROPPED:
		out->dropped += n;
		break;
	}
}

/* Three groups, each by its own index; only the ended ones are ever many, and theirs has all that is asked. */
enum result
outbox_count(struct store *store, struct outbox_counts *out, struct error *err)
{
	static const char *const group[] = {
		"SELECT state, count(*) FROM outbox WHERE " UNHELD " GROUP BY state",
		"SELECT state, count(*) FROM outbox WHERE lease IS NOT NULL GROUP BY state",
		"SELECT state, count(*) FROM outbox WHERE state > 4 GROUP BY state"
	};
	struct outbox_counts counts = { 0 };

	for (size_t i = 0; i < sizeof(group) / sizeof(*group); i++) {
		struct query *q = sql_read(store, group[i]);
		enum result r;

		while ((r = query_step(q, err)) == DONE)
			tally(&counts, (enum outbox_state)query_int(q, 0), (uint64_t)query_int(q, 1));
		if (r != NONE)
			return r;
	}
	*out = counts;
	return DONE;
}

const char *
outbox_state_name(enum outbox_state state)
{
	assert((size_t)state < sizeof(state_name) / sizeof(*state_name));
	return state_name[state];
}
