/* inbox.c - see inbox.h */
#include <config.h>

#include <assert.h>

#include <postigo/store/inbox.h>

#include "sql.h"

#define COLUMNS "i.id, i.mailbox, m.name, i.uidvalidity, i.uid, i.arrived, i.received, i.partial, i.size, i.state," \
	" i.attempts, i.cause, i.ticket, i.message, i.digest, i.confirm, i.released FROM inbox i JOIN mailbox m ON m.id = i.mailbox"

static const char *const state_name[] = { "new", "done", "duplicate", "skipped", "quarantined", "dropped" };

/* NONE when the place is taken. What came without a server has no place: NULLs never collide. */
static enum result
add_row(struct store *store, const struct inbox_mail *mail, const uint8_t *digest, int64_t *id, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO inbox (mailbox, uidvalidity, uid, state, attempts, told, partial,"
	    " arrived, received, server_size, size, digest) VALUES ($1, $2, $3, 0, 0, $4, $5, $6, $7, $8, $9, $10)"
	    " ON CONFLICT (mailbox, uidvalidity, uid) DO NOTHING RETURNING id");

	query_bind_int(q, mail->mailbox);
	if (mail->uid != 0)
		query_bind_int(q, mail->uidvalidity);
	else
		query_bind_text(q, NULL);
	query_bind_id(q, mail->uid);
	query_bind_int(q, mail->uid == 0);
	query_bind_int(q, mail->partial);
	query_bind_int(q, mail->arrived);
	query_bind_int(q, mail->received);
	query_bind_int(q, (int64_t)mail->server_size);
	query_bind_int(q, (int64_t)mail->size);
	query_bind_bytes(q, digest, DIGEST_SIZE);
	return query_number(q, id, err);
}

static enum result
add_raw(struct store *store, int64_t id, const char *raw, size_t size, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO inbox_raw (inbox, bytes) VALUES ($1, $2)");

	query_bind_int(q, id);
	query_bind_bytes(q, raw, size);
	return query_run(q, err);
}

static enum result
at_place(struct store *store, const struct inbox_mail *mail, int64_t *id, struct error *err)
{
	struct query *q = sql_read(store,
	    "SELECT id FROM inbox WHERE mailbox = $1 AND uidvalidity = $2 AND uid = $3");

	query_bind_int(q, mail->mailbox);
	query_bind_int(q, mail->uidvalidity);
	query_bind_int(q, mail->uid);
	return query_number(q, id, err);
}

enum result
inbox_put(struct store *store, const struct inbox_mail *mail, int64_t *id, bool *is_new, struct error *err)
{
	uint8_t digest[DIGEST_SIZE];
	enum result r;

	if (mail->digest == NULL)
		digest_sha256(mail->raw, mail->size, digest);
	r = add_row(store, mail, mail->digest != NULL ? mail->digest : digest, id, err);
	if (r < 0)
		return r;
	*is_new = r == DONE;
	if (r == DONE)
		return add_raw(store, *id, mail->raw, mail->size, err);
	return at_place(store, mail, id, err);
}

enum result
inbox_attempt(struct store *store, int64_t id, unsigned *attempts, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE inbox SET attempts = attempts + 1 WHERE id = $1 RETURNING attempts");
	int64_t n;
	enum result r;

	query_bind_int(q, id);
	r = query_number(q, &n, err);
	if (r == DONE)
		*attempts = (unsigned)n;
	return r;
}

enum result
inbox_spare(struct store *store, int64_t id, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE inbox SET attempts = attempts - 1 WHERE id = $1 AND attempts > 0");

	query_bind_int(q, id);
	return query_run(q, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct inbox_row *out = row;

	*out = (struct inbox_row){
		.id = query_int(q, 0),
		.mailbox = query_int(q, 1),
		.mailbox_name = query_text(ctx, q, 2),
		.uidvalidity = (uint32_t)query_int(q, 3),
		.uid = (uint32_t)query_int(q, 4),
		.arrived = query_int(q, 5),
		.received = query_int(q, 6),
		.partial = query_int(q, 7) != 0,
		.size = (uint64_t)query_int(q, 8),
		.state = (enum inbox_state)query_int(q, 9),
		.attempts = (unsigned)query_int(q, 10),
		.cause = query_text(ctx, q, 11),
		.ticket = query_int(q, 12),
		.message = query_int(q, 13),
		.asked = query_int(q, 15) != 0,
		.confirmed = query_int(q, 15) == 2,
		.released = query_int(q, 16) != 0
	};
	(void)query_copy(q, 14, out->digest, DIGEST_SIZE);
}

static enum result
fill_all(TALLOC_CTX *ctx, struct query *q, struct inbox_row **rows, size_t *count, struct error *err)
{
	return sql_all(ctx, q, fill, sizeof(**rows), rows, count, err);
}

enum result
inbox_waiting(TALLOC_CTX *ctx, struct store *store, int64_t after, size_t most, struct inbox_row **rows, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE i.state = 0 AND i.id > $1 ORDER BY i.id LIMIT $2");

	query_bind_int(q, after);
	query_bind_int(q, (int64_t)most);
	return fill_all(ctx, q, rows, count, err);
}

enum result
inbox_all(TALLOC_CTX *ctx, struct store *store, int64_t after, size_t most, struct inbox_row **rows, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE i.id > $1 ORDER BY i.id LIMIT $2");

	query_bind_int(q, after);
	query_bind_int(q, (int64_t)most);
	return fill_all(ctx, q, rows, count, err);
}

enum result
inbox_waiting_in(TALLOC_CTX *ctx, struct store *store, int64_t mailbox, int64_t after, size_t most,
    struct inbox_row **rows, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE i.mailbox = $1 AND i.state = 0 AND i.id > $2"
	    " ORDER BY i.id LIMIT $3");

	query_bind_int(q, mailbox);
	query_bind_int(q, after);
	query_bind_int(q, (int64_t)most);
	return fill_all(ctx, q, rows, count, err);
}

enum result
inbox_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct inbox_row *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE i.id = $1");

	query_bind_int(q, id);
	return sql_one(ctx, q, fill, out, err);
}

enum result
inbox_raw(TALLOC_CTX *ctx, struct store *store, int64_t id, char **raw, size_t *size, struct error *err)
{
	struct query *q = sql_read(store, "SELECT bytes FROM inbox_raw WHERE inbox = $1");

	query_bind_int(q, id);
	return sql_bytes(ctx, q, raw, size, err);
}

enum result
inbox_same_bytes(struct store *store, int64_t id, const uint8_t digest[DIGEST_SIZE], int64_t *other, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id FROM inbox WHERE digest = $1 AND id < $2 AND state <> 2"
	    " ORDER BY id LIMIT 1");

	query_bind_bytes(q, digest, DIGEST_SIZE);
	query_bind_int(q, id);
	return query_number(q, other, err);
}

enum result
inbox_finish(struct store *store, int64_t id, enum inbox_state state, const char *cause, int64_t ticket,
    int64_t message, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE inbox SET state = $1, cause = $2,"
	    " ticket = coalesce($3, ticket), message = coalesce($4, message) WHERE id = $5 AND state = 0");

	query_bind_int(q, state);
	query_bind_text(q, cause);
	query_bind_id(q, ticket);
	query_bind_id(q, message);
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
inbox_ask(struct store *store, int64_t id, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE inbox SET confirm = 1 WHERE id = $1 AND confirm = 0");

	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
inbox_confirm(struct store *store, int64_t id, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE inbox SET confirm = 2, state = 0, attempts = 0, cause = NULL"
	    " WHERE id = $1 AND confirm = 1 AND state <> 0");

	query_bind_int(q, id);
	return query_change(q, err);
}

/* A mail whose bytes were never had gives up its place: fetch then finds that it lacks the uid and tries again. */
static enum result
release_place(struct store *store, int64_t id, struct error *err)
{
	struct query *q = sql_write(store, "DELETE FROM inbox WHERE id = $1 AND state = 4 AND digest IS NULL");

	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
inbox_release(struct store *store, int64_t id, struct error *err)
{
	enum result r = release_place(store, id, err);
	struct query *q;

	if (r != NONE)
		return r;
	q = sql_write(store, "UPDATE inbox SET state = 0, attempts = 0, cause = NULL, released = 1 WHERE id = $1 AND state = 4");
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
inbox_drop(struct store *store, int64_t id, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE inbox SET state = 5 WHERE id = $1 AND state = 4");

	query_bind_int(q, id);
	return query_change(q, err);
}

/* Each kind of state has its own index, or none: nearly every row is done, so that the newest done are found at once by
 * walking down from the last. The doubled condition tells the database which index it may use. */
enum result
inbox_list(TALLOC_CTX *ctx, struct store *store, int state, size_t most, struct inbox_row **rows, size_t *count,
    struct error *err)
{
	struct query *q;

	if (state < 0)
		q = sql_read(store, "SELECT " COLUMNS " ORDER BY i.id DESC LIMIT $1");
	else if (state == INBOX_NEW)
		q = sql_read(store, "SELECT " COLUMNS " WHERE i.state = 0 ORDER BY i.id DESC LIMIT $1");
	else if (state == INBOX_DONE)
		q = sql_read(store, "SELECT " COLUMNS " WHERE i.state = 1 ORDER BY i.id DESC LIMIT $1");
	else {
		q = sql_read(store, "SELECT " COLUMNS " WHERE i.state = $1 AND i.state > 1 ORDER BY i.id DESC LIMIT $2");
		query_bind_int(q, state);
	}
	query_bind_int(q, (int64_t)most);
	return fill_all(ctx, q, rows, count, err);
}

const char *
inbox_state_name(enum inbox_state state)
{
	assert((size_t)state < sizeof(state_name) / sizeof(*state_name));
	return state_name[state];
}
