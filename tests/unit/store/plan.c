/* plan.c - see plan.h */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "../../../src/store/sql.h"
#include "plan.h"

/* A step of a plan that is right where it stands: part of the statement, the step, and why. */
static const struct {
	const char *sql, *step;
} may[] = {
	/* No table at all. */
	{ "", "SCAN CONSTANT ROW" },
	/* These indexes have open rows only: a table may grow, they do not. */
	{ "", "USING INDEX inbox_new" },
	{ "", "USING INDEX outbox_due" },
	{ "", "USING COVERING INDEX outbox_due" },
	{ "", "USING INDEX outbox_held" },
	{ "", "USING INDEX hook_due" },
	{ "", "USING COVERING INDEX hook_due" },
	{ "", "USING INDEX hook_running" },
	{ "FROM hook WHERE state IN (0, 2) GROUP BY", "USE TEMP B-TREE FOR GROUP BY" },
	{ "FROM hook WHERE state = 1 GROUP BY", "USING COVERING INDEX hook_running" },
	{ "SELECT state, count(*) FROM hook WHERE state > 2", "USING COVERING INDEX hook_ended" },
	{ "FROM hook ORDER BY id DESC LIMIT", "SCAN hook" },
	{ "", "USING INDEX inbox_untold" },
	{ "SELECT state, count(*) FROM outbox WHERE state IN (0, 3, 4)", "USE TEMP B-TREE FOR GROUP BY" },
	{ "SELECT state, count(*) FROM outbox WHERE lease IS NOT NULL", "USE TEMP B-TREE FOR GROUP BY" },
	/* The first of an index or a table, or the newest: they stop at their LIMIT. */
	{ "FROM timer ORDER BY due, id LIMIT 1", "SCAN timer USING COVERING INDEX timer_due" },
	{ "FROM timer WHERE due <= $1 ORDER BY due, id LIMIT", "USING INDEX timer_due" },
	{ "ORDER BY i.id DESC LIMIT", "SCAN i" },
	{ "LEFT JOIN person p ON p.id = t.requester ORDER BY t.id DESC LIMIT", "SCAN t" },
	{ "FROM outbox ORDER BY id DESC LIMIT", "SCAN outbox" },
	{ "FROM automatic ORDER BY id LIMIT", "SCAN automatic" },
	{ "FROM notice ORDER BY id LIMIT", "SCAN notice" },
	{ "DELETE FROM signature_seen WHERE seen < $1", "signature_seen_age" },
	/* The first of what waits; it stops there. */
	{ "FROM enclosing WHERE due IS NOT NULL ORDER BY due, outbox LIMIT 1", "USING COVERING INDEX enclosing_due" },
	/* What waits is all there is. */
	{ "UPDATE enclosing SET due = $1 WHERE due > $1", "USING INDEX enclosing_due" },
	{ "SELECT count(*) FROM enclosing WHERE due IS NOT NULL", "USING COVERING INDEX enclosing_due" },
	{ "WHERE e.due <= $1 ORDER BY e.due, e.outbox LIMIT 1", "USING INDEX enclosing_due" },
	/* The index of words is a table of its own kind; tickets come into it from a number to a number. */
	{ "FROM ticket_find WHERE ticket_find MATCH", "VIRTUAL TABLE INDEX" },
	{ "INSERT INTO ticket_find", "USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)" },
	{ "FROM arrival WHERE at < $1 ORDER BY at LIMIT", "arrival_at" },
	{ "FROM delivery d JOIN person p ON p.id = d.person ORDER BY d.since DESC", "SCAN d USING INDEX delivery_since" },
	/* Those who are away now: what is over lies before it. Whoever was given a ticket last: a row for each technician. */
	{ "FROM absence WHERE until > $1 ORDER BY until, id", "USING INDEX absence_until" },
	{ "FROM agent_turn ORDER BY turn DESC LIMIT 1", "SCAN agent_turn" },
	/* The people of one organisation, when somebody asks for them: all of its tickets are looked at. */
	{ "FROM ticket t JOIN person p ON p.id = t.requester WHERE t.organisation = $1", "USE TEMP B-TREE" },
	/* The last number of all is the last row of an index that has those with a number only. */
	{ "SELECT max(nth_all) FROM automatic WHERE nth_all > 0", "USING COVERING INDEX automatic_all (nth_all>?)" },
	/* The first of those that are not over, up to a LIMIT. */
	{ "FROM ticket_clock WHERE due IS NOT NULL AND (due, ticket, aim) >", "USING INDEX ticket_clock_due" },
	{ "SELECT DISTINCT ticket FROM ticket_clock WHERE ticket > $1 AND ticket <= $2", "USING PRIMARY KEY (ticket>? AND ticket<?)" },
	{ "SELECT ticket FROM ticket_clock ORDER BY ticket DESC LIMIT 1", "SCAN ticket_clock" },
	{ "(SELECT 1 FROM ticket_clock WHERE due IS NOT NULL", "USING COVERING INDEX ticket_clock_due" },
	{ "FROM warning ORDER BY agent, ticket LIMIT 1", "SCAN warning" },
	/* Each technician's own, which wait for a moment only; what people said in the last weeks, for status. */
	{ "FROM warning WHERE agent = $1 ORDER BY due", "USE TEMP B-TREE FOR ORDER BY" },
	{ "FROM opinion WHERE at >=", "USING INDEX opinion_at" },
	{ "FROM reopening WHERE at >=", "USING COVERING INDEX reopening_at" },
	/* The first or last of a table; the tickets of a day, for a team's digest. */
	{ "SELECT created FROM ticket WHERE id >= $1 ORDER BY id LIMIT 1", "USING INTEGER PRIMARY KEY" },
	{ "SELECT id FROM ticket ORDER BY id DESC LIMIT 1", "SCAN ticket" },
	{ "SELECT count(*) FROM ticket WHERE id >= $1 AND team = $2", "USING INTEGER PRIMARY KEY" },
	/* What a search with a LIMIT has found is counted; the tickets of one problem are, when somebody asks for them. */
	{ "SELECT count(DISTINCT organisation) FROM (SELECT", "" },
	{ "FROM ticket WHERE problem = $2", "USE TEMP B-TREE FOR count(DISTINCT)" },
	{ "FROM problem ORDER BY ticket DESC LIMIT", "SCAN problem" },
	{ "SELECT count(*) FROM (SELECT 1 FROM", "SCAN counted" },
	/* A walk over all mails, a part at a time. */
	{ "WHERE i.id > $1 ORDER BY i.id LIMIT", "SEARCH i USING INTEGER PRIMARY KEY (rowid>?)" },
	/* Nearly every mail ends as done, so that the newest done are among the newest. */
	{ "WHERE i.state = 1 ORDER BY i.id DESC LIMIT", "SCAN i" },
	/* As many rows as the config has mailboxes; as a ticket has people. */
	{ "FROM mailbox ORDER BY id", "SCAN mailbox" },
	{ "FROM participant p", "USE TEMP B-TREE FOR ORDER BY" },
	{ "FROM article_offer o JOIN article a ON a.id = o.article WHERE o.ticket = $1", "USE TEMP B-TREE FOR ORDER BY" },
	/* Counts for status: they read an index that holds just what is counted. */
	{ "SELECT mailbox, state, count(*) FROM inbox", "SCAN inbox USING COVERING INDEX inbox_state" },
	{ "SELECT state, count(*) FROM outbox WHERE state > 4", "USING COVERING INDEX outbox_ended" },
	{ "SELECT count(*) FROM ticket", "SCAN ticket USING COVERING INDEX" },
	/* For people, in the order in which they are shown. */
	{ "FROM article ORDER BY slug", "SCAN article USING INDEX article_slug" },
	{ "FROM article_offer GROUP BY", "SCAN article_offer USING COVERING INDEX article_offer_article" },
	/* The catalogue of tables, when the store is opened. */
	{ "FROM sqlite_schema", "SCAN sqlite_schema" },
};

/* A search that begins with "less than" or "greater than" reads half a table on the average. */
static bool
is_open_ended(const char *step)
{
	const char *key = strrchr(step, '(');

	return strncmp(step, "SEARCH", 6) == 0 && key != NULL && strpbrk(key, "<>=") != NULL && *strpbrk(key, "<>=") != '=';
}

static bool
is_costly(const char *step)
{
	return strncmp(step, "SCAN", 4) == 0 || strstr(step, "TEMP B-TREE") != NULL ||
	    strstr(step, "AUTOMATIC") != NULL || is_open_ended(step);
}

static bool
is_allowed(const char *sql, const char *step)
{
	for (size_t i = 0; i < sizeof(may) / sizeof(*may); i++)
		if (strstr(sql, may[i].sql) != NULL && strstr(step, may[i].step) != NULL)
			return true;
	return false;
}

static void
plan_is_good(sqlite3 *db, const char *sql)
{
	char *explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_prepare_v2(db, explain, -1, &stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *step = (const char *)sqlite3_column_text(stmt, 3);

		if (is_costly(step) && !is_allowed(sql, step))
			fail_msg("%s\n\tdoes this: %s", sql, step);
	}
	sqlite3_finalize(stmt);
	sqlite3_free(explain);
}

void
plans_are_good(struct store *store, const char *path)
{
	sqlite3 *db;
	const char *sql;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	for (size_t i = 0; (sql = driver_statement(store->db, i)) != NULL; i++)
		plan_is_good(db, sql);
	sqlite3_close(db);
}
