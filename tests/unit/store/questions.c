/* What was asked is asked once more, and counted. */
#include <config.h>

#include <postigo/store/questions.h>
#include <postigo/store/ticket.h>

#include "fixture.h"

static void
asking_is_counted(void **state)
{
	struct fixture *f = *state;
	struct ticket ticket = { .subject = (char[]){ "x" }, .queue = (char[]){ "help" }, .tier = 1 };
	struct questions q;

	done(f, store_begin(f->store, &f->err));
	done(f, ticket_add(f->store, &ticket, &f->err));
	expect(f, questions_read(f->ctx, f->store, ticket.id, &q, &f->err), NONE);
	done(f, questions_ask(f->store, ticket.id, "devices", NOW, &f->err));
	done(f, questions_ask(f->store, ticket.id, "devices", NOW + 1, &f->err));
	done(f, store_commit(f->store, &f->err));
	done(f, questions_read(f->ctx, f->store, ticket.id, &q, &f->err));
	assert_string_equal(q.questionnaire, "devices");
	assert_int_equal(q.times, 2);
	assert_int_equal(q.at, NOW + 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { in_store(asking_is_counted) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
