/* told.c - what goes out: in threads that hold, without a stranger's words, and not for ever */
#include <config.h>

#include <postigo/store/due.h>
#include <postigo/store/notice.h>
#include <postigo/store/person.h>

#include "../../../src/desk/notice_gather.h"
#include "house.h"

/* A long thread: the oldest identifier stays when the list is shortened, the newest is last, and the subject does not change
 * whatever people write into theirs. */
static void
threads_hold(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);
	struct mail *sent_last;

	take(h, letter(h, EVA, DESK, VOUCHED("customer.example") "Thread-Topic: Cannot print\n"
	    "Thread-Index: AdpL0N+v1zYQvNyVTIWnmFtrZrB0tw==\n", "It burns."));
	for (int i = 0; i < 30; i++) {
		h->now += MINUTES(10);
		take(h, letter(h, EVA, sent(h, "eva@customer.example", 1)->reply_to.list[0].address, talloc_asprintf(h,
		    "Subject: Re: other words %d\n", i), "And?"));
	}
	take(h, answer_to(h, sent(h, "ana@tech.example", 1), ANA, "", "Switch it off."));
	sent_last = sent(h, "eva@customer.example", 2);
	assert_string_equal(sent_last->subject, "Re: Cannot print [#1]");
	assert_int_equal(sent_last->references.count, 25);
	assert_string_equal(sent_last->references.list[0], "1@mailer.example");
	assert_string_equal(sent_last->references.list[24], "31@mailer.example");
	assert_string_equal(sent_last->in_reply_to.list[0], "31@mailer.example");
	assert_string_equal(sent_last->thread_topic, "Cannot print");
	/* The same 22 bytes to begin with, and one more level. */
	assert_int_equal(strncmp(sent_last->thread_index, "AdpL0N+v1zYQvNyVTIWnmFtrZrB0", 28), 0);
	assert_true(strlen(sent_last->thread_index) > 32);
}

/* None of what somebody has us mail to an address that they forge; unless the operator says that it does no harm there. */
static void
strangers_words_are_not_passed_on(void **state)
{
	static const char *const words[] = { "Cheap", "pills", "Dr. Evil", "www.evil.example" };
	static const char *const settings[] = { "true", "false" };

	for (int i = 0; i < 2; i++) {
		struct house *h;
		struct mail *ack;
		size_t found = 0;

		if (i == 1) {
			assert_int_equal(house_teardown(state), 0);
			assert_int_equal(house_setup(state), 0);
		}
		h = house_begin(state, talloc_asprintf(*state, "identity = { name = \"Desk\"; domain = \"desk.example\"; };\n"
		    "smtp = { host = \"mail.desk.example\"; from = \"bounces@desk.example\"; };\nqueues = ( { name = \"help\"; } );\n"
		    "mailboxes = ( { name = \"support\"; address = \"" DESK "\"; queue = \"help\"; host = \"mail.desk.example\";"
		    " safe_acknowledgement = %s; } );\n", settings[i]));
		take(h, letter(h, "Dr. Evil <eva@customer.example>", DESK, "Subject: Cheap pills\nThread-Topic: Cheap pills\n",
		    "See www.evil.example."));
		ack = sent(h, "eva@customer.example", 1);
		for (size_t n = 0; n < sizeof(words) / sizeof(words[0]); n++)
			found += strstr(ack->subject, words[n]) != NULL || strstr(ack->text, words[n]) != NULL ||
			    (ack->thread_topic != NULL && strstr(ack->thread_topic, words[n]) != NULL) ||
			    (ack->to.list[0].name != NULL && strstr(ack->to.list[0].name, words[n]) != NULL);
		assert_int_equal(found > 0, i);
	}
}

/* The breaker: it trips once and is told of once; it does not trip again with the next mail, and resets by itself. */
static void
the_breaker_trips_once_and_resets(void **state)
{
	struct house *h = house_begin(state, HOUSE "operator = \"ops@desk.example\";\nlimits = { all = \"10/1h\"; };\n");
	int trips = 0, resets = 0, answered = 0;

	for (int i = 0; i < 60; i++) {
		char *from = talloc_asprintf(h, "p%d@d%d.example", i, i);

		take(h, letter(h, from, DESK, "", "It burns."));
		trips += h->d->breaker == BREAKER_TRIPS;
		resets += h->d->breaker == BREAKER_RESETS;
		answered += (int)sent_to(h, from);
		h->now += MINUTES(1);
	}
	assert_int_equal(answered, 10);
	assert_int_equal(trips, 1);
	assert_int_equal(resets, 0);
	assert_int_equal(sent_to(h, "ops@desk.example"), 1);
	/* An hour after the first ten, all of that has gone by. */
	h->now += MINUTES(10);
	take(h, letter(h, "last@d.example", DESK, "", "It burns."));
	assert_int_equal(h->d->breaker, BREAKER_RESETS);
	assert_int_equal(sent_to(h, "last@d.example"), 1);
	/* Technicians were told of every one all the time. */
	assert_int_equal(sent_to(h, "ben@tech.example"), 61);
}

/* Of more than is looked at in one go, none due: the next look is when the first is due, and not at once again and again. */
static void
what_is_not_due_is_waited_for(void **state)
{
	struct house *h = house_begin(state, "identity = { name = \"Desk\"; domain = \"desk.example\"; };\n"
	    "smtp = { host = \"mail.desk.example\"; from = \"bounces@desk.example\"; };\nqueues = ( { name = \"help\"; team = \"first\"; } );\n"
	    "mailboxes = ( { name = \"support\"; address = \"" DESK "\"; queue = \"help\"; host = \"mail.desk.example\"; } );\n"
	    "teams = ( { name = \"first\"; members = [ \"ana\" ]; } );\n"
	    "agents = ( { name = \"ana\"; address = \"ana@tech.example\"; } );\nnotices = { collapse = \"2m\"; };\n");
	struct notice_waiting w = { .template = (char[]){ "notice_reply" } };
	struct due_row row = { .kind = (char[]){ NOTICE_TIMER } }, next;

	take(h, letter(h, EVA, DESK, "", "It burns."));
	assert_int_equal(sent_to(h, "ana@tech.example"), 1);
	w.ticket = row.ticket = h->ticket;
	w.message = h->message;
	done(h, store_begin(h->tools.store, &h->err));
	done(h, person_get(h->tools.store, "ana@tech.example", NULL, h->now, &w.person, &h->err));
	for (int i = 0; i < 1100; i++)
		done(h, notice_wait(h->tools.store, &w, &h->err));
	done(h, notice_due(&h->tools, &row, h->now + SECONDS(30), &h->err));
	done(h, due_of_ticket(h, h->tools.store, h->ticket, NOTICE_TIMER, &next, &h->err));
	assert_true(next.due == h->now + MINUTES(2));
	assert_int_equal(sent_to(h, "ana@tech.example"), 1);
	/* Then it is told, and what did not fit into one look comes soon, not too soon, after it. */
	done(h, due_remove(h->tools.store, next.id, &h->err));
	done(h, notice_due(&h->tools, &row, next.due, &h->err));
	assert_int_equal(sent_to(h, "ana@tech.example"), 2);
	done(h, due_of_ticket(h, h->tools.store, h->ticket, NOTICE_TIMER, &next, &h->err));
	done(h, store_commit(h->tools.store, &h->err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(threads_hold),
		in_house(strangers_words_are_not_passed_on),
		in_house(the_breaker_trips_once_and_resets),
		in_house(what_is_not_due_is_waited_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
