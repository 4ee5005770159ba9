/* say.c - nobody is told of what is not durable: here the disk takes as long as we like */
#include <config.h>

#include "house.h"

#include <postigo/base/wire.h>

#include "../../../src/desk/reading.h"
#include "../../../src/desk/rule_tally.h"
#include "../../../src/desk/say.h"
#include "../../../src/desk/work.h"

static enum { DISK_BUSY, DISK_DONE, DISK_BROKEN } disk;
static int waited;

enum result __real_store_durable(struct store *store, bool wait, struct error *err);
enum result __wrap_store_durable(struct store *store, bool wait, struct error *err);

/* What the store says of the disk, once the disk itself has been heard. */
enum result
__wrap_store_durable(struct store *store, bool wait, struct error *err)
{
	enum result r = __real_store_durable(store, true, err);

	if (r != DONE || disk == DISK_DONE)
		return r;
	if (disk == DISK_BROKEN)
		return error_set(err, TEMPFAIL, "the disk failed");
	/* Whoever waits has it in the end. */
	waited += wait;
	return wait ? DONE : NONE;
}

struct talk {
	struct house *h;
	struct desk *desk;
	struct peer *peer;
	int far;
};

static struct talk
begin(void **state)
{
	struct talk t = { .h = house_begin(state, HOUSE) };
	int fds[2];

	done(t.h, wire_pair(fds, &t.h->err));
	t.desk = talloc_zero(t.h, struct desk);
	t.desk->tools = t.h->tools;
	t.desk->supervisor = -1;
	t.desk->tally = rule_tally_new(t.desk, t.h->conf);
	say_begin(t.desk);
	t.peer = talloc_zero(t.desk, struct peer);
	*t.peer = (struct peer){ .desk = t.desk, .socket = fds[0], .name = talloc_strdup(t.peer, "fetch") };
	t.far = fds[1];
	disk = DISK_BUSY;
	waited = 0;
	return t;
}

/* A round in which something is written, and said. */
static void
write_and_say(struct talk *t, uint64_t id)
{
	if (!store_in_transaction(t->desk->tools.store))
		done(t->h, store_begin(t->desk->tools.store, &t->h->err));
	done(t->h, store_set_meta(t->desk->tools.store, "round", talloc_asprintf(t->h, "%u", (unsigned)id), &t->h->err));
	desk_say(t->peer, WIRE_STORED, id, NULL, 0, -1);
}

/* What the peer has heard since it was asked last: the id, 0 when nothing. */
static uint64_t
heard(struct talk *t)
{
	struct wire_message *m;

	return wire_receive(t->h, t->far, 0, &m, &t->h->err) == DONE ? m->id : 0;
}

static void
nothing_is_said_before_the_disk_has_it(void **state)
{
	struct talk t = begin(state);

	write_and_say(&t, 1);
	assert_int_equal(heard(&t), 0);
	say_end_round(t.desk);
	assert_false(store_in_transaction(t.desk->tools.store));
	say_durable(t.desk, false);
	assert_int_equal(heard(&t), 0);
	disk = DISK_DONE;
	say_durable(t.desk, false);
	assert_int_equal(heard(&t), 1);
	assert_int_equal(heard(&t), 0);
	assert_int_equal(waited, 0);
}

static void
a_round_stays_open_while_the_one_before_is_not_durable(void **state)
{
	struct talk t = begin(state);

	write_and_say(&t, 1);
	say_end_round(t.desk);
	write_and_say(&t, 2);
	say_end_round(t.desk);
	assert_true(store_in_transaction(t.desk->tools.store));
	write_and_say(&t, 3);
	say_end_round(t.desk);
	assert_int_equal(heard(&t), 0);
	disk = DISK_DONE;
	say_end_round(t.desk);
	assert_false(store_in_transaction(t.desk->tools.store));
	say_durable(t.desk, true);
	for (uint64_t id = 1; id <= 3; id++)
		assert_int_equal(heard(&t), id);
	assert_int_equal(waited, 0);
}

/* Without a bound, a disk that takes its time would have all arrivals in one transaction. */
static void
a_full_round_waits(void **state)
{
	struct talk t = begin(state);

	write_and_say(&t, 1);
	say_end_round(t.desk);
	write_and_say(&t, 2);
	t.desk->queue.decided_count = DECIDED_A_ROUND;
	say_end_round(t.desk);
	assert_false(store_in_transaction(t.desk->tools.store));
	assert_int_equal(waited, 1);
	assert_int_equal(heard(&t), 1);
	assert_int_equal(heard(&t), 0);
	assert_int_equal(t.desk->queue.decided_count, 0);
}

/* An answer to a question may stand on what the round before has written. */
static void
answers_keep_their_place(void **state)
{
	struct talk t = begin(state);

	write_and_say(&t, 1);
	say_end_round(t.desk);
	desk_say(t.peer, WIRE_LEDGER, 2, "x", 1, -1);
	say_end_round(t.desk);
	assert_int_equal(heard(&t), 0);
	disk = DISK_DONE;
	say_durable(t.desk, false);
	assert_int_equal(heard(&t), 1);
	assert_int_equal(heard(&t), 2);
	desk_say(t.peer, WIRE_LEDGER, 3, "x", 1, -1);
	say_end_round(t.desk);
	assert_int_equal(heard(&t), 3);
}

static void
a_disk_that_fails_ends_the_desk_without_a_word(void **state)
{
	struct talk t = begin(state);

	write_and_say(&t, 1);
	say_end_round(t.desk);
	write_and_say(&t, 2);
	disk = DISK_BROKEN;
	say_end_round(t.desk);
	assert_true(t.desk->broken);
	assert_false(store_in_transaction(t.desk->tools.store));
	say_last_round(t.desk);
	assert_int_equal(heard(&t), 0);
}

/* A disk that takes longer than a reader may over a mail must not end the reader, nor use up the mail's attempts. */
static void
a_readers_time_begins_when_it_hears(void **state)
{
	struct talk t = begin(state);
	struct work w = { .inbox = 7 };

	t.desk->peers = t.peer;
	t.peer->kind = ROLE_READER;
	t.peer->reading[0] = &w;
	t.peer->reading_count = 1;
	t.peer->reading_since = instant_monotonic() - MINUTES(5);
	write_and_say(&t, 7);
	say_end_round(t.desk);
	assert_int_equal(reading_watch(t.desk), -1);
	assert_false(t.peer->gone);
	disk = DISK_DONE;
	say_durable(t.desk, false);
	assert_int_equal(heard(&t), 7);
	assert_in_range(reading_watch(t.desk), 1, MINUTES(1));
	t.peer->reading_since = instant_monotonic() - MINUTES(5);
	(void)reading_watch(t.desk);
	assert_true(t.peer->gone);
}

static void
the_last_round_is_said_before_we_leave(void **state)
{
	struct talk t = begin(state);

	write_and_say(&t, 1);
	say_end_round(t.desk);
	write_and_say(&t, 2);
	say_last_round(t.desk);
	assert_int_equal(heard(&t), 1);
	assert_int_equal(heard(&t), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(nothing_is_said_before_the_disk_has_it),
		in_house(a_round_stays_open_while_the_one_before_is_not_durable),
		in_house(a_full_round_waits),
		in_house(answers_keep_their_place),
		in_house(a_disk_that_fails_ends_the_desk_without_a_word),
		in_house(a_readers_time_begins_when_it_hears),
		in_house(the_last_round_is_said_before_we_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
