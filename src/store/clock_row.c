/* clock_row.c - see clock_row.h */
#include <config.h>

#include <postigo/store/clock_row.h>

#include "sql.h"

#define COLUMNS "ticket, aim, sla, start, ended, carried, due, missed, told, told_at, heard, quiet_until"

enum result
clock_row_put(struct store *store, const struct clock_row *row, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO ticket_clock (" COLUMNS ")"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
	    " ON CONFLICT (ticket, aim) DO UPDATE SET sla = excluded.sla, start = excluded.start, ended = excluded.ended,"
	    " carried = excluded.carried, due = excluded.due, missed = excluded.missed, told = excluded.told,"
	    " told_at = excluded.told_at, heard = excluded.heard, quiet_until = excluded.quiet_until");

	query_bind_int(q, row->ticket);
	query_bind_int(q, row->aim);
	query_bind_text(q, row->sla);
	query_bind_int(q, row->start);
	query_bind_id(q, row->ended);
	query_bind_int(q, row->carried);
	query_bind_id(q, row->due);
	query_bind_int(q, row->missed);
	query_bind_int(q, row->told);
	query_bind_int(q, row->told_at);
	query_bind_int(q, row->heard);
	query_bind_int(q, row->quiet_until);
	return query_run(q, err);
}

enum result
clock_row_remove(struct store *store, int64_t ticket, int aim, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM ticket_clock WHERE ticket = $1 AND aim = $2");

	query_bind_int(q, ticket);
	query_bind_int(q, aim);
	return query_change(q, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct clock_row *out = row;

	*out = (struct clock_row){
		.ticket = query_int(q, 0),
		.aim = (int)query_int(q, 1),
		.sla = query_text(ctx, q, 2),
		.start = query_int(q, 3),
		.ended = query_int(q, 4),
		.carried = query_int(q, 5),
		.due = query_int(q, 6),
		.missed = query_int(q, 7) != 0,
		.told = (unsigned)query_int(q, 8),
		.told_at = query_int(q, 9),
		.heard = (unsigned)query_int(q, 10),
		.quiet_until = query_int(q, 11)
	};
}

/* The rows of a query for COLUMNS. */
static enum result
gather(TALLOC_CTX *ctx, struct query *q, struct clock_row **list, size_t *count, struct error *err)
{
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}

enum result
clock_row_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct clock_row **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " FROM ticket_clock WHERE ticket = $1 ORDER BY aim");

	query_bind_int(q, ticket);
	return gather(ctx, q, list, count, err);
}

enum result
clock_row_due(TALLOC_CTX *ctx, struct store *store, const struct clock_row *after, size_t most, struct clock_row **list,
    size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " FROM ticket_clock WHERE due IS NOT NULL"
	    " AND (due, ticket, aim) > ($1, $2, $3) ORDER BY due, ticket, aim LIMIT $4");

	query_bind_int(q, after != NULL ? after->due : 0);
	query_bind_int(q, after != NULL ? after->ticket : 0);
	query_bind_int(q, after != NULL ? after->aim : 0);
	query_bind_int(q, (int64_t)most);
	return gather(ctx, q, list, count, err);
}

enum result
clock_row_ended(TALLOC_CTX *ctx, struct store *store, int aim, instant since, size_t most, struct clock_row **list,
    size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " FROM ticket_clock WHERE ended IS NOT NULL AND aim = $1"
	    " AND ended > $2 ORDER BY ended LIMIT $3");

	query_bind_int(q, aim);
	query_bind_int(q, since);
	query_bind_int(q, (int64_t)most);
	return gather(ctx, q, list, count, err);
}

enum result
clock_row_running(TALLOC_CTX *ctx, struct store *store, int64_t after, int64_t to, int64_t **tickets, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT DISTINCT ticket FROM ticket_clock WHERE ticket > $1 AND ticket <= $2"
	    " AND ended IS NULL ORDER BY ticket");

	query_bind_int(q, after);
	query_bind_int(q, to);
	return sql_numbers(ctx, q, tickets, count, err);
}

enum result
clock_row_last(struct store *store, int64_t *ticket, struct error *err)
{
	return query_number(sql_read(store, "SELECT ticket FROM ticket_clock ORDER BY ticket DESC LIMIT 1"), ticket, err);
}

enum result
clock_row_late(struct store *store, instant now, unsigned most, unsigned *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT count(*) FROM (SELECT 1 FROM ticket_clock WHERE due IS NOT NULL"
	    " AND due < $1 LIMIT $2) AS counted");
	int64_t n;
	enum result r;

	query_bind_int(q, now);
	query_bind_int(q, most);
	r = query_number(q, &n, err);
	if (r == DONE)
		*count = (unsigned)n;
	return r;
}

static enum result
end_pauses(struct store *store, int64_t ticket, unsigned reasons, instant until, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE ticket_pause SET until = $1 WHERE ticket = $2 AND until IS NULL"
	    " AND (reason & $3) = 0");

	query_bind_int(q, until);
	query_bind_int(q, ticket);
	query_bind_int(q, reasons);
	return query_run(q, err);
}

/* Unless it lasts already. */
static enum result
begin_pause(struct store *store, int64_t ticket, unsigned reason, instant since, struct error *err)
{
	struct query *q = sql_read(store, "SELECT since FROM ticket_pause WHERE ticket = $1 AND reason = $2 AND until IS NULL");
	instant lasts_since;
	enum result r;

	query_bind_int(q, ticket);
	query_bind_int(q, reason);
	if ((r = query_number(q, &lasts_since, err)) != NONE)
		return r;
	q = sql_write(store, "INSERT INTO ticket_pause (ticket, since, reason) VALUES ($1, $2, $3)"
	    " ON CONFLICT (ticket, since, reason) DO UPDATE SET until = NULL");
	query_bind_int(q, ticket);
	query_bind_int(q, since);
	query_bind_int(q, reason);
	return query_run(q, err);
}

enum result
clock_row_pause(struct store *store, int64_t ticket, unsigned reasons, instant since, struct error *err)
{
	enum result r = end_pauses(store, ticket, reasons, since, err);

	for (unsigned reason = 1; reason != 0 && reason <= reasons && r == DONE; reason <<= 1)
		if (reasons & reason)
			r = begin_pause(store, ticket, reason, since, err);
	return r;
}

static void
fill_pause(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct pause_row *out = row;

	(void)ctx;
	*out = (struct pause_row){ (unsigned)query_int(q, 0), query_int(q, 1), query_int(q, 2) };
}

enum result
clock_row_pauses(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct pause_row **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT reason, since, until FROM ticket_pause WHERE ticket = $1 ORDER BY since");

	query_bind_int(q, ticket);
	return sql_all(ctx, q, fill_pause, sizeof(**list), list, count, err);
}
