/* inbox.c - mail that has arrived, and what became of it */
#include <config.h>

#include "fixture.h"

#include <postigo/store/inbox.h>
#include <postigo/store/ledger.h>

static int64_t
put(struct fixture *f, uint32_t uid, const char *raw, bool *is_new)
{
	struct inbox_mail mail = { .uidvalidity = uid != 0 ? 7 : 0, .uid = uid, .arrived = NOW - 5, .received = NOW,
		.server_size = 99, .raw = raw, .size = strlen(raw) };
	int64_t id;

	done(f, ledger_mailbox(f->store, "support", &mail.mailbox, &f->err));
	done(f, inbox_put(f->store, &mail, &id, is_new, &f->err));
	return id;
}

static void
a_mail_is_kept_as_it_came(void **state)
{
	struct fixture *f = *state;
	struct inbox_row row;
	uint8_t digest[DIGEST_SIZE];
	bool is_new;
	char *raw;
	size_t size;
	int64_t id;

	done(f, store_begin(f->store, &f->err));
	id = put(f, 3, "From: a@example.org\n\nHello", &is_new);
	assert_true(is_new);
	done(f, store_commit(f->store, &f->err));
	done(f, inbox_raw(f->ctx, f->store, id, &raw, &size, &f->err));
	assert_int_equal(size, 26);
	assert_string_equal(raw, "From: a@example.org\n\nHello");
	done(f, inbox_read(f->ctx, f->store, id, &row, &f->err));
	digest_sha256(raw, size, digest);
	assert_memory_equal(row.digest, digest, DIGEST_SIZE);
	assert_string_equal(row.mailbox_name, "support");
	assert_int_equal(row.uidvalidity, 7);
	assert_int_equal(row.uid, 3);
	assert_int_equal(row.size, 26);
	assert_int_equal(row.arrived, NOW - 5);
	assert_int_equal(row.received, NOW);
	assert_int_equal(row.state, INBOX_NEW);
	assert_int_equal(row.attempts, 0);
	assert_null(row.cause);
	expect(f, inbox_read(f->ctx, f->store, id + 1, &row, &f->err), NONE);
	expect(f, inbox_raw(f->ctx, f->store, id + 1, &raw, &size, &f->err), NONE);
}

static void
a_place_is_taken_once(void **state)
{
	struct fixture *f = *state;
	bool is_new;
	int64_t id;

	done(f, store_begin(f->store, &f->err));
	id = put(f, 3, "one", &is_new);
	assert_int_equal(put(f, 3, "other bytes", &is_new), id);
	assert_false(is_new);
	assert_int_not_equal(put(f, 4, "one", &is_new), id);
	assert_true(is_new);
	done(f, store_commit(f->store, &f->err));
}

static void
mail_without_a_server_has_no_place(void **state)
{
	struct fixture *f = *state;
	struct inbox_row row;
	bool is_new;
	int64_t one, two;

	done(f, store_begin(f->store, &f->err));
	one = put(f, 0, "same", &is_new);
	two = put(f, 0, "same", &is_new);
	assert_true(is_new);
	assert_int_not_equal(one, two);
	done(f, store_commit(f->store, &f->err));
	done(f, inbox_read(f->ctx, f->store, two, &row, &f->err));
	assert_int_equal(row.uid, 0);
	assert_int_equal(row.uidvalidity, 0);
}

static void
same_bytes_are_found_among_earlier_rows(void **state)
{
	struct fixture *f = *state;
	uint8_t digest[DIGEST_SIZE];
	int64_t id[3], other;
	bool is_new;

	digest_sha256("same", 4, digest);
	done(f, store_begin(f->store, &f->err));
	for (unsigned i = 0; i < 3; i++)
		id[i] = put(f, i + 1, "same", &is_new);
	expect(f, inbox_same_bytes(f->store, id[0], digest, &other, &f->err), NONE);
	done(f, inbox_same_bytes(f->store, id[2], digest, &other, &f->err));
	assert_int_equal(other, id[0]);
	done(f, inbox_finish(f->store, id[0], INBOX_DUPLICATE, "of an older one", 0, 0, &f->err));
	done(f, inbox_same_bytes(f->store, id[2], digest, &other, &f->err));
	assert_int_equal(other, id[1]);
	done(f, store_commit(f->store, &f->err));
}

static void
waiting_are_the_new_ones_in_order(void **state)
{
	struct fixture *f = *state;
	struct inbox_row *rows;
	size_t n;
	int64_t id[4], mailbox;
	bool is_new;

	done(f, store_begin(f->store, &f->err));
	for (unsigned i = 0; i < 4; i++)
		id[i] = put(f, i + 1, "mail", &is_new);
	done(f, inbox_finish(f->store, id[1], INBOX_DONE, NULL, 0, 0, &f->err));
	done(f, store_commit(f->store, &f->err));
	done(f, inbox_waiting(f->ctx, f->store, 0, 10, &rows, &n, &f->err));
	assert_int_equal(n, 3);
	assert_int_equal(rows[0].id, id[0]);
	assert_int_equal(rows[1].id, id[2]);
	assert_int_equal(rows[2].id, id[3]);
	done(f, inbox_waiting(f->ctx, f->store, id[0], 1, &rows, &n, &f->err));
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].id, id[2]);
	done(f, inbox_waiting(f->ctx, f->store, id[3], 10, &rows, &n, &f->err));
	assert_int_equal(n, 0);
	done(f, ledger_mailbox(f->store, "support", &mailbox, &f->err));
	done(f, inbox_waiting_in(f->ctx, f->store, mailbox, id[0], 10, &rows, &n, &f->err));
	assert_int_equal(n, 2);
	assert_int_equal(rows[0].id, id[2]);
	done(f, inbox_waiting_in(f->ctx, f->store, mailbox + 1, 0, 10, &rows, &n, &f->err));
	assert_int_equal(n, 0);
}

static void
a_row_ends_once(void **state)
{
	struct fixture *f = *state;
	struct inbox_row row;
	unsigned attempts;
	bool is_new;
	int64_t id;

	done(f, store_begin(f->store, &f->err));
	id = put(f, 1, "mail", &is_new);
	done(f, inbox_attempt(f->store, id, &attempts, &f->err));
	done(f, inbox_attempt(f->store, id, &attempts, &f->err));
	assert_int_equal(attempts, 2);
	expect(f, inbox_attempt(f->store, id + 1, &attempts, &f->err), NONE);
	done(f, inbox_attempt(f->store, id, &attempts, &f->err));
	done(f, inbox_spare(f->store, id, &f->err));
	done(f, inbox_finish(f->store, id, INBOX_DONE, "why", 12, 13, &f->err));
	expect(f, inbox_finish(f->store, id, INBOX_QUARANTINED, "again", 0, 0, &f->err), NONE);
	done(f, inbox_read(f->ctx, f->store, id, &row, &f->err));
	assert_int_equal(row.state, INBOX_DONE);
	assert_int_equal(row.ticket, 12);
	assert_int_equal(row.message, 13);
	assert_int_equal(row.attempts, 2);
	assert_string_equal(row.cause, "why");
	done(f, store_commit(f->store, &f->err));
}

static void
attempts_do_not_fall_below_none(void **state)
{
	struct fixture *f = *state;
	unsigned attempts;
	bool is_new;
	int64_t id;

	done(f, store_begin(f->store, &f->err));
	id = put(f, 1, "mail", &is_new);
	done(f, inbox_spare(f->store, id, &f->err));
	done(f, inbox_attempt(f->store, id, &attempts, &f->err));
	assert_int_equal(attempts, 1);
	done(f, store_commit(f->store, &f->err));
}

static void
quarantine_is_left_by_release_or_drop(void **state)
{
	struct fixture *f = *state;
	struct inbox_row row;
	unsigned attempts;
	bool is_new;
	int64_t one, two;

	done(f, store_begin(f->store, &f->err));
	one = put(f, 1, "mail", &is_new);
	two = put(f, 2, "mail", &is_new);
	expect(f, inbox_release(f->store, one, &f->err), NONE);
	expect(f, inbox_drop(f->store, one, &f->err), NONE);
	done(f, inbox_attempt(f->store, one, &attempts, &f->err));
	done(f, inbox_finish(f->store, one, INBOX_QUARANTINED, "killed the reader", 0, 0, &f->err));
	done(f, inbox_finish(f->store, two, INBOX_QUARANTINED, "killed the reader", 0, 0, &f->err));
	done(f, inbox_release(f->store, one, &f->err));
	done(f, inbox_drop(f->store, two, &f->err));
	done(f, inbox_read(f->ctx, f->store, one, &row, &f->err));
	assert_int_equal(row.state, INBOX_NEW);
	assert_int_equal(row.attempts, 0);
	assert_null(row.cause);
	done(f, inbox_read(f->ctx, f->store, two, &row, &f->err));
	assert_int_equal(row.state, INBOX_DROPPED);
	assert_string_equal(inbox_state_name(row.state), "dropped");
	done(f, store_commit(f->store, &f->err));
}

/* A uid that could not be fetched is tried again after its release: it must be lacking again. */
static void
a_release_without_bytes_frees_the_place(void **state)
{
	struct fixture *f = *state;
	struct inbox_row *rows;
	uint32_t uid = 9, *lacking;
	int64_t mailbox;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	done(f, ledger_mailbox(f->store, "support", &mailbox, &f->err));
	done(f, ledger_skip(f->store, mailbox, 7, &uid, 1, "cannot be fetched", true, NOW, &f->err));
	done(f, ledger_lacking(f->ctx, f->store, mailbox, 7, &uid, 1, &lacking, &n, &f->err));
	assert_int_equal(n, 0);
	done(f, inbox_list(f->ctx, f->store, INBOX_QUARANTINED, 10, &rows, &n, &f->err));
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].cause, "cannot be fetched");
	done(f, inbox_release(f->store, rows[0].id, &f->err));
	done(f, ledger_lacking(f->ctx, f->store, mailbox, 7, &uid, 1, &lacking, &n, &f->err));
	assert_int_equal(n, 1);
	done(f, store_commit(f->store, &f->err));
}

static void
lists_are_newest_first(void **state)
{
	static const enum inbox_state ends[] = { INBOX_NEW, INBOX_DONE, INBOX_DUPLICATE, INBOX_QUARANTINED };
	struct fixture *f = *state;
	struct inbox_row *rows;
	size_t n;
	bool is_new;

	done(f, store_begin(f->store, &f->err));
	for (unsigned i = 0; i < 12; i++) {
		int64_t id = put(f, i + 1, "mail", &is_new);

		if (ends[i % 4] != INBOX_NEW)
			done(f, inbox_finish(f->store, id, ends[i % 4], NULL, 0, 0, &f->err));
	}
	done(f, store_commit(f->store, &f->err));
	for (unsigned i = 0; i < 4; i++) {
		done(f, inbox_list(f->ctx, f->store, (int)ends[i], 2, &rows, &n, &f->err));
		assert_int_equal(n, 2);
		assert_int_equal(rows[0].uid, i + 9);
		assert_int_equal(rows[1].uid, i + 5);
	}
	done(f, inbox_list(f->ctx, f->store, -1, 100, &rows, &n, &f->err));
	assert_int_equal(n, 12);
	assert_int_equal(rows[0].uid, 12);
	assert_int_equal(rows[11].uid, 1);
	done(f, inbox_list(f->ctx, f->store, INBOX_SKIPPED, 100, &rows, &n, &f->err));
	assert_int_equal(n, 0);
}

static void
a_confirmed_mail_is_decided_once_more(void **state)
{
	struct fixture *f = *state;
	struct ledger_status *list;
	struct inbox_row *rows, row;
	unsigned attempts;
	bool is_new;
	int64_t id;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	id = put(f, 3, "x", &is_new);
	expect(f, inbox_confirm(f->store, id, &f->err), NONE);
	done(f, inbox_attempt(f->store, id, &attempts, &f->err));
	done(f, inbox_ask(f->store, id, &f->err));
	expect(f, inbox_ask(f->store, id, &f->err), NONE);
	expect(f, inbox_ask(f->store, id + 1, &f->err), NONE);
	/* Not while it is being decided for the first time. */
	expect(f, inbox_confirm(f->store, id, &f->err), NONE);
	done(f, inbox_finish(f->store, id, INBOX_DONE, "waits", 4, 5, &f->err));
	done(f, inbox_read(f->ctx, f->store, id, &row, &f->err));
	assert_true(row.asked);
	assert_false(row.confirmed);
	done(f, inbox_confirm(f->store, id, &f->err));
	expect(f, inbox_confirm(f->store, id, &f->err), NONE);
	expect(f, inbox_ask(f->store, id, &f->err), NONE);
	done(f, inbox_waiting(f->ctx, f->store, 0, 9, &rows, &n, &f->err));
	assert_int_equal(n, 1);
	assert_true(rows[0].confirmed);
	assert_int_equal(rows[0].attempts, 0);
	assert_null(rows[0].cause);
	assert_int_equal(rows[0].ticket, 4);
	assert_int_equal(rows[0].message, 5);
	done(f, ledger_status(f->ctx, f->store, &list, &n, &f->err));
	assert_int_equal(list[0].arrived, 1);
	assert_int_equal(list[0].waiting, 1);
	assert_int_equal(list[0].done, 0);
	done(f, inbox_finish(f->store, id, INBOX_DONE, NULL, 6, 5, &f->err));
	expect(f, inbox_confirm(f->store, id, &f->err), NONE);
	done(f, inbox_read(f->ctx, f->store, id, &row, &f->err));
	assert_true(row.confirmed);
	assert_int_equal(row.ticket, 6);
	done(f, ledger_status(f->ctx, f->store, &list, &n, &f->err));
	assert_int_equal(list[0].arrived, 1);
	assert_int_equal(list[0].done, 1);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(a_mail_is_kept_as_it_came),
		in_store(a_place_is_taken_once),
		in_store(mail_without_a_server_has_no_place),
		in_store(same_bytes_are_found_among_earlier_rows),
		in_store(waiting_are_the_new_ones_in_order),
		in_store(a_row_ends_once),
		in_store(attempts_do_not_fall_below_none),
		in_store(quarantine_is_left_by_release_or_drop),
		in_store(a_release_without_bytes_frees_the_place),
		in_store(lists_are_newest_first),
		in_store(a_confirmed_mail_is_decided_once_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
