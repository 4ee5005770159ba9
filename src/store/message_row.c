/* message_row.c - see message_row.h */
#include <config.h>

#include <postigo/store/message_row.h>

#include "sql.h"

enum result
message_row_add(struct store *store, struct message_row *message, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO message (ticket, inbox, kind, author, identifier, subject, sent,"
	    " created, content_key, reply, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id");

	if (message->created == 0)
		message->created = instant_now();
	query_bind_int(q, message->ticket);
	query_bind_id(q, message->inbox);
	query_bind_int(q, message->kind);
	query_bind_id(q, message->author);
	query_bind_text(q, message->identifier);
	query_bind_text(q, message->subject);
	query_bind_int(q, message->sent);
	query_bind_int(q, message->created);
	if (message->has_content_key)
		query_bind_bytes(q, message->content_key, DIGEST_SIZE);
	else
		query_bind_text(q, NULL);
	query_bind_text(q, message->reply);
	query_bind_text(q, message->text);
	return query_number(q, &message->id, err);
}

/* What was withdrawn is for the record alone (MESSAGE_WITHDRAWN). */
#define SHOWN "m.kind <> 6"

#define COLUMNS "m.id, m.ticket, m.inbox, m.kind, m.author, m.identifier, m.subject, m.sent, m.created, m.content_key," \
	" m.reply, m.text, p.address, p.name FROM message m LEFT JOIN person p ON p.id = m.author"

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct message_row *out = row;

	*out = (struct message_row){
		.id = query_int(q, 0),
		.ticket = query_int(q, 1),
		.inbox = query_int(q, 2),
		.kind = (enum message_kind)query_int(q, 3),
		.author = query_int(q, 4),
		.identifier = query_text(ctx, q, 5),
		.subject = query_text(ctx, q, 6),
		.sent = query_int(q, 7),
		.created = query_int(q, 8),
		.reply = query_text(ctx, q, 10),
		.text = query_text(ctx, q, 11),
		.author_address = query_text(ctx, q, 12),
		.author_name = query_text(ctx, q, 13)
	};
	out->has_content_key = query_copy(q, 9, out->content_key, DIGEST_SIZE);
}

enum result
message_row_kind(struct store *store, int64_t message, enum message_kind *kind, struct error *err)
{
	struct query *q = sql_read(store, "SELECT kind FROM message WHERE id = $1");
	int64_t n;
	enum result r;

	query_bind_int(q, message);
	if ((r = query_number(q, &n, err)) == DONE)
		*kind = (enum message_kind)n;
	return r;
}

enum result
message_row_first(struct store *store, int64_t ticket, int64_t *message, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id FROM message WHERE ticket = $1 ORDER BY id LIMIT 1");

	query_bind_int(q, ticket);
	return query_number(q, message, err);
}

/* The first row that the query finds. */
static enum result
one_of(TALLOC_CTX *ctx, struct query *q, struct message_row *out, struct error *err)
{
	return sql_one(ctx, q, fill, out, err);
}

/* The rows that the statement finds. */
static enum result
list_of(TALLOC_CTX *ctx, struct query *q, struct message_row **list, size_t *count, struct error *err)
{
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}

enum result
message_row_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct message_row **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE m.ticket = $1 ORDER BY m.id");

	query_bind_int(q, ticket);
	return list_of(ctx, q, list, count, err);
}

enum result
message_row_beginning(TALLOC_CTX *ctx, struct store *store, int64_t ticket, size_t most, struct message_row **list,
    size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE m.ticket = $1 AND " SHOWN " ORDER BY m.id LIMIT $2");

	query_bind_int(q, ticket);
	query_bind_int(q, (int64_t)most);
	return list_of(ctx, q, list, count, err);
}

/* The newest of those kinds behind the first message, the newest first. */
static enum result
newest_behind(TALLOC_CTX *ctx, struct store *store, int64_t ticket, int64_t first, unsigned kinds, size_t most,
    struct message_row **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE m.ticket = $1 AND m.id > $2 AND (1 << m.kind) & $3 <> 0"
	    " AND " SHOWN
	    " ORDER BY m.id DESC LIMIT $4");

	query_bind_int(q, ticket);
	query_bind_int(q, first);
	query_bind_int(q, (int64_t)kinds);
	query_bind_int(q, (int64_t)most);
	return list_of(ctx, q, list, count, err);
}

static enum result
count_between(struct store *store, int64_t ticket, int64_t first, int64_t next, unsigned kinds, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT count(*) FROM message m WHERE m.ticket = $1 AND m.id > $2 AND m.id < $3"
	    " AND (1 << m.kind) & $4 <> 0 AND " SHOWN);
	int64_t n = 0;
	enum result r;

	query_bind_int(q, ticket);
	query_bind_int(q, first);
	query_bind_int(q, next);
	query_bind_int(q, (int64_t)kinds);
	r = query_number(q, &n, err);
	*count = (size_t)n;
	return r;
}

enum result
message_row_ends(TALLOC_CTX *ctx, struct store *store, int64_t ticket, unsigned kinds, size_t most,
    struct message_row **list, size_t *count, size_t *left_out, struct error *err)
{
	struct message_row *first = NULL, *newest = NULL, *all;
	size_t firsts = 0, n = 0;
	enum result r = message_row_beginning(ctx, store, ticket, 1, &first, &firsts, err);

	*count = *left_out = 0;
	if (r == DONE && firsts > 0)
		r = newest_behind(ctx, store, ticket, first[0].id, kinds, most - 1, &newest, &n, err);
	if (r == DONE && n > 0 && n == most - 1)
		r = count_between(store, ticket, first[0].id, newest[n - 1].id, kinds, left_out, err);
	if (r != DONE)
		return r;
	all = talloc_array(ctx, struct message_row, (unsigned)(firsts + n) + 1);
	for (size_t i = 0; i < firsts; i++)
		all[(*count)++] = first[i];
	while (n > 0)
		all[(*count)++] = newest[--n];
	*list = all;
	return DONE;
}

enum result
message_row_of(TALLOC_CTX *ctx, struct store *store, int64_t ticket, int64_t message, struct message_row *out,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE m.id = $1 AND m.ticket = $2");

	query_bind_int(q, message);
	query_bind_int(q, ticket);
	return one_of(ctx, q, out, err);
}

enum result
message_row_read(TALLOC_CTX *ctx, struct store *store, int64_t message, struct message_row *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE m.id = $1");

	query_bind_int(q, message);
	return one_of(ctx, q, out, err);
}

enum result
message_row_before(TALLOC_CTX *ctx, struct store *store, int64_t ticket, int64_t before, size_t most, struct message_row **list,
    size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE m.ticket = $1 AND m.id < $2 AND " SHOWN
	    " ORDER BY m.id DESC LIMIT $3");

	query_bind_int(q, ticket);
	query_bind_int(q, before != 0 ? before : INT64_MAX);
	query_bind_int(q, (int64_t)most);
	return list_of(ctx, q, list, count, err);
}

enum result
message_row_newest(TALLOC_CTX *ctx, struct store *store, int64_t ticket, enum message_kind kind, struct message_row *out,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE m.ticket = $1 AND m.kind = $2 ORDER BY m.id DESC LIMIT 1");

	query_bind_int(q, ticket);
	query_bind_int(q, kind);
	return one_of(ctx, q, out, err);
}

enum result
message_row_newest_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, enum message_kind kind, size_t most,
    struct message_row **list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE m.ticket = $1 AND m.kind = $2 ORDER BY m.id DESC LIMIT $3");

	query_bind_int(q, ticket);
	query_bind_int(q, kind);
	query_bind_int(q, (int64_t)most);
	return list_of(ctx, q, list, count, err);
}

enum result
message_row_identify(struct store *store, int64_t message, const char *identifier, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE message SET identifier = $1 WHERE id = $2");

	query_bind_text(q, identifier);
	query_bind_int(q, message);
	return query_run(q, err);
}

/* The Message-ID by which others refer to the message. */
static enum result
move_identifier(struct store *store, int64_t message, int64_t ticket, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE identifier SET ticket = $1 WHERE (identifier, ticket) IN"
	    " (SELECT m.identifier, m.ticket FROM message m WHERE m.id = $2)"
	    " AND NOT EXISTS (SELECT 1 FROM identifier o WHERE o.identifier = identifier.identifier AND o.ticket = $1)");

	query_bind_int(q, ticket);
	query_bind_int(q, message);
	return query_run(q, err);
}

enum result
message_row_move(struct store *store, int64_t message, int64_t ticket, struct error *err)
{
	enum result r = move_identifier(store, message, ticket, err);
	struct query *q;

	if (r != DONE)
		return r;
	q = sql_write(store, "UPDATE message SET ticket = $1 WHERE id = $2");
	query_bind_int(q, ticket);
	query_bind_int(q, message);
	return query_change(q, err);
}

enum result
message_row_set_kind(struct store *store, int64_t message, enum message_kind kind, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE message SET kind = $1 WHERE id = $2");

	query_bind_int(q, kind);
	query_bind_int(q, message);
	return query_change(q, err);
}

enum result
message_row_by_content(struct store *store, const uint8_t key[DIGEST_SIZE], instant since, int64_t *message,
    int64_t *ticket, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id, ticket FROM message WHERE content_key = $1 AND created >= $2"
	    " ORDER BY id LIMIT 1");
	enum result r;

	query_bind_bytes(q, key, DIGEST_SIZE);
	query_bind_int(q, since);
	r = query_step(q, err);
	if (r != DONE)
		return r;
	*message = query_int(q, 0);
	*ticket = query_int(q, 1);
	query_end(q);
	return DONE;
}

enum result
attachment_add(struct store *store, const struct attachment_row *attachment, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO attachment (message, position, name, type, content_id, size,"
	    " is_inline, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");

	query_bind_int(q, attachment->message);
	query_bind_int(q, attachment->position);
	query_bind_text(q, attachment->name);
	query_bind_text(q, attachment->type);
	query_bind_text(q, attachment->content_id);
	query_bind_int(q, (int64_t)attachment->size);
	query_bind_int(q, attachment->is_inline);
	query_bind_text(q, attachment->sha256);
	return query_run(q, err);
}

static void
fill_attachment(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct attachment_row *out = row;

	*out = (struct attachment_row){
		.message = query_int(q, 0),
		.position = (unsigned)query_int(q, 1),
		.name = query_text(ctx, q, 2),
		.type = query_text(ctx, q, 3),
		.content_id = query_text(ctx, q, 4),
		.size = (uint64_t)query_int(q, 5),
		.is_inline = query_int(q, 6) != 0,
		.sha256 = query_text(ctx, q, 7)
	};
}

enum result
attachment_list(TALLOC_CTX *ctx, struct store *store, int64_t message, struct attachment_row **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT message, position, name, type, content_id, size, is_inline, sha256"
	    " FROM attachment WHERE message = $1 ORDER BY position");

	query_bind_int(q, message);
	return sql_all(ctx, q, fill_attachment, sizeof(**list), list, count, err);
}
