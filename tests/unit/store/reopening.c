/* reopening.c - how often a ticket was opened again, and which were lately */
#include <config.h>

#include "fixture.h"

#include <postigo/store/reopening.h>
#include <postigo/store/ticket.h>

static char queue[] = "q", subject[] = "s";

static void
they_are_counted(void **state)
{
	struct fixture *f = *state;
	struct ticket t = { .subject = subject, .queue = queue, .created = NOW };
	unsigned count;
	int64_t *list;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	done(f, ticket_add(f->store, &t, &f->err));
	done(f, reopening_count(f->store, t.id, &count, &f->err));
	assert_int_equal(count, 0);
	done(f, reopening_add(f->store, t.id, NOW, &f->err));
	done(f, reopening_add(f->store, t.id, NOW, &f->err));
	done(f, reopening_add(f->store, t.id, NOW + 5, &f->err));
	done(f, reopening_count(f->store, t.id, &count, &f->err));
	assert_int_equal(count, 2);
	done(f, reopening_list(f->ctx, f->store, NOW + 1, 9, &list, &n, &f->err));
	assert_true(n == 1 && list[0] == t.id);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(they_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
