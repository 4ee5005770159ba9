/* skill.c - see skill.h */
#include <config.h>

#include <postigo/store/skill.h>

#include "sql.h"

enum result
skill_add(struct store *store, int64_t ticket, const char *skill, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO ticket_skill (ticket, skill) VALUES ($1, $2)"
	    " ON CONFLICT (ticket, skill) DO NOTHING");

	query_bind_int(q, ticket);
	query_bind_text(q, skill);
	return query_change(q, err);
}

enum result
skill_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, char ***list, size_t *count, struct error *err)
{
	struct query *q = sql_read(store, "SELECT skill FROM ticket_skill WHERE ticket = $1 ORDER BY skill");

	query_bind_int(q, ticket);
	return sql_texts(ctx, q, list, count, err);
}
