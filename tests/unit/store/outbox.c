/* outbox.c - finished mails on their way out */
#include <config.h>

#include "fixture.h"

#include <postigo/store/enclosing.h>
#include <postigo/store/outbox.h>
#include <postigo/store/signature_seen.h>

static int64_t
put(struct fixture *f, const char *recipient, int64_t next)
{
	static char kind[] = "answer", identifier[] = "id@example.org";
	struct outbox_row row = { .ticket = 5, .kind = kind, .identifier = identifier, .created = NOW,
		.next_attempt = next };

	row.recipient = talloc_strdup(f->ctx, recipient);
	done(f, outbox_put(f->store, &row, "Subject: hi\r\n\r\nyes\r\n", 20, &f->err));
	return row.id;
}

static struct outbox_row
row_of(struct fixture *f, int64_t id)
{
	struct outbox_row row;

	done(f, outbox_read(f->ctx, f->store, id, &row, &f->err));
	return row;
}

static size_t
claim(struct fixture *f, int lease, instant now, size_t most, struct outbox_row **rows)
{
	size_t n;

	done(f, outbox_claim(f->ctx, f->store, lease, now, most, rows, &n, &f->err));
	return n;
}

static void
bytes_are_kept(void **state)
{
	struct fixture *f = *state;
	struct outbox_row row;
	char *bytes;
	size_t size;
	int64_t id;

	done(f, store_begin(f->store, &f->err));
	id = put(f, "ana@example.org", 0);
	done(f, store_commit(f->store, &f->err));
	done(f, outbox_raw(f->ctx, f->store, id, &bytes, &size, &f->err));
	assert_int_equal(size, 20);
	assert_memory_equal(bytes, "Subject: hi\r\n\r\nyes\r\n", 20);
	row = row_of(f, id);
	assert_int_equal(row.state, OUTBOX_QUEUED);
	assert_int_equal(row.lease, -1);
	assert_int_equal(row.next_attempt, NOW);
	assert_string_equal(row.envelope_from, "");
	assert_string_equal(row.kind, "answer");
	assert_int_equal(row.ticket, 5);
	expect(f, outbox_read(f->ctx, f->store, id + 1, &row, &f->err), NONE);
}

static void
claims_take_what_is_due_oldest_first(void **state)
{
	struct fixture *f = *state;
	struct outbox_row *rows;
	instant due;
	int64_t late, early, future;

	expect(f, outbox_next_due(f->store, &due, &f->err), NONE);
	done(f, store_begin(f->store, &f->err));
	late = put(f, "a@example.org", NOW + 2);
	early = put(f, "b@example.org", NOW + 1);
	future = put(f, "c@example.org", NOW + 1000);
	assert_int_equal(claim(f, 0, NOW, 10, &rows), 0);
	done(f, outbox_next_due(f->store, &due, &f->err));
	assert_int_equal(due, NOW + 1);
	assert_int_equal(claim(f, 0, NOW + 10, 10, &rows), 2);
	assert_int_equal(rows[0].id, early);
	assert_int_equal(rows[1].id, late);
	assert_int_equal(rows[0].lease, 0);
	assert_int_equal(rows[0].state, OUTBOX_LEASED);
	assert_int_equal(claim(f, 1, NOW + 10, 10, &rows), 0);
	assert_int_equal(claim(f, 1, NOW + 1000, 1, &rows), 1);
	assert_int_equal(rows[0].id, future);
	expect(f, outbox_next_due(f->store, &due, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
only_the_holder_reports(void **state)
{
	struct fixture *f = *state;
	struct outbox_row *rows, row;
	int64_t id;

	done(f, store_begin(f->store, &f->err));
	id = put(f, "a@example.org", 0);
	expect(f, outbox_dot(f->store, id, 0, &f->err), NONE);
	expect(f, outbox_result(f->store, id, 0, OUTBOX_SENT, true, 250, "ok", 0, NOW, &f->err), NONE);
	assert_int_equal(claim(f, 2, NOW, 1, &rows), 1);
	expect(f, outbox_dot(f->store, id, 1, &f->err), NONE);
	done(f, outbox_dot(f->store, id, 2, &f->err));
	assert_int_equal(row_of(f, id).state, OUTBOX_DOT_PENDING);
	expect(f, outbox_result(f->store, id, 1, OUTBOX_SENT, true, 250, "ok", 0, NOW, &f->err), NONE);
	done(f, outbox_result(f->store, id, 2, OUTBOX_SENT, true, 250, "2.0.0 ok", 0, NOW + 7, &f->err));
	expect(f, outbox_result(f->store, id, 2, OUTBOX_FAILED, true, 550, "no", 0, NOW, &f->err), NONE);
	row = row_of(f, id);
	assert_int_equal(row.state, OUTBOX_SENT);
	assert_int_equal(row.finished, NOW + 7);
	assert_int_equal(row.attempts, 1);
	assert_int_equal(row.code, 250);
	assert_string_equal(row.answer, "2.0.0 ok");
	assert_int_equal(row.lease, -1);
	assert_int_equal(claim(f, 2, NOW + 999999, 1, &rows), 0);
	done(f, store_commit(f->store, &f->err));
}

static void
what_was_put_off_comes_again(void **state)
{
	struct fixture *f = *state;
	struct outbox_row *rows, row;
	int64_t id;

	done(f, store_begin(f->store, &f->err));
	id = put(f, "a@example.org", 0);
	assert_int_equal(claim(f, 0, NOW, 1, &rows), 1);
	done(f, outbox_result(f->store, id, 0, OUTBOX_DEFERRED, true, 451, "later", NOW + 60, NOW, &f->err));
	assert_int_equal(claim(f, 0, NOW + 59, 1, &rows), 0);
	assert_int_equal(claim(f, 0, NOW + 60, 1, &rows), 1);
	assert_int_equal(rows[0].attempts, 1);
	done(f, outbox_result(f->store, id, 0, OUTBOX_UNKNOWN, true, 0, "lost", NOW + 90, NOW, &f->err));
	assert_int_equal(claim(f, 0, NOW + 90, 1, &rows), 1);
	assert_int_equal(rows[0].unknowns, 1);
	done(f, outbox_result(f->store, id, 0, OUTBOX_QUEUED, false, 0, NULL, NOW + 95, NOW, &f->err));
	row = row_of(f, id);
	assert_int_equal(row.attempts, 2);
	assert_int_equal(row.state, OUTBOX_QUEUED);
	assert_int_equal(row.next_attempt, NOW + 95);
	assert_int_equal(row.finished, 0);
	done(f, store_commit(f->store, &f->err));
}

static void
rows_of_a_process_that_died_are_found(void **state)
{
	struct fixture *f = *state;
	struct outbox_row *rows;
	uint64_t holding;
	size_t n;
	int64_t id[3];

	done(f, store_begin(f->store, &f->err));
	for (int i = 0; i < 3; i++)
		id[i] = put(f, "a@example.org", 0);
	assert_int_equal(claim(f, 0, NOW, 3, &rows), 3);
	done(f, outbox_dot(f->store, id[2], 0, &f->err));
	holding = (uint64_t)id[1];
	done(f, outbox_lost(f->ctx, f->store, 0, &holding, 1, &rows, &n, &f->err));
	assert_int_equal(n, 2);
	assert_int_equal(rows[0].id, id[0]);
	assert_int_equal(rows[0].state, OUTBOX_LEASED);
	assert_int_equal(rows[1].id, id[2]);
	assert_int_equal(rows[1].state, OUTBOX_DOT_PENDING);
	done(f, outbox_lost(f->ctx, f->store, 1, NULL, 0, &rows, &n, &f->err));
	assert_int_equal(n, 0);
	done(f, store_commit(f->store, &f->err));
}

static void
people_may_retry_and_drop(void **state)
{
	struct fixture *f = *state;
	struct outbox_row *rows, row;
	int64_t id;

	done(f, store_begin(f->store, &f->err));
	id = put(f, "a@example.org", 0);
	expect(f, outbox_retry(f->store, id, NOW, &f->err), NONE);
	assert_int_equal(claim(f, 0, NOW, 1, &rows), 1);
	expect(f, outbox_drop(f->store, id, NOW, &f->err), NONE);
	expect(f, outbox_retry(f->store, id, NOW, &f->err), NONE);
	done(f, outbox_result(f->store, id, 0, OUTBOX_FAILED, true, 550, "no", 0, NOW, &f->err));
	done(f, outbox_retry(f->store, id, NOW + 4, &f->err));
	row = row_of(f, id);
	assert_int_equal(row.state, OUTBOX_QUEUED);
	assert_int_equal(row.finished, 0);
	assert_int_equal(claim(f, 0, NOW + 4, 1, &rows), 1);
	done(f, outbox_result(f->store, id, 0, OUTBOX_UNKNOWN, true, 0, "lost", NOW + 999, NOW, &f->err));
	done(f, outbox_retry(f->store, id, NOW + 5, &f->err));
	assert_int_equal(row_of(f, id).state, OUTBOX_UNKNOWN);
	assert_int_equal(row_of(f, id).next_attempt, NOW + 5);
	done(f, outbox_drop(f->store, id, NOW + 6, &f->err));
	assert_int_equal(row_of(f, id).state, OUTBOX_DROPPED);
	expect(f, outbox_drop(f->store, id, NOW, &f->err), NONE);
	expect(f, outbox_retry(f->store, id, NOW, &f->err), NONE);
	assert_int_equal(claim(f, 0, NOW + 9999, 1, &rows), 0);
	done(f, store_commit(f->store, &f->err));
}

static void
what_came_back_goes_out_again(void **state)
{
	static const enum outbox_state ends[] = { OUTBOX_SENT, OUTBOX_FAILED };
	struct fixture *f = *state;
	struct outbox_row *rows, row;
	int64_t id;

	done(f, store_begin(f->store, &f->err));
	for (size_t i = 0; i < 2; i++) {
		id = put(f, "a@example.org", NOW);
		expect(f, outbox_again(f->store, id, NOW + 50, NOW, &f->err), NONE);
		assert_int_equal(claim(f, 0, NOW, 1, &rows), 1);
		expect(f, outbox_again(f->store, id, NOW + 50, NOW, &f->err), NONE);
		done(f, outbox_result(f->store, id, 0, ends[i], true, 250, "ok", 0, NOW + 1, &f->err));
		done(f, outbox_again(f->store, id, NOW + 50, NOW + 2, &f->err));
		expect(f, outbox_again(f->store, id, NOW + 50, NOW + 2, &f->err), NONE);
		row = row_of(f, id);
		assert_int_equal(row.state, OUTBOX_DEFERRED);
		assert_int_equal(row.next_attempt, NOW + 50);
		assert_int_equal(row.finished, 0);
		assert_int_equal(row.attempts, 1);
		assert_int_equal(claim(f, 0, NOW + 49, 1, &rows), 0);
		assert_int_equal(claim(f, 0, NOW + 50, 1, &rows), 1);
		done(f, outbox_result(f->store, id, 0, OUTBOX_SENT, true, 250, "ok", 0, NOW + 60, &f->err));
	}
	/* A time that has passed is now. */
	done(f, outbox_again(f->store, id, NOW, NOW + 70, &f->err));
	assert_int_equal(row_of(f, id).next_attempt, NOW + 70);
	done(f, outbox_drop(f->store, id, NOW, &f->err));
	expect(f, outbox_again(f->store, id, NOW, NOW, &f->err), NONE);
	expect(f, outbox_again(f->store, id + 1, NOW, NOW, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
the_newest_with_an_identifier_is_found(void **state)
{
	struct fixture *f = *state;
	struct outbox_row row;
	int64_t first, last;

	expect(f, outbox_by_identifier(f->ctx, f->store, "id@example.org", "b@example.org", &row, &f->err), NONE);
	done(f, store_begin(f->store, &f->err));
	put(f, "a@example.org", NOW);
	first = put(f, "A@example.org", NOW);
	last = put(f, "b@example.org", NOW);
	/* Each of several that share it. */
	done(f, outbox_by_identifier(f->ctx, f->store, "id@example.org", "B@example.ORG", &row, &f->err));
	assert_int_equal(row.id, last);
	assert_string_equal(row.recipient, "b@example.org");
	done(f, outbox_by_identifier(f->ctx, f->store, "id@example.org", "a@example.org", &row, &f->err));
	assert_int_equal(row.id, first);
	expect(f, outbox_by_identifier(f->ctx, f->store, "id@example.org", "c@example.org", &row, &f->err), NONE);
	expect(f, outbox_by_identifier(f->ctx, f->store, "other@example.org", "b@example.org", &row, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
every_row_is_counted_and_listed_once(void **state)
{
	static const enum outbox_state ends[] = { OUTBOX_QUEUED, OUTBOX_DEFERRED, OUTBOX_UNKNOWN, OUTBOX_SENT,
		OUTBOX_FAILED, OUTBOX_DROPPED };
	struct fixture *f = *state;
	struct outbox_counts counts;
	struct outbox_row *rows;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	for (size_t i = 0; i < 6; i++) {
		int64_t id = put(f, "a@example.org", NOW + (int64_t)i);

		assert_int_equal(claim(f, 0, NOW + 10, 1, &rows), 1);
		done(f, outbox_result(f->store, id, 0, ends[i], true, 0, NULL, NOW + 100, NOW, &f->err));
	}
	put(f, "held@example.org", NOW);
	put(f, "dot@example.org", NOW + 1);
	assert_int_equal(claim(f, 4, NOW + 10, 2, &rows), 2);
	done(f, outbox_dot(f->store, rows[1].id, 4, &f->err));
	done(f, store_commit(f->store, &f->err));
	done(f, outbox_count(f->store, &counts, &f->err));
	assert_int_equal(counts.waiting, 1);
	assert_int_equal(counts.deferred, 1);
	assert_int_equal(counts.unknown, 1);
	assert_int_equal(counts.held, 2);
	assert_int_equal(counts.sent, 1);
	assert_int_equal(counts.failed, 1);
	assert_int_equal(counts.dropped, 1);
	for (int s = OUTBOX_QUEUED; s <= OUTBOX_DROPPED; s++) {
		done(f, outbox_list(f->ctx, f->store, s, 10, &rows, &n, &f->err));
		assert_int_equal(n, 1);
		assert_int_equal(rows[0].state, s);
	}
	done(f, outbox_list(f->ctx, f->store, -1, 10, &rows, &n, &f->err));
	assert_int_equal(n, 8);
	assert_string_equal(rows[0].recipient, "dot@example.org");
	assert_string_equal(outbox_state_name(rows[0].state), "dot_pending");
	done(f, outbox_of_ticket(f->ctx, f->store, 5, &rows, &n, &f->err));
	assert_int_equal(n, 8);
	assert_string_equal(rows[7].recipient, "dot@example.org");
	assert_true(outbox_of_ticket(f->ctx, f->store, 6, &rows, &n, &f->err) >= 0);
	assert_int_equal(n, 0);
}

static int64_t
put_enclosed(struct fixture *f, const char *recipient)
{
	static char kind[] = "answer", identifier[] = "id@example.org", signer[] = "help@example.org";
	struct outbox_row row = { .kind = kind, .identifier = identifier, .created = NOW, .next_attempt = NOW, .enclose = 5,
		.signer = signer };

	row.recipient = talloc_strdup(f->ctx, recipient);
	done(f, outbox_put(f->store, &row, "plain", 5, &f->err));
	return row.id;
}

/* What is to be signed or encrypted is handed to nobody before, whatever is tried. */
static void
nothing_goes_out_before_it_is_enclosed(void **state)
{
	struct fixture *f = *state;
	struct outbox_row *rows;
	struct enclosing next;
	int64_t id, other;
	uint64_t waiting;
	char *bytes;
	size_t size;
	instant due;

	done(f, store_begin(f->store, &f->err));
	id = put_enclosed(f, "pat@example.com");
	other = put_enclosed(f, "sam@example.com");
	assert_int_equal(claim(f, 0, NOW + DAYS(1), 10, &rows), 0);
	done(f, enclosing_next_due(f->store, &due, &f->err));
	assert_true(due == NOW);
	done(f, enclosing_next(f->ctx, f->store, NOW, &next, &f->err));
	assert_true(next.outbox == id && next.how == 5);
	assert_string_equal(next.signer, "help@example.org");
	assert_string_equal(next.recipient, "pat@example.com");

	done(f, enclosing_later(f->store, id, NOW + 10, "no key", &f->err));
	done(f, enclosing_next(f->ctx, f->store, NOW, &next, &f->err));
	assert_true(next.outbox == other);
	assert_string_equal(row_of(f, id).answer, "no key");
	assert_true(row_of(f, id).enclosed_at == NOW + 10);

	/* Somebody has mended it: nothing waits for longer. */
	done(f, enclosing_hurry(f->store, NOW + 5, &f->err));
	assert_true(row_of(f, id).enclosed_at == NOW + 5 && row_of(f, other).enclosed_at == NOW);
	done(f, enclosing_count(f->store, &waiting, &f->err));
	assert_int_equal(waiting, 2);

	/* Failed, and tried again by hand: still not in clear. */
	done(f, enclosing_failed(f->store, id, "no key", NOW, &f->err));
	assert_int_equal(row_of(f, id).state, OUTBOX_FAILED);
	assert_int_equal(outbox_again(f->store, id, NOW, NOW, &f->err), NONE);
	done(f, outbox_retry(f->store, id, NOW, &f->err));
	assert_int_equal(claim(f, 0, NOW + DAYS(1), 10, &rows), 0);
	done(f, enclosing_done(f->store, id, "sealed!", 7, &f->err));
	assert_int_equal(claim(f, 0, NOW + DAYS(1), 10, &rows), 1);
	assert_true(rows[0].id == id && rows[0].size == 7);
	done(f, outbox_raw(f->ctx, f->store, id, &bytes, &size, &f->err));
	assert_memory_equal(bytes, "sealed!", 7);
	assert_int_equal(enclosing_done(f->store, id, "twice", 5, &f->err), NONE);

	/* Dropped while it waited. */
	done(f, outbox_drop(f->store, other, NOW, &f->err));
	assert_int_equal(enclosing_done(f->store, other, "late", 4, &f->err), NONE);
	assert_int_equal(row_of(f, other).state, OUTBOX_DROPPED);
	assert_int_equal(enclosing_next_due(f->store, &due, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

/* The same signature belongs to the mail that brought it first. */
static void
a_signature_is_seen_once(void **state)
{
	struct fixture *f = *state;
	uint8_t digest[DIGEST_SIZE] = { 1 }, other[DIGEST_SIZE] = { 2 };

	done(f, store_begin(f->store, &f->err));
	assert_int_equal(signature_seen(f->store, digest, 7, &f->err), NONE);
	done(f, signature_see(f->store, digest, 7, NOW, NOW - DAYS(1), &f->err));
	done(f, signature_see(f->store, digest, 8, NOW, NOW - DAYS(1), &f->err));
	assert_int_equal(signature_seen(f->store, digest, 7, &f->err), NONE);
	done(f, signature_seen(f->store, digest, 8, &f->err));
	assert_int_equal(signature_seen(f->store, other, 8, &f->err), NONE);
	done(f, signature_see(f->store, other, 9, NOW + DAYS(2), NOW + DAYS(1), &f->err));
	assert_int_equal(signature_seen(f->store, digest, 8, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(bytes_are_kept),
		in_store(claims_take_what_is_due_oldest_first),
		in_store(only_the_holder_reports),
		in_store(what_was_put_off_comes_again),
		in_store(rows_of_a_process_that_died_are_found),
		in_store(people_may_retry_and_drop),
		in_store(what_came_back_goes_out_again),
		in_store(the_newest_with_an_identifier_is_found),
		in_store(every_row_is_counted_and_listed_once),
		in_store(nothing_goes_out_before_it_is_enclosed),
		in_store(a_signature_is_seen_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
