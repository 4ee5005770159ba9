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

/* The last number, by its index, which has no rows without one. */
#define LAST(nth, which) "(SELECT max(" nth ") FROM automatic WHERE " which nth " > 0)"
#define NEXT(nth, which) "coalesce(" LAST(nth, which) ", 0) + 1"

enum result
automatic_add(struct store *store, const struct automatic_row *row, struct error *err)
{
	SCRATCH(tmp);
	char *recipient = sql_fold(tmp, row->recipient);
	struct query *q = sql_write(store, "INSERT INTO automatic (at, recipient, domain, ticket, digest, nth_address,"
	    " nth_ticket, nth_domain, nth_all) VALUES ($1, $2, $3, $4, $5, "
	    NEXT("nth_address", "recipient = $2 AND ") ","
	    " CASE WHEN $4 > 0 THEN " NEXT("nth_ticket", "ticket = $4 AND recipient = $2 AND ") " END,"
	    " CASE WHEN $6 = 1 THEN " NEXT("nth_domain", "domain = $3 AND ") " END,"
	    " CASE WHEN $6 = 1 THEN " NEXT("nth_all", "") " END)");

	query_bind_int(q, row->at);
	query_bind_text(q, recipient);
	query_bind_text(q, domain_of(recipient));
	query_bind_id(q, row->ticket);
	query_bind_bytes(q, row->digest, DIGEST_SIZE);
	query_bind_int(q, row->outward);
	return query_run(q, err);
}

/* The nth from the end. One that is not there was forgotten, or never sent. */
#define REACHED(nth, which, n, since) "SELECT 1 FROM automatic WHERE " which nth " = " LAST(nth, which) \
	" + 1 - " n " AND at > " since

static const char *const reached_sql[] = {
	[AUTOMATIC_BY_ADDRESS] = REACHED("nth_address", "recipient = $1 AND ", "$2", "$3"),
	[AUTOMATIC_BY_DOMAIN] = REACHED("nth_domain", "domain = $1 AND ", "$2", "$3"),
	[AUTOMATIC_BY_TICKET] = REACHED("nth_ticket", "ticket = $1 AND recipient = $2 AND ", "$3", "$4"),
	[AUTOMATIC_BY_ALL] = REACHED("nth_all", "", "$1", "$2")
};

enum result
automatic_reached(struct store *store, enum automatic_by by, const char *to, int64_t ticket, unsigned n, instant since,
    bool *reached, struct error *err)
{
	SCRATCH(tmp);
	struct query *q;
	enum result r;

	assert((size_t)by < sizeof(reached_sql) / sizeof(*reached_sql));
	assert((to == NULL) == (by == AUTOMATIC_BY_ALL));
	if (n == 0) {
		*reached = true;
		return DONE;
	}
	q = sql_read(store, reached_sql[by]);
	if (by == AUTOMATIC_BY_TICKET)
		query_bind_int(q, ticket);
	if (to != NULL)
		query_bind_text(q, sql_fold(tmp, by == AUTOMATIC_BY_DOMAIN ? domain_of(to) : to));
	query_bind_int(q, n);
	query_bind_int(q, since);
	if ((r = query_step(q, err)) < 0)
		return r;
	if (r == DONE)
		query_end(q);
	*reached = r == DONE;
	return DONE;
}

enum result
automatic_repeats(struct store *store, const char *recipient, const uint8_t digest[DIGEST_SIZE], instant since,
    unsigned most, unsigned *count, struct error *err)
{
	SCRATCH(tmp);
	char *key = sql_fold(tmp, recipient);
	struct query *q = sql_read(store, "SELECT digest, at FROM automatic WHERE recipient = $1"
	    " ORDER BY nth_address DESC LIMIT $2");
	uint8_t said[DIGEST_SIZE];
	unsigned n = 0;
	enum result r;

	query_bind_text(q, key);
	query_bind_int(q, most);
	while ((r = query_step(q, err)) == DONE) {
		if (query_int(q, 1) <= since || !query_copy(q, 0, said, DIGEST_SIZE) ||
		    memcmp(said, digest, DIGEST_SIZE) != 0) {
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
	    " (SELECT id FROM automatic ORDER BY id LIMIT $1) AND at < $2 RETURNING id");

	query_bind_int(q, (int64_t)most);
	query_bind_int(q, before);
	return sql_count(q, gone, err);
}
