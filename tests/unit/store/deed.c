/* deed.c - what technicians did by mail, and how it is taken back; who watches a ticket, and how long it took */
#include <config.h>

#include "fixture.h"

#include <postigo/store/deed.h>
#include <postigo/store/identifier.h>
#include <postigo/store/message_row.h>
#include <postigo/store/tag.h>
#include <postigo/store/ticket.h>
#include <postigo/store/time_spent.h>
#include <postigo/store/watcher.h>

static int64_t
ticket(struct fixture *f)
{
	struct ticket t = { .subject = talloc_strdup(f, "Printer"), .queue = talloc_strdup(f, "help"), .created = NOW, .priority = 1 };

	done(f, ticket_add(f->store, &t, &f->err));
	return t.id;
}

static int64_t
deed(struct fixture *f, const char *agent, int64_t on, instant at)
{
	struct deed d = { .agent = talloc_strdup(f, agent), .at = at, .inbox = 7, .ticket = on };

	done(f, deed_add(f->store, &d, &f->err));
	return d.id;
}

static void
a_deed_is_undone_once(void **state)
{
	struct fixture *f = *state;
	struct deed_change tag = { .what = talloc_strdup(f, "tag"), .name = talloc_strdup(f, "vpn"), .after = talloc_strdup(f, "vpn") };
	struct deed_change moved = { .what = talloc_strdup(f, "queue"), .before = talloc_strdup(f, "help"),
	    .after = talloc_strdup(f, "billing") };
	struct deed_change *list;
	struct deed read;
	size_t count;
	int64_t id;

	done(f, store_begin(f->store, &f->err));
	tag.ticket = moved.ticket = ticket(f);
	id = deed(f, "ana", tag.ticket, NOW);
	done(f, deed_change_add(f->store, id, &tag, &f->err));
	done(f, deed_change_add(f->store, id, &moved, &f->err));
	done(f, deed_changes(f, f->store, id, &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(list[0].what, "tag");
	assert_null(list[0].before);
	assert_string_equal(list[1].before, "help");
	assert_string_equal(list[1].after, "billing");
	assert_null(list[1].name);
	moved.ticket = 0;
	done(f, deed_change_add(f->store, id, &moved, &f->err));
	done(f, deed_changes(f, f->store, id, &list, &count, &f->err));
	assert_true(count == 3 && list[1].ticket == tag.ticket && list[2].ticket == 0);
	moved.ticket = tag.ticket;
	done(f, deed_read(f, f->store, id, &read, &f->err));
	assert_true(read.undone == 0 && read.ticket == tag.ticket && read.inbox == 7 && !read.has_content_key);
	done(f, deed_undo(f->store, id, NOW + 1, &f->err));
	expect(f, deed_undo(f->store, id, NOW + 2, &f->err), NONE);
	done(f, deed_read(f, f->store, id, &read, &f->err));
	assert_int_equal(read.undone, NOW + 1);
	expect(f, deed_read(f, f->store, id + 1, &read, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
the_last_deed_is_found(void **state)
{
	struct fixture *f = *state;
	struct deed_change change = { .what = talloc_strdup(f, "tag") };
	struct deed last;
	int64_t first, second, third, a, b;

	done(f, store_begin(f->store, &f->err));
	a = ticket(f);
	b = ticket(f);
	expect(f, deed_last(f, f->store, "ana", 0, 0, &last, &f->err), NONE);
	first = deed(f, "ana", a, NOW);
	second = deed(f, "ana", 0, NOW + 1);
	third = deed(f, "ben", a, NOW + 2);
	change.ticket = b;
	done(f, deed_change_add(f->store, second, &change, &f->err));
	done(f, deed_last(f, f->store, "ana", 0, 0, &last, &f->err));
	assert_int_equal(last.id, second);
	done(f, deed_last(f, f->store, "ana", a, 0, &last, &f->err));
	assert_int_equal(last.id, first);
	done(f, deed_last(f, f->store, "ana", b, 0, &last, &f->err));
	assert_int_equal(last.id, second);
	done(f, deed_last(f, f->store, "ben", 0, 0, &last, &f->err));
	assert_int_equal(last.id, third);
	expect(f, deed_last(f, f->store, "ana", a, NOW + 1, &last, &f->err), NONE);
	/* However much they have done elsewhere since. */
	for (int i = 0; i < 500; i++)
		(void)deed(f, "ana", b, NOW + 1);
	done(f, deed_last(f, f->store, "ana", a, 0, &last, &f->err));
	assert_int_equal(last.id, first);
	done(f, deed_undo(f->store, first, NOW + 3, &f->err));
	expect(f, deed_last(f, f->store, "ana", a, 0, &last, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
a_mail_does_nothing_twice(void **state)
{
	struct fixture *f = *state;
	struct deed d = { .agent = talloc_strdup(f, "ana"), .at = NOW, .inbox = 7, .has_content_key = true, .content_key = { 1, 2 } };
	uint8_t other[DIGEST_SIZE] = { 1, 3 };
	int64_t found;

	done(f, store_begin(f->store, &f->err));
	done(f, deed_add(f->store, &d, &f->err));
	done(f, deed_by_content(f->store, d.content_key, NOW - 1, &found, &f->err));
	assert_int_equal(found, d.id);
	expect(f, deed_by_content(f->store, d.content_key, NOW + 1, &found, &f->err), NONE);
	expect(f, deed_by_content(f->store, other, 0, &found, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
a_merge_is_taken_back(void **state)
{
	struct fixture *f = *state;
	struct ticket_link *links;
	struct ticket t;
	int64_t a, b, c, *merged;
	size_t count;

	done(f, store_begin(f->store, &f->err));
	a = ticket(f);
	b = ticket(f);
	c = ticket(f);
	done(f, ticket_merge(f->store, a, b, NOW, &f->err));
	done(f, ticket_merged(f, f->store, b, &merged, &count, &f->err));
	assert_true(count == 1 && merged[0] == a);
	done(f, ticket_merge(f->store, b, c, NOW, &f->err));
	done(f, ticket_merged(f, f->store, c, &merged, &count, &f->err));
	assert_int_equal(count, 2);
	done(f, ticket_unmerge(f->store, b, NOW + 1, &f->err));
	done(f, ticket_lead(f->store, a, b, &f->err));
	done(f, ticket_read(f, f->store, b, &t, &f->err));
	assert_true(t.merged_into == 0 && t.state == TICKET_CLOSED);
	done(f, ticket_read(f, f->store, a, &t, &f->err));
	assert_int_equal(t.merged_into, b);
	done(f, ticket_links(f, f->store, b, &links, &count, &f->err));
	assert_true(count == 1 && links[0].other == a);
	expect(f, ticket_unmerge(f->store, b, NOW + 1, &f->err), NONE);
	expect(f, ticket_lead(f->store, c, b, &f->err), NONE);
	done(f, ticket_link(f->store, b, c, "related", NOW, &f->err));
	done(f, ticket_unlink(f->store, b, c, "related", &f->err));
	expect(f, ticket_unlink(f->store, b, c, "related", &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
a_message_goes_to_another_ticket_and_back(void **state)
{
	struct fixture *f = *state;
	struct message_row m = { .kind = MESSAGE_FROM_REQUESTER, .identifier = talloc_strdup(f, "x@y"), .created = NOW };
	struct message_row *list;
	char *id = talloc_strdup(f, "x@y");
	const char *which;
	int64_t a, b, found;
	size_t count;

	done(f, store_begin(f->store, &f->err));
	a = ticket(f);
	b = ticket(f);
	m.ticket = a;
	done(f, message_row_add(f->store, &m, &f->err));
	done(f, identifier_add(f->store, "x@y", a, m.id, &f->err));
	done(f, message_row_move(f->store, m.id, b, &f->err));
	done(f, identifier_find(f->store, &id, 1, &found, &which, &f->err));
	assert_int_equal(found, b);
	done(f, message_row_list(f, f->store, a, &list, &count, &f->err));
	assert_int_equal(count, 0);
	done(f, message_row_move(f->store, m.id, a, &f->err));
	done(f, identifier_find(f->store, &id, 1, &found, &which, &f->err));
	assert_int_equal(found, a);
	done(f, message_row_set_kind(f->store, m.id, MESSAGE_NOTE, &f->err));
	done(f, message_row_list(f, f->store, a, &list, &count, &f->err));
	assert_true(count == 1 && list[0].kind == MESSAGE_NOTE);
	expect(f, message_row_move(f->store, m.id + 1, a, &f->err), NONE);
	expect(f, message_row_set_kind(f->store, m.id + 1, MESSAGE_NOTE, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
watchers_and_time(void **state)
{
	struct fixture *f = *state;
	struct time_spent spent = { .agent = talloc_strdup(f, "ana"), .at = NOW, .spent = MINUTES(90) }, *rows;
	duration total;
	char **names;
	size_t count;
	int64_t t;

	done(f, store_begin(f->store, &f->err));
	t = spent.ticket = ticket(f);
	done(f, watcher_add(f->store, t, "ben", &f->err));
	done(f, watcher_add(f->store, t, "ana", &f->err));
	expect(f, watcher_add(f->store, t, "ana", &f->err), NONE);
	done(f, watcher_list(f, f->store, t, &names, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(names[0], "ana");
	done(f, watcher_remove(f->store, t, "ana", &f->err));
	expect(f, watcher_remove(f->store, t, "ana", &f->err), NONE);
	done(f, time_spent_total(f->store, t, &total, &f->err));
	assert_int_equal(total, 0);
	done(f, time_spent_add(f->store, &spent, &f->err));
	done(f, time_spent_add(f->store, &spent, &f->err));
	done(f, time_spent_total(f->store, t, &total, &f->err));
	assert_int_equal(total, HOURS(3));
	done(f, time_spent_remove(f->store, spent.id, &f->err));
	expect(f, time_spent_remove(f->store, spent.id, &f->err), NONE);
	done(f, time_spent_list(f, f->store, t, &rows, &count, &f->err));
	assert_true(count == 1 && rows[0].spent == MINUTES(90) && strcmp(rows[0].agent, "ana") == 0);
	done(f, store_commit(f->store, &f->err));
}

static void
tickets_are_found(void **state)
{
	struct fixture *f = *state;
	struct ticket t = { .subject = talloc_strdup(f, "VPN"), .queue = talloc_strdup(f, "help"), .created = NOW,
		.team = talloc_strdup(f, "first") }, *list;
	struct ticket_brief *recent;
	int64_t *tagged;
	size_t count;

	done(f, store_begin(f->store, &f->err));
	ticket(f);
	done(f, ticket_add(f->store, &t, &f->err));
	done(f, ticket_unassigned(f, f->store, "first", TICKET_NEW, 10, &list, &count, &f->err));
	assert_true(count == 1 && list[0].id == t.id);
	done(f, ticket_assign(f->store, t.id, "first", "ana", NOW, &f->err));
	done(f, ticket_unassigned(f, f->store, "first", TICKET_NEW, 10, &list, &count, &f->err));
	assert_int_equal(count, 0);
	done(f, ticket_recent(f, f->store, 10, &recent, &count, &f->err));
	assert_true(count == 2 && recent[0].id == t.id && recent[0].address == NULL);
	done(f, tag_add(f->store, t.id, "vpn", &f->err));
	done(f, tag_tickets(f, f->store, "vpn", 10, &tagged, &count, &f->err));
	assert_true(count == 1 && tagged[0] == t.id);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_deed_is_undone_once, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(the_last_deed_is_found, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_mail_does_nothing_twice, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_merge_is_taken_back, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_message_goes_to_another_ticket_and_back, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(watchers_and_time, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(tickets_are_found, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
