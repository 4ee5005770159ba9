/* signature_seen.c - see signature_seen.h */
#include <config.h>

#include <postigo/store/signature_seen.h>

#include "sql.h"

enum result
signature_seen(struct store *store, const uint8_t digest[DIGEST_SIZE], int64_t inbox, struct error *err)
{
	struct query *q = sql_read(store, "SELECT inbox FROM signature_seen WHERE digest = $1 AND inbox <> $2");
	int64_t other;

	query_bind_bytes(q, digest, DIGEST_SIZE);
	query_bind_int(q, inbox);
	return query_number(q, &other, err);
}

enum result
signature_see(struct store *store, const uint8_t digest[DIGEST_SIZE], int64_t inbox, instant now, instant forget,
    struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM signature_seen WHERE seen < $1");
	enum result result;

	query_bind_int(q, forget);
	if ((result = query_run(q, err)) < 0)
		return result;
	q = sql_write(store, "INSERT INTO signature_seen (digest, inbox, seen) VALUES ($1, $2, $3)"
	    " ON CONFLICT (digest) DO NOTHING");
	query_bind_bytes(q, digest, DIGEST_SIZE);
	query_bind_int(q, inbox);
	query_bind_int(q, now);
	result = query_run(q, err);
	return result == NONE ? DONE : result;
}
