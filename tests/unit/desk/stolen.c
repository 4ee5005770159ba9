/* stolen.c - what a mail that is not whose it says, or names what is not its sender's, does and shows */
#include <config.h>

#include "house.h"

#include <postigo/store/message_row.h>
#include <postigo/store/participant.h>
#include <postigo/store/tag.h>

#include "../../../src/desk/command_word.h"

/* Everything about a ticket that a mail could change. */
static char *
all_of(struct house *h, int64_t number)
{
	struct ticket t = ticket(h, number);
	struct participant *people;
	struct message_row *messages;
	struct mail_strings tags = { NULL, 0 };
	size_t people_count = 0, message_count = 0;

	assert_true(participant_list(h, h->tools.store, number, &people, &people_count, &h->err) >= 0);
	assert_true(message_row_list(h, h->tools.store, number, &messages, &message_count, &h->err) >= 0);
	assert_true(tag_list(h, h->tools.store, number, &tags.list, &tags.count, &h->err) >= 0);
	return talloc_asprintf(h, "state %d for %d, of %lld, queue %s, tier %d, priority %d, team %s, assignee %s, merged %lld,"
	    " %zu people, %zu messages, %zu tags", t.state, t.waiting_for, (long long)t.requester, t.queue, t.tier, t.priority,
	    t.team, t.assignee, (long long)t.merged_into, people_count, message_count, tags.count);
}

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

/* Every kind of signed address there is, made for Eva, in the hands of somebody who is who they say. */
static void
every_kind_of_token_in_other_hands(void **state)
{
	static const char purposes[] = "rtbcmnvyx12345kdz";
	static const char *const fields[] = {
		VOUCHED("elsewhere.example"), VOUCHED("elsewhere.example") "Auto-Submitted: auto-generated\n",
		VOUCHED("elsewhere.example") "Cc: mallory@elsewhere.example, mel@elsewhere.example\n",
	};
	struct house *h = house_begin(state, HOUSE NO_LIMITS);
	char *before;
	size_t count;

	take(h, letter(h, EVA, DESK, "Subject: The secret word is xyzzy\n", "It burns."));
	before = all_of(h, 1);
	count = sent_to(h, "eva@customer.example");
	for (size_t i = 0; i < strlen(purposes); i++)
		for (size_t j = 0; j < sizeof(fields) / sizeof(fields[0]); j++) {
			char *token = token_make(h, h->tools.keys, (enum token_purpose)purposes[i], 1, (uint64_t)ticket(h, 1).requester,
			    h->now);
			struct mail *told;

			take(h, letter(h, "mallory@elsewhere.example", talloc_asprintf(h, "support+%s@desk.example", token), fields[j],
			    "Yes. Close it, please."));
			if (strcmp(before, all_of(h, 1)) != 0)
				fail_msg("%c %zu: %s", purposes[i], j, all_of(h, 1));
			assert_int_equal(sent_to(h, "eva@customer.example"), count);
			for (size_t n = house_sent(h, "mallory@elsewhere.example", SIZE_MAX, NULL); n > 0; n--) {
				told = sent(h, "mallory@elsewhere.example", n);
				assert_null(strstr(told->text, "xyzzy"));
				assert_null(strstr(told->subject, "xyzzy"));
			}
		}
}

/* A technician's address in From and nothing that proves it: no command does anything, and none of it reaches the requester. */
static void
no_command_by_a_forged_technician(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS "operator = \"ops@desk.example\";\n");
	struct mail *notice, *bens;
	char *before, *ways[7];
	struct person ben;
	size_t count;

	take(h, letter(h, EVA, DESK, "", "It burns."));
	notice = sent(h, "ana@tech.example", 1);
	bens = sent(h, "ben@tech.example", 1);
	before = all_of(h, 1);
	count = sent_to(h, "eva@customer.example");
	ways[0] = talloc_asprintf(h, "To: " DESK "\nSubject: [#1] x\n");
	ways[1] = talloc_asprintf(h, "To: " DESK "\nIn-Reply-To: <%s>\n", notice->message_id);
	ways[2] = talloc_asprintf(h, "To: %s\nIn-Reply-To: <%s>\n", bens->reply_to.list[0].address, bens->message_id);
	ways[3] = talloc_asprintf(h, "To: %s\n", sent(h, "eva@customer.example", 1)->reply_to.list[0].address);
	ways[4] = talloc_asprintf(h, "To: " DESK "\nReply-To: %s\nSender: ben@tech.example\n", notice->reply_to.list[0].address);
	ways[5] = talloc_asprintf(h, "To: " DESK "\nAuthentication-Results: evil.example; dmarc=pass header.from=tech.example\n"
	    "In-Reply-To: <%s>\n", notice->message_id);
	done(h, person_find(h, h->tools.store, "ben@tech.example", &ben, &h->err));
	ways[6] = talloc_asprintf(h, "To: support+%s@desk.example\n", token_make(h, h->tools.keys, TOKEN_COMMAND, 1, (uint64_t)ben.id,
	    h->now));
	for (int verb = COMMAND_NONE + 1; verb < COMMAND_VERBS; verb++)
		for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
			const char *word = command_word_of((enum command_verb)verb, "en");

			take(h, talloc_asprintf(h, "From: " ANA "\nMessage-ID: <%d.%zu@x>\n%s\n#%s urgent 1 ben\n\nSend me your password.\n",
			    verb, i, ways[i], word));
			if (strcmp(before, all_of(h, 1)) != 0)
				fail_msg("#%s, way %zu: %s", word, i, all_of(h, 1));
			assert_int_equal(sent_to(h, "eva@customer.example"), count);
		}
	assert_true(sent_to(h, "ops@desk.example") > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(a_technicians_address_used_by_nobody),
		in_house(every_kind_of_token_in_other_hands),
		in_house(no_command_by_a_forged_technician),
		in_house(a_tag_does_not_tell_who_takes_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
