/* automatic.c - see automatic.h */
#include <config.h>

#include <assert.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/store/automatic.h>

#include "sql.h"

static const char *
domain_of(const char *address)
{
	const char *at = strrchr(address, '@');

	return at != NULL ? at + 1 : address;
}

enum result
automatic_add(struct store *store, const struct automatic_row *row, struct error *err)
{
	SCRATCH(tmp);
	char *recipient = sql_fold(tmp, row->recipient);
	struct query *q = sql_write(store, "INSERT INTO automatic (at, recipient, domain, ticket, outward, digest)"
	    " VALUES ($1, $2, $3, $4, $5, $6)");

	query_bind_int(q, row->at);
	query_bind_text(q, recipient);
	query_bind_text(q, domain_of(recipient));
	query_bind_id(q, row->ticket);
	query_bind_int(q, row->outward);
	query_bind_bytes(q, row->digest, DIGEST_SIZE);
	return query_run(q, err);
}

#define COUNT(which) "SELECT count(*) FROM (SELECT 1 FROM automatic WHERE " which ") AS counted"

/* The conditions are those of the indexes. */
static const char *const count_sql[] = {
	[AUTOMATIC_BY_ADDRESS] = COUNT("recipient = $1 AND at > $2 LIMIT $3"),
	[AUTOMATIC_BY_DOMAIN] = COUNT("domain = $1 AND outward = 1 AND at > $2 LIMIT $3"),
	[AUTOMATIC_BY_TICKET] = COUNT("ticket = $1 AND recipient = $2 AND at > $3 LIMIT $4"),
	[AUTOMATIC_BY_ALL] = COUNT("outward = $1 AND at > $2 LIMIT $3")
};

enum result
automatic_count(struct store *store, enum automatic_by by, const char *to, int64_t ticket, instant since,
    unsigned most, unsigned *count, struct error *err)
{
	SCRATCH(tmp);
	struct query *q;
	int64_t n;
	enum result r;

	assert((size_t)by < sizeof(count_sql) / sizeof(*count_sql));
	q = sql_read(store, count_sql[by]);
	if (by == AUTOMATIC_BY_TICKET)
		query_bind_int(q, ticket);
	if (by == AUTOMATIC_BY_ALL)
		query_bind_int(q, true);
	else
		query_bind_text(q, sql_fold(tmp, by == AUTOMATIC_BY_DOMAIN ? domain_of(to) : to));
	query_bind_int(q, since);
	query_bind_int(q, most);
	r = query_number(q, &n, err);
	if (r == DONE)
		*count = (unsigned)n;
	return r;
}

enum result
automatic_repeats(struct store *store, const char *recipient, const uint8_t digest[DIGEST_SIZE], instant since,
    unsigned most, unsigned *count, struct error *err)
{
	SCRATCH(tmp);
	char *key = sql_fold(tmp, recipient);
	struct query *q = sql_read(store, "SELECT digest FROM automatic WHERE recipient = $1 AND at > $2"
	    " ORDER BY at DESC, id DESC LIMIT $3");
	uint8_t said[DIGEST_SIZE];
	unsigned n = 0;
	enum result r;

	query_bind_text(q, key);
	query_bind_int(q, since);
	query_bind_int(q, most);
	while ((r = query_step(q, err)) == DONE) {
		if (!query_copy(q, 0, said, DIGEST_SIZE) || memcmp(said, digest, DIGEST_SIZE) != 0) {
			query_end(q);
			break;
		}
		n++;
	}
	if (r < 0)
		return r;
	*count = n;
	return DONE;
}

enum result
automatic_forget(struct store *store, instant before, size_t most, size_t *gone, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM automatic WHERE id IN"
	    " (SELECT id FROM automatic WHERE outward IN (0, 1) AND at < $1 LIMIT $2) RETURNING id");
	size_t n = 0;
	enum result r;

	query_bind_int(q, before);
	query_bind_int(q, (int64_t)most);
	while ((r = query_step(q, err)) == DONE)
		n++;
	if (r != NONE)
		return r;
	*gone = n;
	return DONE;
}
