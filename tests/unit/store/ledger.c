/* ledger.c - which uids of which mailbox were seen */
#include <config.h>

#include "fixture.h"

#include <postigo/store/inbox.h>
#include <postigo/store/ledger.h>

static struct ledger_head
open_at(struct fixture *f, uint32_t uidvalidity, uint32_t uidnext, bool skip, instant now)
{
	struct ledger_head head;

	done(f, ledger_open(f->store, "support", uidvalidity, uidnext, skip, now, &head, &f->err));
	return head;
}

static int64_t
put(struct fixture *f, int64_t mailbox, uint32_t uidvalidity, uint32_t uid)
{
	struct inbox_mail mail = { .mailbox = mailbox, .uidvalidity = uidvalidity, .uid = uid, .received = NOW,
		.raw = "mail", .size = 4 };
	bool is_new;
	int64_t id;

	done(f, inbox_put(f->store, &mail, &id, &is_new, &f->err));
	return id;
}

static void
first_contact_adopts(void **state)
{
	struct fixture *f = *state;
	struct ledger_head head;

	done(f, store_begin(f->store, &f->err));
	head = open_at(f, 7, 101, true, NOW);
	assert_true(head.first);
	assert_false(head.renewed);
	assert_int_equal(head.adopted, 100);
	assert_int_equal(head.skip_before, 0);
	assert_int_equal(head.highest, 0);
	put(f, head.mailbox, 7, 120);
	head = open_at(f, 7, 130, true, NOW + 50);
	assert_false(head.first);
	assert_false(head.renewed);
	assert_int_equal(head.adopted, 100);
	assert_int_equal(head.highest, 120);
	done(f, store_commit(f->store, &f->err));
}

static void
a_server_without_uidnext_is_adopted_by_date(void **state)
{
	struct fixture *f = *state;
	struct ledger_head head;

	done(f, store_begin(f->store, &f->err));
	head = open_at(f, 7, 0, true, NOW);
	assert_int_equal(head.adopted, 0);
	assert_int_equal(head.skip_before, NOW);
	assert_int_equal(open_at(f, 7, 0, true, NOW + 99).skip_before, NOW);
	assert_int_equal(open_at(f, 7, 0, true, NOW + 99).skip_below, 0);
	done(f, store_commit(f->store, &f->err));
}

static void
adopting_with_take_skips_nothing(void **state)
{
	struct fixture *f = *state;
	struct ledger_head head;

	done(f, store_begin(f->store, &f->err));
	head = open_at(f, 7, 101, false, NOW);
	assert_true(head.first);
	assert_int_equal(head.adopted, 0);
	assert_int_equal(head.skip_before, 0);
	done(f, store_commit(f->store, &f->err));
}

static void
an_injected_mail_is_no_first_contact(void **state)
{
	struct fixture *f = *state;
	int64_t mailbox;
	instant at;

	done(f, store_begin(f->store, &f->err));
	done(f, ledger_mailbox(f->store, "support", &mailbox, &f->err));
	done(f, ledger_first_contact(f->store, mailbox, &at, &f->err));
	assert_int_equal(at, 0);
	assert_true(open_at(f, 7, 101, true, NOW).first);
	assert_int_equal(open_at(f, 8, 101, true, NOW + 9).mailbox, mailbox);
	done(f, ledger_first_contact(f->store, mailbox, &at, &f->err));
	assert_int_equal(at, NOW);
	done(f, store_commit(f->store, &f->err));
}

static void
new_uidvalidity_makes_all_uids_new(void **state)
{
	struct fixture *f = *state;
	struct ledger_head head;
	uint32_t uids[] = { 50, 120 }, *lacking;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	head = open_at(f, 7, 101, true, NOW);
	put(f, head.mailbox, 7, 120);
	/* Soon after the adoption: what is older than it is not taken now either. */
	head = open_at(f, 8, 200, true, NOW + DAYS(3));
	assert_true(head.renewed);
	assert_int_equal(head.adopted, 0);
	assert_int_equal(head.highest, 0);
	assert_int_equal(head.skip_before, NOW);
	assert_int_equal(head.skip_below, 200);
	done(f, ledger_lacking(f->ctx, f->store, head.mailbox, 8, uids, 2, &lacking, &n, &f->err));
	assert_int_equal(n, 2);
	head = open_at(f, 8, 210, true, NOW + DAYS(4));
	assert_false(head.renewed);
	assert_int_equal(head.skip_before, NOW);
	assert_int_equal(head.skip_below, 200);
	/* Long after it: content keys reach back 30 days. */
	head = open_at(f, 9, 200, true, NOW + DAYS(100));
	assert_true(head.renewed);
	assert_int_equal(head.skip_before, NOW + DAYS(70));
	/* Back to the first: its rows are there still. */
	head = open_at(f, 7, 200, true, NOW + DAYS(100));
	assert_true(head.renewed);
	assert_int_equal(head.highest, 120);
	done(f, store_commit(f->store, &f->err));
}

static void
lacking_are_those_without_a_row(void **state)
{
	static const uint32_t asked[] = { 5, 20, 11, 12, 13, 4000000000u, 14, 900, 20, UINT32_MAX };
	static const uint32_t wanted[] = { 20, 11, 13, 4000000000u, 20, UINT32_MAX };
	struct fixture *f = *state;
	struct ledger_head head;
	uint32_t *lacking;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	head = open_at(f, 7, 11, true, NOW);
	put(f, head.mailbox, 7, 12);
	put(f, head.mailbox, 7, 14);
	put(f, head.mailbox, 7, 900);
	put(f, head.mailbox, 8, 13);
	done(f, ledger_lacking(f->ctx, f->store, head.mailbox, 7, asked, 10, &lacking, &n, &f->err));
	assert_int_equal(n, 6);
	assert_memory_equal(lacking, wanted, sizeof(wanted));
	done(f, ledger_lacking(f->ctx, f->store, head.mailbox, 7, asked, 0, &lacking, &n, &f->err));
	assert_int_equal(n, 0);
	done(f, ledger_lacking(f->ctx, f->store, head.mailbox + 1, 7, asked, 10, &lacking, &n, &f->err));
	assert_int_equal(n, 10);
	done(f, store_commit(f->store, &f->err));
}

static void
untold_until_told(void **state)
{
	static const uint32_t told[] = { 14, 12, 13, 13, 77, UINT32_MAX };
	struct fixture *f = *state;
	struct ledger_head head;
	uint32_t *uids, vanished = 15;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	head = open_at(f, 7, 1, true, NOW);
	for (uint32_t uid = 10; uid < 15; uid++)
		put(f, head.mailbox, 7, uid);
	put(f, head.mailbox, 8, 10);
	put(f, head.mailbox, 0, 0);
	done(f, ledger_skip(f->store, head.mailbox, 7, &vanished, 1, "vanished", false, NOW, &f->err));
	done(f, ledger_untold(f->ctx, f->store, head.mailbox, 7, 100, &uids, &n, &f->err));
	assert_int_equal(n, 5);
	assert_int_equal(uids[0], 10);
	assert_int_equal(uids[4], 14);
	done(f, ledger_untold(f->ctx, f->store, head.mailbox, 7, 2, &uids, &n, &f->err));
	assert_int_equal(n, 2);
	assert_int_equal(uids[1], 11);
	done(f, ledger_told(f->store, head.mailbox, 7, told, 6, &f->err));
	done(f, ledger_untold(f->ctx, f->store, head.mailbox, 7, 100, &uids, &n, &f->err));
	assert_int_equal(n, 2);
	assert_int_equal(uids[0], 10);
	assert_int_equal(uids[1], 11);
	done(f, store_commit(f->store, &f->err));
}

static void
skipping_does_not_touch_what_is_there(void **state)
{
	static const uint32_t uids[] = { 10, 11 };
	struct fixture *f = *state;
	struct ledger_head head;
	struct inbox_row row;
	uint32_t *lacking;
	size_t n;
	int64_t id;

	done(f, store_begin(f->store, &f->err));
	head = open_at(f, 7, 1, true, NOW);
	id = put(f, head.mailbox, 7, 10);
	done(f, ledger_skip(f->store, head.mailbox, 7, uids, 2, "before adoption", false, NOW, &f->err));
	done(f, inbox_read(f->ctx, f->store, id, &row, &f->err));
	assert_int_equal(row.state, INBOX_NEW);
	done(f, ledger_lacking(f->ctx, f->store, head.mailbox, 7, uids, 2, &lacking, &n, &f->err));
	assert_int_equal(n, 0);
	done(f, store_commit(f->store, &f->err));
}

static void
status_counts_every_row_once(void **state)
{
	static const uint32_t skipped[] = { 101, 102 };
	struct fixture *f = *state;
	struct ledger_head head;
	struct ledger_status *list;
	size_t n;
	int64_t other;

	done(f, store_begin(f->store, &f->err));
	head = open_at(f, 7, 1, true, NOW);
	done(f, ledger_mailbox(f->store, "sales", &other, &f->err));
	done(f, inbox_finish(f->store, put(f, head.mailbox, 7, 1), INBOX_DONE, NULL, 1, 1, &f->err));
	done(f, inbox_finish(f->store, put(f, head.mailbox, 7, 2), INBOX_DUPLICATE, NULL, 1, 1, &f->err));
	done(f, inbox_finish(f->store, put(f, head.mailbox, 7, 3), INBOX_QUARANTINED, "x", 0, 0, &f->err));
	put(f, head.mailbox, 7, 4);
	put(f, other, 0, 0);
	done(f, ledger_skip(f->store, head.mailbox, 7, skipped, 2, "vanished", false, NOW, &f->err));
	done(f, ledger_set_health(f->store, other, "connection refused", NOW + 1, &f->err));
	done(f, store_commit(f->store, &f->err));

	done(f, ledger_status(f->ctx, f->store, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_string_equal(list[0].name, "support");
	assert_null(list[0].trouble);
	assert_int_equal(list[0].arrived, 6);
	assert_int_equal(list[0].waiting, 1);
	assert_int_equal(list[0].done, 1);
	assert_int_equal(list[0].duplicate, 1);
	assert_int_equal(list[0].skipped, 2);
	assert_int_equal(list[0].quarantined, 1);
	assert_int_equal(list[0].dropped, 0);
	assert_int_equal(list[0].untold, 4);
	assert_string_equal(list[1].name, "sales");
	assert_string_equal(list[1].trouble, "connection refused");
	assert_int_equal(list[1].since, NOW + 1);
	assert_int_equal(list[1].arrived, 1);
	assert_int_equal(list[1].untold, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(first_contact_adopts),
		in_store(a_server_without_uidnext_is_adopted_by_date),
		in_store(adopting_with_take_skips_nothing),
		in_store(an_injected_mail_is_no_first_contact),
		in_store(new_uidvalidity_makes_all_uids_new),
		in_store(lacking_are_those_without_a_row),
		in_store(untold_until_told),
		in_store(skipping_does_not_touch_what_is_there),
		in_store(status_counts_every_row_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
