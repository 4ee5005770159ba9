/* sql.c - see sql.h */
#include <config.h>

#include <assert.h>
#include <string.h>

#include "sql.h"

struct query *
sql_read(struct store *store, const char *sql)
{
	return driver_query(store->db, sql);
}

struct query *
sql_write(struct store *store, const char *sql)
{
	assert(store->in_transaction);
	if (!driver_in_transaction(store->db))
		return driver_refuse(store->db, TEMPFAIL, "the transaction was given up after an earlier failure");
	return driver_query(store->db, sql);
}

char *
sql_fold(TALLOC_CTX *ctx, const char *address)
{
	char *key = talloc_strdup(ctx, address);

	for (char *p = key; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return key;
}

void *
sql_room(TALLOC_CTX *ctx, void *list, size_t n, size_t element)
{
	if (list != NULL && (n + 1) * element <= talloc_get_size(list))
		return list;
	return talloc_realloc_size(ctx, list, (n < 8 ? 8 : 2 * n) * element);
}

enum result
sql_one(TALLOC_CTX *ctx, struct query *q, sql_fill *fill, void *row, struct error *err)
{
	enum result r = query_step(q, err);

	if (r != DONE)
		return r;
	fill(ctx, q, row);
	query_end(q);
	return DONE;
}

static void
fill_text(TALLOC_CTX *ctx, struct query *q, void *row)
{
	char **out = row;

	*out = query_text(ctx, q, 0);
}

enum result
sql_text(TALLOC_CTX *ctx, struct query *q, char **text, struct error *err)
{
	return sql_one(ctx, q, fill_text, text, err);
}

enum result
sql_bytes(TALLOC_CTX *ctx, struct query *q, char **bytes, size_t *size, struct error *err)
{
	enum result r = query_step(q, err);

	if (r != DONE)
		return r;
	*bytes = query_bytes(ctx, q, 0, size);
	query_end(q);
	return DONE;
}

enum result
sql_all(TALLOC_CTX *ctx, struct query *q, sql_fill *fill, size_t size, void *list, size_t *count, struct error *err)
{
	char *rows = NULL;
	size_t n = 0;
	enum result r;

	while ((r = query_step(q, err)) == DONE) {
		rows = sql_room(ctx, rows, n, size);
		fill(rows, q, rows + n++ * size);
	}
	if (r != NONE)
		return r;
	/* Whatever the caller's pointer points to: all of these are alike. */
	memcpy(list, &rows, sizeof(rows));
	*count = n;
	return DONE;
}

static void
fill_number(TALLOC_CTX *ctx, struct query *q, void *row)
{
	int64_t *out = row;

	(void)ctx;
	*out = query_int(q, 0);
}

enum result
sql_numbers(TALLOC_CTX *ctx, struct query *q, int64_t **list, size_t *count, struct error *err)
{
	return sql_all(ctx, q, fill_number, sizeof(**list), list, count, err);
}

enum result
sql_texts(TALLOC_CTX *ctx, struct query *q, char ***list, size_t *count, struct error *err)
{
	return sql_all(ctx, q, fill_text, sizeof(**list), list, count, err);
}

enum result
sql_count(struct query *q, size_t *count, struct error *err)
{
	size_t n = 0;
	enum result r;

	while ((r = query_step(q, err)) == DONE)
		n++;
	if (r != NONE)
		return r;
	*count = n;
	return DONE;
}
