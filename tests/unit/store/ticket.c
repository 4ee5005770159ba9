/* ticket.c - tickets and what hangs on them: people, messages, identifiers, history, timers */
#include <config.h>

#include "fixture.h"

#include <postigo/store/due.h>
#include <postigo/store/event.h>
#include <postigo/store/field.h>
#include <postigo/store/identifier.h>
#include <postigo/store/message_row.h>
#include <postigo/store/participant.h>
#include <postigo/store/person.h>
#include <postigo/store/tag.h>
#include <postigo/store/ticket.h>

static char subject[] = "Printer \xc3\xb1", queue_a[] = "a", queue_b[] = "b";

static int64_t
add(struct fixture *f, char *queue, instant created, enum ticket_state state)
{
	struct ticket t = { .subject = subject, .queue = queue, .created = created, .state = state, .priority = 1 };

	done(f, ticket_add(f->store, &t, &f->err));
	return t.id;
}

static void
a_ticket_is_read_as_it_was_added(void **state)
{
	static char es[] = "es", team[] = "first line", acme[] = "acme";
	struct fixture *f = *state;
	struct ticket t = { .subject = subject, .queue = queue_a, .created = NOW, .tier = 1, .priority = 2, .team = team,
		.language = es, .organisation = acme, .internal = true };
	struct ticket out;

	done(f, store_begin(f->store, &f->err));
	done(f, person_get(f->store, "ana@example.org", "Ana", NOW, &t.requester, &f->err));
	done(f, ticket_add(f->store, &t, &f->err));
	assert_int_equal(t.id, 1);
	assert_int_equal(t.changed, NOW);
	done(f, ticket_read(f->ctx, f->store, t.id, &out, &f->err));
	assert_string_equal(out.subject, subject);
	assert_string_equal(out.queue, "a");
	assert_string_equal(out.language, "es");
	assert_string_equal(out.team, "first line");
	assert_string_equal(out.organisation, "acme");
	assert_null(out.assignee);
	assert_null(out.mailbox_name);
	assert_int_equal(out.requester, t.requester);
	assert_int_equal(out.tier, 1);
	assert_int_equal(out.priority, 2);
	assert_int_equal(out.created, NOW);
	assert_int_equal(out.closed, 0);
	assert_true(out.internal);
	expect(f, ticket_read(f->ctx, f->store, 2, &out, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
where_it_stands_is_kept(void **state)
{
	struct fixture *f = *state;
	struct ticket out;
	int64_t id, problem;

	done(f, store_begin(f->store, &f->err));
	id = add(f, queue_a, NOW, TICKET_OPEN);
	problem = add(f, queue_a, NOW, TICKET_OPEN);
	done(f, ticket_set_queue(f->store, id, "b", NOW + 1, &f->err));
	done(f, ticket_set_tier(f->store, id, 3, NOW + 2, &f->err));
	done(f, ticket_set_priority(f->store, id, PRIORITY_URGENT, NOW + 3, &f->err));
	done(f, ticket_set_organisation(f->store, id, "acme", NOW + 4, &f->err));
	done(f, ticket_set_language(f->store, id, "es", NOW + 5, &f->err));
	done(f, ticket_set_waiting_for(f->store, id, TICKET_FOR_VENDOR, NOW + 6, &f->err));
	done(f, ticket_set_problem(f->store, id, problem, NOW + 7, &f->err));
	done(f, ticket_read(f->ctx, f->store, id, &out, &f->err));
	assert_string_equal(out.queue, "b");
	assert_int_equal(out.tier, 3);
	assert_int_equal(out.tier_since, NOW + 2);
	assert_int_equal(out.priority, PRIORITY_URGENT);
	assert_string_equal(out.organisation, "acme");
	assert_string_equal(out.language, "es");
	assert_int_equal(out.waiting_for, TICKET_FOR_VENDOR);
	assert_int_equal(out.problem, problem);
	assert_int_equal(out.changed, NOW + 7);
	expect(f, ticket_set_tier(f->store, 99, 1, NOW, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
tags_and_fields_are_sets(void **state)
{
	struct fixture *f = *state;
	struct field *fields;
	char **tags, *value;
	size_t count;
	int64_t id;

	done(f, store_begin(f->store, &f->err));
	id = add(f, queue_a, NOW, TICKET_OPEN);
	done(f, tag_add(f->store, id, "vpn", &f->err));
	done(f, tag_add(f->store, id, "madrid", &f->err));
	expect(f, tag_add(f->store, id, "vpn", &f->err), NONE);
	done(f, tag_list(f->ctx, f->store, id, &tags, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(tags[0], "madrid");
	done(f, tag_remove(f->store, id, "madrid", &f->err));
	expect(f, tag_remove(f->store, id, "madrid", &f->err), NONE);

	expect(f, field_read(f->ctx, f->store, id, "serial", &value, &f->err), NONE);
	done(f, field_set(f->store, id, "serial", "A1", &f->err));
	done(f, field_set(f->store, id, "serial", "B2", &f->err));
	done(f, field_set(f->store, id, "category", "network", &f->err));
	done(f, field_read(f->ctx, f->store, id, "serial", &value, &f->err));
	assert_string_equal(value, "B2");
	done(f, field_all(f->ctx, f->store, id, &fields, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(fields[0].name, "category");
	done(f, field_remove(f->store, id, "category", &f->err));
	expect(f, field_remove(f->store, id, "category", &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
changes_are_kept(void **state)
{
	struct fixture *f = *state;
	struct ticket t;
	int64_t id;

	done(f, store_begin(f->store, &f->err));
	id = add(f, queue_a, NOW, TICKET_NEW);
	done(f, ticket_set_state(f->store, id, TICKET_CLOSED, NOW + 1, &f->err));
	done(f, ticket_read(f->ctx, f->store, id, &t, &f->err));
	assert_int_equal(t.state, TICKET_CLOSED);
	assert_int_equal(t.closed, NOW + 1);
	assert_string_equal(ticket_state_name(t.state), "closed");
	done(f, ticket_set_state(f->store, id, TICKET_OPEN, NOW + 2, &f->err));
	done(f, ticket_assign(f->store, id, "first line", "ben", NOW + 3, &f->err));
	done(f, ticket_touch(f->store, id, NOW + 4, &f->err));
	done(f, ticket_read(f->ctx, f->store, id, &t, &f->err));
	assert_int_equal(t.closed, 0);
	assert_int_equal(t.changed, NOW + 4);
	assert_string_equal(t.assignee, "ben");
	assert_false(t.internal);
	done(f, ticket_set_internal(f->store, id, true, NOW + 5, &f->err));
	done(f, ticket_read(f->ctx, f->store, id, &t, &f->err));
	assert_true(t.internal);
	assert_int_equal(t.changed, NOW + 5);
	done(f, ticket_set_internal(f->store, id, false, NOW + 5, &f->err));
	done(f, ticket_read(f->ctx, f->store, id, &t, &f->err));
	assert_false(t.internal);
	expect(f, ticket_set_internal(f->store, id + 1, true, NOW, &f->err), NONE);
	expect(f, ticket_touch(f->store, id + 1, NOW, &f->err), NONE);
	expect(f, ticket_set_state(f->store, id + 1, TICKET_OPEN, NOW, &f->err), NONE);
	expect(f, ticket_assign(f->store, id + 1, NULL, NULL, NOW, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
lists_are_newest_change_first(void **state)
{
	struct fixture *f = *state;
	struct ticket *list;
	uint64_t count;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	for (int i = 0; i < 8; i++)
		add(f, i % 2 == 0 ? queue_a : queue_b, NOW + i, (enum ticket_state)(i % 4));
	done(f, ticket_touch(f->store, 1, NOW + 100, &f->err));
	done(f, store_commit(f->store, &f->err));
	done(f, ticket_list(f->ctx, f->store, -1, NULL, 3, &list, &n, &f->err));
	assert_int_equal(n, 3);
	assert_int_equal(list[0].id, 1);
	assert_int_equal(list[1].id, 8);
	assert_int_equal(list[2].id, 7);
	done(f, ticket_list(f->ctx, f->store, TICKET_NEW, NULL, 9, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_int_equal(list[0].id, 1);
	done(f, ticket_list(f->ctx, f->store, -1, "b", 9, &list, &n, &f->err));
	assert_int_equal(n, 4);
	assert_int_equal(list[0].id, 8);
	assert_string_equal(list[3].queue, "b");
	done(f, ticket_list(f->ctx, f->store, TICKET_NEW, "b", 9, &list, &n, &f->err));
	assert_int_equal(n, 0);
	done(f, ticket_count(f->store, -1, &count, &f->err));
	assert_int_equal(count, 8);
	done(f, ticket_count(f->store, TICKET_WAITING, &count, &f->err));
	assert_int_equal(count, 2);
}

static void
a_person_is_known_by_the_address(void **state)
{
	struct fixture *f = *state;
	struct person p;
	int64_t one, two, other;

	done(f, store_begin(f->store, &f->err));
	done(f, person_get(f->store, "Ana@Example.ORG", "", NOW, &one, &f->err));
	done(f, person_get(f->store, "ana@example.org", "Ana", NOW, &two, &f->err));
	done(f, person_get(f->store, "ana@example.org", "Somebody else", NOW, &two, &f->err));
	done(f, person_get(f->store, "ana@example.com", NULL, NOW, &other, &f->err));
	assert_int_equal(one, two);
	assert_int_not_equal(one, other);
	done(f, person_find(f->ctx, f->store, "ANA@example.org", &p, &f->err));
	assert_int_equal(p.id, one);
	assert_string_equal(p.address, "Ana@Example.ORG");
	assert_string_equal(p.name, "Ana");
	assert_null(p.language);
	done(f, person_read(f->ctx, f->store, other, &p, &f->err));
	assert_string_equal(p.name, "");
	expect(f, person_find(f->ctx, f->store, "x@example.org", &p, &f->err), NONE);
	expect(f, person_read(f->ctx, f->store, 99, &p, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
the_first_role_stays(void **state)
{
	struct fixture *f = *state;
	struct participant *list;
	size_t n;
	int64_t ticket, ana, ben;
	bool is;

	done(f, store_begin(f->store, &f->err));
	ticket = add(f, queue_a, NOW, TICKET_NEW);
	done(f, person_get(f->store, "ana@example.org", "Ana", NOW, &ana, &f->err));
	done(f, person_get(f->store, "ben@example.org", "Ben", NOW, &ben, &f->err));
	done(f, participant_add(f->store, ticket, ben, PARTICIPANT_CC, NOW, &f->err));
	done(f, participant_add(f->store, ticket, ana, PARTICIPANT_REQUESTER, NOW, &f->err));
	done(f, participant_add(f->store, ticket, ana, PARTICIPANT_CC, NOW, &f->err));
	done(f, participant_list(f->ctx, f->store, ticket, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_string_equal(list[0].address, "ana@example.org");
	assert_int_equal(list[0].role, PARTICIPANT_REQUESTER);
	assert_string_equal(list[1].name, "Ben");
	done(f, participant_is(f->store, ticket, ben, &is, &f->err));
	assert_true(is);
	done(f, participant_is(f->store, ticket, 99, &is, &f->err));
	assert_false(is);
	expect(f, participant_add(f->store, 99, ana, PARTICIPANT_CC, NOW, &f->err), PERMFAIL);
	store_rollback(f->store);
}

/* A ticket of ana's with ben in copy. */
static int64_t
add_with_people(struct fixture *f, int64_t *ana, int64_t *ben)
{
	struct ticket t = { .created = NOW };

	done(f, person_get(f->store, "ana@example.org", "Ana", NOW, ana, &f->err));
	done(f, person_get(f->store, "ben@example.org", "Ben", NOW, ben, &f->err));
	t.requester = *ana;
	done(f, ticket_add(f->store, &t, &f->err));
	done(f, participant_add(f->store, t.id, *ana, PARTICIPANT_REQUESTER, NOW, &f->err));
	done(f, participant_add(f->store, t.id, *ben, PARTICIPANT_CC, NOW + 1, &f->err));
	return t.id;
}

static void
who_was_removed_comes_back_only_when_asked_for(void **state)
{
	struct fixture *f = *state;
	struct participant *list;
	size_t n;
	int64_t ticket, ana, ben;
	bool is;

	done(f, store_begin(f->store, &f->err));
	ticket = add_with_people(f, &ana, &ben);
	expect(f, participant_remove(f->store, ticket, ana, NOW + 2, &f->err), PERMFAIL);
	done(f, participant_remove(f->store, ticket, ben, NOW + 2, &f->err));
	expect(f, participant_remove(f->store, ticket, ben, NOW + 3, &f->err), NONE);
	expect(f, participant_remove(f->store, ticket, 99, NOW + 3, &f->err), NONE);
	done(f, participant_is(f->store, ticket, ben, &is, &f->err));
	assert_false(is);
	done(f, participant_list(f->ctx, f->store, ticket, &list, &n, &f->err));
	assert_int_equal(n, 1);
	assert_int_equal(list[0].person, ana);
	assert_int_equal(list[0].since, NOW);
	done(f, participant_everybody(f->ctx, f->store, ticket, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_int_equal(list[1].person, ben);
	assert_int_equal(list[1].role, PARTICIPANT_REMOVED);
	expect(f, participant_add(f->store, ticket, ben, PARTICIPANT_CC, NOW + 4, &f->err), NONE);
	done(f, participant_is(f->store, ticket, ben, &is, &f->err));
	assert_false(is);
	done(f, participant_restore(f->store, ticket, ben, PARTICIPANT_WATCHER, NOW + 5, &f->err));
	expect(f, participant_restore(f->store, ticket, ben, PARTICIPANT_CC, NOW + 6, &f->err), NONE);
	done(f, participant_list(f->ctx, f->store, ticket, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_int_equal(list[1].person, ben);
	assert_int_equal(list[1].role, PARTICIPANT_WATCHER);
	assert_int_equal(list[1].since, NOW + 5);
	done(f, store_commit(f->store, &f->err));
}

static void
another_may_be_the_requester(void **state)
{
	struct fixture *f = *state;
	struct participant *list;
	struct ticket t;
	size_t n;
	int64_t ticket, ana, ben, eva;

	done(f, store_begin(f->store, &f->err));
	ticket = add_with_people(f, &ana, &ben);
	done(f, person_get(f->store, "eva@example.org", "Eva", NOW, &eva, &f->err));
	done(f, participant_remove(f->store, ticket, ben, NOW + 2, &f->err));
	done(f, ticket_set_requester(f->store, ticket, eva, NOW + 3, &f->err));
	done(f, ticket_set_requester(f->store, ticket, ben, NOW + 4, &f->err));
	done(f, ticket_read(f->ctx, f->store, ticket, &t, &f->err));
	assert_int_equal(t.requester, ben);
	assert_int_equal(t.changed, NOW + 4);
	done(f, participant_list(f->ctx, f->store, ticket, &list, &n, &f->err));
	assert_int_equal(n, 3);
	assert_int_equal(list[0].person, ben);
	assert_int_equal(list[0].role, PARTICIPANT_REQUESTER);
	assert_int_equal(list[1].person, ana);
	assert_int_equal(list[1].role, PARTICIPANT_CC);
	assert_int_equal(list[2].person, eva);
	assert_int_equal(list[2].role, PARTICIPANT_CC);
	expect(f, ticket_set_requester(f->store, 99, ben, NOW, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static int64_t
add_message(struct fixture *f, int64_t ticket, const char *identifier, uint8_t key)
{
	static char text[] = "Hello\n> quoted", reply[] = "Hello";
	struct message_row m = { .ticket = ticket, .inbox = 3, .kind = MESSAGE_FROM_REQUESTER, .subject = subject,
		.text = text, .reply = reply, .sent = NOW - 9, .created = NOW, .has_content_key = key != 0 };

	m.identifier = identifier != NULL ? talloc_strdup(f->ctx, identifier) : NULL;
	memset(m.content_key, key, DIGEST_SIZE);
	done(f, message_row_add(f->store, &m, &f->err));
	return m.id;
}

static void
messages_and_attachments_are_kept(void **state)
{
	static char name[] = "a.pdf", type[] = "application/pdf";
	struct fixture *f = *state;
	struct message_row *list;
	enum message_kind kind;
	struct attachment_row a = { .position = 2, .name = name, .type = type, .size = 7, .is_inline = true }, *files;
	int64_t ticket, id, found, its_ticket;
	uint8_t key[DIGEST_SIZE];
	size_t n;

	done(f, store_begin(f->store, &f->err));
	ticket = add(f, queue_a, NOW, TICKET_NEW);
	id = add_message(f, ticket, "x@example.org", 9);
	done(f, message_row_identify(f->store, add_message(f, ticket, NULL, 0), "ours@example.org", &f->err));
	a.message = id;
	done(f, attachment_add(f->store, &a, &f->err));
	a.position = 1;
	done(f, attachment_add(f->store, &a, &f->err));
	done(f, message_row_list(f->ctx, f->store, ticket, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_int_equal(list[0].id, id);
	assert_int_equal(list[0].inbox, 3);
	assert_string_equal(list[0].identifier, "x@example.org");
	assert_string_equal(list[0].reply, "Hello");
	assert_string_equal(list[0].text, "Hello\n> quoted");
	assert_true(list[0].has_content_key);
	assert_false(list[1].has_content_key);
	assert_string_equal(list[1].identifier, "ours@example.org");
	assert_null(list[1].author_address);
	done(f, message_row_kind(f->store, id, &kind, &f->err));
	assert_int_equal(kind, list[0].kind);
	expect(f, message_row_kind(f->store, id + 77, &kind, &f->err), NONE);
	done(f, attachment_list(f->ctx, f->store, id, &files, &n, &f->err));
	assert_int_equal(n, 2);
	assert_int_equal(files[0].position, 1);
	assert_string_equal(files[1].name, "a.pdf");
	assert_true(files[1].is_inline);
	assert_null(files[1].sha256);

	memset(key, 9, sizeof(key));
	done(f, message_row_by_content(f->store, key, NOW, &found, &its_ticket, &f->err));
	assert_int_equal(found, id);
	assert_int_equal(its_ticket, ticket);
	expect(f, message_row_by_content(f->store, key, NOW + 1, &found, &its_ticket, &f->err), NONE);
	memset(key, 0, sizeof(key));
	expect(f, message_row_by_content(f->store, key, 0, &found, &its_ticket, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

/* However much was written on a ticket, so many and no more are read. */
static void
the_newest_of_a_kind_are_few(void **state)
{
	struct fixture *f = *state;
	int64_t ticket, ids[5];
	struct message_row *list;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	ticket = add(f, queue_a, NOW, TICKET_NEW);
	for (size_t i = 0; i < 5; i++)
		ids[i] = add_message(f, ticket, NULL, 0);
	done(f, message_row_set_kind(f->store, ids[3], MESSAGE_ACKNOWLEDGEMENT, &f->err));
	done(f, message_row_newest_list(f->ctx, f->store, ticket, MESSAGE_FROM_REQUESTER, 3, &list, &n, &f->err));
	assert_int_equal(n, 3);
	assert_int_equal(list[0].id, ids[4]);
	assert_int_equal(list[1].id, ids[2]);
	assert_int_equal(list[2].id, ids[1]);
	assert_string_equal(list[2].text, "Hello\n> quoted");
	done(f, message_row_beginning(f->ctx, f->store, ticket, 2, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_int_equal(list[0].id, ids[0]);
	assert_int_equal(list[1].id, ids[1]);
	done(f, message_row_newest_list(f->ctx, f->store, ticket, MESSAGE_VENDOR, 3, &list, &n, &f->err));
	assert_int_equal(n, 0);
	done(f, store_commit(f->store, &f->err));
}

static void
authors_come_with_their_messages(void **state)
{
	static char text[] = "hi";
	struct fixture *f = *state;
	struct message_row m = { .text = text, .created = NOW }, *list;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	m.ticket = add(f, queue_a, NOW, TICKET_NEW);
	done(f, person_get(f->store, "ana@example.org", "Ana", NOW, &m.author, &f->err));
	done(f, message_row_add(f->store, &m, &f->err));
	done(f, message_row_list(f->ctx, f->store, m.ticket, &list, &n, &f->err));
	assert_string_equal(list[0].author_address, "ana@example.org");
	assert_string_equal(list[0].author_name, "Ana");
	done(f, store_commit(f->store, &f->err));
}

static void
the_last_known_identifier_leads(void **state)
{
	static char one[] = "one@example.org", two[] = "two@example.org", strange[] = "strange@example.org";
	char *refs[] = { one, two, strange };
	struct fixture *f = *state;
	const char *which;
	int64_t a, b, ticket;

	done(f, store_begin(f->store, &f->err));
	a = add(f, queue_a, NOW, TICKET_NEW);
	b = add(f, queue_a, NOW, TICKET_NEW);
	done(f, identifier_add(f->store, one, a, 0, &f->err));
	done(f, identifier_add(f->store, one, a, 0, &f->err));
	done(f, identifier_add(f->store, two, b, 0, &f->err));
	done(f, identifier_find(f->store, refs, 3, &ticket, &which, &f->err));
	assert_int_equal(ticket, b);
	assert_ptr_equal(which, two);
	done(f, identifier_find(f->store, refs, 1, &ticket, &which, &f->err));
	assert_int_equal(ticket, a);
	expect(f, identifier_find(f->store, refs + 2, 1, &ticket, &which, &f->err), NONE);
	expect(f, identifier_find(f->store, refs, 0, &ticket, &which, &f->err), NONE);
	/* Sent again on another ticket, it still leads to the first. */
	done(f, identifier_add(f->store, one, b, 0, &f->err));
	done(f, identifier_find(f->store, refs, 1, &ticket, &which, &f->err));
	assert_int_equal(ticket, a);
	done(f, store_commit(f->store, &f->err));
}

static void
a_thread_is_its_root_and_its_end(void **state)
{
	struct fixture *f = *state;
	char **list;
	int64_t ticket;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	ticket = add(f, queue_a, NOW, TICKET_NEW);
	done(f, identifier_thread(f->ctx, f->store, ticket, 3, &list, &n, &f->err));
	assert_int_equal(n, 0);
	for (int i = 0; i < 6; i++)
		add_message(f, ticket, i == 1 ? NULL : talloc_asprintf(f->ctx, "%d@example.org", i), 0);
	done(f, identifier_thread(f->ctx, f->store, ticket, 2, &list, &n, &f->err));
	assert_int_equal(n, 3);
	assert_string_equal(list[0], "0@example.org");
	assert_string_equal(list[1], "4@example.org");
	assert_string_equal(list[2], "5@example.org");
	done(f, identifier_thread(f->ctx, f->store, ticket, 5, &list, &n, &f->err));
	assert_int_equal(n, 5);
	assert_string_equal(list[0], "0@example.org");
	assert_string_equal(list[1], "2@example.org");
	assert_string_equal(list[4], "5@example.org");
	done(f, identifier_thread(f->ctx, f->store, ticket, 0, &list, &n, &f->err));
	assert_true(n <= 1);
	done(f, store_commit(f->store, &f->err));
}

static void
history_is_in_order(void **state)
{
	struct fixture *f = *state;
	struct event_row *list;
	int64_t ticket;
	size_t n;

	done(f, store_begin(f->store, &f->err));
	ticket = add(f, queue_a, NOW, TICKET_NEW);
	done(f, event_add(f->store, ticket, "postigo", "created", NULL, NOW, &f->err));
	done(f, event_add(f->store, ticket, "ana@example.org", "reply", "by token", NOW + 1, &f->err));
	done(f, event_list(f->ctx, f->store, ticket, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_string_equal(list[0].verb, "created");
	assert_null(list[0].detail);
	assert_string_equal(list[1].actor, "ana@example.org");
	assert_string_equal(list[1].detail, "by token");
	assert_int_equal(list[1].at, NOW + 1);
	assert_int_equal(list[1].ticket, ticket);
	expect(f, event_add(f->store, 99, "postigo", "created", NULL, NOW, &f->err), PERMFAIL);
	store_rollback(f->store);
}

static void
timers_are_due_in_order(void **state)
{
	static char kind[] = "reminder", detail[] = "third";
	struct fixture *f = *state;
	struct due_row late = { .due = NOW + 9, .kind = kind, .detail = detail }, early = { .due = NOW, .kind = kind,
		.ticket = 4 }, *list;
	instant due;
	size_t n;

	expect(f, due_next(f->store, &due, &f->err), NONE);
	done(f, store_begin(f->store, &f->err));
	done(f, due_add(f->store, &late, &f->err));
	done(f, due_add(f->store, &early, &f->err));
	done(f, due_next(f->store, &due, &f->err));
	assert_int_equal(due, NOW);
	done(f, due_now(f->ctx, f->store, NOW - 1, 9, &list, &n, &f->err));
	assert_int_equal(n, 0);
	done(f, due_now(f->ctx, f->store, NOW + 9, 9, &list, &n, &f->err));
	assert_int_equal(n, 2);
	assert_int_equal(list[0].id, early.id);
	assert_int_equal(list[0].ticket, 4);
	assert_string_equal(list[1].detail, "third");
	done(f, due_remove(f->store, early.id, &f->err));
	done(f, due_next(f->store, &due, &f->err));
	assert_int_equal(due, NOW + 9);
	done(f, store_commit(f->store, &f->err));
}

/* The first, whatever it is, and the newest of what is wanted. */
static void
a_long_ticket_is_read_at_its_ends(void **state)
{
	struct fixture *f = *state;
	const unsigned wanted = 1u << MESSAGE_FROM_REQUESTER | 1u << MESSAGE_FROM_TECHNICIAN;
	struct message_row m = { .text = (char[]){ "x" }, .sent = NOW, .created = NOW }, one, *list;
	int64_t ids[20], other;
	size_t n, left_out;

	done(f, store_begin(f->store, &f->err));
	other = add(f, queue_a, NOW, TICKET_NEW);
	m.ticket = add(f, queue_a, NOW, TICKET_NEW);
	done(f, message_row_ends(f->ctx, f->store, m.ticket, wanted, 4, &list, &n, &left_out, &f->err));
	assert_true(n == 0 && left_out == 0);
	for (size_t i = 0; i < 20; i++) {
		m.kind = i == 0 ? MESSAGE_AUTOMATIC : i % 2 == 0 ? MESSAGE_NOTE : MESSAGE_FROM_REQUESTER;
		done(f, message_row_add(f->store, &m, &f->err));
		ids[i] = m.id;
	}
	/* 1, 3 ... 19 are the requester's: the newest three, and seven between. */
	done(f, message_row_ends(f->ctx, f->store, m.ticket, wanted, 4, &list, &n, &left_out, &f->err));
	assert_int_equal(n, 4);
	assert_int_equal(left_out, 7);
	assert_int_equal(list[0].id, ids[0]);
	assert_int_equal(list[1].id, ids[15]);
	assert_int_equal(list[3].id, ids[19]);
	done(f, message_row_ends(f->ctx, f->store, m.ticket, wanted, 11, &list, &n, &left_out, &f->err));
	assert_true(n == 11 && left_out == 0);
	done(f, message_row_of(f->ctx, f->store, m.ticket, ids[7], &one, &f->err));
	assert_int_equal(one.id, ids[7]);
	expect(f, message_row_of(f->ctx, f->store, other, ids[7], &one, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
}

static void
what_else_somebody_has_asked(void **state)
{
	struct fixture *f = *state;
	struct ticket *list = NULL;
	int64_t eva, ids[4];
	size_t count = 0;

	done(f, store_begin(f->store, &f->err));
	done(f, person_get(f->store, "eva@customer.example", NULL, NOW, &eva, &f->err));
	for (int i = 0; i < 4; i++) {
		struct ticket t = { .subject = talloc_strdup(f, "Printer"), .queue = talloc_strdup(f, "help"), .created = NOW,
			.requester = i == 1 ? 0 : eva };

		done(f, ticket_add(f->store, &t, &f->err));
		ids[i] = t.id;
	}
	done(f, ticket_set_state(f->store, ids[0], TICKET_CLOSED, NOW, &f->err));
	done(f, ticket_of_requester(f, f->store, eva, TICKET_NEW, 5, &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_true(list[0].id == ids[3] && list[1].id == ids[2]);
	done(f, ticket_of_requester(f, f->store, eva, TICKET_NEW, 1, &list, &count, &f->err));
	assert_int_equal(count, 1);
	done(f, ticket_of_requester(f, f->store, eva, TICKET_CLOSED, 5, &list, &count, &f->err));
	assert_true(count == 1 && list[0].id == ids[0]);
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(a_ticket_is_read_as_it_was_added),
		in_store(where_it_stands_is_kept),
		in_store(tags_and_fields_are_sets),
		in_store(changes_are_kept),
		in_store(lists_are_newest_change_first),
		in_store(a_person_is_known_by_the_address),
		in_store(the_first_role_stays),
		in_store(who_was_removed_comes_back_only_when_asked_for),
		in_store(another_may_be_the_requester),
		in_store(messages_and_attachments_are_kept),
		in_store(the_newest_of_a_kind_are_few),
		in_store(authors_come_with_their_messages),
		in_store(the_last_known_identifier_leads),
		in_store(a_thread_is_its_root_and_its_end),
		in_store(a_long_ticket_is_read_at_its_ends),
		in_store(history_is_in_order),
		in_store(timers_are_due_in_order),
		in_store(what_else_somebody_has_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
