/* article_row.c - see article_row.h */
#include <config.h>

#include <ctype.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/store/article_row.h>

#include "sql.h"

#define COLUMNS "id, slug, language, title, keywords, summary, body, state, origin, queue, organisation, author," \
	" source_ticket, digest, changed FROM article"

/* "pt" for "pt-BR": articles are looked for by it. */
static char *
base_of(TALLOC_CTX *ctx, const char *language)
{
	char *base = talloc_strndup(ctx, language, strcspn(language, "-_"));

	for (char *c = base; *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
	return base;
}

bool
article_row_live(const struct article_row *row)
{
	return row->state == ARTICLE_PUBLISHED && row->origin != ARTICLE_FILE_GONE;
}

static void
bind_digest(struct query *q, const uint8_t digest[DIGEST_SIZE])
{
	static const uint8_t none[DIGEST_SIZE];

	if (memcmp(digest, none, DIGEST_SIZE) == 0)
		query_bind_text(q, NULL);
	else
		query_bind_bytes(q, digest, DIGEST_SIZE);
}

enum result
article_row_put(struct store *store, struct article_row *row, struct error *err)
{
	SCRATCH(tmp);
	struct query *q = sql_write(store, "INSERT INTO article (slug, language, base, title, keywords, summary, body, state,"
	    " origin, queue, organisation, author, source_ticket, digest, changed)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
	    " ON CONFLICT (slug, language) DO UPDATE SET title = excluded.title, keywords = excluded.keywords,"
	    " summary = excluded.summary, body = excluded.body, state = excluded.state, origin = excluded.origin,"
	    " queue = excluded.queue, organisation = excluded.organisation, author = excluded.author,"
	    " source_ticket = excluded.source_ticket, digest = excluded.digest, changed = excluded.changed RETURNING id");

	query_bind_text(q, row->slug);
	query_bind_text(q, row->language);
	query_bind_text(q, base_of(tmp, row->language));
	query_bind_text(q, row->title);
	query_bind_text(q, row->keywords);
	query_bind_text(q, row->summary);
	query_bind_text(q, row->body);
	query_bind_int(q, row->state);
	query_bind_int(q, row->origin);
	query_bind_text(q, row->queue);
	query_bind_text(q, row->organisation);
	query_bind_text(q, row->author);
	query_bind_id(q, row->source_ticket);
	bind_digest(q, row->digest);
	query_bind_int(q, row->changed);
	return query_number(q, &row->id, err);
}

enum result
article_row_set_state(struct store *store, int64_t id, enum article_state state, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE article SET state = $1, changed = $2 WHERE id = $3");

	query_bind_int(q, state);
	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
article_row_set_origin(struct store *store, int64_t id, enum article_origin origin, instant now, struct error *err)
{
	struct query *q = sql_write(store, "UPDATE article SET origin = $1, changed = $2 WHERE id = $3");

	query_bind_int(q, origin);
	query_bind_int(q, now);
	query_bind_int(q, id);
	return query_change(q, err);
}

enum result
article_row_drop(struct store *store, int64_t id, struct error *err)
{
	struct query *q = sql_read(store, "SELECT id FROM article_offer WHERE article = $1 LIMIT 1");
	int64_t offer;
	enum result r;

	query_bind_int(q, id);
	if ((r = query_number(q, &offer, err)) != NONE)
		return r == DONE ? NONE : r;
	q = sql_write(store, "DELETE FROM article_word WHERE article = $1");
	query_bind_int(q, id);
	if ((r = query_run(q, err)) != DONE)
		return r;
	q = sql_write(store, "DELETE FROM article WHERE id = $1");
	query_bind_int(q, id);
	return query_change(q, err);
}

static enum result
add_word(struct store *store, int64_t article, const char *base, const struct article_word *word, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO article_word (base, stem, article, places) VALUES ($1, $2, $3, $4)");

	query_bind_text(q, base);
	query_bind_text(q, word->stem);
	query_bind_int(q, article);
	query_bind_int(q, word->places);
	return query_run(q, err);
}

enum result
article_row_index(struct store *store, const struct article_row *row, const struct article_word *words, size_t count,
    struct error *err)
{
	SCRATCH(tmp);
	char *base = base_of(tmp, row->language);
	struct query *q = sql_write(store, "DELETE FROM article_word WHERE article = $1");
	enum result r;

	query_bind_int(q, row->id);
	r = query_run(q, err);
	for (size_t i = 0; i < count && r == DONE; i++)
		r = add_word(store, row->id, base, &words[i], err);
	return r;
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct article_row *out = row;

	*out = (struct article_row){
		.id = query_int(q, 0),
		.slug = query_text(ctx, q, 1),
		.language = query_text(ctx, q, 2),
		.title = query_text(ctx, q, 3),
		.keywords = query_text(ctx, q, 4),
		.summary = query_text(ctx, q, 5),
		.body = query_text(ctx, q, 6),
		.state = (enum article_state)query_int(q, 7),
		.origin = (enum article_origin)query_int(q, 8),
		.queue = query_text(ctx, q, 9),
		.organisation = query_text(ctx, q, 10),
		.author = query_text(ctx, q, 11),
		.source_ticket = query_int(q, 12),
		.changed = query_int(q, 14)
	};
	(void)query_copy(q, 13, out->digest, DIGEST_SIZE);
}

static enum result
read_one(TALLOC_CTX *ctx, struct query *q, struct article_row *out, struct error *err)
{
	return sql_one(ctx, q, fill, out, err);
}

enum result
article_row_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct article_row *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE id = $1");

	query_bind_int(q, id);
	return read_one(ctx, q, out, err);
}

enum result
article_row_find(TALLOC_CTX *ctx, struct store *store, const char *slug, const char *language, struct article_row *out,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE slug = $1 AND language = $2");

	query_bind_text(q, slug);
	query_bind_text(q, language);
	return read_one(ctx, q, out, err);
}

static enum result
read_all(TALLOC_CTX *ctx, struct query *q, struct article_row **list, size_t *count, struct error *err)
{
	return sql_all(ctx, q, fill, sizeof(**list), list, count, err);
}

enum result
article_row_list(TALLOC_CTX *ctx, struct store *store, const char *slug, struct article_row **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, slug != NULL ? "SELECT " COLUMNS " WHERE slug = $1 ORDER BY language" :
	    "SELECT " COLUMNS " ORDER BY slug, language");

	if (slug != NULL)
		query_bind_text(q, slug);
	return read_all(ctx, q, list, count, err);
}

enum result
article_row_of_ticket(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct article_row **list, size_t *count,
    struct error *err)
{
	struct query *q = sql_read(store, "SELECT " COLUMNS " WHERE source_ticket = $1 ORDER BY id");

	query_bind_int(q, ticket);
	return read_all(ctx, q, list, count, err);
}

enum result
article_row_count(struct store *store, const char *language, size_t *count, struct error *err)
{
	SCRATCH(tmp);
	struct query *q = sql_read(store, "SELECT count(*) FROM article WHERE base = $1 AND state = 1 AND origin <> 2");
	int64_t n;
	enum result r;

	query_bind_text(q, base_of(tmp, language));
	if ((r = query_number(q, &n, err)) == DONE)
		*count = (size_t)n;
	return r;
}

static void
fill_article_hit(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct article_hit *out = row;

	(void)ctx;
	*out = (struct article_hit){ query_int(q, 0), (unsigned)query_int(q, 1) };
}

enum result
article_row_hits(TALLOC_CTX *ctx, struct store *store, const char *language, const char *stem, size_t most,
    struct article_hit **list, size_t *count, struct error *err)
{
	SCRATCH(tmp);
	struct query *q = sql_read(store, "SELECT article, places FROM article_word WHERE base = $1 AND stem = $2"
	    " ORDER BY article LIMIT $3");

	query_bind_text(q, base_of(tmp, language));
	query_bind_text(q, stem);
	query_bind_int(q, (int64_t)most);
	return sql_all(ctx, q, fill_article_hit, sizeof(**list), list, count, err);
}

const char *
article_state_name(enum article_state state)
{
	static const char *const names[] = { "draft", "published", "withdrawn" };

	return (size_t)state < sizeof(names) / sizeof(*names) ? names[state] : "unknown";
}
