/* arrival.c - see arrival.h */
#include <config.h>

#include <postigo/store/arrival.h>

#include "sql.h"

/* The conditions are those of the indexes. */
#define OF_PERSON "person = $1 AND mailbox = $2 AND class = $3 AND folded = $4 AND at > $5"
#define OF_WORDS "digest = $1 AND person = $2 AND mailbox = $3 AND class = $4 AND folded = $5 AND at > $6"

enum result
arrival_add(struct store *store, const struct arrival *a, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO arrival (at, person, class, mailbox, digest, ticket, folded)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7)");

	query_bind_int(q, a->at);
	query_bind_int(q, a->person);
	query_bind_int(q, a->class);
	query_bind_text(q, a->mailbox);
	query_bind_bytes(q, a->digest, DIGEST_SIZE);
	query_bind_int(q, a->ticket);
	query_bind_int(q, a->folded);
	return query_run(q, err);
}

static void
put_sort(struct query *q, const struct arrival_sort *sort, bool folded)
{
	if (sort->same_words)
		query_bind_bytes(q, sort->like->digest, DIGEST_SIZE);
	query_bind_int(q, sort->like->person);
	query_bind_text(q, sort->like->mailbox);
	query_bind_int(q, sort->like->class);
	query_bind_int(q, folded);
	query_bind_int(q, sort->since);
}

enum result
arrival_count(struct store *store, const struct arrival_sort *sort, unsigned most, unsigned *count, struct error *err)
{
	struct query *q = sql_read(store, sort->same_words ?
	    "SELECT count(*) FROM (SELECT 1 FROM arrival WHERE " OF_WORDS " LIMIT $7) AS counted" :
	    "SELECT count(*) FROM (SELECT 1 FROM arrival WHERE " OF_PERSON " LIMIT $6) AS counted");
	int64_t n;
	enum result r;

	put_sort(q, sort, false);
	query_bind_int(q, most);
	if ((r = query_number(q, &n, err)) == DONE)
		*count = (unsigned)n;
	return r;
}

enum result
arrival_newest(struct store *store, const struct arrival_sort *sort, bool folded, int64_t *ticket, struct error *err)
{
	struct query *q = sql_read(store, sort->same_words ?
	    "SELECT ticket FROM arrival WHERE " OF_WORDS " ORDER BY at DESC, id DESC LIMIT 1" :
	    "SELECT ticket FROM arrival WHERE " OF_PERSON " ORDER BY at DESC, id DESC LIMIT 1");

	put_sort(q, sort, folded);
	return query_number(q, ticket, err);
}

enum result
arrival_forget(struct store *store, instant before, size_t most, size_t *gone, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM arrival WHERE id IN"
	    " (SELECT id FROM arrival WHERE at < $1 ORDER BY at LIMIT $2) RETURNING id");

	query_bind_int(q, before);
	query_bind_int(q, (int64_t)most);
	return sql_count(q, gone, err);
}
