/* rule_hit.c - how often each rule has fitted */
#include <config.h>

#include "fixture.h"

#include <postigo/store/inbox.h>
#include <postigo/store/message_row.h>
#include <postigo/store/rule_hit.h>
#include <postigo/store/ticket.h>

static struct rule_hit
hit(const char *name, uint8_t digest)
{
	struct rule_hit h = { .since = NOW };

	h.name = (char *)(uintptr_t)name;
	memset(h.digest, digest, DIGEST_SIZE);
	return h;
}

static void
adds_up(void **state)
{
	struct fixture *f = *state;
	struct rule_hit a = hit("printers", 1), other = hit("printers", 2), got;

	assert_int_equal(rule_hit_read(f, f->store, "printers", a.digest, &got, &f->err), NONE);
	done(f, store_begin(f->store, &f->err));
	done(f, rule_hit_begin(f->store, &a, &f->err));
	a.since = NOW + 5;
	assert_int_equal(rule_hit_begin(f->store, &a, &f->err), NONE);
	a.hits = 2;
	a.last = NOW + 10;
	a.ticket = 7;
	done(f, rule_hit_add(f->store, &a, &f->err));
	a = hit("printers", 1);
	a.behind = 3;
	a.behind_rule = (char[]){ "stopper" };
	a.slow = 1;
	done(f, rule_hit_add(f->store, &a, &f->err));
	done(f, rule_hit_add(f->store, &other, &f->err));
	done(f, store_commit(f->store, &f->err));
	done(f, rule_hit_read(f, f->store, "printers", a.digest, &got, &f->err));
	assert_int_equal(got.since, NOW);
	assert_int_equal(got.hits, 2);
	assert_int_equal(got.last, NOW + 10);
	assert_int_equal(got.ticket, 7);
	assert_int_equal(got.behind, 3);
	assert_string_equal(got.behind_rule, "stopper");
	assert_int_equal(got.slow, 1);
	assert_memory_equal(got.digest, a.digest, DIGEST_SIZE);
	done(f, rule_hit_read(f, f->store, "printers", other.digest, &got, &f->err));
	assert_int_equal(got.hits, 0);
	assert_null(got.behind_rule);
}

/* What replay and explain look at of a store; mostly for the plans of their statements. */
static void
newest_and_first(void **state)
{
	struct fixture *f = *state;
	struct inbox_row *rows = NULL;
	size_t count = 0;
	int64_t id = 0;

	assert_int_equal(ticket_newest(f->store, &id, &f->err), NONE);
	assert_int_equal(message_row_first(f->store, 1, &id, &f->err), NONE);
	done(f, inbox_all(f, f->store, 0, 10, &rows, &count, &f->err));
	assert_int_equal(count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { in_store(adds_up), in_store(newest_and_first) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
