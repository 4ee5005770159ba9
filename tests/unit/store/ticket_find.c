/* ticket_find.c - tickets are found by their words, once these are in the index */
#include <config.h>

#include "fixture.h"

#include <postigo/store/message_row.h>
#include <postigo/store/person.h>
#include <postigo/store/ticket.h>
#include <postigo/store/ticket_find.h>

static int64_t
ticket(struct fixture *f, const char *subject, const char *address, const char *name, const char *text)
{
	struct ticket t = { .subject = talloc_strdup(f, subject), .queue = talloc_strdup(f, "help"), .created = NOW };
	struct message_row m = { .text = talloc_strdup(f, text), .created = NOW };

	done(f, person_get(f->store, address, name, NOW, &t.requester, &f->err));
	done(f, ticket_add(f->store, &t, &f->err));
	m.ticket = t.id;
	done(f, message_row_add(f->store, &m, &f->err));
	return t.id;
}

/* The numbers that it finds, as "3 1". */
static const char *
found(struct fixture *f, const char *words, size_t most)
{
	char *out = talloc_strdup(f, "");
	int64_t *list = NULL;
	size_t count = 0;

	done(f, ticket_find(f, f->store, words, most, &list, &count, &f->err));
	for (size_t i = 0; i < count; i++)
		out = talloc_asprintf_append(out, "%s%lld", i > 0 ? " " : "", (long long)list[i]);
	return out;
}

static void
words_are_found(void **state)
{
	static const struct {
		const char *words, *found;
	} samples[] = {
		{ "printer", "3 1" }, { "PRINT", "3 1" }, { "printer madrid", "1" }, { "malaga", "2" }, { "Málaga", "2" },
		{ "eva", "1" }, { "eva@customer.example", "1" }, { "customer", "2 1" }, { "toner", "3" }, { "rinter", "" },
		{ "nothing like it", "" }, { "", "" }, { "\"'*:^-()", "" }, { "printer OR madrid", "" }, { "words: printer*", "" },
		{ "printer\" NOT \"madrid", "" }, { "NEAR(printer madrid)", "" }, { "日本", "2" },
	};
	struct fixture *f = *state;
	bool all = false;

	done(f, store_begin(f->store, &f->err));
	ticket(f, "The printer in Madrid", "eva@customer.example", "Eva", "It is broken.");
	ticket(f, "La luz de Málaga", "bo@customer.example", NULL, "Hola, 日本語");
	ticket(f, "Printer", "x@y.example", "X", "No toner.");
	assert_string_equal(found(f, "printer", 9), "");
	done(f, ticket_find_catch_up(f->store, 10, &all, &f->err));
	assert_true(all);
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		if (strcmp(found(f, samples[i].words, 9), samples[i].found) != 0)
			fail_msg("%s: %s", samples[i].words, found(f, samples[i].words, 9));
	assert_string_equal(found(f, "printer", 1), "3");
	done(f, store_commit(f->store, &f->err));
}

static void
it_catches_up(void **state)
{
	struct fixture *f = *state;
	bool all = true;

	done(f, store_begin(f->store, &f->err));
	done(f, ticket_find_catch_up(f->store, 2, &all, &f->err));
	assert_true(all);
	for (int i = 0; i < 5; i++)
		ticket(f, "Printer", "eva@customer.example", "Eva", "Hello");
	done(f, ticket_find_catch_up(f->store, 2, &all, &f->err));
	assert_false(all);
	assert_string_equal(found(f, "printer", 9), "2 1");
	done(f, ticket_find_catch_up(f->store, 2, &all, &f->err));
	done(f, ticket_find_catch_up(f->store, 2, &all, &f->err));
	assert_true(all);
	assert_string_equal(found(f, "printer", 9), "5 4 3 2 1");
	/* Once more changes nothing. */
	done(f, ticket_find_catch_up(f->store, 2, &all, &f->err));
	assert_true(all);
	assert_string_equal(found(f, "printer", 9), "5 4 3 2 1");
	done(f, store_commit(f->store, &f->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(words_are_found),
		in_store(it_catches_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
