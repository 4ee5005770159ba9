/* hook.c - webhooks to be told and programs to be run */
#include <config.h>

#include "fixture.h"

#include <postigo/store/hook.h>
#include <postigo/store/ledger.h>
#include <postigo/store/person.h>
#include <postigo/store/ticket.h>

static int64_t
make_ticket(struct fixture *f)
{
	struct ticket t = { .subject = talloc_strdup(f, "x"), .queue = talloc_strdup(f, "help"), .language = talloc_strdup(f, "en"),
		.created = NOW };

	done(f, person_get(f->store, "a@b.example", NULL, NOW, &t.requester, &f->err));
	done(f, ledger_mailbox(f->store, "support", &t.mailbox, &f->err));
	done(f, ticket_add(f->store, &t, &f->err));
	return t.id;
}

static int64_t
put(struct fixture *f, int64_t ticket, enum conf_hook_kind kind, const char *name, instant created)
{
	struct hook_row row = { .identifier = talloc_strdup(f, "0123"), .kind = kind, .name = talloc_strdup(f, name), .ticket = ticket,
		.rule = talloc_strdup(f, "r"), .event = talloc_strdup(f, "ticket.new"), .created = created };

	done(f, hook_put(f->store, &row, "{}", 2, &f->err));
	return row.id;
}

static struct hook_row
row_of(struct fixture *f, int64_t id)
{
	struct hook_row row;

	done(f, hook_read(f, f->store, id, &row, &f->err));
	return row;
}

static size_t
claim(struct fixture *f, enum conf_hook_kind kind, const char *name, instant now, size_t most, struct hook_row **rows)
{
	size_t n = 0;

	done(f, hook_claim(f, f->store, kind, name, now, most, rows, &n, &f->err));
	return n;
}

static void
end(struct fixture *f, struct hook_row *row, enum hook_state state, instant next)
{
	row->state = state;
	row->attempts++;
	row->next_attempt = next;
	row->answer = talloc_strdup(f, "HTTP 500");
	row->code = 500;
	done(f, hook_ended(f->store, row, NOW + 1, &f->err));
}

static void
claimed_by_name_oldest_first(void **state)
{
	struct fixture *f = *state;
	struct hook_row *rows;
	int64_t ticket, a, b, c;
	instant due;

	done(f, store_begin(f->store, &f->err));
	ticket = make_ticket(f);
	b = put(f, ticket, CONF_HOOK_WEBHOOK, "chat", NOW + 5);
	a = put(f, ticket, CONF_HOOK_WEBHOOK, "chat", NOW);
	c = put(f, ticket, CONF_HOOK_PROGRAM, "chat", NOW);
	(void)put(f, ticket, CONF_HOOK_WEBHOOK, "other", NOW);
	expect(f, hook_next_due(f->store, CONF_HOOK_PROGRAM, "other", &due, &f->err), NONE);
	done(f, hook_next_due(f->store, CONF_HOOK_WEBHOOK, "chat", &due, &f->err));
	assert_int_equal(due, NOW);
	assert_int_equal(claim(f, CONF_HOOK_WEBHOOK, "chat", NOW + 4, 9, &rows), 1);
	assert_int_equal(rows[0].id, a);
	assert_int_equal(rows[0].state, HOOK_RUNNING);
	assert_int_equal(claim(f, CONF_HOOK_WEBHOOK, "chat", NOW + 9, 1, &rows), 1);
	assert_int_equal(rows[0].id, b);
	assert_int_equal(claim(f, CONF_HOOK_PROGRAM, "chat", NOW, 1, &rows), 1);
	assert_int_equal(rows[0].id, c);
	assert_int_equal(claim(f, CONF_HOOK_WEBHOOK, "chat", NOW + 9, 9, &rows), 0);
	done(f, store_commit(f->store, &f->err));
}

static void
ends(void **state)
{
	struct fixture *f = *state;
	struct hook_row *rows, row;
	struct hook_counts counts;
	int64_t ticket, id;
	size_t n, size;
	char *body;

	done(f, store_begin(f->store, &f->err));
	ticket = make_ticket(f);
	id = put(f, ticket, CONF_HOOK_WEBHOOK, "chat", NOW);
	assert_int_equal(claim(f, CONF_HOOK_WEBHOOK, "chat", NOW, 9, &rows), 1);
	done(f, hook_running(f, f->store, &rows, &n, &f->err));
	assert_int_equal(n, 1);
	end(f, &rows[0], HOOK_DEFERRED, NOW + 60);
	row = row_of(f, id);
	assert_int_equal(row.next_attempt, NOW + 60);
	assert_int_equal(row.attempts, 1);
	assert_int_equal(claim(f, CONF_HOOK_WEBHOOK, "chat", NOW + 59, 9, &rows), 0);
	assert_int_equal(claim(f, CONF_HOOK_WEBHOOK, "chat", NOW + 60, 9, &rows), 1);
	end(f, &rows[0], HOOK_FAILED, 0);
	/* An end that comes twice is told once. */
	expect(f, hook_ended(f->store, &rows[0], NOW, &f->err), NONE);
	assert_int_equal(row_of(f, id).finished, NOW + 1);
	done(f, hook_body(f, f->store, id, &body, &size, &f->err));
	/* Once more, and its age is counted from then on. */
	done(f, hook_retry(f->store, id, NOW + 100, &f->err));
	assert_int_equal(row_of(f, id).created, NOW + 100);
	expect(f, hook_retry(f->store, id, NOW + 100, &f->err), NONE);
	assert_int_equal(claim(f, CONF_HOOK_WEBHOOK, "chat", NOW + 100, 9, &rows), 1);
	end(f, &rows[0], HOOK_DONE, 0);
	expect(f, hook_body(f, f->store, id, &body, &size, &f->err), NONE);
	expect(f, hook_drop(f->store, id, NOW, &f->err), NONE);
	done(f, hook_count(f->store, &counts, &f->err));
	assert_int_equal(counts.state[HOOK_DONE], 1);
	done(f, store_commit(f->store, &f->err));
}

static void
what_has_left_the_config_fails(void **state)
{
	struct fixture *f = *state;
	struct hook_name *names;
	struct hook_row *rows;
	int64_t ticket, failed, program;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	ticket = make_ticket(f);
	for (int i = 0; i < 3; i++) {
		(void)put(f, ticket, CONF_HOOK_WEBHOOK, "b", NOW);
		(void)put(f, ticket, CONF_HOOK_WEBHOOK, "a", NOW);
	}
	program = put(f, ticket, CONF_HOOK_PROGRAM, "a", NOW);
	done(f, hook_names(f, f->store, &names, &n, &f->err));
	assert_int_equal(n, 3);
	assert_string_equal(names[0].name, "a");
	assert_string_equal(names[1].name, "b");
	assert_int_equal(names[2].kind, CONF_HOOK_PROGRAM);
	done(f, hook_fail_all(f->store, &names[0], "gone", NOW, &failed, &f->err));
	assert_int_equal(failed, 3);
	assert_int_equal(row_of(f, program).state, HOOK_QUEUED);
	done(f, hook_list(f, f->store, HOOK_FAILED, 0, 9, &rows, &n, &f->err));
	assert_int_equal(n, 3);
	assert_string_equal(rows[0].answer, "gone");
	done(f, hook_list(f, f->store, HOOK_QUEUED, 0, 9, &rows, &n, &f->err));
	assert_int_equal(n, 4);
	done(f, hook_list(f, f->store, HOOK_RUNNING, 0, 9, &rows, &n, &f->err));
	assert_int_equal(n, 0);
	done(f, hook_list(f, f->store, -1, 0, 2, &rows, &n, &f->err));
	assert_int_equal(n, 2);
	done(f, hook_list(f, f->store, -1, ticket, 99, &rows, &n, &f->err));
	assert_int_equal(n, 7);
	done(f, hook_list(f, f->store, HOOK_FAILED, ticket, 99, &rows, &n, &f->err));
	assert_int_equal(n, 3);
	done(f, hook_drop(f->store, program, NOW, &f->err));
	assert_string_equal(hook_state_name(row_of(f, program).state), "dropped");
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(claimed_by_name_oldest_first), in_store(ends), in_store(what_has_left_the_config_fails)
	};

	return cmocka_run_group_tests_name("hook", tests, NULL, NULL);
}
