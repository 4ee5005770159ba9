/* identifier.c - see identifier.h */
#include <config.h>

#include <string.h>

#include <postigo/store/identifier.h>

#include "sql.h"

#define THREAD_MAX 1000		/* identifiers of one thread, whatever is asked for */

enum result
identifier_add(struct store *store, const char *identifier, int64_t ticket, int64_t message, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO identifier (identifier, ticket, message) VALUES ($1, $2, $3)"
	    " ON CONFLICT (identifier, ticket) DO NOTHING");

	query_bind_text(q, identifier);
	query_bind_int(q, ticket);
	query_bind_id(q, message);
	return query_run(q, err);
}

/* The first ticket that had the identifier: who sends it again later, by accident or to draw answers to himself, does
 * not take the thread over. */
static enum result
find_one(struct store *store, const char *identifier, int64_t *ticket, struct error *err)
{
	struct query *q = sql_read(store, "SELECT ticket FROM identifier WHERE identifier = $1 ORDER BY ticket LIMIT 1");

	query_bind_text(q, identifier);
	return query_number(q, ticket, err);
}

enum result
identifier_find(struct store *store, char *const *identifiers, size_t n, int64_t *ticket, const char **which,
    struct error *err)
{
	enum result r = NONE;

	while (r == NONE && n-- > 0)
		r = find_one(store, identifiers[n], ticket, err);
	if (r == DONE)
		*which = identifiers[n];
	return r;
}

/* The newest `most`, oldest of them first. */
static enum result
newest(TALLOC_CTX *ctx, struct store *store, int64_t ticket, size_t most, char **list, size_t *count,
    int64_t *oldest, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id, identifier FROM message WHERE ticket = $1 AND identifier IS NOT NULL"
	    " ORDER BY id DESC LIMIT $2");
	size_t n = 0;
	enum result r;

	query_bind_int(q, ticket);
	query_bind_int(q, (int64_t)most);
	while ((r = query_step(q, err)) == DONE) {
		*oldest = query_int(q, 0);
		list[most - ++n] = query_text(ctx, q, 1);
	}
	memmove(list, list + (most - n), n * sizeof(*list));
	*count = n;
	return r == NONE ? DONE : r;
}

/* The very first, when it is older than that message. */
static enum result
first(TALLOC_CTX *ctx, struct store *store, int64_t ticket, int64_t before, char **identifier, struct error *err)
{
	struct query *q = sql_read(store, "SELECT identifier FROM message WHERE ticket = $1 AND identifier IS NOT NULL"
	    " AND id < $2 ORDER BY id LIMIT 1");

	query_bind_int(q, ticket);
	query_bind_int(q, before);
	return sql_text(ctx, q, identifier, err);
}

enum result
identifier_thread(TALLOC_CTX *ctx, struct store *store, int64_t ticket, size_t most, char ***list, size_t *count,
    struct error *err)
{
	char **found;
	char *root = NULL;
	int64_t oldest = 0;
	size_t n = 0;
	enum result r;

	if (most > THREAD_MAX)
		most = THREAD_MAX;
	found = talloc_zero_array(ctx, char *, (unsigned)most + 1);
	r = newest(found, store, ticket, most, found, &n, &oldest, err);
	if (r == DONE)
		r = first(found, store, ticket, oldest, &root, err);
	if (r < 0)
		return r;
	if (root != NULL) {
		memmove(found + 1, found, n++ * sizeof(*found));
		found[0] = root;
	}
	*list = found;
	*count = n;
	return DONE;
}
