/* vendor_case.c - see vendor_case.h */
#include <config.h>

#include <assert.h>

#include <postigo/store/vendor_case.h>

#include "sql.h"

#define COLUMNS "id, ticket, vendor, person, number, state, asked, answered, due, chased, timer, their_id FROM vendor_case"

/* $1 to $9: how it stands; not which it is. */
static void
bind(struct query *q, const struct vendor_case *c)
{
	query_bind_int(q, c->person);
	query_bind_text(q, c->number);
	query_bind_int(q, c->state);
	query_bind_int(q, c->asked);
	query_bind_id(q, c->answered);
	query_bind_id(q, c->due);
	query_bind_int(q, c->chased);
	query_bind_id(q, c->timer);
	query_bind_text(q, c->their_id);
}

enum result
vendor_case_add(struct store *store, struct vendor_case *c, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO vendor_case (person, number, state, asked, answered, due, chased, timer,"
	    " their_id, ticket, vendor) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id");

	bind(q, c);
	query_bind_int(q, c->ticket);
	query_bind_text(q, c->vendor);
	return query_number(q, &c->id, err);
}

enum result
vendor_case_update(struct store *store, const struct vendor_case *c, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE vendor_case SET person = $1, number = $2, state = $3, asked = $4,"
	    " answered = $5, due = $6, chased = $7, timer = $8, their_id = $9 WHERE id = $10");

	bind(q, c);
	query_bind_int(q, c->id);
	return query_change(q, err);
}

enum result
vendor_case_remove(struct store *store, int64_t id, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM vendor_case WHERE id = $1");

	query_bind_int(q, id);
	return query_change(q, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct vendor_case *out = row;

	*out = (struct vendor_case){
		.id = query_int(q, 0),
		.ticket = query_int(q, 1),
		.vendor = query_text(ctx, q, 2),
		.person = query_int(q, 3),
		.number = query_text(ctx, q, 4),
		.state = (enum vendor_state)query_int(q, 5),
		.asked = query_int(q, 6),
		.answered = query_int(q, 7),
		.due = query_int(q, 8),
		.chased = (unsigned)query_int(q, 9),
		.timer = query_int(q, 10),
		.their_id = query_text(ctx, q, 11)
	};
}

static enum result
read_one(TALLOC_CTX *ctx, struct query *q, struct vendor_case *out, struct error *err)
{
	return sql_one(ctx, q, fill, out, err);
}

enum result
vendor_case_read(TALLOC_CTX *ctx, struct store *store, int64_t ticket, const char *vendor, struct vendor_case *out,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE ticket = $1 AND vendor = $2");

	query_bind_int(q, ticket);
	query_bind_text(q, vendor);
	return read_one(ctx, q, out, err);
}

enum result
vendor_case_by_number(TALLOC_CTX *ctx, struct store *store, const char *vendor, const char *number,
    struct vendor_case *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE vendor = $1 AND number = $2 ORDER BY id DESC LIMIT 1");

	query_bind_text(q, vendor);
	query_bind_text(q, number);
	return read_one(ctx, q, out, err);
}

enum result
vendor_case_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct vendor_case **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE ticket = $1 ORDER BY vendor");

	query_bind_int(q, ticket);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}

const char *
vendor_state_name(enum vendor_state state)
{
	static const char *const names[] = { "asked", "answered", "late" };

	assert((size_t)state < sizeof(names) / sizeof(*names));
	return names[state];
}
