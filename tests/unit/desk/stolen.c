/* stolen.c - what a mail that is not whose it says, or names what is not its sender's, does and shows */
#include <config.h>

#include "house.h"

/* A technician's reply address, in a mail from nobody: it does nothing, and breaks nothing. */
static void
a_technicians_address_used_by_nobody(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS "operator = \"ops@desk.example\";\n");
	static const char *const froms[] = { "", "From: \n", "From: Ana\n", "From: <>\n", "From: (comment\n" };

	take(h, letter(h, EVA, DESK, "", "It burns."));
	for (size_t i = 0; i < sizeof(froms) / sizeof(froms[0]); i++) {
		take(h, talloc_asprintf(h, "%sTo: %s\nSubject: %zu\n\nSwitch it off.\n", froms[i],
		    sent(h, "ana@tech.example", 1)->reply_to.list[0].address, i));
		assert_int_equal(h->d->outcome, DECIDE_QUARANTINED);
		assert_non_null(h->d->alarm);
	}
	assert_int_equal(sent_to(h, "eva@customer.example"), 1);
	assert_true(sent_to(h, "ops@desk.example") >= 1);
	/* Ana hears that it was tried. */
	assert_string_equal(h->d->answers[0].template, "not_accepted");
}

/* Whoever names a ticket and puts somebody in copy must not learn from what happens whether they are on it. */
static void
a_tag_does_not_tell_who_takes_part(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);
	struct decision *known, *unknown;

	take(h, letter(h, EVA, DESK, "", "It burns."));
	known = take(h, letter(h, "mallory@elsewhere.example", DESK, "Subject: [#1]\nCc: eva@customer.example\n"
	    VOUCHED("elsewhere.example"), "And I?"));
	unknown = take(h, letter(h, "mallory@elsewhere.example", DESK, "Subject: [#1]\nCc: pat@customer.example\n"
	    VOUCHED("elsewhere.example"), "And I?"));
	assert_int_equal(known->outcome, DECIDE_NEW_TICKET);
	assert_int_equal(known->joins.count, 1);
	assert_int_equal(unknown->joins.count, 1);
	assert_int_equal(known->answer_count, unknown->answer_count);
	/* Nor from what they are asked, when nothing vouches for them. */
	known = take(h, letter(h, "mallory@elsewhere.example", DESK, "Subject: [#1]\nCc: eva@customer.example\n", "And I?"));
	unknown = take(h, letter(h, "mallory@elsewhere.example", DESK, "Subject: [#1]\nCc: pat@customer.example\n", "And I?"));
	assert_int_equal(known->withheld, WITHHELD_PARTICIPANTS);
	assert_int_equal(unknown->withheld, WITHHELD_PARTICIPANTS);
	assert_int_equal(known->answer_count, unknown->answer_count);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(a_technicians_address_used_by_nobody),
		in_house(a_tag_does_not_tell_who_takes_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
