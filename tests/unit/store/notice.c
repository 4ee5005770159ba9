/* notice.c - what technicians were sent, and that a button is used up once */
#include <config.h>

#include "fixture.h"

#include <postigo/store/message_row.h>
#include <postigo/store/notice.h>
#include <postigo/store/person.h>
#include <postigo/store/ticket.h>

static int64_t
ticket(struct fixture *f)
{
	struct ticket t = { .subject = talloc_strdup(f, "Printer"), .queue = talloc_strdup(f, "help"), .created = NOW, .priority = 1 };

	done(f, ticket_add(f->store, &t, &f->err));
	return t.id;
}

static int64_t
person(struct fixture *f, const char *address)
{
	int64_t id = 0;

	done(f, person_get(f->store, address, NULL, NOW, &id, &f->err));
	return id;
}

static void
a_button_is_used_once(void **state)
{
	struct fixture *f = *state;
	struct notice n = { .at = NOW, .assignee = talloc_strdup(f, "ana"), .tier = 2 }, other = { .at = NOW, .tier = 1 }, read;

	done(f, store_begin(f->store, &f->err));
	n.ticket = other.ticket = ticket(f);
	n.person = other.person = person(f, "leo@tech.example");
	done(f, notice_add(f->store, &n, &f->err));
	done(f, notice_add(f->store, &other, &f->err));
	done(f, notice_use(f->store, n.id, 4, &f->err));
	expect(f, notice_use(f->store, n.id, 4, &f->err), NONE);
	done(f, notice_use(f->store, n.id, 8, &f->err));
	done(f, notice_use(f->store, other.id, 4, &f->err));
	expect(f, notice_use(f->store, 4711, 4, &f->err), NONE);
	done(f, notice_read(f, f->store, n.id, &read, &f->err));
	assert_int_equal(read.used, 12);
	assert_int_equal(read.tier, 2);
	assert_true(read.ticket == n.ticket && read.person == n.person && read.at == NOW);
	assert_string_equal(read.assignee, "ana");
	done(f, notice_read(f, f->store, other.id, &read, &f->err));
	assert_null(read.assignee);
	expect(f, notice_read(f, f->store, 4711, &read, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
old_ones_go(void **state)
{
	struct fixture *f = *state;
	struct notice n = { .tier = 1 }, read;
	size_t gone;

	done(f, store_begin(f->store, &f->err));
	n.ticket = ticket(f);
	n.person = person(f, "leo@tech.example");
	for (int day = 0; day < 5; day++) {
		n.at = NOW + DAYS(day);
		done(f, notice_add(f->store, &n, &f->err));
	}
	done(f, notice_forget(f->store, NOW + DAYS(3), 2, &gone, &f->err));
	assert_int_equal(gone, 2);
	done(f, notice_forget(f->store, NOW + DAYS(3), 2, &gone, &f->err));
	assert_int_equal(gone, 1);
	expect(f, notice_read(f, f->store, n.id - 2, &read, &f->err), NONE);
	done(f, notice_read(f, f->store, n.id - 1, &read, &f->err));
	done(f, store_commit(f->store, &f->err));
}

static void
what_waits_is_told_once(void **state)
{
	struct fixture *f = *state;
	struct notice sent = { .at = NOW, .tier = 1 };
	struct notice_waiting row = { .template = talloc_strdup(f, "notice_reply"), .trust = 3 }, *list = NULL;
	struct message_row message = { .text = talloc_strdup(f, "Hello"), .created = NOW }, other = message;
	int64_t leo, ana;
	instant at;
	size_t count = 0;

	done(f, store_begin(f->store, &f->err));
	row.ticket = sent.ticket = message.ticket = ticket(f);
	leo = person(f, "leo@tech.example");
	ana = person(f, "ana@tech.example");
	done(f, message_row_add(f->store, &message, &f->err));
	row.message = message.id;
	sent.person = leo;
	expect(f, notice_last(f->store, sent.ticket, leo, &at, &f->err), NONE);
	done(f, notice_add(f->store, &sent, &f->err));
	sent.at = NOW + 5;
	done(f, notice_add(f->store, &sent, &f->err));
	done(f, notice_last(f->store, sent.ticket, leo, &at, &f->err));
	assert_int_equal(at, NOW + 5);
	expect(f, notice_last(f->store, sent.ticket, ana, &at, &f->err), NONE);
	for (int i = 0; i < 4; i++) {
		row.person = i == 1 ? ana : leo;
		done(f, notice_wait(f->store, &row, &f->err));
	}
	done(f, notice_waiting_list(f, f->store, row.ticket, 10, &list, &count, &f->err));
	assert_int_equal(count, 4);
	assert_true(list[0].person == leo && list[2].person == leo && list[0].id < list[1].id && list[3].person == ana);
	assert_string_equal(list[3].address, "ana@tech.example");
	assert_true(strcmp(list[0].template, "notice_reply") == 0 && list[0].trust == 3 && list[0].message == message.id);
	done(f, notice_waiting_done(f->store, row.ticket, leo, list[1].id, &f->err));
	done(f, notice_waiting_list(f, f->store, row.ticket, 10, &list, &count, &f->err));
	assert_int_equal(count, 2);
	done(f, notice_waiting_list(f, f->store, row.ticket, 1, &list, &count, &f->err));
	assert_int_equal(count, 1);
	/* Of a note that is taken back, whoever it was for. */
	other.ticket = row.ticket;
	done(f, message_row_add(f->store, &other, &f->err));
	row.message = other.id;
	done(f, notice_wait(f->store, &row, &f->err));
	done(f, notice_waiting_drop(f->store, message.id, &f->err));
	done(f, notice_waiting_list(f, f->store, row.ticket, 10, &list, &count, &f->err));
	assert_int_equal(count, 1);
	assert_int_equal(list[0].message, other.id);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(a_button_is_used_once),
		in_store(old_ones_go),
		in_store(what_waits_is_told_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
