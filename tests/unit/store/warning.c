/* warning.c - warnings wait by technician, and a technician has one a ticket */
#include <config.h>

#include "fixture.h"

#include <postigo/store/ticket.h>
#include <postigo/store/warning.h>

static char ana[] = "ana", ben[] = "ben", queue[] = "q", subject[] = "s";

static int64_t
ticket(struct fixture *f)
{
	struct ticket t = { .subject = subject, .queue = queue, .created = NOW };

	done(f, ticket_add(f->store, &t, &f->err));
	return t.id;
}

static void
they_wait_by_technician(void **state)
{
	struct fixture *f = *state;
	struct warning *list;
	uint64_t count;
	char *agent;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	int64_t a = ticket(f), b = ticket(f);

	expect(f, warning_any(f->store, &f->err), NONE);
	expect(f, warning_next(f->ctx, f->store, &agent, &count, &f->err), NONE);
	done(f, warning_put(f->store, &(struct warning){ ben, a, 0, 80, false, NOW + 2 }, &f->err));
	done(f, warning_put(f->store, &(struct warning){ ben, b, 2, 80, false, NOW + 1 }, &f->err));
	done(f, warning_put(f->store, &(struct warning){ ana, a, 0, 50, false, NOW + 2 }, &f->err));
	done(f, warning_put(f->store, &(struct warning){ ben, a, 2, 100, true, NOW + 3 }, &f->err));
	done(f, warning_any(f->store, &f->err));
	done(f, warning_next(f->ctx, f->store, &agent, &count, &f->err));
	assert_string_equal(agent, "ana");
	assert_int_equal(count, 1);
	done(f, warning_clear(f->store, agent, &f->err));
	done(f, warning_next(f->ctx, f->store, &agent, &count, &f->err));
	assert_string_equal(agent, "ben");
	assert_int_equal(count, 2);
	done(f, warning_list(f->ctx, f->store, agent, 9, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_int_equal(list[0].ticket, b);
	assert_true(list[1].percent == 100 && list[1].repeated && list[1].aim == 2 && list[1].due == NOW + 3);
	done(f, warning_list(f->ctx, f->store, agent, 1, &list, &n, &f->err));
	assert_int_equal(n, 1);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(they_wait_by_technician),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
