/* volume.c - see volume.h */
#include <config.h>

#include <postigo/store/ticket.h>
#include <postigo/store/volume.h>

#include "sql.h"

/* When the ticket of that number, or the first above it, was made. NONE: there is none. */
static enum result
made_at(struct store *store, int64_t id, instant *at, struct error *err)
{
	struct query *q = sql_read(store, "SELECT created FROM ticket WHERE id >= $1 ORDER BY id LIMIT 1");

	query_bind_int(q, id);
	return query_number(q, at, err);
}

/* Numbers rise with time: the first that was made at since or later is found by halves. */
static enum result
first_since(struct store *store, instant since, int64_t *first, struct error *err)
{
	int64_t low = 1, high;
	enum result r = query_number(sql_read(store, "SELECT id FROM ticket ORDER BY id DESC LIMIT 1"), &high, err);

	if (r != DONE)
		return r;
	high++;
	while (low < high && r >= 0) {
		int64_t middle = low + (high - low) / 2;
		instant at = 0;

		r = made_at(store, middle, &at, err);
		if (r == DONE && at < since)
			low = middle + 1;
		else
			high = middle;
	}
	*first = low;
	return r < 0 ? r : DONE;
}

static enum result
count(struct query *q, uint64_t *out, struct error *err)
{
	int64_t n;
	enum result r = query_number(q, &n, err);

	if (r == DONE)
		*out = (uint64_t)n;
	return r;
}

/* made counts from the ticket $1 on, those of $2; closed those in state $1 since $2, of $3. */
static enum result
volume_of(struct store *store, const char *made, const char *closed, const char *whose, instant since, struct volume *out,
    struct error *err)
{
	struct volume volume = { 0 };
	int64_t first = 0;
	struct query *q;
	enum result r = first_since(store, since, &first, err);

	if (r == DONE) {
		q = sql_read(store, made);
		query_bind_int(q, first);
		query_bind_text(q, whose);
		r = count(q, &volume.made, err);
	}
	if (r >= 0) {
		q = sql_read(store, closed);
		query_bind_int(q, TICKET_CLOSED);
		query_bind_int(q, since);
		query_bind_text(q, whose);
		r = count(q, &volume.closed, err);
	}
	if (r >= 0)
		*out = volume;
	return r < 0 ? r : DONE;
}

enum result
volume_of_team(struct store *store, const char *team, instant since, struct volume *out, struct error *err)
{
	return volume_of(store, "SELECT count(*) FROM ticket WHERE id >= $1 AND team = $2",
	    "SELECT count(*) FROM ticket WHERE state = $1 AND changed >= $2 AND closed >= $2 AND team = $3", team, since, out, err);
}

enum result
volume_of_organisation(struct store *store, const char *organisation, instant since, struct volume *out, struct error *err)
{
	return volume_of(store, "SELECT count(*) FROM ticket WHERE id >= $1 AND organisation = $2",
	    "SELECT count(*) FROM ticket WHERE state = $1 AND changed >= $2 AND closed >= $2 AND organisation = $3", organisation,
	    since, out, err);
}
