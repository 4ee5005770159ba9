/* seen.h - what may be seen of tickets in a store, read beside the desk: to tell what a mail has changed, and what undoing it left */
#ifndef TESTS_UNIT_DESK_SEEN_H
#define TESTS_UNIT_DESK_SEEN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <talloc.h>

#include <postigo/base/text.h>

/* What an answer leaves behind, and the history, is never undone. */
static const char *const seen[] = {
	"SELECT id, state, waiting_for, queue, tier, priority, team, assignee, internal, merged_into, requester, problem FROM ticket",
	"SELECT ticket, tag FROM ticket_tag", "SELECT ticket, name, value FROM ticket_field",
	"SELECT ticket, agent, spent FROM ticket_time", "SELECT ticket, agent FROM ticket_watcher",
	"SELECT ticket, person, role FROM participant", "SELECT ticket, other, kind FROM ticket_link WHERE kind <> 'split'",
	"SELECT ticket, kind FROM timer WHERE kind IN ('wait_over', 'remind')", "SELECT id, ticket FROM message WHERE kind = 0 ORDER BY id",
};

/* All that the queries find. */
static inline char *
seen_queries(TALLOC_CTX *ctx, const char *db_path, const char *const *queries, size_t count)
{
	struct text *t = text_new(ctx, 1u << 20);
	sqlite3 *db;

	assert_int_equal(sqlite3_open_v2(db_path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	for (size_t i = 0; i < count; i++) {
		sqlite3_stmt *q;

		assert_int_equal(sqlite3_prepare_v2(db, queries[i], -1, &q, NULL), SQLITE_OK);
		while (sqlite3_step(q) == SQLITE_ROW) {
			for (int n = 0; n < sqlite3_column_count(q); n++)
				text_printf(t, "%s|", sqlite3_column_text(q, n) != NULL ? (const char *)sqlite3_column_text(q, n) : "-");
			text_add_string(t, "\n");
		}
		sqlite3_finalize(q);
		text_add_string(t, "\n");
	}
	sqlite3_close(db);
	return t->bytes;
}

static inline char *
seen_all(TALLOC_CTX *ctx, const char *db_path)
{
	return seen_queries(ctx, db_path, seen, sizeof(seen) / sizeof(seen[0]));
}

/* The first column of the first row; -1: there is none. */
static inline int64_t
seen_number(const char *db_path, const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *q;
	int64_t n;

	assert_int_equal(sqlite3_open_v2(db_path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &q, NULL), SQLITE_OK);
	n = sqlite3_step(q) == SQLITE_ROW ? sqlite3_column_int64(q, 0) : -1;
	sqlite3_finalize(q);
	sqlite3_close(db);
	return n;
}

#endif
