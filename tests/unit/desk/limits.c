/* limits.c - how much goes out by itself, at any hour: what is counted is what was asked about */
#include <config.h>

#include "house.h"

/* As long as a subject is: the ticket keeps less of it than the mail has, and both must count as the same. */
static void
the_same_words_stop_whatever_the_subject(void **state)
{
	struct house *h = house_begin(state, HOUSE);
	char *subject = talloc_size(h, 700);

	memset(subject, 'x', 700);
	memcpy(subject, "Subject: a\tb ", 13);
	strcpy(subject + 697, "y\n");
	for (int i = 0; i < 4; i++) {
		take(h, letter(h, EVA, DESK, subject, talloc_asprintf(h, "%d", i)));
		h->now += MINUTES(20);
	}
	assert_int_equal(sent_to(h, "eva@customer.example"), 2);
	assert_non_null(h->d->not_answered);
	/* Other words are not the same; a number in front, which some system has put there, makes no difference. */
	take(h, letter(h, EVA, DESK, "Subject: Something else\n", "5"));
	h->now += HOURS(2);
	take(h, letter(h, EVA, DESK, "Subject: Re: [#77] something else\n", "6"));
	assert_int_equal(sent_to(h, "eva@customer.example"), 4);
	take(h, letter(h, EVA, DESK, "Subject: [#78] Something else\n", "7"));
	assert_int_equal(sent_to(h, "eva@customer.example"), 4);
}

/* Why a mail ended without a ticket can still be read in its row. */
static void
a_refused_mail_says_why(void **state)
{
	struct house *h = house_begin(state, "identity = { name = \"Desk\"; domain = \"desk.example\"; };\n"
	    "smtp = { host = \"mail.desk.example\"; from = \"bounces@desk.example\"; };\n"
	    "mailboxes = ( { name = \"support\"; address = \"" DESK "\"; queue = \"help\"; host = \"mail.desk.example\"; } );\n"
	    "queues = ( { name = \"help\"; reopen_for = \"never\"; link_for = \"never\"; } );\n");
	struct inbox_row row;

	take(h, letter(h, EVA, DESK, "", "It burns."));
	done(h, store_begin(h->tools.store, &h->err));
	done(h, ticket_set_state(h->tools.store, 1, TICKET_CLOSED, h->now, &h->err));
	done(h, store_commit(h->tools.store, &h->err));
	take(h, answer_to(h, sent(h, "eva@customer.example", 1), EVA, "", "It burns again."));
	assert_int_equal(h->d->outcome, DECIDE_REFUSED);
	done(h, inbox_read(h, h->tools.store, h->inbox, &row, &h->err));
	assert_int_equal(row.state, INBOX_DONE);
	assert_string_equal(row.cause, h->d->cause);
	assert_int_equal(sent_to(h, "eva@customer.example"), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(the_same_words_stop_whatever_the_subject),
		in_house(a_refused_mail_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
