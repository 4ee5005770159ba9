/* sql.c - see sql.h */
#include <config.h>

#include <assert.h>

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
