/* ledger.c - see ledger.h */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/store/inbox.h>
#include <postigo/store/ledger.h>

#include "sql.h"

/* How far back mail is taken when a server has numbered a mailbox anew: as far as content keys go. */
#define RENEWED_DAYS 30

/* Uids that are this near to each other are looked up with one walk through the index. */
#define GAP 64

struct known_mailbox {
	int64_t id;
	int64_t uidvalidity;	/* -1: never asked a server */
	uint32_t adopted;
	instant adopted_at;	/* 0: nothing was skipped then */
	instant skip_before;
	uint32_t skip_below;
	instant first_contact;
};

static enum result
find(struct store *store, const char *name, struct known_mailbox *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id, coalesce(uidvalidity, -1), adopted, adopted_at, skip_before,"
	    " first_contact, skip_below FROM mailbox"
	    " WHERE name = $1");
	enum result r;

	query_bind_text(q, name);
	r = query_step(q, err);
	if (r != DONE)
		return r;
	*out = (struct known_mailbox){
		.id = query_int(q, 0),
		.uidvalidity = query_int(q, 1),
		.adopted = (uint32_t)query_int(q, 2),
		.adopted_at = query_int(q, 3),
		.skip_before = query_int(q, 4),
		.first_contact = query_int(q, 5),
		.skip_below = (uint32_t)query_int(q, 6)
	};
	query_end(q);
	return DONE;
}

enum result
ledger_mailbox(struct store *store, const char *name, int64_t *mailbox, struct error *err)
{
	struct known_mailbox known;
	enum result r = find(store, name, &known, err);
	struct query *q;

	if (r == DONE)
		*mailbox = known.id;
	if (r != NONE)
		return r;
	q = sql_write(store, "INSERT INTO mailbox (name) VALUES ($1) RETURNING id");
	query_bind_text(q, name);
	return query_number(q, mailbox, err);
}

static enum result
remember(struct store *store, const struct known_mailbox *m, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE mailbox SET uidvalidity = $1, adopted = $2, adopted_at = $3,"
	    " skip_before = $4, skip_below = $5, first_contact = $6 WHERE id = $7");

	query_bind_int(q, m->uidvalidity);
	query_bind_int(q, m->adopted);
	query_bind_id(q, m->adopted_at);
	query_bind_int(q, m->skip_before);
	query_bind_int(q, m->skip_below);
	query_bind_int(q, m->first_contact);
	query_bind_int(q, m->id);
	return query_run(q, err);
}

/* The first contact. A server that does not say UIDNEXT leaves only the date to go by. */
static void
adopt(struct known_mailbox *m, uint32_t uidnext, bool skip, instant now)
{
	m->first_contact = now;
	m->adopted_at = skip ? now : 0;
	m->adopted = skip && uidnext > 0 ? uidnext - 1 : 0;
	m->skip_before = skip && uidnext == 0 ? now : 0;
}

/* All uids are new. Older mail was seen under its old uid, or was never to be taken; but what comes from now on is news,
 * however old: somebody moved it here. */
static void
renew(struct known_mailbox *m, uint32_t uidnext, instant now)
{
	m->adopted = 0;
	m->skip_before = now - DAYS(RENEWED_DAYS);
	if (m->skip_before < m->adopted_at)
		m->skip_before = m->adopted_at;
	m->skip_below = uidnext;
}

static enum result
highest(struct store *store, int64_t mailbox, uint32_t uidvalidity, uint32_t *uid, struct error *err)
{
	struct query *q = sql_read(store, "SELECT uid FROM inbox WHERE mailbox = $1 AND uidvalidity = $2"
	    " ORDER BY uid DESC LIMIT 1");
	int64_t n = 0;
	enum result r;

	query_bind_int(q, mailbox);
	query_bind_int(q, uidvalidity);
	r = query_number(q, &n, err);
	*uid = (uint32_t)n;
	return r == NONE ? DONE : r;
}

enum result
ledger_first_contact(struct store *store, int64_t mailbox, instant *at, struct error *err)
{
	struct query *q = sql_read(store, "SELECT first_contact FROM mailbox WHERE id = $1");

	query_bind_int(q, mailbox);
	return query_number(q, at, err);
}

enum result
ledger_open(struct store *store, const char *name, uint32_t uidvalidity, uint32_t uidnext, bool skip, instant now,
    struct ledger_head *out, struct error *err)
{
	struct known_mailbox m;
	struct ledger_head head = { 0 };
	enum result r = ledger_mailbox(store, name, &head.mailbox, err);

	if (r == DONE)
		r = find(store, name, &m, err);
	if (r != DONE)
		return r;
	head.first = m.uidvalidity < 0;
	head.renewed = !head.first && m.uidvalidity != uidvalidity;
	if (head.first)
		adopt(&m, uidnext, skip, now);
	else if (head.renewed)
		renew(&m, uidnext, now);
	m.uidvalidity = uidvalidity;
	if (head.first || head.renewed)
		r = remember(store, &m, err);
	if (r == DONE)
		r = highest(store, m.id, uidvalidity, &head.highest, err);
	if (r != DONE)
		return r;
	head.adopted = m.adopted;
	head.skip_before = m.skip_before;
	head.skip_below = m.skip_below;
	*out = head;
	return DONE;
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* A growing list of uids, owned by its context. */
struct uids {
	uint32_t *uid;
	size_t n;
};

static enum result
uids_read(TALLOC_CTX *ctx, struct query *q, struct uids *to, struct error *err)
{
	enum result r;

	while ((r = query_step(q, err)) == DONE) {
		to->uid = sql_room(ctx, to->uid, to->n, sizeof(*to->uid));
		to->uid[to->n++] = (uint32_t)query_int(q, 0);
	}
	return r == NONE ? DONE : r;
}

static enum result
known_between(TALLOC_CTX *ctx, struct store *store, int64_t mailbox, uint32_t uidvalidity, uint32_t from, uint32_t to,
    struct uids *known, struct error *err)
{
	struct query *q = sql_read(store, "SELECT uid FROM inbox WHERE mailbox = $1 AND uidvalidity = $2"
	    " AND uid BETWEEN $3 AND $4 ORDER BY uid");

	query_bind_int(q, mailbox);
	query_bind_int(q, uidvalidity);
	query_bind_int(q, from);
	query_bind_int(q, to);
	return uids_read(ctx, q, known, err);
}

/* The rows there are among and between these uids, ascending. Uids are mostly dense, so that this is one walk through the
 * index and not a search for each; where they are not, a new search starts behind the gap. */
static enum result
known_among(TALLOC_CTX *ctx, struct store *store, int64_t mailbox, uint32_t uidvalidity, const uint32_t *sorted,
    size_t n, struct uids *known, struct error *err)
{
	for (size_t start = 0, end; start < n; start = end) {
		enum result r;

		for (end = start + 1; end < n && sorted[end] - sorted[end - 1] <= GAP; )
			end++;
		r = known_between(ctx, store, mailbox, uidvalidity, sorted[start], sorted[end - 1], known, err);
		if (r != DONE)
			return r;
	}
	return DONE;
}

/* Under another uidvalidity nothing is adopted. */
static enum result
adopted_to(struct store *store, int64_t mailbox, uint32_t uidvalidity, int64_t *adopted, struct error *err)
{
	struct query *q = sql_read(store, "SELECT adopted FROM mailbox WHERE id = $1 AND uidvalidity = $2");
	enum result r;

	*adopted = 0;
	query_bind_int(q, mailbox);
	query_bind_int(q, uidvalidity);
	r = query_number(q, adopted, err);
	return r == NONE ? DONE : r;
}

static const uint32_t *
in_order(TALLOC_CTX *ctx, const uint32_t *uids, size_t n)
{
	uint32_t *copy;
	size_t i = 1;

	while (i < n && uids[i - 1] <= uids[i])
		i++;
	if (i >= n)
		return uids;
	copy = talloc_memdup(ctx, uids, n * sizeof(*uids));
	qsort(copy, n, sizeof(*copy), by_number);
	return copy;
}

enum result
ledger_lacking(TALLOC_CTX *ctx, struct store *store, int64_t mailbox, uint32_t uidvalidity, const uint32_t *uids,
    size_t n, uint32_t **lacking, size_t *count, struct error *err)
{
	SCRATCH(tmp);
	struct uids known = { 0 };
	int64_t adopted;
	uint32_t *list;
	size_t found = 0;
	enum result r = adopted_to(store, mailbox, uidvalidity, &adopted, err);

	if (r == DONE)
		r = known_among(tmp, store, mailbox, uidvalidity, in_order(tmp, uids, n), n, &known, err);
	if (r != DONE)
		return r;
	list = talloc_size(ctx, n * sizeof(*list));
	for (size_t i = 0; i < n; i++)
		if (uids[i] > adopted && (known.n == 0 ||
		    bsearch(&uids[i], known.uid, known.n, sizeof(*known.uid), by_number) == NULL))
			list[found++] = uids[i];
	*lacking = list;
	*count = found;
	return DONE;
}

enum result
ledger_untold(TALLOC_CTX *ctx, struct store *store, int64_t mailbox, uint32_t uidvalidity, size_t most, uint32_t **uids,
    size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT uid FROM inbox WHERE told = 0 AND mailbox = $1 AND uidvalidity = $2"
	    " ORDER BY uid LIMIT $3");
	struct uids found = { 0 };
	enum result r;

	query_bind_int(q, mailbox);
	query_bind_int(q, uidvalidity);
	query_bind_int(q, (int64_t)most);
	r = uids_read(ctx, q, &found, err);
	if (r != DONE)
		return r;
	*uids = found.uid;
	*count = found.n;
	return DONE;
}

static enum result
told_between(struct store *store, int64_t mailbox, uint32_t uidvalidity, uint32_t from, uint32_t to, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE inbox SET told = 1 WHERE told = 0 AND mailbox = $1"
	    " AND uidvalidity = $2 AND uid BETWEEN $3 AND $4");

	query_bind_int(q, mailbox);
	query_bind_int(q, uidvalidity);
	query_bind_int(q, from);
	query_bind_int(q, to);
	return query_run(q, err);
}

/* Uids that follow each other without a gap are one statement. */
enum result
ledger_told(struct store *store, int64_t mailbox, uint32_t uidvalidity, const uint32_t *uids, size_t n,
    struct error *err)
{
	enum result r = DONE;

	for (size_t start = 0, end; start < n && r == DONE; start = end) {
		for (end = start + 1; end < n && uids[end - 1] < UINT32_MAX && uids[end] == uids[end - 1] + 1; )
			end++;
		r = told_between(store, mailbox, uidvalidity, uids[start], uids[end - 1], err);
	}
	return r;
}

/* They count as told: the server keeps what we did not take as it is. */
enum result
ledger_skip(struct store *store, int64_t mailbox, uint32_t uidvalidity, const uint32_t *uids, size_t n, const char *why,
    bool quarantine, instant now, struct error *err)
{
	enum result r = DONE;

	for (size_t i = 0; i < n && r == DONE; i++) {
		struct query *q = sql_write(store, "INSERT INTO inbox (mailbox, uidvalidity, uid, state, attempts, told,"
		    " partial, arrived, received, server_size, size, cause) VALUES ($1, $2, $3, $4, 0, 1, 0, 0, $5, 0, 0, $6)"
		    " ON CONFLICT (mailbox, uidvalidity, uid) DO NOTHING");

		query_bind_int(q, mailbox);
		query_bind_int(q, uidvalidity);
		query_bind_int(q, uids[i]);
		query_bind_int(q, quarantine ? INBOX_QUARANTINED : INBOX_SKIPPED);
		query_bind_int(q, now);
		query_bind_text(q, why);
		r = query_run(q, err);
	}
	return r;
}

enum result
ledger_set_health(struct store *store, int64_t mailbox, const char *why, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE mailbox SET trouble = $1, since = $2 WHERE id = $3");

	query_bind_text(q, why);
	query_bind_int(q, now);
	query_bind_int(q, mailbox);
	return query_run(q, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct ledger_status *out = row;

	*out = (struct ledger_status){
		.mailbox = query_int(q, 0),
		.name = query_text(ctx, q, 1),
		.trouble = query_text(ctx, q, 2),
		.since = query_int(q, 3)
	};
}

enum result
ledger_list(TALLOC_CTX *ctx, struct store *store, struct ledger_status **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id, name, trouble, since FROM mailbox ORDER BY id");

	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}

static void
tally(struct ledger_status *s, enum inbox_state state, uint64_t n)
{
	uint64_t *const field[] = {
		[INBOX_NEW] = &s->waiting,
		[INBOX_DONE] = &s->done,
		[INBOX_DUPLICATE] = &s->duplicate,
		[INBOX_SKIPPED] = &s->skipped,
		[INBOX_QUARANTINED] = &s->quarantined,
		[INBOX_DROPPED] = &s->dropped
	};

	if ((size_t)state < sizeof(field) / sizeof(*field))
		*field[state] += n;
	s->arrived += n;
}

static int
by_mailbox(const void *a, const void *b)
{
	const struct ledger_status *x = a, *y = b;

	return (x->mailbox > y->mailbox) - (x->mailbox < y->mailbox);
}

static struct ledger_status *
status_of(struct ledger_status *list, size_t n, int64_t mailbox)
{
	struct ledger_status key = { .mailbox = mailbox };

	return n == 0 ? NULL : bsearch(&key, list, n, sizeof(*list), by_mailbox);
}

/* Counted from the rows themselves, not from counters kept beside them: status is what shows that nothing was lost. */
static enum result
count_states(struct store *store, struct ledger_status *list, size_t n, struct error *err)
{
	struct query *q = sql_read(store, "SELECT mailbox, state, count(*) FROM inbox GROUP BY mailbox, state");
	enum result r;

	while ((r = query_step(q, err)) == DONE) {
		struct ledger_status *s = status_of(list, n, query_int(q, 0));

		if (s != NULL)
			tally(s, (enum inbox_state)query_int(q, 1), (uint64_t)query_int(q, 2));
	}
	return r == NONE ? DONE : r;
}

static enum result
count_untold(struct store *store, struct ledger_status *list, size_t n, struct error *err)
{
	struct query *q = sql_read(store, "SELECT mailbox, count(*) FROM inbox WHERE told = 0 GROUP BY mailbox");
	enum result r;

	while ((r = query_step(q, err)) == DONE) {
		struct ledger_status *s = status_of(list, n, query_int(q, 0));

		if (s != NULL)
			s->untold = (uint64_t)query_int(q, 1);
	}
	return r == NONE ? DONE : r;
}

enum result
ledger_status(TALLOC_CTX *ctx, struct store *store, struct ledger_status **list, size_t *count, struct error *err)
{
	struct ledger_status *rows;
	size_t n;
	enum result r = ledger_list(ctx, store, &rows, &n, err);

	if (r == DONE)
		r = count_states(store, rows, n, err);
	if (r == DONE)
		r = count_untold(store, rows, n, err);
	if (r != DONE)
		return r;
	*list = rows;
	*count = n;
	return DONE;
}
