/* article_offer.c - see article_offer.h */
#include <config.h>

#include <postigo/store/article_offer.h>

#include "sql.h"

#define COLUMNS "o.id, o.ticket, o.article, a.slug, a.language, a.title, o.at, o.state, o.score" \
	" FROM article_offer o JOIN article a ON a.id = o.article"

enum result
article_offer_add(struct store *store, struct article_offer *offer, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id FROM article_offer WHERE ticket = $1 AND article = $2");
	enum result r;

	query_bind_int(q, offer->ticket);
	query_bind_int(q, offer->article);
	if ((r = query_number(q, &offer->id, err)) != NONE)
		return r == DONE ? NONE : r;
	q = sql_write(store, "INSERT INTO article_offer (ticket, article, at, state, score) VALUES ($1, $2, $3, $4, $5)"
	    " RETURNING id");
	query_bind_int(q, offer->ticket);
	query_bind_int(q, offer->article);
	query_bind_int(q, offer->at);
	query_bind_int(q, offer->state);
	query_bind_int(q, offer->score);
	return query_number(q, &offer->id, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct article_offer *out = row;

	*out = (struct article_offer){
		.id = query_int(q, 0),
		.ticket = query_int(q, 1),
		.article = query_int(q, 2),
		.slug = query_text(ctx, q, 3),
		.language = query_text(ctx, q, 4),
		.title = query_text(ctx, q, 5),
		.at = query_int(q, 6),
		.state = (enum offer_state)query_int(q, 7),
		.score = (unsigned)query_int(q, 8)
	};
}

enum result
article_offer_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct article_offer *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE o.id = $1");

	query_bind_int(q, id);
	return sql_one(ctx, q, fill, out, err);
}

enum result
article_offer_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct article_offer **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE o.ticket = $1 ORDER BY o.id");

	query_bind_int(q, ticket);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}

enum result
article_offer_set_state(struct store *store, int64_t id, enum offer_state state, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE article_offer SET state = $1 WHERE id = $2");

	query_bind_int(q, state);
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
article_offer_reopened(struct store *store, int64_t ticket, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE article_offer SET state = 2 WHERE ticket = $1 AND state = 1");

	query_bind_int(q, ticket);
	return query_change(q, err);
}

/* One row a state of each article: what comes one behind the other is put together. */
enum result
article_offer_count(TALLOC_CTX *ctx, struct store *store, struct article_offer_counts **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT article, state, count(*) FROM article_offer GROUP BY article, state"
	    " ORDER BY article, state");
	struct article_offer_counts *rows = NULL;
	size_t n = 0;
	enum result r;

	while ((r = query_step(q, err)) == DONE) {
		uint64_t times = (uint64_t)query_int(q, 2);

		if (n == 0 || rows[n - 1].article != query_int(q, 0)) {
			rows = sql_room(ctx, rows, n, sizeof(*rows));
			rows[n++] = (struct article_offer_counts){ .article = query_int(q, 0) };
		}
		rows[n - 1].offered += times;
		rows[n - 1].solved += query_int(q, 1) == OFFER_SOLVED ? times : 0;
		rows[n - 1].wrong += query_int(q, 1) == OFFER_WRONG ? times : 0;
	}
	if (r != NONE)
		return r;
	*list = rows;
	*count = n;
	return DONE;
}

const char *
offer_state_name(enum offer_state state)
{
	static const char *const names[] = { "offered", "solved", "wrong" };

	return (size_t)state < sizeof(names) / sizeof(*names) ? names[state] : "unknown";
}
