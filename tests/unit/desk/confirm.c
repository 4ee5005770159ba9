/* confirm.c - what somebody is asked to confirm, what happens meanwhile, and what their yes does then */
#include <config.h>

#include "house.h"

#include <postigo/store/participant.h>

static size_t
people(struct house *h, int64_t number)
{
	struct participant *list;
	size_t count;

	return participant_list(h, h->tools.store, number, &list, &count, &h->err) == DONE ? count : 0;
}

static const char forwarded[] = "Please see below.\n\n---------- Forwarded message ---------\n"
    "From: Eva <eva@customer.example>\nDate: Mon, 23 Nov 2026 at 10:00\nSubject: Cannot print\nTo: Ana <ana@tech.example>\n\n"
    "The printer is on fire.\n";

/* The technician who passed a mail on is not left in copy of what the requester is told. */
static void
a_technician_who_passes_a_mail_on_takes_no_part(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);

	take(h, letter(h, ANA, DESK, "Subject: Fwd: Cannot print\n", forwarded));
	assert_int_equal(h->d->withheld, WITHHELD_ON_BEHALF);
	assert_int_equal(people(h, 1), 1);
	take(h, answer_to(h, sent(h, "ana@tech.example", 1), ANA, "", "Yes."));
	assert_int_equal(people(h, 1), 1);
	assert_int_equal(sent_to(h, "eva@customer.example"), 1);
	take(h, answer_to(h, sent(h, "ben@tech.example", 1), "ben@tech.example", "", "Switch it off."));
	assert_int_equal(sent_to(h, "eva@customer.example"), 2);
	/* They were asked, and told which ticket it is. */
	assert_int_equal(sent_to(h, "ana@tech.example"), 2);
	assert_non_null(strstr(sent(h, "ana@tech.example", 2)->text, "Ticket 1 (help) is open for Eva <eva@customer.example>."));
}

/* An answer by the notice's Message-ID alone made a ticket of its own, which somebody has merged before the yes comes. */
static void
what_was_merged_meanwhile_is_not_merged_again(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);
	struct mail *notice;

	take(h, letter(h, EVA, DESK, "", "It burns."));
	notice = sent(h, "ana@tech.example", 1);
	notice->reply_to.list[0].address = (char[]){ DESK };
	take(h, answer_to(h, notice, ANA, "", "Switch it off."));
	assert_int_equal(h->d->withheld, WITHHELD_ANSWER);
	assert_int_equal(h->ticket, 2);
	assert_int_equal(sent_to(h, "eva@customer.example"), 1);
	done(h, store_begin(h->tools.store, &h->err));
	done(h, ticket_merge(h->tools.store, 2, 1, h->now, &h->err));
	done(h, store_commit(h->tools.store, &h->err));
	take(h, answer_to(h, sent(h, "ana@tech.example", 2), ANA, "", "Yes."));
	assert_int_equal(h->d->outcome, DECIDE_REPLY);
	assert_int_equal(h->ticket, 1);
	assert_int_equal(sent_to(h, "eva@customer.example"), 2);
	assert_int_equal(ticket(h, 2).merged_into, 1);
}

/* A reply to a closed ticket waits to open it. The team hears of it at once, and when they have answered by the time of the
 * yes, the ticket waits for the requester as it does. */
static void
an_answer_meanwhile_stands(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);
	char *second;

	take(h, letter(h, EVA, DESK, "", "It burns."));
	done(h, store_begin(h->tools.store, &h->err));
	done(h, ticket_set_state(h->tools.store, 1, TICKET_CLOSED, h->now, &h->err));
	done(h, store_commit(h->tools.store, &h->err));
	second = letter(h, EVA, DESK, "In-Reply-To: <1@mailer.example>\n", "It burns again.");
	take(h, second);
	assert_int_equal(h->d->withheld, WITHHELD_REOPENING);
	assert_int_equal(ticket(h, 1).state, TICKET_CLOSED);
	assert_int_equal(sent_to(h, "ana@tech.example"), 2);
	assert_int_equal(sent_to(h, "ben@tech.example"), 2);
	take(h, answer_to(h, sent(h, "ana@tech.example", 2), ANA, "", "Switch it off."));
	assert_int_equal(ticket(h, 1).state, TICKET_WAITING);
	take(h, answer_to(h, sent(h, "eva@customer.example", 2), EVA, "", "Yes."));
	assert_int_equal(ticket(h, 1).state, TICKET_WAITING);
	assert_string_equal(ticket(h, 1).assignee, "ana");
}

static void
a_yes_opens_the_ticket(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);

	take(h, letter(h, EVA, DESK, "", "It burns."));
	done(h, store_begin(h->tools.store, &h->err));
	done(h, ticket_set_state(h->tools.store, 1, TICKET_CLOSED, h->now, &h->err));
	done(h, store_commit(h->tools.store, &h->err));
	take(h, letter(h, EVA, DESK, "In-Reply-To: <1@mailer.example>\n", "It burns again."));
	take(h, answer_to(h, sent(h, "eva@customer.example", 2), EVA, "", "Yes."));
	assert_int_equal(ticket(h, 1).state, TICKET_OPEN);
	assert_int_equal(sent_to(h, "ana@tech.example"), 2);
}

/* A technician's answer goes out at once; only whom it names waits for the yes, and is not sent what came before. */
static void
people_whom_a_technician_names_wait_too(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS "trust = { participants = \"token_and_auth\"; };\n");

	take(h, letter(h, EVA, DESK, "", "It burns."));
	take(h, answer_to(h, sent(h, "ana@tech.example", 1), ANA, "Cc: bo@customer.example, " DESK "\n", "Switch it off."));
	assert_int_equal(h->d->withheld, WITHHELD_PARTICIPANTS);
	assert_int_equal(people(h, 1), 1);
	assert_int_equal(sent_to(h, "eva@customer.example"), 2);
	take(h, answer_to(h, sent(h, "ana@tech.example", 2), ANA, "", "Yes."));
	assert_int_equal(people(h, 1), 2);
	assert_int_equal(sent_to(h, "eva@customer.example"), 2);
	assert_int_equal(sent_to(h, "bo@customer.example"), 0);
}

/* Less than trust.commands asks for, however it comes: the technician is asked, and all of it is done when they say yes. */
static void
a_technicians_command_waits_for_a_yes(void **state)
{
	static const char *const proofs[] = { "", VOUCHED("tech.example") };

	for (size_t i = 0; i < sizeof(proofs) / sizeof(proofs[0]); i++) {
		struct house *h;
		struct mail *notice;

		if (i > 0) {
			assert_int_equal(house_teardown(state), 0);
			assert_int_equal(house_setup(state), 0);
		}
		h = house_begin(state, HOUSE NO_LIMITS "operator = \"ops@desk.example\";\n");
		take(h, letter(h, EVA, DESK, "", "It burns."));
		notice = sent(h, "ana@tech.example", 1);
		take(h, letter(h, ANA, DESK, talloc_asprintf(h, "In-Reply-To: <%s>\n%s", notice->message_id, proofs[i]),
		    "#close\n\nIt is out."));
		assert_true(h->d->withheld != 0);
		assert_int_equal(ticket(h, 1).state, TICKET_NEW);
		assert_int_equal(sent_to(h, "eva@customer.example"), 1);
		/* A word to the operator only where nothing speaks for it. */
		assert_int_equal(sent_to(h, "ops@desk.example"), i == 0);
		take(h, answer_to(h, sent(h, "ana@tech.example", 2), ANA, "", "Yes."));
		assert_int_equal(ticket(h, 1).state, TICKET_CLOSED);
		assert_non_null(strstr(sent(h, "eva@customer.example", 2)->text, "It is out."));
		assert_null(strstr(sent(h, "eva@customer.example", 2)->text, "#close"));
		/* A second yes does nothing more. */
		take(h, answer_to(h, sent(h, "ana@tech.example", 2), ANA, "", "Yes!"));
		assert_int_equal(sent_to(h, "eva@customer.example"), 2);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(a_technician_who_passes_a_mail_on_takes_no_part),
		in_house(what_was_merged_meanwhile_is_not_merged_again),
		in_house(an_answer_meanwhile_stands),
		in_house(a_yes_opens_the_ticket),
		in_house(people_whom_a_technician_names_wait_too),
		in_house(a_technicians_command_waits_for_a_yes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
