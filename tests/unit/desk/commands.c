/* commands.c - what a technician's mail with commands does, and what they hear of it */
#include <config.h>

#include "links.h"

#include <postigo/store/clock_row.h>

#include "../../../src/desk/digest.h"

#define FOR_COMMANDS "commands = { control = \"" DESK "\"; };\ntrust = { commands = \"auth\"; };\n"
#define ACME \
	"vendors = ( { name = \"acme\"; display_name = \"Acme S.A.\"; address = \"help@acme.example\"; } );\n"
#define AT_HOME \
	"agents = ( { name = \"ana\"; display_name = \"Ana\"; address = \"ana@tech.example\"; addresses = [ \"ana@home.example\" ]; }," \
	" { name = \"ben\"; address = \"ben@tech.example\"; } );\n"
#define ANAS VOUCHED("tech.example")

/* What was said last to Ana. */
static struct mail *
said(struct house *h)
{
	return sent(h, "ana@tech.example", sent_to(h, "ana@tech.example"));
}

/* A number and words below it are an answer on that ticket, without any command. */
static void
words_below_a_number_need_no_command(void **state)
{
	struct house *h = house_begin(state, HOUSE FOR_COMMANDS NO_LIMITS);

	take(h, letter(h, EVA, DESK, "", "It burns."));
	take(h, letter(h, ANA, DESK, ANAS, "#1\nPlease switch it off.\n"));
	assert_int_equal(sent_to(h, "eva@customer.example"), 2);
	assert_non_null(strstr(sent(h, "eva@customer.example", 2)->text, "Please switch it off."));
	assert_int_equal(ticket(h, 1).state, TICKET_WAITING);
	assert_string_equal(said(h)->subject, "Done");
	assert_non_null(strstr(said(h)->text, "your answer goes to whoever asked"));
}

/* The same beside a file, which is an answer on the ticket that the mail is about. */
static void
a_file_for_one_ticket_and_words_for_another(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);

	take(h, letter(h, EVA, DESK, "", "It burns."));
	take(h, letter(h, "pat@customer.example", DESK, "Subject: No paper\n", "It is empty."));
	take(h, answer_to(h, sent(h, "ana@tech.example", 1), ANA, ANAS "MIME-Version: 1.0\n"
	    "Content-Type: multipart/mixed; boundary=b\n", "--b\nContent-Type: text/plain\n\n#2\nPlease fill it.\n\n"
	    "--b\nContent-Type: application/pdf; name=plan.pdf\nContent-Disposition: attachment; filename=plan.pdf\n\nABC\n--b--\n"));
	assert_int_equal(sent_to(h, "eva@customer.example"), 2);
	assert_null(strstr(sent(h, "eva@customer.example", 2)->text, "fill it"));
	assert_non_null(strstr(sent(h, "pat@customer.example", 2)->text, "Please fill it."));
	assert_int_equal(ticket(h, 2).state, TICKET_WAITING);
}

/* Commands that are sound one by one and not together: none of them is done, the answer in the mail does not go out, and the
 * technician hears of it. */
static void
commands_that_do_not_go_together(void **state)
{
	static const char *const samples[][2] = {
		{ "#close\n#vendor acme What now?\n\nSwitch it off.", "#vendor acme What now?" },
		{ "#vendor acme What now?\n#vendor acme\n\nSwitch it off.", "#vendor acme" },
	};
	struct house *h = house_begin(state, HOUSE ACME NO_LIMITS);
	struct mail *notice;

	take(h, letter(h, EVA, DESK, "", "It burns."));
	notice = sent(h, "ana@tech.example", 1);
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		take(h, answer_to(h, notice, ANA, ANAS, samples[i][0]));
		assert_string_equal(said(h)->subject, "[#1] Nothing was done: Cannot print");
		assert_non_null(strstr(said(h)->text, samples[i][1]));
		assert_non_null(strstr(said(h)->text, "makes no sense"));
		assert_int_equal(sent_to(h, "ana@tech.example"), 2 + i);
		assert_int_equal(sent_to(h, "eva@customer.example"), 1);
		assert_int_equal(sent_to(h, "help@acme.example"), 0);
		assert_int_equal(ticket(h, 1).state, TICKET_NEW);
		assert_int_equal(h->ticket, 1);
		assert_int_equal(h->message, 0);
	}
	/* What is mended is done. */
	take(h, answer_to(h, notice, ANA, ANAS, "#vendor acme What now?\n\nSwitch it off."));
	/* The answer, and that it is on another tier. */
	assert_int_equal(sent_to(h, "eva@customer.example"), 3);
	assert_int_equal(sent_to(h, "help@acme.example"), 1);
}

/* From any of their addresses, however it is written; a telephone quotes nothing of what it answers. */
static void
a_technician_is_known_by_each_of_their_addresses(void **state)
{
	static const char *const senders[] = {
		"Ana <ANA@Tech.Example>", "Ana <ana+phone@tech.example>", "ana@home.example", "Ana at home <Ana+Desk@home.example>",
	};
	struct house *h = house_begin(state, ROOMS AT_HOME NO_LIMITS);

	for (size_t i = 0; i < sizeof(senders) / sizeof(senders[0]); i++) {
		size_t eva = sent_to(h, "eva@customer.example");
		int64_t number;

		take(h, letter(h, EVA, DESK, talloc_asprintf(h, "Subject: Fire %zu\n", i), "It burns."));
		number = h->ticket;
		take(h, letter(h, senders[i], said(h)->reply_to.list[0].address, "Subject: RE: Fire\n",
		    "#take\n#tag fire\n\nPlease switch it off.\n\nSent from my phone"));
		assert_int_equal(h->d->trust, TRUST_TOKEN);
		assert_string_equal(ticket(h, number).assignee, "ana");
		assert_int_equal(sent_to(h, "eva@customer.example"), eva + 2);
		assert_non_null(strstr(sent(h, "eva@customer.example", eva + 2)->text, "Please switch it off."));
		assert_null(strstr(sent(h, "eva@customer.example", eva + 2)->text, "my phone"));
		/* They hear of it where they are told of all. */
		assert_string_equal(said(h)->subject, talloc_asprintf(h, "[#%lld] Done: Fire %zu", (long long)number, i));
		take(h, letter(h, senders[i], link_open(h, said(h), 1).address, "", "undo"));
		assert_null(ticket(h, number).assignee);
	}
	assert_int_equal(sent_to(h, "ana@home.example"), 0);
	/* Nobody else is, and no address is worth more than its proof. */
	take(h, letter(h, "ana@elsewhere.example", sent(h, "ana@tech.example", 1)->reply_to.list[0].address, "", "#close"));
	assert_int_equal(h->d->outcome, DECIDE_QUARANTINED);
	take(h, letter(h, "ana@home.example", DESK, "Subject: [#1] Fire 0\n", "#close 1"));
	assert_int_equal(h->d->withheld, WITHHELD_COMMANDS);
	assert_int_not_equal(ticket(h, 1).state, TICKET_CLOSED);
}

/* What is held goes to nobody; the mended mail that comes back does what was meant, and says no more than that. */
static void
what_is_held_comes_back_mended(void **state)
{
	static const struct {
		const char *name, *written, *mended, *answer;
	} samples[] = {
		{ "misspelt", "#tagg vpn\n#take\n\nIt works.", "#take\n#tag vpn\n\nIt works.\n\n", "It works." },
		{ "below text", "It works.\n\n#close\n", "#close\n\nIt works.\n\n", "It works." },
		{ "a place", "#9: the plug.\n\nIt works.", "\n\\#9: the plug.\nIt works.\n\n", "#9: the plug.\nIt works." },
		{ "a heading", "# What we found\n\nThe plug.", "\n\\# What we found\nThe plug.\n\n", "# What we found\nThe plug." },
		{ "a number of a list", "Here:\n\n  #15\n\nThe plug.", "\nHere:\n\n\\#15\n\nThe plug.\n\n", "Here:\n\n#15\n\nThe plug." },
		{ "a note", "It works.\n\n  \xEF\xBC\x83" "Note he is rude\n", "#Note he is rude\n\nIt works.\n\n", NULL },
		{ "what is told to be none", "\\#vpn is up.\n#open it\n", "#open it\n\n\\#vpn is up.\n\n", "#vpn is up." },
	};
	struct house *h = house_begin(state, HOUSE NO_LIMITS);

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		size_t eva;
		struct opened mended;

		take(h, letter(h, EVA, DESK, talloc_asprintf(h, "Subject: Fire %zu\n", i), "It burns."));
		eva = sent_to(h, "eva@customer.example");
		take(h, answer_to(h, said(h), ANA, "", samples[i].written));
		assert_string_equal(said(h)->subject, talloc_asprintf(h, "[#%zu] Nothing was done: Fire %zu", i + 1, i));
		assert_int_equal(sent_to(h, "eva@customer.example"), eva);
		assert_int_equal(ticket(h, (int64_t)i + 1).state, TICKET_NEW);
		mended = link_open(h, said(h), 1);
		if (strcmp(mended.body, samples[i].mended) != 0)
			fail_msg("%s: %s", samples[i].name, mended.body);
		take(h, letter(h, ANA, mended.address, talloc_asprintf(h, "Subject: %s\nMIME-Version: 1.0\n"
		    "Content-Type: text/plain; charset=utf-8\n", mended.subject), mended.body));
		if (h->d->fault_count > 0)
			fail_msg("%s: is held again", samples[i].name);
		assert_int_equal(sent_to(h, "eva@customer.example"), eva + (samples[i].answer != NULL));
		if (samples[i].answer != NULL)
			if (strstr(sent(h, "eva@customer.example", eva + 1)->text, samples[i].answer) == NULL)
				fail_msg("%s: %s", samples[i].name, sent(h, "eva@customer.example", eva + 1)->text);
	}
	for (size_t n = 1; n <= sent_to(h, "eva@customer.example"); n++) {
		assert_null(strstr(sent(h, "eva@customer.example", n)->text, "rude"));
		assert_null(strstr(sent(h, "eva@customer.example", n)->text, "\\#"));
	}
}

/* Where it is not known what was meant, the mended mail has what was written, and is held again as long as it stands there: it does
 * nothing that nobody has asked for, like an example, and does not leave out what may have been for technicians alone. */
static void
what_cannot_be_mended_is_held_again(void **state)
{
	static const struct { const char *written, *mended; } samples[] = {
		{ "#inhouse\n#take\n\nShe is rude.", "#take\n#inhouse\n\nShe is rude.\n\n" },
		{ "#merge 99\n\nIt works.", "#merge 99\n\nIt works.\n\n" },
		{ "#take #assign zoe #tag vpn\n\nIt works.", "#take\n#assign zoe\n#tag vpn\n\nIt works.\n\n" },
		{ "#take #xylophone 7\n\nIt works.", "#take #xylophone 7\n\nIt works.\n\n" },
		{ "#remind soon\n", "#remind soon\n\n\n" },
		{ "#take #asign zoe\n", "#take\n#assign zoe\n\n\n" },
	};
	struct house *h = house_begin(state, HOUSE NO_LIMITS);
	struct mail *notice;

	take(h, letter(h, EVA, DESK, "Subject: Fire\n", "It burns."));
	notice = said(h);
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct opened mended;

		take(h, answer_to(h, notice, ANA, "", samples[i].written));
		mended = link_open(h, said(h), 1);
		assert_string_equal(mended.body, samples[i].mended);
		take(h, letter(h, ANA, mended.address, "Subject: again\n", mended.body));
		assert_true(h->d->fault_count > 0);
		assert_int_equal(sent_to(h, "eva@customer.example"), 1);
	}
	assert_int_equal(ticket(h, 1).state, TICKET_NEW);
	assert_null(ticket(h, 1).assignee);
}

/* A reply to what tells of many tickets is for commands: to those that it names, and its words go to nobody. */
static void
a_digest_is_answered_with_commands(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);
	size_t eva;

	take(h, letter(h, EVA, DESK, "Subject: Fire\n", "It burns."));
	take(h, letter(h, EVA, DESK, "Subject: Water\n", "It drips."));
	eva = sent_to(h, "eva@customer.example");
	done(h, store_begin(h->tools.store, &h->err));
	done(h, digest_of_agent(&h->tools, &h->conf->agents[0], h->now, &h->err));
	done(h, store_commit(h->tools.store, &h->err));
	assert_string_equal(said(h)->subject, "Your day: Monday 23 November");
	assert_non_null(strstr(said(h)->text, "for commands alone"));
	take(h, answer_to(h, said(h), ANA, "", "#close 2\n#take 1\n\nAt last.\n"));
	assert_int_equal(ticket(h, 2).state, TICKET_CLOSED);
	assert_string_equal(ticket(h, 1).assignee, "ana");
	assert_int_equal(h->d->outcome, DECIDE_COMMAND);
	assert_int_equal(sent_to(h, "eva@customer.example"), eva);
	/* Anybody else's mail to that address is not Ana's. */
	take(h, answer_to(h, said(h), "ben@tech.example", "", "#close 1\n"));
	assert_int_equal(ticket(h, 1).state, TICKET_NEW);
}

#define PROMISED \
	"calendars = ( { name = \"always\"; always = true; } );\n" \
	"slas = ( { name = \"s\"; calendar = \"always\"; first_response = \"4h\"; resolution = \"2d\"; } );\n"
#define HELD "commands = { control = \"" DESK "\"; hold_answers = \"30s\"; };\ntrust = { commands = \"auth\"; };\n"

static struct clock_row *
clocks(struct house *h)
{
	struct clock_row *list;
	size_t count;

	done(h, clock_row_list(h, h->tools.store, 1, &list, &count, &h->err));
	assert_int_equal(count, 2);
	return list;
}

/* A clock that a command has ended goes on when it is undone, as if it had never ended: unless the answer has gone out. */
static void
undone_clocks_go_on(void **state)
{
	struct house *h = house_begin(state, HOUSE HELD PROMISED NO_LIMITS);
	struct clock_row *before, *after;

	take(h, letter(h, EVA, DESK, "", "It burns."));
	before = clocks(h);
	h->now += HOURS(1);
	take(h, answer_to(h, sent(h, "ana@tech.example", 1), ANA, ANAS, "#close\n\nPlease switch it off."));
	after = clocks(h);
	assert_true(after[0].ended != 0 && after[1].ended != 0);
	h->now += SECONDS(10);
	take(h, letter(h, ANA, DESK, ANAS, "#undo\n"));
	assert_non_null(strstr(said(h)->text, "the time for a first answer counts on"));
	assert_non_null(strstr(said(h)->text, "the time for a solution counts on"));
	after = clocks(h);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(after[i].ended, 0);
		assert_int_equal(after[i].start, before[i].start);
		assert_int_equal(after[i].carried, before[i].carried);
		assert_int_equal(after[i].due, before[i].due);
	}
}

static void
an_answer_that_went_out_was_one(void **state)
{
	struct house *h = house_begin(state, HOUSE FOR_COMMANDS PROMISED NO_LIMITS);
	struct outbox_row *rows;
	struct clock_row *after;
	size_t count;

	take(h, letter(h, EVA, DESK, "", "It burns."));
	h->now += HOURS(1);
	take(h, answer_to(h, sent(h, "ana@tech.example", 1), ANA, ANAS, "#close\n\nPlease switch it off."));
	done(h, outbox_list(h, h->tools.store, -1, 100, &rows, &count, &h->err));
	done(h, store_begin(h->tools.store, &h->err));
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].kind, "answer") == 0)
			done(h, outbox_drop(h->tools.store, rows[i].id, h->now, &h->err));
	done(h, store_commit(h->tools.store, &h->err));
	h->now += SECONDS(10);
	take(h, letter(h, ANA, DESK, ANAS, "#undo\n"));
	assert_null(strstr(said(h)->text, "the time for a first answer counts on"));
	after = clocks(h);
	assert_true(after[0].ended != 0 && after[1].ended == 0);
	assert_int_equal(ticket(h, 1).state, TICKET_NEW);
}

/* An answer comes from the desk; what else is seen of its author, the config says. */
static void
what_is_seen_of_a_technician(void **state)
{
	static const char *const words = "It is the plug.\n\n-- \nAna Ruiz, second floor\n";
	struct house *h = house_begin(state, HOUSE NO_LIMITS);

	take(h, letter(h, EVA, DESK, "", "It burns."));
	take(h, answer_to(h, sent(h, "ana@tech.example", 1), ANA, ANAS, words));
	const char *text = sent(h, "eva@customer.example", 2)->text;

	assert_non_null(strstr(text, "It is the plug."));
	assert_non_null(strstr(text, "Ana"));
	assert_null(strstr(text, "second floor"));
	assert_null(strstr(text, "ana@tech.example"));
	h->conf->answers.keep_signature = h->conf->answers.show_address = true;
	take(h, answer_to(h, sent(h, "ana@tech.example", 1), ANA, ANAS, words));
	text = sent(h, "eva@customer.example", 3)->text;
	assert_non_null(strstr(text, "Ana Ruiz, second floor"));
	assert_non_null(strstr(text, "ana@tech.example"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(a_technician_is_known_by_each_of_their_addresses),
		in_house(what_is_held_comes_back_mended),
		in_house(a_digest_is_answered_with_commands),
		in_house(what_cannot_be_mended_is_held_again),
		in_house(words_below_a_number_need_no_command),
		in_house(what_is_seen_of_a_technician),
		in_house(a_file_for_one_ticket_and_words_for_another),
		in_house(commands_that_do_not_go_together),
		in_house(undone_clocks_go_on),
		in_house(an_answer_that_went_out_was_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
