/* opinion.c - one opinion a person and ticket; what is said later takes the place of the same */
#include <config.h>

#include "fixture.h"

#include <postigo/store/opinion.h>
#include <postigo/store/person.h>
#include <postigo/store/ticket.h>

static char queue[] = "q", subject[] = "s";

static void
later_words_take_the_place_of_the_same(void **state)
{
	struct fixture *f = *state;
	struct ticket t = { .subject = subject, .queue = queue, .created = NOW };
	struct opinion o = { .solved = OPINION_SOLVED, .at = NOW }, *list;
	struct opinion_counts counts;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	done(f, ticket_add(f->store, &t, &f->err));
	done(f, person_get(f->store, "eva@example.org", "Eva", NOW, &o.person, &f->err));
	o.ticket = t.id;
	done(f, opinion_put(f->store, &o, &f->err));
	expect(f, opinion_put(f->store, &o, &f->err), NONE);
	o = (struct opinion){ .ticket = t.id, .person = o.person, .solved = OPINION_UNTOLD, .rating = 5, .at = NOW + 1 };
	done(f, opinion_put(f->store, &o, &f->err));
	o.rating = 4;
	done(f, opinion_put(f->store, &o, &f->err));
	expect(f, opinion_put(f->store, &o, &f->err), NONE);
	done(f, opinion_list(f->ctx, f->store, t.id, &list, &n, &f->err));
	assert_int_equal(n, 1);
	assert_int_equal(list[0].solved, OPINION_SOLVED);
	assert_int_equal(list[0].rating, 4);
	assert_string_equal(list[0].address, "eva@example.org");
	done(f, person_get(f->store, "pat@example.org", "Pat", NOW, &o.person, &f->err));
	o = (struct opinion){ .ticket = t.id, .person = o.person, .solved = OPINION_NOT_SOLVED, .at = NOW + 2 };
	done(f, opinion_put(f->store, &o, &f->err));
	done(f, opinion_list(f->ctx, f->store, t.id, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_int_equal(list[1].rating, 0);
	done(f, opinion_count(f->store, NOW, &counts, &f->err));
	assert_true(counts.solved == 1 && counts.not_solved == 1 && counts.ratings == 1 && counts.stars == 4);
	done(f, opinion_count(f->store, NOW + 2, &counts, &f->err));
	assert_true(counts.solved == 0 && counts.not_solved == 1 && counts.ratings == 0 && counts.stars == 0);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(later_words_take_the_place_of_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
