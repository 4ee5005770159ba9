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

static struct decision *
flood(struct house *h, const char *from, const char *fields, int n)
{
	struct decision *d = NULL;

	for (int i = 0; i < n; i++)
		d = take(h, letter(h, from, DESK, fields, talloc_asprintf(h, "%u", h->serial)));
	return d;
}

/* One address makes twenty tickets an hour, and no more: the others are put on the last, and everybody hears of that once. */
static void
a_flood_goes_onto_one_ticket(void **state)
{
	struct house *h = house_begin(state, HOUSE "operator = \"ops@desk.example\";\n");
	size_t heard;

	flood(h, EVA, "", 20);
	assert_int_equal(h->ticket, 20);
	heard = sent_to(h, "ben@tech.example");
	flood(h, EVA, "", 1);
	assert_int_equal(h->d->outcome, DECIDE_REPLY);
	assert_true(h->d->folded);
	assert_int_equal(h->ticket, 20);
	assert_non_null(h->d->alarm);
	assert_int_equal(sent_to(h, "ben@tech.example"), heard + 1);
	flood(h, EVA, "", 9);
	assert_int_equal(h->ticket, 20);
	assert_null(h->d->alarm);
	assert_int_equal(sent_to(h, "ben@tech.example"), heard + 1);
	assert_int_equal(sent_to(h, "ops@desk.example"), 1);
	assert_int_equal(sent_to(h, "eva@customer.example"), 2);
	/* Others are not the worse for it, nor is she when she is shown to have written. */
	flood(h, "bo@customer.example", "", 1);
	assert_int_equal(h->ticket, 21);
	flood(h, EVA, VOUCHED("customer.example"), 1);
	assert_int_equal(h->ticket, 22);
	/* It is over when the hour is. */
	h->now += HOURS(1) + 1;
	flood(h, EVA, "", 1);
	assert_int_equal(h->ticket, 23);
}

static void
a_flood_is_seen_again_when_its_ticket_is_closed(void **state)
{
	struct house *h = house_begin(state, HOUSE "limits = { tickets = \"2/1h\"; copies = \"off\"; };\n");

	flood(h, EVA, "", 3);
	assert_int_equal(h->ticket, 2);
	done(h, store_begin(h->tools.store, &h->err));
	done(h, ticket_set_state(h->tools.store, 2, TICKET_WAITING, h->now, &h->err));
	done(h, store_commit(h->tools.store, &h->err));
	flood(h, EVA, "", 1);
	assert_int_equal(ticket(h, 2).state, TICKET_OPEN);
	done(h, store_begin(h->tools.store, &h->err));
	done(h, ticket_set_state(h->tools.store, 2, TICKET_CLOSED, h->now, &h->err));
	done(h, store_commit(h->tools.store, &h->err));
	flood(h, EVA, "", 1);
	assert_int_equal(h->ticket, 3);
	/* Machine mail goes along, and changes no state. */
	flood(h, EVA, "Auto-Submitted: auto-generated\n", 1);
	assert_int_equal(h->ticket, 3);
	assert_int_equal(ticket(h, 3).state, TICKET_NEW);
}

/* The same over and over is a flood much sooner; a scanner's pages, which differ in what is attached, are not the same. */
static void
copies_go_onto_one_ticket_sooner(void **state)
{
	struct house *h = house_begin(state, HOUSE);
	static const char scan[] = "MIME-Version: 1.0\nSubject: Scan\nContent-Type: multipart/mixed; boundary=b\n";

	for (int i = 0; i < 5; i++)
		take(h, letter(h, EVA, DESK, "", "It burns."));
	assert_int_equal(h->ticket, 3);
	assert_non_null(strstr(h->d->not_answered, "limits.copies"));
	h->now += MINUTES(11);
	take(h, letter(h, EVA, DESK, "", "It burns."));
	assert_int_equal(h->ticket, 4);
	for (int i = 0; i < 5; i++)
		take(h, letter(h, EVA, DESK, scan, talloc_asprintf(h, "--b\n\nSee there.\n--b\n"
		    "Content-Type: application/pdf; name=a.pdf\n\n%d\n--b--\n", i)));
	assert_int_equal(h->ticket, 9);
}

/* What a technician passes on is wanted; so is everything where an address may have as many answers as it likes. */
static void
what_is_wanted_is_no_flood(void **state)
{
	struct house *h = house_begin(state, HOUSE "limits = { address = \"off\"; };\n");

	flood(h, EVA, "", 30);
	assert_int_equal(h->ticket, 30);
}

static void
what_technicians_pass_on_is_no_flood(void **state)
{
	struct house *h = house_begin(state, HOUSE "limits = { tickets = \"2/1h\"; };\n");
	static const char forwarded[] = "See below.\n\n---------- Forwarded message ---------\nFrom: Eva <eva@customer.example>\n"
	    "Date: Mon, 23 Nov 2026 at 10:00\nSubject: Cannot print\nTo: Ana <ana@tech.example>\n\nIt burns.\n";

	for (int i = 0; i < 4; i++)
		take(h, letter(h, ANA, DESK, VOUCHED("tech.example"), forwarded));
	assert_int_equal(h->ticket, 4);
	assert_true(h->d->on_behalf);
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
		in_house(a_flood_goes_onto_one_ticket),
		in_house(a_flood_is_seen_again_when_its_ticket_is_closed),
		in_house(copies_go_onto_one_ticket_sooner),
		in_house(what_is_wanted_is_no_flood),
		in_house(what_technicians_pass_on_is_no_flood),
		in_house(a_refused_mail_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
