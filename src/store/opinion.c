/* opinion.c - see opinion.h */
#include <config.h>

#include <postigo/store/opinion.h>

#include "sql.h"

/* A number that is NULL when it is less than least. */
static void
bind_told(struct query *q, int64_t value, int64_t least)
{
	if (value < least)
		query_bind_id(q, 0);
	else
		query_bind_int(q, value);
}

enum result
opinion_put(struct store *store, const struct opinion *o, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO opinion (ticket, person, solved, rating, at)"
	    " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (ticket, person) DO UPDATE SET"
	    " solved = coalesce(excluded.solved, opinion.solved), rating = coalesce(excluded.rating, opinion.rating),"
	    " at = excluded.at WHERE coalesce(excluded.solved, opinion.solved, -1) <> coalesce(opinion.solved, -1)"
	    " OR coalesce(excluded.rating, opinion.rating, -1) <> coalesce(opinion.rating, -1)");

	query_bind_int(q, o->ticket);
	query_bind_int(q, o->person);
	bind_told(q, o->solved, 0);
	bind_told(q, o->rating, 1);
	query_bind_int(q, o->at);
	return query_change(q, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct opinion *out = row;

	*out = (struct opinion){
		.ticket = query_int(q, 0),
		.person = query_int(q, 1),
		.address = query_text(ctx, q, 2),
		.name = query_text(ctx, q, 3),
		.solved = (enum opinion_solved)query_int(q, 4),
		.rating = (unsigned)query_int(q, 5),
		.at = query_int(q, 6)
	};
}

enum result
opinion_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct opinion **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT o.ticket, o.person, p.address, p.name, coalesce(o.solved, -1),"
	    " coalesce(o.rating, 0), o.at FROM opinion o JOIN person p ON p.id = o.person WHERE o.ticket = $1"
	    " ORDER BY o.person");

	query_bind_int(q, ticket);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}

enum result
opinion_count(struct store *store, instant since, struct opinion_counts *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT count(CASE WHEN solved = 1 THEN 1 END), count(CASE WHEN solved = 0 THEN 1 END),"
	    " count(rating), coalesce(sum(rating), 0) FROM opinion WHERE at >= $1");
	enum result r;

	query_bind_int(q, since);
	if ((r = query_step(q, err)) != DONE)
		return r;
	*out = (struct opinion_counts){
		.solved = (uint64_t)query_int(q, 0),
		.not_solved = (uint64_t)query_int(q, 1),
		.ratings = (uint64_t)query_int(q, 2),
		.stars = (uint64_t)query_int(q, 3)
	};
	query_end(q);
	return DONE;
}
