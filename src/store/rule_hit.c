/* rule_hit.c - see rule_hit.h */
#include <config.h>

#include <postigo/store/rule_hit.h>

#include "sql.h"

static void
bind_all(struct query *q, const struct rule_hit *hit)
{
	query_bind_text(q, hit->name);
	query_bind_bytes(q, hit->digest, DIGEST_SIZE);
	query_bind_int(q, hit->since);
	query_bind_int(q, (int64_t)hit->hits);
	query_bind_id(q, hit->last);
	query_bind_id(q, hit->ticket);
	query_bind_int(q, (int64_t)hit->behind);
	query_bind_text(q, hit->behind_rule);
	query_bind_int(q, (int64_t)hit->slow);
}

enum result
rule_hit_begin(struct store *store, const struct rule_hit *hit, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO rule_hit (name, digest, since, hits, last, ticket, behind, behind_rule, slow)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (name, digest) DO NOTHING");

	bind_all(q, hit);
	return query_change(q, err);
}

enum result
rule_hit_add(struct store *store, const struct rule_hit *hit, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO rule_hit (name, digest, since, hits, last, ticket, behind, behind_rule, slow)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (name, digest) DO UPDATE SET hits = rule_hit.hits + excluded.hits,"
	    " last = coalesce(excluded.last, rule_hit.last), ticket = coalesce(excluded.ticket, rule_hit.ticket),"
	    " behind = rule_hit.behind + excluded.behind, behind_rule = coalesce(excluded.behind_rule, rule_hit.behind_rule),"
	    " slow = rule_hit.slow + excluded.slow");

	bind_all(q, hit);
	return query_run(q, err);
}

static void
fill(TALLOC_CTX *ctx, struct query *q, void *row)
{
	struct rule_hit *out = row;

	*out = (struct rule_hit){
		.name = query_text(ctx, q, 0), .since = query_int(q, 2), .hits = (uint64_t)query_int(q, 3), .last = query_int(q, 4),
		.ticket = query_int(q, 5), .behind = (uint64_t)query_int(q, 6), .behind_rule = query_text(ctx, q, 7),
		.slow = (uint64_t)query_int(q, 8)
	};
	(void)query_copy(q, 1, out->digest, DIGEST_SIZE);
}

enum result
rule_hit_read(TALLOC_CTX *ctx, struct store *store, const char *name, const uint8_t digest[DIGEST_SIZE],
    struct rule_hit *out, struct error *err)
{
	struct query *q = sql_read(store, "SELECT name, digest, since, hits, last, ticket, behind, behind_rule, slow FROM rule_hit"
	    " WHERE name = $1 AND digest = $2");

	query_bind_text(q, name);
	query_bind_bytes(q, digest, DIGEST_SIZE);
	return sql_one(ctx, q, fill, out, err);
}
