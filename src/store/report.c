/* report.c - see report.h */
#include <config.h>

#include <postigo/store/report.h>

#include "sql.h"

/* More than one, so that in the end all go. */
#define FORGOTTEN_AT_ONCE 4

/* The conditions are those of the index. */
#define PEOPLE "spike = $1 AND newest = 1 AND at > $2"

static enum result
forget(struct store *store, const char *spike, instant before, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM report WHERE id IN"
	    " (SELECT id FROM report WHERE spike = $1 AND at < $2 ORDER BY at LIMIT $3)");

	query_bind_text(q, spike);
	query_bind_int(q, before);
	query_bind_int(q, FORGOTTEN_AT_ONCE);
	return query_run(q, err);
}

static enum result
is_there(struct store *store, const struct report *r, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id FROM report WHERE ticket = $1 AND spike = $2");
	int64_t id;

	query_bind_int(q, r->ticket);
	query_bind_text(q, r->spike);
	return query_number(q, &id, err);
}

/* When this person was counted last; from now on that is not the newest. */
static enum result
succeed(struct store *store, const struct report *r, instant *last, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE report SET newest = 0 WHERE spike = $1 AND person = $2 AND newest = 1 RETURNING at");
	enum result result;

	query_bind_text(q, r->spike);
	query_bind_int(q, r->person);
	while ((result = query_step(q, err)) == DONE)
		*last = query_int(q, 0);
	return result == NONE ? DONE : result;
}

enum result
report_add(struct store *store, const struct report *r, duration window, bool *again, struct error *err)
{
	instant last = 0;
	enum result result = is_there(store, r, err);
	struct query *q;

	if (result != NONE)
		return result == DONE ? NONE : result;
	if ((result = succeed(store, r, &last, err)) != DONE)
		return result;
	q = sql_write(store, "INSERT INTO report (spike, ticket, person, organisation, at, newest) VALUES ($1, $2, $3, $4, $5, 1)");
	query_bind_text(q, r->spike);
	query_bind_int(q, r->ticket);
	query_bind_int(q, r->person);
	query_bind_text(q, r->organisation);
	query_bind_int(q, r->at);
	if ((result = query_run(q, err)) == DONE)
		result = forget(store, r->spike, r->at - window, err);
	*again = last > r->at - window;
	return result;
}

/* Are they among those who were counted later than that? */
static enum result
is_counted(struct store *store, const char *spike, int64_t person, instant since, bool *is, struct error *err)
{
	struct query *q = sql_read(store, "SELECT at FROM report WHERE spike = $1 AND person = $2 AND newest = 1");
	instant at = 0;
	enum result r;

	query_bind_text(q, spike);
	query_bind_int(q, person);
	r = query_number(q, &at, err);
	*is = r == DONE && at > since;
	return r == NONE ? DONE : r;
}

/* All are counted, which the index alone can tell, and who is left out is taken off again. */
enum result
report_people(struct store *store, const char *spike, int64_t person, instant since, unsigned most, unsigned *count,
    struct error *err)
{
	bool is = false;
	int64_t n = 0;
	enum result r = is_counted(store, spike, person, since, &is, err);
	struct query *q;

	if (r != DONE)
		return r;
	q = sql_read(store, "SELECT count(*) FROM (SELECT 1 FROM report WHERE " PEOPLE " LIMIT $3) AS counted");
	query_bind_text(q, spike);
	query_bind_int(q, since);
	query_bind_int(q, (int64_t)most + is);
	if ((r = query_number(q, &n, err)) == DONE)
		*count = (unsigned)n - is;
	return r;
}

enum result
report_organisations(struct store *store, const char *spike, const char *organisation, instant since, unsigned *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT count(DISTINCT organisation) FROM (SELECT organisation FROM report WHERE " PEOPLE
	    " AND organisation <> '' AND organisation <> $3 LIMIT 1000) AS counted");
	int64_t n;
	enum result r;

	query_bind_text(q, spike);
	query_bind_int(q, since);
	query_bind_text(q, organisation);
	if ((r = query_number(q, &n, err)) == DONE)
		*count = (unsigned)n;
	return r;
}

enum result
report_first(struct store *store, const char *spike, instant since, instant *at, struct error *err)
{
	struct query *q = sql_read(store, "SELECT at FROM report WHERE spike = $1 AND at > $2 ORDER BY at LIMIT 1");

	query_bind_text(q, spike);
	query_bind_int(q, since);
	return query_number(q, at, err);
}

enum result
report_tickets(TALLOC_CTX *ctx, struct store *store, const char *spike, instant since, size_t most, int64_t **list,
    size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT ticket FROM report WHERE spike = $1 AND at > $2 ORDER BY at LIMIT $3");

	query_bind_text(q, spike);
	query_bind_int(q, since);
	query_bind_int(q, (int64_t)most);
	return sql_numbers(ctx, q, list, count, err);
}

enum result
report_problem(struct store *store, const char *spike, instant since, int64_t *problem, struct error *err)
{
	struct query *q = sql_read(store, "SELECT t.problem FROM report r JOIN ticket t ON t.id = r.ticket WHERE r.spike = $1"
	    " AND r.at > $2 AND t.problem IS NOT NULL ORDER BY r.at DESC LIMIT 1");

	query_bind_text(q, spike);
	query_bind_int(q, since);
	return query_number(q, problem, err);
}

static enum result
forget_hours(struct store *store, const char *spike, int64_t before, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM report_hour WHERE spike = $1 AND hour IN"
	    " (SELECT hour FROM report_hour WHERE spike = $2 AND hour < $3 ORDER BY hour LIMIT $4)");

	query_bind_text(q, spike);
	query_bind_text(q, spike);
	query_bind_int(q, before);
	query_bind_int(q, FORGOTTEN_AT_ONCE);
	return query_run(q, err);
}

enum result
report_hour_add(struct store *store, const char *spike, int64_t hour, int64_t keep, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO report_hour (spike, hour, people) VALUES ($1, $2, 1)"
	    " ON CONFLICT (spike, hour) DO UPDATE SET people = report_hour.people + 1");
	enum result r;

	query_bind_text(q, spike);
	query_bind_int(q, hour);
	r = query_run(q, err);
	return r == DONE ? forget_hours(store, spike, keep, err) : r;
}

enum result
report_hours(struct store *store, const char *spike, int64_t first, int64_t last, unsigned *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT hour, people FROM report_hour WHERE spike = $1 AND hour >= $2 AND hour <= $3");
	enum result r;

	for (int64_t i = 0; i <= last - first; i++)
		out[i] = 0;
	query_bind_text(q, spike);
	query_bind_int(q, first);
	query_bind_int(q, last);
	while ((r = query_step(q, err)) == DONE)
		out[query_int(q, 0) - first] = (unsigned)query_int(q, 1);
	return r == NONE ? DONE : r;
}

enum result
report_hour_first(struct store *store, const char *spike, int64_t *hour, struct error *err)
{
	struct query *q = sql_read(store, "SELECT hour FROM report_hour WHERE spike = $1 ORDER BY hour LIMIT 1");

	query_bind_text(q, spike);
	return query_number(q, hour, err);
}
