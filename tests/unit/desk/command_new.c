/* command_new.c - tickets that a technician makes for somebody else: a call, a visit, a mail that is passed on */
#include <config.h>

#include "links.h"

#include <postigo/store/field.h>

#define FOR_COMMANDS "commands = { control = \"" DESK "\"; };\ntrust = { commands = \"auth\"; };\n"
#define ANAS VOUCHED("tech.example")

/* What was said last to Ana. */
static struct mail *
said(struct house *h)
{
	return sent(h, "ana@tech.example", sent_to(h, "ana@tech.example"));
}

/* A ticket for somebody who did not write to us: how they came, what it is about, and what they hear of it. */
static void
somebody_calls(void **state)
{
	static const struct { const char *line, *channel, *subject, *told; } samples[] = {
		{ "#new pat@customer.example phone Screen is dark", "phone", "Screen is dark", "Thank you for your call." },
		{ "#nuevo pat@customer.example por tel\xC3\xA9" "fono La pantalla", "phone", "La pantalla", "your call" },
		{ "#new pat@customer.example in person", "visit", "", "Thank you for coming by." },
		{ "#nuevo pat@customer.example presencial", "visit", "", "Thank you for coming by." },
		{ "#new pat@customer.example phone Screen, \"dark\"?", "phone", "Screen, \"dark\"?", "Thank you for your call." },
		{ "#new Pat Doe <pat@customer.example> phone Screen", "phone", "Screen", "Thank you for your call." },
		{ "#new pat@customer.example chat Screen", "chat", "Screen", "Thank you for talking to us." },
		{ "#new pat@customer.example via Twitter: Screen", "social", NULL, "social media" },
		{ "#nuevo pat@customer.example redes sociales Pantalla", "social", "Pantalla", "social media" },
		{ "#new pat@customer.example by letter Screen", "mail", "Screen", "Thank you for writing to us." },
		{ "#new pat@customer.example Phone does not ring", NULL, "Phone does not ring", "We have noted" },
		{ "#new pat@customer.example In the office it is dark", NULL, "In the office it is dark", "We have noted" },
		{ "#new pat@customer.example", NULL, "", "We have noted" },
		{ "#new pat@customer.example phone silently Screen is dark", "phone", "Screen is dark", NULL },
		{ "#nuevo pat@customer.example visita sin avisar Pantalla", "visit", "Pantalla", NULL },
		{ "#nuevo pat@customer.example tel\xC3\xA9" "fono en silencio Pantalla", "phone", "Pantalla", NULL },
	};
	struct house *h = house_begin(state, HOUSE FOR_COMMANDS NO_LIMITS);

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		size_t pat = sent_to(h, "pat@customer.example"), ana = sent_to(h, "ana@tech.example");
		char *channel = NULL;

		take(h, letter(h, ANA, DESK, ANAS "Subject: \nContent-Type: text/plain; charset=utf-8\n",
		    talloc_asprintf(h, "%s\n#take\n\nSince Monday, she says.\n", samples[i].line)));
		if (h->d->outcome != DECIDE_NEW_TICKET)
			fail_msg("%s: %s", samples[i].line, said(h)->text);
		assert_true(field_read(h, h->tools.store, h->ticket, "channel", &channel, &h->err) >= 0);
		if (samples[i].channel == NULL ? channel != NULL : channel == NULL || strcmp(channel, samples[i].channel) != 0)
			fail_msg("%s: %s", samples[i].line, channel);
		if (samples[i].subject != NULL && strcmp(ticket(h, h->ticket).subject, samples[i].subject) != 0)
			fail_msg("%s: about %s", samples[i].line, ticket(h, h->ticket).subject);
		assert_string_equal(ticket(h, h->ticket).assignee, "ana");
		assert_int_equal(sent_to(h, "pat@customer.example"), pat + (samples[i].told != NULL));
		/* Ben need not hear of what is Ana's already, and she only that it is done. */
		assert_int_equal(sent_to(h, "ana@tech.example"), ana + 1);
		if (samples[i].told == NULL)
			continue;
		const char *text = sent(h, "pat@customer.example", pat + 1)->text;

		if (strstr(text, samples[i].told) == NULL || strstr(text, "Since Monday, she says.") == NULL || strchr(text, '@') != NULL)
			fail_msg("%s: %s", samples[i].line, text);
		if (strstr(samples[i].line, "Pat Doe") != NULL)
			assert_string_equal(sent(h, "pat@customer.example", pat + 1)->to.list[0].name, "Pat Doe");
		/* What they answer is on it. */
		int64_t number = h->ticket;

		take(h, answer_to(h, sent(h, "pat@customer.example", pat + 1), "pat@customer.example", "", "It is green, too."));
		assert_int_equal(h->ticket, number);
		h->now += MINUTES(1);
	}
	/* Undone, it is closed, and nobody hears of that either. */
	size_t pat = sent_to(h, "pat@customer.example");

	take(h, letter(h, ANA, link_open(h, said(h), 1).address, "", "undo"));
	assert_int_equal(ticket(h, h->ticket != 0 ? h->ticket : (int64_t)(sizeof(samples) / sizeof(samples[0]))).state, TICKET_CLOSED);
	assert_int_equal(sent_to(h, "pat@customer.example"), pat);
}

/* What is over when we hear of it is whose who tells of it: nobody else is given it, nor told, unless the mail says so. */
static void
a_call_that_is_over_is_nobody_elses(void **state)
{
	static const char conf[] =
		"identity = { name = \"Desk\"; domain = \"desk.example\"; };\n"
		"smtp = { host = \"mail.desk.example\"; from = \"bounces@desk.example\"; };\n"
		"mailboxes = ( { name = \"support\"; address = \"" DESK "\"; queue = \"help\"; host = \"mail.desk.example\";"
		" trusted_authserv = [ \"mx.desk.example\" ]; } );\n"
		"queues = ( { name = \"help\"; team = \"first\"; } );\n"
		"teams = ( { name = \"first\"; members = [ \"ben\", \"ana\" ]; assign = \"round_robin\"; } );\n"
		"notices = { collapse = \"0s\"; };\n"
		"agents = ( { name = \"ana\"; display_name = \"Ana\"; address = \"ana@tech.example\"; },"
		" { name = \"ben\"; address = \"ben@tech.example\"; } );\n" FOR_COMMANDS NO_LIMITS;
	static const struct { const char *commands, *assignee; size_t told; } samples[] = {
		{ "#close", "ana", 0 }, { "#wait\n#close", "ana", 0 }, { "#spam", "ana", 0 },
		{ "#close\n#open", "ben", 1 }, { "#close\n#assign ben", "ben", 1 },
	};
	struct house *h = house_begin(state, conf);

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		size_t ben = sent_to(h, "ben@tech.example");

		take(h, letter(h, ANA, DESK, ANAS "Subject: \n", talloc_asprintf(h, "#new pat%zu@customer.example phone Screen\n%s\n", i,
		    samples[i].commands)));
		assert_int_equal(h->d->outcome, DECIDE_NEW_TICKET);
		if (strcmp(ticket(h, h->ticket).assignee, samples[i].assignee) != 0)
			fail_msg("%s: %s", samples[i].commands, ticket(h, h->ticket).assignee);
		if (sent_to(h, "ben@tech.example") != ben + samples[i].told)
			fail_msg("%s: ben is told", samples[i].commands);
	}
}

/* In a reply it is held, whatever stands around it: its link is for a mail of its own, which is about no other ticket. */
static void
a_reply_makes_no_ticket(void **state)
{
	static const char *const samples[] = {
		"#new pat@customer.example phone Screen is dark\n#close\n\nI have switched it on.\n",
		"#close\n#new pat@customer.example phone Screen is dark\n\nI have switched it on.\n",
	};
	struct house *h = house_begin(state, HOUSE NO_LIMITS);
	struct mail *notice;

	take(h, letter(h, "eva@customer.example", DESK, "Subject: Printer\n", "It burns."));
	notice = said(h);
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct opened own;

		take(h, answer_to(h, notice, ANA, "", samples[i]));
		assert_int_equal(ticket(h, 1).state, TICKET_NEW);
		assert_int_equal(sent_to(h, "pat@customer.example"), i);
		assert_non_null(strstr(said(h)->text, "a mail of its own"));
		own = link_open(h, said(h), 1);
		assert_string_equal(own.body, "#new pat@customer.example phone Screen is dark\n#close\n\nI have switched it on.\n\n");
		take(h, letter(h, ANA, own.address, own.subject != NULL ? talloc_asprintf(h, "Subject: %s\n", own.subject) : "", own.body));
		assert_int_equal(h->d->outcome, DECIDE_NEW_TICKET);
		assert_int_equal(sent_to(h, "pat@customer.example"), i + 1);
		assert_non_null(strstr(sent(h, "pat@customer.example", i + 1)->text, "I have switched it on."));
		assert_int_equal(sent_to(h, "eva@customer.example"), 1);
	}
	assert_int_equal(ticket(h, 1).state, TICKET_NEW);
}

/* What a technician passes on is whose it was, with commands above it. */
static void
a_mail_is_passed_on(void **state)
{
	struct house *h = house_begin(state, HOUSE FOR_COMMANDS NO_LIMITS);

	take(h, letter(h, ANA, DESK, ANAS "Subject: Fwd: Screen is dark\n", "#take\n#tag screen\n#time 5m\n\n"
	    "---------- Forwarded message ---------\nFrom: Pat Holt <pat@customer.example>\nDate: Mon, Nov 23, 2026 at 9:00 AM\n"
	    "Subject: Screen is dark\nTo: Ana <ana@tech.example>\n\nIt is dark since Monday.\n"));
	assert_int_equal(h->d->outcome, DECIDE_NEW_TICKET);
	assert_string_equal(ticket(h, h->ticket).assignee, "ana");
	assert_int_equal(sent_to(h, "pat@customer.example"), 1);
	assert_null(strstr(sent(h, "pat@customer.example", 1)->text, "#take"));
	assert_non_null(strstr(said(h)->text, "tagged screen"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(somebody_calls),
		in_house(a_call_that_is_over_is_nobody_elses),
		in_house(a_reply_makes_no_ticket),
		in_house(a_mail_is_passed_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
