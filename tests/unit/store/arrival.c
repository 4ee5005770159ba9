/* arrival.c - how many tickets somebody has made, and which was the last */
#include <config.h>

#include "fixture.h"

#include <postigo/store/arrival.h>
#include <postigo/store/person.h>
#include <postigo/store/ticket.h>

static char queue[] = "q", subject[] = "s";

/* Two people and nine tickets. */
static void
prepare(struct fixture *f)
{
	int64_t id;

	done(f, store_begin(f->store, &f->err));
	done(f, person_get(f->store, "eva@example.org", NULL, NOW, &id, &f->err));
	done(f, person_get(f->store, "bo@example.org", NULL, NOW, &id, &f->err));
	for (int i = 0; i < 9; i++) {
		struct ticket t = { .subject = subject, .queue = queue, .created = NOW };

		done(f, ticket_add(f->store, &t, &f->err));
	}
}

static struct arrival
arrival(int64_t person, unsigned class, const char *mailbox, uint8_t digest, int64_t ticket, instant at)
{
	struct arrival a = { .at = at, .person = person, .class = class, .mailbox = mailbox, .ticket = ticket };

	memset(a.digest, digest, sizeof(a.digest));
	return a;
}

static unsigned
count(struct fixture *f, const struct arrival *like, bool same_words, instant since)
{
	unsigned n = 99;

	done(f, arrival_count(f->store, &(struct arrival_sort){ like, same_words, since }, 5, &n, &f->err));
	return n;
}

static void
only_what_is_of_a_sort_counts(void **state)
{
	struct fixture *f = *state;
	struct arrival like = arrival(1, ARRIVAL_PROVEN, "a", 7, 1, NOW), other[] = {
		arrival(2, ARRIVAL_PROVEN, "a", 7, 2, NOW), arrival(1, 0, "a", 7, 3, NOW), arrival(1, ARRIVAL_PROVEN, "b", 7, 4, NOW),
		arrival(1, ARRIVAL_PROVEN, "a", 8, 5, NOW + 1), arrival(1, ARRIVAL_PROVEN, "a", 7, 6, NOW - 9),
	};
	int64_t ticket;

	prepare(f);
	assert_int_equal(count(f, &like, false, 0), 0);
	expect(f, arrival_newest(f->store, &(struct arrival_sort){ &like, false, 0 }, false, &ticket, &f->err), NONE);
	done(f, arrival_add(f->store, &like, &f->err));
	for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++)
		done(f, arrival_add(f->store, &other[i], &f->err));
	assert_int_equal(count(f, &like, false, NOW - 1), 2);
	assert_int_equal(count(f, &like, true, NOW - 1), 1);
	assert_int_equal(count(f, &like, true, NOW - 10), 2);
	done(f, arrival_newest(f->store, &(struct arrival_sort){ &like, false, 0 }, false, &ticket, &f->err));
	assert_int_equal(ticket, 5);
	done(f, arrival_newest(f->store, &(struct arrival_sort){ &like, true, 0 }, false, &ticket, &f->err));
	assert_int_equal(ticket, 1);
	/* What was put on a ticket makes none. */
	like.folded = true;
	like.ticket = 9;
	like.at = NOW + 5;
	done(f, arrival_add(f->store, &like, &f->err));
	assert_int_equal(count(f, &like, false, NOW - 1), 2);
	done(f, arrival_newest(f->store, &(struct arrival_sort){ &like, true, 0 }, true, &ticket, &f->err));
	assert_int_equal(ticket, 9);
	done(f, store_commit(f->store, &f->err));
}

static void
counting_stops_and_what_is_old_goes(void **state)
{
	struct fixture *f = *state;
	struct arrival a = arrival(1, 0, "a", 7, 1, NOW);
	size_t gone;

	prepare(f);
	for (int i = 0; i < 9; i++, a.at++)
		done(f, arrival_add(f->store, &a, &f->err));
	assert_int_equal(count(f, &a, false, 0), 5);
	done(f, arrival_forget(f->store, NOW + 7, 5, &gone, &f->err));
	assert_int_equal(gone, 5);
	done(f, arrival_forget(f->store, NOW + 7, 5, &gone, &f->err));
	assert_int_equal(gone, 2);
	assert_int_equal(count(f, &a, true, 0), 2);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(only_what_is_of_a_sort_counts),
		in_store(counting_stops_and_what_is_old_goes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
