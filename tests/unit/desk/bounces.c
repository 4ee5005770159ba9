/* bounces.c - which mail of ours a bounce is about, and whose address it says something of */
#include <config.h>

#include "house.h"

#include <postigo/store/delivery.h>

#define REPORT \
	"From: MAILER-DAEMON@relay.example\nTo: %s\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n" \
	"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nIt could not be delivered.\n\n" \
	"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\n\nFinal-Recipient: rfc822; %s\n" \
	"Action: failed\nStatus: 5.1.1\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <%s>\n\n--b--\n"

static bool
is_held(struct house *h, const char *address)
{
	struct person person;
	struct delivery delivery;

	done(h, person_find(h, h->tools.store, address, &person, &h->err));
	return delivery_read(h, h->tools.store, person.id, &delivery, &h->err) == DONE && delivery.until > h->now;
}

/* Eva and Bo on one ticket, and an answer to both. */
static struct house *
answered(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);

	take(h, letter(h, EVA, DESK ", Bo <bo@customer.example>", VOUCHED("customer.example"), "It burns."));
	take(h, answer_to(h, sent(h, "ana@tech.example", 1), ANA, "", "Switch it off."));
	assert_string_equal(sent(h, "eva@customer.example", 2)->message_id, sent(h, "bo@customer.example", 1)->message_id);
	return h;
}

static void
copies_that_share_a_message_id_are_told_apart(void **state)
{
	struct house *h = answered(state);
	char *id = sent(h, "bo@customer.example", 1)->message_id;

	take(h, talloc_asprintf(h, REPORT, DESK, "bo@customer.example", id));
	assert_int_equal(h->d->outcome, DECIDE_BOUNCE);
	assert_true(is_held(h, "bo@customer.example"));
	assert_false(is_held(h, "eva@customer.example"));
	take(h, talloc_asprintf(h, REPORT, DESK, "Eva@Customer.example", id));
	assert_true(is_held(h, "eva@customer.example"));
	assert_int_equal(sent_to(h, "ana@tech.example"), 3);
}

/* A forwarder reports the address that it knows: the one that the envelope was made for is meant. */
static void
the_envelope_tells_whose_copy_it_is(void **state)
{
	struct house *h = answered(state);
	struct mail *evas = sent(h, "eva@customer.example", 2);

	take(h, talloc_asprintf(h, REPORT, evas->return_path, "bo@customer.example", evas->message_id));
	assert_int_equal(h->d->outcome, DECIDE_BOUNCE);
	assert_true(is_held(h, "eva@customer.example"));
	assert_false(is_held(h, "bo@customer.example"));
}

/* Of somebody whom we sent nothing under that name, it says nothing. */
static void
a_bounce_about_a_stranger_holds_nobody(void **state)
{
	struct house *h = answered(state);

	take(h, talloc_asprintf(h, REPORT, DESK, "pat@elsewhere.example", sent(h, "bo@customer.example", 1)->message_id));
	assert_int_equal(h->d->outcome, DECIDE_BOUNCE);
	assert_false(is_held(h, "eva@customer.example"));
	assert_false(is_held(h, "bo@customer.example"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(copies_that_share_a_message_id_are_told_apart),
		in_house(the_envelope_tells_whose_copy_it_is),
		in_house(a_bounce_about_a_stranger_holds_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
