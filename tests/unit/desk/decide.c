/* What is decided, fact by fact: one sample a situation that an operator would recognise. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/desk/decide.h>

static char *members[] = { (char[]){ "ana" }, (char[]){ "ben" } };

static struct conf_agent agents[] = {
	{ .name = (char[]){ "ana" }, .address = (char[]){ "ana@desk.example" }, .display_name = (char[]){ "Ana" } },
	{ .name = (char[]){ "ben" }, .address = (char[]){ "ben@desk.example" }, .display_name = (char[]){ "Ben" } },
};
static struct conf_team teams[] = { { .name = (char[]){ "first" }, .members = members, .member_count = 2 } };
static struct conf_queue queues[] = { { .name = (char[]){ "help" }, .team = (char[]){ "first" } } };
static struct conf_mailbox mailboxes[] = {
	{ .name = (char[]){ "support" }, .address = (char[]){ "support@desk.example" }, .queue = (char[]){ "help" } },
};
static const struct conf conf = {
	.mailboxes = mailboxes, .mailbox_count = 1, .queues = queues, .queue_count = 1,
	.teams = teams, .team_count = 1, .agents = agents, .agent_count = 2,
};

static char pat[] = "pat@customer.example";

/* A mail of a person to the support mailbox; each sample changes what it is about. */
struct situation {
	struct mail mail;
	struct facts facts;
};

static struct situation *
situation(TALLOC_CTX *ctx)
{
	struct situation *s = talloc_zero(ctx, struct situation);

	s->mail.from.address = pat;
	s->mail.subject = talloc_strdup(s, "Printer");
	s->mail.text = s->mail.reply = talloc_strdup(s, "It burns.");
	s->mail.class = MAIL_HUMAN;
	s->mail.class_reason = talloc_strdup(s, "nothing says otherwise");
	s->facts = (struct facts){
		.conf = &conf, .mailbox = &mailboxes[0], .mail = &s->mail, .installation = "us", .language = "en",
	};
	return s;
}

static void
tie_to(struct situation *s, enum tie_kind kind, enum ticket_state state, bool takes_part)
{
	s->facts.tie[kind] = (struct tie){
		.found = true, .sender_takes_part = takes_part,
		.ticket = { .id = 7, .state = state, .queue = queues[0].name, .team = teams[0].name },
	};
}

static void
by_token(struct situation *s, enum token_purpose purpose, char *whose)
{
	tie_to(s, TIE_REPLY_TOKEN, TICKET_OPEN, true);
	s->facts.has_token = true;
	s->facts.token = (struct token){ .purpose = purpose, .ticket = 7, .person = 3 };
	s->facts.token_person = (struct person){ .id = 3, .address = whose };
}

static size_t
answers(const struct decision *d, const char *template)
{
	size_t n = 0;

	for (size_t i = 0; i < d->answer_count; i++)
		n += strcmp(d->answers[i].template, template) == 0;
	return n;
}

static void
a_person_gets_a_ticket_and_an_acknowledgement(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d = decide(s, &s->facts);

	(void)state;
	assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
	assert_string_equal(d->queue, "help");
	assert_int_equal(answers(d, "acknowledgement"), 1);
	assert_int_equal(answers(d, "notice_new"), 2);
	assert_null(d->not_answered);
	assert_int_equal(d->trust, TRUST_NONE);
	assert_true(d->answers[0].safe);
	s->facts.sender = (struct person){ .id = 3, .address = pat };
	d = decide(s, &s->facts);
	assert_int_equal(d->trust, TRUST_KNOWN);
	assert_false(d->answers[0].safe);
	talloc_free(s);
}

/* Each of these makes a ticket, and no mail to the sender. */
static void
machines_and_the_unreachable_get_no_acknowledgement(void **state)
{
	static const enum mail_class classes[] = {
		MAIL_AUTO_REPLY, MAIL_AUTO_GENERATED, MAIL_BOUNCE, MAIL_LIST, MAIL_CALENDAR,
	};
	static const char *const senders[] = {
		"MAILER-DAEMON@customer.example", "noreply@customer.example", "no-reply+17@customer.example",
		"postmaster@customer.example", "", "two words@customer.example", "pat@customer.example\r\nRCPT",
	};
	struct situation *s;
	struct decision *d;

	(void)state;
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		s = situation(NULL);
		s->mail.class = classes[i];
		d = decide(s, &s->facts);
		assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
		assert_int_equal(answers(d, "acknowledgement"), 0);
		assert_non_null(d->not_answered);
		talloc_free(s);
	}
	for (size_t i = 0; i <= sizeof(senders) / sizeof(senders[0]); i++) {
		s = situation(NULL);
		s->mail.from.address = i < sizeof(senders) / sizeof(senders[0]) ? talloc_strdup(s, senders[i]) : NULL;
		d = decide(s, &s->facts);
		assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
		assert_int_equal(answers(d, "acknowledgement"), 0);
		assert_non_null(d->not_answered);
		talloc_free(s);
	}
	s = situation(NULL);
	s->mail.return_path = talloc_strdup(s, "");
	assert_int_equal(answers(decide(s, &s->facts), "acknowledgement"), 0);
	talloc_free(s);
}

static void
what_lay_there_before_us_is_taken_in_silence(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	s->facts.before_adoption = true;
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
	assert_int_equal(d->answer_count, 0);
	talloc_free(s);
}

static void
our_own_mail_is_filed(void **state)
{
	struct situation *s = situation(NULL);

	(void)state;
	s->mail.from.address = mailboxes[0].address;
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_FILED);
	s->mail.from.address = pat;
	s->mail.installation = talloc_strdup(s, "us");
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_FILED);
	assert_int_equal(decide(s, &s->facts)->answer_count, 0);
	s->mail.installation = talloc_strdup(s, "them");
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_NEW_TICKET);
	assert_int_equal(answers(decide(s, &s->facts), "acknowledgement"), 0);
	talloc_free(s);
}

static void
duplicates_do_nothing(void **state)
{
	struct situation *s = situation(NULL);

	(void)state;
	s->facts.same_bytes = true;
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_DUPLICATE);
	s->facts.same_bytes = false;
	s->facts.same_content = true;
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_DUPLICATE);
	assert_int_equal(decide(s, &s->facts)->answer_count, 0);
	talloc_free(s);
}

static void
a_reply_reaches_the_ticket_and_the_team(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	by_token(s, TOKEN_REQUESTER, pat);
	s->facts.tie[TIE_REPLY_TOKEN].ticket.state = TICKET_CLOSED;
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_REPLY);
	assert_int_equal(d->ticket, 7);
	assert_int_equal(d->state, TICKET_OPEN);
	assert_int_equal(d->trust, TRUST_TOKEN);
	assert_int_equal(answers(d, "notice_reply"), 2);
	assert_int_equal(answers(d, "acknowledgement"), 0);
	s->facts.tie[TIE_REPLY_TOKEN].ticket.assignee = agents[1].name;
	d = decide(s, &s->facts);
	assert_int_equal(d->answer_count, 1);
	assert_ptr_equal(d->answers[0].agent, &agents[1]);
	talloc_free(s);
}

/* Whatever a mail can name without proof counts only from somebody who is on that ticket. */
static void
a_stranger_gets_a_ticket_of_their_own(void **state)
{
	static const enum tie_kind kinds[] = { TIE_MESSAGE_ID_TOKEN, TIE_MESSAGE_ID, TIE_SUBJECT_TAG };

	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct situation *s = situation(NULL);
		struct decision *d;

		tie_to(s, kinds[i], TICKET_OPEN, false);
		d = decide(s, &s->facts);
		assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
		assert_int_equal(d->linked, 7);
		tie_to(s, kinds[i], TICKET_OPEN, true);
		d = decide(s, &s->facts);
		assert_int_equal(d->outcome, DECIDE_REPLY);
		assert_int_equal(d->tie, kinds[i]);
		talloc_free(s);
	}
}

static void
automatic_mail_on_a_ticket_changes_nothing(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	by_token(s, TOKEN_REQUESTER, pat);
	s->facts.tie[TIE_REPLY_TOKEN].ticket.state = TICKET_CLOSED;
	s->mail.class = MAIL_AUTO_REPLY;
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_REPLY);
	assert_true(d->automatic);
	assert_int_equal(d->state, TICKET_CLOSED);
	assert_int_equal(d->answer_count, 0);
	talloc_free(s);
}

static struct situation *
technician(TALLOC_CTX *ctx)
{
	struct situation *s = situation(ctx);

	by_token(s, TOKEN_TECHNICIAN, agents[0].address);
	s->mail.from.address = agents[0].address;
	s->facts.agent = &agents[0];
	return s;
}

static void
a_technicians_reply_goes_to_the_requester(void **state)
{
	struct situation *s = technician(NULL);
	struct decision *d = decide(s, &s->facts);

	(void)state;
	assert_int_equal(d->outcome, DECIDE_REPLY);
	assert_true(d->by_technician);
	assert_int_equal(d->state, TICKET_WAITING);
	assert_string_equal(d->assignee, "ana");
	assert_int_equal(answers(d, "answer"), 1);
	assert_int_equal(d->answer_count, 1);
	talloc_free(s);
}

static void
a_technicians_address_alone_proves_nothing(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	s->mail.from.address = agents[0].address;
	s->facts.agent = &agents[0];
	tie_to(s, TIE_SUBJECT_TAG, TICKET_OPEN, false);
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
	assert_int_equal(answers(d, "answer"), 0);
	talloc_free(s);
}

static void
a_technicians_token_in_other_hands_is_set_aside(void **state)
{
	struct situation *s = technician(NULL);

	(void)state;
	s->mail.from.address = pat;
	s->facts.agent = NULL;
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_QUARANTINED);
	assert_int_equal(answers(decide(s, &s->facts), "not_accepted"), 1);
	assert_int_equal(decide(s, &s->facts)->answer_count, 1);
	s->mail.class = MAIL_AUTO_REPLY;
	assert_int_equal(decide(s, &s->facts)->answer_count, 0);
	s->mail.class = MAIL_HUMAN;
	/* Not even by a colleague: what goes out would bear the wrong name. */
	s->mail.from.address = agents[1].address;
	s->facts.agent = &agents[1];
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_QUARANTINED);
	assert_int_equal(answers(decide(s, &s->facts), "answer"), 0);
	s->facts.agent = NULL;
	/* Somebody who is a technician no longer: the address is right, the right is gone. */
	s->mail.from.address = agents[0].address;
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_QUARANTINED);
	talloc_free(s);
}

static void
nothing_empty_or_automatic_is_passed_on(void **state)
{
	struct situation *s = technician(NULL);

	(void)state;
	s->mail.reply = talloc_strdup(s, " \n");
	assert_int_equal(answers(decide(s, &s->facts), "answer"), 0);
	s->mail.attachment_count = 1;
	assert_int_equal(answers(decide(s, &s->facts), "answer"), 1);
	s->mail.class = MAIL_AUTO_REPLY;
	assert_int_equal(answers(decide(s, &s->facts), "answer"), 0);
	talloc_free(s);
}

static void
a_bounce_is_told_to_the_technicians(void **state)
{
	struct situation *s = situation(NULL);
	struct mail_bounce_recipient who = { .address = pat, .action = (char[]){ "failed" } };
	struct mail_bounce bounce = { .recipients = &who, .count = 1 };
	struct decision *d;

	(void)state;
	s->mail.class = MAIL_BOUNCE;
	s->mail.bounce = &bounce;
	s->mail.from.address = talloc_strdup(s, "mailer-daemon@customer.example");
	by_token(s, TOKEN_BOUNCE, pat);
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_BOUNCE);
	assert_int_equal(answers(d, "delivery_failed"), 2);
	assert_int_equal(answers(d, "acknowledgement"), 0);
	/* A technician whom no mail reaches: the word about it would come back as well. */
	who.address = (char[]){ "Ana@desk.example" };
	d = decide(s, &s->facts);
	assert_int_equal(answers(d, "delivery_failed"), 1);
	assert_ptr_equal(d->answers[0].agent, &agents[1]);
	s->facts.tie[TIE_REPLY_TOKEN].ticket.assignee = agents[0].name;
	assert_int_equal(decide(s, &s->facts)->answer_count, 0);
	who.action = (char[]){ "delayed" };
	assert_int_equal(decide(s, &s->facts)->answer_count, 0);
	talloc_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_person_gets_a_ticket_and_an_acknowledgement),
		cmocka_unit_test(machines_and_the_unreachable_get_no_acknowledgement),
		cmocka_unit_test(what_lay_there_before_us_is_taken_in_silence),
		cmocka_unit_test(our_own_mail_is_filed),
		cmocka_unit_test(duplicates_do_nothing),
		cmocka_unit_test(a_reply_reaches_the_ticket_and_the_team),
		cmocka_unit_test(a_stranger_gets_a_ticket_of_their_own),
		cmocka_unit_test(automatic_mail_on_a_ticket_changes_nothing),
		cmocka_unit_test(a_technicians_reply_goes_to_the_requester),
		cmocka_unit_test(a_technicians_address_alone_proves_nothing),
		cmocka_unit_test(a_technicians_token_in_other_hands_is_set_aside),
		cmocka_unit_test(nothing_empty_or_automatic_is_passed_on),
		cmocka_unit_test(a_bounce_is_told_to_the_technicians),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
