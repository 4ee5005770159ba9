/* volume.c - how many tickets of a team were made and closed since a time */
#include <config.h>

#include "fixture.h"

#include <postigo/store/ticket.h>
#include <postigo/store/volume.h>

static char queue[] = "q", subject[] = "s", first[] = "first", second[] = "second", acme[] = "acme";

static void
those_since_then_are_counted(void **state)
{
	struct fixture *f = *state;
	struct volume v = { 7, 7 };

	done(f, store_begin(f->store, &f->err));
	done(f, volume_of_team(f->store, "first", NOW, &v, &f->err));
	assert_true(v.made == 0 && v.closed == 0);
	for (int i = 0; i < 50; i++) {
		struct ticket t = { .subject = subject, .queue = queue, .created = NOW + i * 10, .team = i % 5 == 0 ? second : first,
			.organisation = i % 10 == 0 ? acme : NULL };

		done(f, ticket_add(f->store, &t, &f->err));
		if (i % 2 == 0)
			done(f, ticket_set_state(f->store, t.id, TICKET_CLOSED, NOW + i * 10 + 5, &f->err));
	}
	done(f, volume_of_team(f->store, "first", NOW + 200, &v, &f->err));
	assert_true(v.made == 24 && v.closed == 12);
	done(f, volume_of_team(f->store, "second", NOW, &v, &f->err));
	assert_true(v.made == 10 && v.closed == 5);
	done(f, volume_of_team(f->store, "first", NOW + 491, &v, &f->err));
	assert_true(v.made == 0 && v.closed == 0);
	done(f, volume_of_organisation(f->store, "acme", NOW + 95, &v, &f->err));
	assert_true(v.made == 4 && v.closed == 4);
	/* What was closed and opened again is not closed. */
	done(f, ticket_set_state(f->store, 49, TICKET_OPEN, NOW + 600, &f->err));
	done(f, volume_of_team(f->store, "first", NOW + 470, &v, &f->err));
	assert_true(v.made == 3 && v.closed == 0);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(those_since_then_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
