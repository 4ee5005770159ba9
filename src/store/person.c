/* person.c - see person.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/store/person.h>

#include "sql.h"

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct person *out = row;

	*out = (struct person){
		.id = query_int(q, 0),
		.address = query_text(ctx, q, 1),
		.name = query_text(ctx, q, 2),
		.language = query_text(ctx, q, 3),
		.proven = query_int(q, 4)
	};
}

static enum result
read_row(TALLOC_CTX *ctx, struct query *q, struct person *out, struct error *err)
{
	return sql_one(ctx, q, fill, out, err);
}

static enum result
by_key(TALLOC_CTX *ctx, struct store *store, const char *key, struct person *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id, address, name, language, proven FROM person WHERE key = $1");

	query_bind_text(q, key);
	return read_row(ctx, q, out, err);
}

static enum result
add(struct store *store, const char *key, const char *address, const char *name, instant now, int64_t *id,
    struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO person (key, address, name, created) VALUES ($1, $2, $3, $4)"
	    " RETURNING id");

	query_bind_text(q, key);
	query_bind_text(q, address);
	query_bind_text(q, name);
	query_bind_int(q, now);
	return query_number(q, id, err);
}

static enum result
fill_name(struct store *store, int64_t id, const char *name, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE person SET name = $1 WHERE id = $2");

	query_bind_text(q, name);
	query_bind_int(q, id);
	return query_run(q, err);
}

enum result
person_get(struct store *store, const char *address, const char *name, instant now, int64_t *id, struct error *err)
{
	SCRATCH(tmp);
	char *key = sql_fold(tmp, address);
	struct person known;
	enum result r = by_key(tmp, store, key, &known, err);

	if (name == NULL)
		name = "";
	if (r == NONE)
		return add(store, key, address, name, now, id, err);
	if (r == DONE && known.name[0] == '\0' && name[0] != '\0')
		r = fill_name(store, known.id, name, err);
	if (r == DONE)
		*id = known.id;
	return r;
}

enum result
person_set_language(struct store *store, int64_t id, const char *language, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE person SET language = $1 WHERE id = $2");

	query_bind_text(q, language);
	query_bind_int(q, id);
	return query_run(q, err);
}

enum result
person_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct person *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id, address, name, language, proven FROM person WHERE id = $1");

	query_bind_int(q, id);
	return read_row(ctx, q, out, err);
}

enum result
person_find(TALLOC_CTX *ctx, struct store *store, const char *address, struct person *out, struct error *err)
{
	SCRATCH(tmp);

	return by_key(ctx, store, sql_fold(tmp, address), out, err);
}

enum result
person_prove(struct store *store, int64_t id, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE person SET proven = $1 WHERE id = $2 AND proven IS NULL RETURNING id");

	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_number(q, &id, err);
}
