/* ticket_find.c - see ticket_find.h; the index is SQLite's own (FTS5) */
#include <config.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/store/ticket.h>
#include <postigo/store/ticket_find.h>

#include "sql.h"

#define TERMS_MOST 10u

/* Characters of the first message. */
#define WORDS "120"

static enum result
take_in(struct store *store, int64_t after, int64_t up_to, struct error *err)
{
	struct query *q = sql_write(store, "INSERT INTO ticket_find (rowid, words) SELECT t.id, t.subject || ' ' || coalesce(p.name, '')"
	    " || ' ' || coalesce(p.address, '') || ' ' || coalesce((SELECT substr(coalesce(m.reply, m.text), 1, " WORDS ") FROM message m"
	    " WHERE m.ticket = t.id ORDER BY m.id LIMIT 1), '')"
	    " FROM ticket t LEFT JOIN person p ON p.id = t.requester WHERE t.id > $1 AND t.id <= $2");

	query_bind_int(q, after);
	query_bind_int(q, up_to);
	return query_run(q, err);
}

enum result
ticket_find_catch_up(struct store *store, int64_t most, bool *all, struct error *err)
{
	SCRATCH(tmp);
	char *known = NULL;
	int64_t newest = 0, up_to;
	enum result r = store_meta(tmp, store, "find", &known, err);

	if (r >= 0)
		r = ticket_newest(store, &newest, err);
	if (r < 0)
		return r;
	up_to = known != NULL ? strtoll(known, NULL, 10) : 0;
	*all = newest - up_to <= most;
	if (newest <= up_to)
		return DONE;
	if (!*all)
		newest = up_to + most;
	r = take_in(store, up_to, newest, err);
	return r == DONE ? store_set_meta(store, "find", talloc_asprintf(tmp, "%lld", (long long)newest), err) : r;
}

static bool
is_part(char c)
{
	return isalnum((unsigned char)c) != 0 || (unsigned char)c >= 0x80;
}

/* As the index wants to be asked: "print"* "madrid"*. Nothing that somebody writes is more than a word in it. */
static char *
terms_of(TALLOC_CTX *ctx, const char *words)
{
	char *terms = talloc_strdup(ctx, "");
	size_t count = 0;

	for (const char *p = words; *p != '\0' && count < TERMS_MOST;) {
		size_t n = 0;

		while (is_part(p[n]))
			n++;
		if (n > 0) {
			terms = talloc_asprintf_append_buffer(terms, "%s\"%.*s\"*", count > 0 ? " " : "", (int)n, p);
			count++;
		}
		p += n > 0 ? n : 1;
	}
	return count > 0 ? terms : NULL;
}

enum result
ticket_find(TALLOC_CTX *ctx, struct store *store, const char *words, size_t most, int64_t **list, size_t *count,
    struct error *err)
{
	SCRATCH(tmp);
	char *terms = terms_of(tmp, words);
	struct query *q;
	int64_t *ids = NULL;
	size_t n = 0;
	enum result r = NONE;

	if (terms != NULL) {
		q = sql_read(store, "SELECT rowid FROM ticket_find WHERE ticket_find MATCH $1 ORDER BY rowid DESC LIMIT $2");
		query_bind_text(q, terms);
		query_bind_int(q, (int64_t)most);
		while ((r = query_step(q, err)) == DONE) {
			ids = sql_room(ctx, ids, n, sizeof(*ids));
			ids[n++] = query_int(q, 0);
		}
	}
	if (r != NONE)
		return r;
	*list = ids;
	*count = n;
	return DONE;
}
