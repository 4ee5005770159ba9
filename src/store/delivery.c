/* delivery.c - see delivery.h */
#include <config.h>

#include <assert.h>

#include <postigo/store/delivery.h>

#include "sql.h"

#define COLUMNS "d.person, p.address, d.class, d.since, d.until, d.times, d.why" \
	" FROM delivery d JOIN person p ON p.id = d.person"

static const char *const class_name[] = { "fine", "hard", "full", "policy" };

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct delivery *out = row;

	*out = (struct delivery){
		.person = query_int(q, 0),
		.address = query_text(ctx, q, 1),
		.class = (enum delivery_class)query_int(q, 2),
		.since = query_int(q, 3),
		.until = query_int(q, 4),
		.times = (unsigned)query_int(q, 5),
		.why = query_text(ctx, q, 6)
	};
}

enum result
delivery_read(TALLOC_CTX *ctx, struct store *store, int64_t person, struct delivery *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE d.person = $1");

	query_bind_int(q, person);
	return sql_one(ctx, q, fill, out, err);
}

enum result
delivery_hold(struct store *store, int64_t person, enum delivery_class class, instant until, const char *why, instant now,
    struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO delivery (person, class, since, until, times, why)"
	    " VALUES ($1, $2, $3, $4, 1, $5) ON CONFLICT (person) DO UPDATE SET class = excluded.class,"
	    " until = excluded.until, times = delivery.times + 1, why = excluded.why");

	assert(class != DELIVERY_FINE);
	query_bind_int(q, person);
	query_bind_int(q, class);
	query_bind_int(q, now);
	query_bind_int(q, until);
	query_bind_text(q, why);
	return query_run(q, err);
}

enum result
delivery_clear(struct store *store, int64_t person, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM delivery WHERE person = $1");

	query_bind_int(q, person);
	return query_change(q, err);
}

enum result
delivery_list(TALLOC_CTX *ctx, struct store *store, size_t most, struct delivery **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " ORDER BY d.since DESC, d.person DESC LIMIT $1");

	query_bind_int(q, (int64_t)most);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}

const char *
delivery_class_name(enum delivery_class class)
{
	assert((size_t)class < sizeof(class_name) / sizeof(*class_name));
	return class_name[class];
}
