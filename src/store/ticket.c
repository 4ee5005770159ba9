/* ticket.c - see ticket.h */
#include <config.h>

#include <assert.h>
#include <stdlib.h>

#include <postigo/store/participant.h>
#include <postigo/store/ticket.h>

#include "sql.h"

#define COLUMNS "t.id, t.state, t.subject, t.requester, t.mailbox, m.name, t.queue, t.tier, t.priority, t.team," \
	" t.assignee, t.language, t.organisation, t.created, t.changed, t.closed, t.merged_into, t.internal, t.thread_index," \
	" t.tier_since, t.waiting_for, t.kind, t.problem" \
	" FROM ticket t LEFT JOIN mailbox m ON m.id = t.mailbox"

static const char *const state_name[] = { "new", "open", "waiting", "closed" };

enum result
ticket_add(struct store *store, struct ticket *ticket, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO ticket (state, subject, requester, mailbox, queue, tier, priority,"
	    " team, assignee, language, organisation, created, changed, internal, thread_index,"
	    " waiting_for, kind, problem)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) RETURNING id");

	if (ticket->created == 0)
		ticket->created = instant_now();
	ticket->changed = ticket->created;
	query_bind_int(q, ticket->state);
	query_bind_text(q, ticket->subject != NULL ? ticket->subject : "");
	query_bind_id(q, ticket->requester);
	query_bind_id(q, ticket->mailbox);
	query_bind_text(q, ticket->queue != NULL ? ticket->queue : "");
	query_bind_int(q, ticket->tier);
	query_bind_int(q, ticket->priority);
	query_bind_text(q, ticket->team);
	query_bind_text(q, ticket->assignee);
	query_bind_text(q, ticket->language);
	query_bind_text(q, ticket->organisation);
	query_bind_int(q, ticket->created);
	query_bind_int(q, ticket->changed);
	query_bind_int(q, ticket->internal);
	query_bind_text(q, ticket->thread_index);
	query_bind_int(q, ticket->waiting_for);
	query_bind_int(q, ticket->kind);
	query_bind_id(q, ticket->problem);
	return query_number(q, &ticket->id, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct ticket *out = row;

	*out = (struct ticket){
		.id = query_int(q, 0),
		.state = (enum ticket_state)query_int(q, 1),
		.subject = query_text(ctx, q, 2),
		.requester = query_int(q, 3),
		.mailbox = query_int(q, 4),
		.mailbox_name = query_text(ctx, q, 5),
		.queue = query_text(ctx, q, 6),
		.tier = (int)query_int(q, 7),
		.priority = (int)query_int(q, 8),
		.team = query_text(ctx, q, 9),
		.assignee = query_text(ctx, q, 10),
		.language = query_text(ctx, q, 11),
		.organisation = query_text(ctx, q, 12),
		.created = query_int(q, 13),
		.changed = query_int(q, 14),
		.closed = query_int(q, 15),
		.merged_into = query_int(q, 16),
		.internal = query_int(q, 17) != 0,
		.thread_index = query_text(ctx, q, 18),
		.tier_since = query_int(q, 19),
		.waiting_for = (enum ticket_waiting)query_int(q, 20),
		.kind = (enum ticket_kind)query_int(q, 21),
		.problem = query_int(q, 22)
	};
}

enum result
ticket_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct ticket *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE t.id = $1");

	query_bind_int(q, id);
	return sql_one(ctx, q, fill, out, err);
}

enum result
ticket_set_state(struct store *store, int64_t id, enum ticket_state state, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE ticket SET state = $1, closed = $2, changed = $3 WHERE id = $4");

	query_bind_int(q, state);
	query_bind_id(q, state == TICKET_CLOSED ? now : 0);
	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
ticket_assign(struct store *store, int64_t id, const char *team, const char *assignee, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE ticket SET team = $1, assignee = $2, changed = $3 WHERE id = $4");

	query_bind_text(q, team);
	query_bind_text(q, assignee);
	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}

static enum result
demote_requester(struct store *store, int64_t id, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE participant SET role = $1 WHERE ticket = $2 AND role = $3");

	query_bind_int(q, PARTICIPANT_CC);
	query_bind_int(q, id);
	query_bind_int(q, PARTICIPANT_REQUESTER);
	return query_run(q, err);
}

static enum result
promote(struct store *store, int64_t id, int64_t person, instant now, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO participant (ticket, person, role, since) VALUES ($1, $2, $3, $4)"
	    " ON CONFLICT (ticket, person) DO UPDATE SET role = excluded.role");

	query_bind_int(q, id);
	query_bind_int(q, person);
	query_bind_int(q, PARTICIPANT_REQUESTER);
	query_bind_int(q, now);
	return query_run(q, err);
}

enum result
ticket_set_requester(struct store *store, int64_t id, int64_t person, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE ticket SET requester = $1, changed = $2 WHERE id = $3");
	enum result r;

	query_bind_int(q, person);
	query_bind_int(q, now);
	query_bind_int(q, id);
	if ((r = query_change(q, err)) == DONE)
		r = demote_requester(store, id, err);
	return r == DONE ? promote(store, id, person, now, err) : r;
}

enum result
ticket_set_internal(struct store *store, int64_t id, bool internal, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE ticket SET internal = $1, changed = $2 WHERE id = $3");

	query_bind_int(q, internal);
	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
ticket_touch(struct store *store, int64_t id, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE ticket SET changed = $1 WHERE id = $2");

	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}

#define NEWEST " ORDER BY t.changed DESC, t.id DESC LIMIT "

/* The conditions are those of the indexes. */
static const char *const list_sql[] = {
	[TICKET_BY_NOTHING] = "SELECT " COLUMNS " WHERE t.state = $1" NEWEST "$2",
	[TICKET_BY_QUEUE] = "SELECT " COLUMNS " WHERE t.state = $1 AND t.queue = $2" NEWEST "$3",
	[TICKET_BY_ORGANISATION] = "SELECT " COLUMNS " WHERE t.state = $1 AND t.organisation = $2" NEWEST "$3",
	[TICKET_BY_ASSIGNEE] = "SELECT " COLUMNS " WHERE t.state = $1 AND t.assignee = $2" NEWEST "$3"
};

/* Adds the tickets of one state. The indexes have it, so that each such list is read from its newest end. */
static enum result
list_state(TALLOC_CTX *ctx, struct store *store, int state, enum ticket_by by, const char *what, size_t most,
    struct ticket **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, list_sql[by]);
	enum result r;

	query_bind_int(q, state);
	if (by != TICKET_BY_NOTHING)
		query_bind_text(q, what);
	query_bind_int(q, (int64_t)most);
	while ((r = query_step(q, err)) == DONE) {
		*list = sql_room(ctx, *list, *count, sizeof(**list));
		fill(*list, q, &(*list)[(*count)++]);
	}
	return r == NONE ? DONE : r;
}

static int
newer_first(const void *a, const void *b)
{
	const struct ticket *x = a, *y = b;

	if (x->changed != y->changed)
		return x->changed < y->changed ? 1 : -1;
	return (x->id < y->id) - (x->id > y->id);
}

enum result
ticket_list_by(TALLOC_CTX *ctx, struct store *store, int state, enum ticket_by by, const char *what, size_t most,
    struct ticket **list, size_t *count, struct error *err)
{
	struct ticket *rows = NULL;
	size_t n = 0;
	enum result r = DONE;

	for (int s = TICKET_NEW; s <= TICKET_CLOSED && r == DONE; s++)
		if (state == -1 || state == s)
			r = list_state(ctx, store, s, by, what, most, &rows, &n, err);
	if (r != DONE)
		return r;
	if (n > 1)
		qsort(rows, n, sizeof(*rows), newer_first);
	*list = rows;
	*count = n < most ? n : most;
	return DONE;
}

enum result
ticket_list(TALLOC_CTX *ctx, struct store *store, int state, const char *queue, size_t most, struct ticket **list,
    size_t *count, struct error *err)
{
	return ticket_list_by(ctx, store, state, queue != NULL ? TICKET_BY_QUEUE : TICKET_BY_NOTHING, queue, most, list, count,
	    err);
}

enum result
ticket_unassigned(TALLOC_CTX *ctx, struct store *store, const char *team, enum ticket_state state, size_t most,
    struct ticket **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE t.team = $1 AND t.state = $2 AND t.assignee IS NULL"
	    " ORDER BY t.id LIMIT $3");

	query_bind_text(q, team);
	query_bind_int(q, state);
	query_bind_int(q, (int64_t)most);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}

enum result
ticket_of_requester(TALLOC_CTX *ctx, struct store *store, int64_t person, enum ticket_state state, size_t most,
    struct ticket **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE t.requester = $1 AND t.state = $2 ORDER BY t.id DESC LIMIT $3");

	query_bind_int(q, person);
	query_bind_int(q, state);
	query_bind_int(q, (int64_t)most);
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}

static void
fill_ticket_brief(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct ticket_brief *out = row;

	*out = (struct ticket_brief){
		.id = query_int(q, 0),
		.subject = query_text(ctx, q, 1),
		.address = query_text(ctx, q, 2),
		.name = query_text(ctx, q, 3)
	};
}

enum result
ticket_recent(TALLOC_CTX *ctx, struct store *store, size_t most, struct ticket_brief **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT t.id, t.subject, p.address, p.name FROM ticket t"
	    " LEFT JOIN person p ON p.id = t.requester ORDER BY t.id DESC LIMIT $1");

	query_bind_int(q, (int64_t)most);
	return sql_all(ctx, q, fill_ticket_brief, sizeof(**list), list, count, err);
}

enum result
ticket_newest(struct store *store, int64_t *id, struct error *err)
{
	return query_number(sql_read(store, "SELECT id FROM ticket ORDER BY id DESC LIMIT 1"), id, err);
}

enum result
ticket_count(struct store *store, int state, uint64_t *count, struct error *err)
{
	struct query *q = sql_read(store, state < 0 ?
	    "SELECT count(*) FROM ticket" : "SELECT count(*) FROM ticket WHERE state = $1");
	int64_t n;
	enum result r;

	if (state >= 0)
		query_bind_int(q, state);
	r = query_number(q, &n, err);
	if (r == DONE)
		*count = (uint64_t)n;
	return r;
}

const char *
ticket_waiting_name(enum ticket_waiting whom)
{
	static const char *const names[] = { NULL, "requester", "vendor" };

	return (size_t)whom < sizeof(names) / sizeof(*names) ? names[whom] : NULL;
}

const char *
ticket_priority_name(int priority)
{
	static const char *const names[] = { "low", "normal", "high", "urgent" };

	return priority >= PRIORITY_LOW && priority <= PRIORITY_URGENT ? names[priority] : "normal";
}

const char *
ticket_state_name(enum ticket_state state)
{
	assert((size_t)state < sizeof(state_name) / sizeof(*state_name));
	return state_name[state];
}
