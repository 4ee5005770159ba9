/* score.c - see score.h */
#include <config.h>

#include <postigo/store/score.h>

#include "sql.h"

/* However many mails: a sum stays one that can be reckoned with. */
#define MOST 1000000

enum result
score_add(struct store *store, int64_t ticket, const char *toward, int points, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO ticket_score (ticket, toward, points) VALUES ($1, $2, $3)"
	    " ON CONFLICT (ticket, toward) DO UPDATE SET points = max(-$4, min($4, points + excluded.points))");

	query_bind_int(q, ticket);
	query_bind_text(q, toward);
	query_bind_int(q, points > MOST ? MOST : points < -MOST ? -MOST : points);
	query_bind_int(q, MOST);
	return query_run(q, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct score *out = row;

	*out = (struct score){ query_text(ctx, q, 0), (int)query_int(q, 1) };
}

enum result
score_forget(struct store *store, int64_t ticket, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM ticket_score WHERE ticket = $1");

	query_bind_int(q, ticket);
	return query_run(q, err);
}

enum result
score_all(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct score **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT toward, max(-$1, min($2, sum(points))) FROM ticket_score WHERE ticket = $3"
	    " OR ticket IN (SELECT id FROM ticket WHERE merged_into = $4) GROUP BY toward ORDER BY toward");

	query_bind_int(q, MOST);
	query_bind_int(q, MOST);
	query_bind_int(q, ticket);
	query_bind_int(q, ticket);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}
